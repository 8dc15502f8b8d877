import Cryptography
import L1Sim
import PaymentsCircuit
import Primitives
import RollupActors
import RollupContracts
import StateTransition

extension RollupWatch {
    /// Takes in what happened to a payments rollup since the last time.
    ///
    /// - Throws: `ActorError` when L1 cannot be read.
    mutating func observe(_ ledger: PaymentsInstance, l1: L1Chain) throws(ActorError) {
        let state = ledger.follower.state
        let logs = newLogs(of: ledger.contract, l1: l1)
        if settledHead == nil { l2Supply.expected = ledger.genesisEscrow }
        var claims: [(place: UInt64, leaf: Bytes32)] = []
        for record in logs {
            switch try ContractVerifiedRollup.Event.decoded(record.log) {
            case .depositQueued(let queued)?:
                toL2.send(queued.index, leaf: Self.leaf(of: queued), amount: queued.amount)
            case .withdrawalClaimed(let batch, let index, let recipient, let amount)?:
                guard let wei = UInt128(exactly: amount) else { continue }
                let leaf = PaymentsWithdrawal(recipient: recipient, amount: wei, index: Int(clamping: index)).leaf
                claims.append((Self.place(batch, index), Bytes32(leaf.value)))
            default: break
            }
        }
        while nextL2Block <= UInt64(ledger.follower.executed.count) {
            observe(ledger.follower.executed[Int(nextL2Block - 1)], number: nextL2Block)
            nextL2Block += 1
        }
        for claim in claims { toL1.deliver(claim.place, leaf: claim.leaf) }
        let head: SettledHeadFacts
        do {
            contractBalance = try l1.balance(of: ledger.contract)
            let count = try l1.storage(of: ledger.contract, ContractVerifiedRollup.Slot.accountCount).saturatedUInt64
            circulating = (0..<min(count, 1 << 16)).reduce(.zero) { sum, place in
                sum &+ UInt256(state[UInt16(truncatingIfNeeded: place)]?.balance ?? 0)
            }
            head = try ledger.settledHead(on: l1)
        } catch {
            throw .l1(error)
        }
        l2Supply.actual = circulating
        if let games = ledger.games { try countBonds(in: games.vault, l1: l1) }
        // The contract keeps the newest root alone.
        let earlierRoot = head.number == settledHead?.number ? head.stateRoot : nil
        compare(settled: head, earlierRoot: earlierRoot, keptCount: 1)
        if let divergence = ledger.follower.divergence {
            if rootMismatches.isEmpty { rootMismatches.append(divergence) }
        } else if head.number != UInt64(ledger.follower.executed.count) || head.stateRoot.uint256 != state.root.value {
            rootMismatches.append(
                "L1 holds batch \(head.number), state root \(head.stateRoot.hex); derived is batch "
                    + "\(ledger.follower.executed.count), state root \(Bytes32(state.root.value).hex)"
            )
        }
    }

    /// Takes in what an executed batch has delivered and withdrawn.
    private mutating func observe(_ batch: PaymentsFollower.ExecutedBatch, number: UInt64) {
        var index = batch.depositStart
        for case let paidIn? in batch.data.deposits {
            let queued = ContractVerifiedRollup.QueuedDeposit(
                index: index,
                owner: paidIn.owner,
                account: UInt64(paidIn.index),
                keyHash: paidIn.keyHash.value,
                amount: UInt256(paidIn.amount)
            )
            toL2.deliver(index, leaf: Self.leaf(of: queued))
            l2Supply.expected = l2Supply.expected &+ queued.amount
            index += 1
        }
        for withdrawal in batch.transition.withdrawals.withdrawals {
            let amount = UInt256(withdrawal.amount)
            let place = Self.place(number, UInt64(withdrawal.index))
            toL1.send(place, leaf: Bytes32(withdrawal.leaf.value), amount: amount)
            l2Supply.expected = l2Supply.expected &- amount
        }
    }

    /// What identifies a withdrawal among those of all batches.
    private static func place(_ batch: UInt64, _ index: UInt64) -> UInt64 {
        batch &* UInt64(ContractVerifiedRollup.maxCapacity) &+ index
    }

    /// What commits to a queued amount.
    private static func leaf(of queued: ContractVerifiedRollup.QueuedDeposit) -> Bytes32 {
        Keccak256.hash(
            queued.owner.bytes + queued.keyHash.bigEndianBytes + UInt256(queued.account).bigEndianBytes
                + queued.amount.bigEndianBytes
        )
    }
}
