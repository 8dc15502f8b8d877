package import Cryptography
import EVM
package import L1Sim
package import PaymentsCircuit
package import Primitives
package import RollupContracts
import StateTransition

/// Makes the batches of a payments ledger: takes signed payments, takes deposits from L1's queue, and seals.
package struct PaymentsSequencer: Sendable {
    /// What the rollup is.
    package let configuration: PaymentsConfiguration
    /// The rollup's contract on L1.
    package let rollup: Address
    /// What payments are signed for: this contract on this chain.
    package let domain: BN254.Fr
    /// The state after the newest sealed batch.
    package private(set) var state: AccountTree
    /// Number of sealed batches, settled or not.
    package private(set) var batchCount: UInt64 = 0
    /// Payments that wait, in order of arrival.
    package private(set) var pending: [PendingPayment] = []
    /// Deposits that sealed batches have taken.
    private var depositEnd: UInt64 = 0
    /// What the newest sealed batch leads to.
    private var header: BatchHeader
    private var places: [PaymentsOwner: UInt16] = [:]
    /// Demanded withdrawals that sealed batches hold, by account and nonce.
    private var served: Set<ServedExit> = []
    private var nextID: UInt64 = 0
    /// What the sealed batches were made of, the first's first.
    private var origins: [BatchOrigin] = []

    /// What a sealed batch was made of, so that it can be taken apart again.
    private struct BatchOrigin: Sendable {
        /// The newest L1 block when it was sealed, or when its deposits were last found in L1's queue.
        var l1Block: (number: UInt64, hash: Bytes32)
        let state: AccountTree
        let header: BatchHeader
        let places: [PaymentsOwner: UInt16]
        let depositStart: UInt64
        /// Nil for a deposit that was paid back before.
        let deposits: [Deposit?]
        let forced: [SignedPayment]
        let payments: [PendingPayment]

        /// Whether L1's queue has the deposits at their places.
        func isHeld(by queue: DepositQueue) -> Bool {
            queue.deposits.dropFirst(Int(clamping: depositStart)).prefix(deposits.count).map(\.operation) == deposits
        }
    }

    /// A sequencer that has sealed nothing and whose pool is empty.
    ///
    /// - Parameters:
    ///   - configuration: What the rollup is.
    ///   - genesis: The state that it begins with.
    ///   - rollup: The rollup's contract on L1.
    ///   - l1ChainID: Chain id of L1.
    package init(_ configuration: PaymentsConfiguration, genesis: AccountTree, rollup: Address, l1ChainID: UInt64) {
        self.configuration = configuration
        self.rollup = rollup
        domain = BatchData.domain(chainID: l1ChainID, contract: rollup)
        state = genesis
        header = BatchHeader(genesisRoot: genesis.root.value)
        for (place, account) in configuration.genesisAccounts.enumerated() {
            places[account.owner] = UInt16(truncatingIfNeeded: place)
        }
    }

    /// The place of an owner's account; nil when no sealed batch has opened one.
    package func place(of owner: PaymentsOwner) -> UInt16? { places[owner] }

    /// What an owner's account holds after the newest sealed batch; nil without an account.
    package func account(of owner: PaymentsOwner) -> Account? { places[owner].flatMap { state[$0] } }

    /// Signs a payment for this rollup with the next free nonce, and takes it into the pool.
    ///
    /// - Parameters:
    ///   - amount: What is paid, in wei.
    ///   - recipient: Whose account is paid; nil withdraws to the sender's L1 address.
    ///   - wallet: Who pays.
    /// - Returns: The payment's number in the pool.
    /// - Throws: `PaymentError` when it could never be applied to the state with what waits before it.
    package mutating func submit(
        _ amount: UInt128,
        to recipient: PaymentsOwner?,
        from wallet: PaymentsWallet
    ) throws(PaymentError) -> UInt64 {
        // An owner without an account has none at any place; the last one stands for it in the error.
        guard let from = places[wallet.owner], let account = state[from] else { throw .unknownAccount(index: .max) }
        let payment: Payment
        if let recipient {
            guard let to = places[recipient] else { throw .unknownAccount(index: .max) }
            payment = .transfer(from: from, to: to, amount: amount)
        } else {
            payment = .withdrawal(from: from, amount: amount)
        }
        let waiting = UInt64(pending.count { $0.signed.payment.from == from })
        let (nonce, overflow) = account.nonce.addingReportingOverflow(waiting)
        guard !overflow else { throw .nonceOverflow(index: from) }
        var copy = state
        for entry in pending { try? copy.apply(entry.signed.payment) }
        try copy.apply(payment)
        let id = nextID
        nextID += 1
        pending.append(
            PendingPayment(id: id, signed: SignedPayment(payment, nonce: nonce, domain: domain, key: wallet.key))
        )
        return id
    }

    /// Signs a withdrawal for this rollup with the account's nonce after the newest sealed batch, whatever waits.
    ///
    /// - Throws: `PaymentError` for an owner without an account.
    package func signedWithdrawal(
        of amount: UInt128,
        from wallet: PaymentsWallet
    ) throws(PaymentError) -> SignedPayment {
        guard let place = places[wallet.owner], let account = state[place] else {
            throw .unknownAccount(index: .max)
        }
        let payment = Payment.withdrawal(from: place, amount: amount)
        return SignedPayment(payment, nonce: account.nonce, domain: domain, key: wallet.key)
    }

    /// A demand that a batch has met.
    private struct ServedExit: Hashable {
        let account: UInt16
        let nonce: UInt64
    }

    /// Seals a batch of the oldest deposits and payments that it has places for.
    ///
    /// With a way out, withdrawals that L1 demands come before all other payments, unless it takes nothing from L1 at
    /// all.
    ///
    /// - Parameters:
    /// - deposits: How many of the waiting deposits it takes, the oldest first; never more than it has places for.
    /// - l1: L1 as the sequencer sees it.
    /// - Returns: The batch and what it does.
    /// - Throws: `ActorError` when L1's queue cannot be read or applied; then nothing has changed.
    package mutating func seal(_ deposits: MessageSelection, l1: L1Chain) throws(ActorError) -> SealedBatch {
        let limit = min(deposits.limit, UInt64(configuration.shape.depositCapacity))
        let queue = try DepositQueue(of: rollup, on: l1, through: l1.head.number)
        let untaken = queue.deposits.dropFirst(Int(clamping: depositEnd))
        let taken = untaken.prefix(Int(clamping: limit))
        var trial = state
        var newPlaces = places
        for deposit in taken {
            guard let operation = deposit.operation else { continue }
            do {
                try trial.apply(operation)
            } catch {
                throw .payments("\(error)")
            }
            newPlaces[deposit.owner] = operation.index
        }
        let exits = deposits.limit > 0 ? try openExits(on: l1) : []
        var forced: [SignedPayment] = []
        for exit in exits where forced.count < configuration.shape.capacity {
            // What cannot be applied is answered by what stands at the account's place.
            guard (try? trial.apply(exit, domain: domain)) != nil else { continue }
            forced.append(exit)
        }
        var included: [PendingPayment] = []
        var dropped: [DroppedPayment] = []
        var waiting: [PendingPayment] = []
        for entry in pending {
            guard forced.count + included.count < configuration.shape.capacity else {
                waiting.append(entry)
                continue
            }
            do {
                try trial.apply(entry.signed, domain: domain)
                included.append(entry)
            } catch {
                dropped.append(DroppedPayment(id: entry.id, reason: error))
            }
        }
        let before = state
        let batch: Batch
        let transition: BatchTransition
        do {
            batch = try Batch(
                shape: configuration.shape,
                domain: domain,
                deposits: taken.map(\.operation),
                payments: forced + included.map(\.signed)
            )
            transition = try state.apply(batch)
        } catch {
            throw .payments("\(error)")
        }
        origins.append(
            BatchOrigin(
                l1Block: (l1.head.number, l1.headHash),
                state: before,
                header: header,
                places: places,
                depositStart: depositEnd,
                deposits: taken.map(\.operation),
                forced: forced,
                payments: included
            )
        )
        pending = waiting
        for exit in forced { served.insert(ServedExit(account: exit.payment.from, nonce: exit.nonce)) }
        places = newPlaces
        batchCount += 1
        depositEnd += UInt64(taken.count)
        let sealed = SealedBatch(
            number: batchCount,
            batch: batch,
            headerBefore: header,
            stateBefore: before,
            transition: transition,
            depositEnd: depositEnd,
            waitingDepositCount: untaken.dropFirst(taken.count).count { $0.operation != nil },
            forced: forced,
            included: included.map(\.id),
            dropped: dropped
        )
        header = sealed.header
        return sealed
    }

    /// Throws away the sealed batches from the first on whose deposits L1's queue no longer holds.
    ///
    /// A reorg of L1 can have undone them; with a way out they can have been paid back. Payments of such batches wait
    /// again, before those that came later.
    ///
    /// - Parameter l1: L1 as the sequencer sees it.
    /// - Returns: The payments that wait again, by their numbers in the pool; empty as long as L1 has only grown.
    /// - Throws: `ActorError` when L1's queue cannot be read.
    package mutating func dropOrphans(on l1: L1Chain) throws(ActorError) -> [UInt64] {
        guard let newest = origins.last?.l1Block,
            configuration.escape != nil || l1.blockHash(newest.number) != newest.hash
        else { return [] }
        let queue = try DepositQueue(of: rollup, on: l1, through: l1.head.number)
        let first = origins.firstIndex { !$0.isHeld(by: queue) } ?? origins.count
        for index in origins.indices.prefix(first) { origins[index].l1Block = (l1.head.number, l1.headHash) }
        guard first < origins.count else { return [] }
        let returned = origins[first...].flatMap(\.payments)
        state = origins[first].state
        header = origins[first].header
        places = origins[first].places
        for exit in origins[first...].flatMap(\.forced) {
            served.remove(ServedExit(account: exit.payment.from, nonce: exit.nonce))
        }
        depositEnd = origins[first].depositStart
        batchCount = UInt64(first)
        pending = returned + pending
        origins.removeSubrange(first...)
        return returned.map(\.id)
    }

    /// Withdrawals that L1 demands and no sealed batch holds, in the order of the demands.
    private func openExits(on l1: L1Chain) throws(ActorError) -> [SignedPayment] {
        guard configuration.escape != nil else { return [] }
        var open: [SignedPayment] = []
        for record in l1.logs(of: rollup, from: 0, through: l1.head.number) {
            switch try EscapableRollup.Event.decoded(record.log) {
            case .exitRequested(let request, _)?:
                guard let withdrawal = request.withdrawal,
                    !served.contains(ServedExit(account: request.account, nonce: request.nonce))
                else { continue }
                open.append(withdrawal)
            case .exitAnswered(let demand)?:
                open.removeAll { EscapableRollup.Demand(of: $0) == demand }
            default: continue
            }
        }
        return open
    }
}

/// A payment in the sequencer's pool.
package struct PendingPayment: Sendable {
    /// Its number in the pool.
    package let id: UInt64
    /// The payment with its signature.
    package let signed: SignedPayment
}

/// A payment that could not be applied when its turn came.
package struct DroppedPayment: Sendable {
    /// Its number in the pool.
    package let id: UInt64
    /// What stood against it.
    package let reason: PaymentError
}

/// A batch that a sequencer sealed, with all that its proof is made of.
package struct SealedBatch: Sendable {
    /// Its number, from 1.
    package let number: UInt64
    /// The batch.
    package let batch: Batch
    /// What the batch before it leads to.
    package let headerBefore: BatchHeader
    /// The state before it.
    package let stateBefore: AccountTree
    /// What it does.
    package let transition: BatchTransition
    /// Deposits that the batches up to this one have taken.
    package let depositEnd: UInt64
    /// Deposits in L1's queue that neither it nor a batch before it has taken.
    package let waitingDepositCount: Int
    /// Withdrawals that L1 has demanded: they have the first places.
    package let forced: [SignedPayment]
    /// Payments from the pool that it holds, by their numbers there, in the order of their places.
    package let included: [UInt64]
    /// Payments that were thrown away.
    package let dropped: [DroppedPayment]

    /// What the contract is given of its data.
    package var commitment: ContractVerifiedRollup.Commitment { batch.commitment }

    /// What the contract binds of its effect.
    package var outcome: ContractVerifiedRollup.Outcome {
        ContractVerifiedRollup.Outcome(
            root: transition.rootAfter.value,
            withdrawalsRoot: transition.withdrawals.root.value,
            depositEnd: depositEnd
        )
    }
}

extension Batch {
    /// What the contract is given of its data.
    package var commitment: ContractVerifiedRollup.Commitment {
        ContractVerifiedRollup.Commitment(payments: data.encodedPayments, depositCount: UInt64(deposits.count))
    }
}
