import Cryptography
import L1Sim
import PaymentsCircuit
import Primitives
import RollupActors
import RollupContracts
import StateTransition
import TextOutput

extension Simulation {
    /// Pays wei into the account that an actor has on a ledger.
    ///
    /// - Throws: `SimulationFault` when L1 cannot be read, or the run has spent its limits.
    mutating func payIn(
        _ amount: UInt256,
        for owner: String,
        by actor: Actor,
        to ledger: PaymentsInstance,
        step: Step
    ) throws(SimulationFault) -> SentTransaction {
        guard let wallet = ledger.wallets[owner] else { throw .unknownName(owner) }
        let intent = BatchSettler.deposit(amount, for: wallet.owner, rollup: ledger.contract)
        return try send(try signed(intent, by: actor), stepID: step.id)
    }

    /// Signs a payment on a ledger and hands it to the sequencer.
    ///
    /// - Parameters:
    ///   - amount: What is paid, in wei.
    ///   - recipient: The actor who is paid; nil withdraws to the sender's L1 account.
    ///   - actor: The actor who pays.
    ///   - name: The ledger's rollup.
    ///   - step: The step, whose expectation is kept until a batch holds the payment.
    /// - Returns: Success when the sequencer takes it, or else the rejection.
    /// - Throws: `SimulationFault.unknownName`, or what reading the ledger throws.
    mutating func pay(
        _ amount: UInt256,
        to recipient: String?,
        by actor: String,
        on name: String,
        for step: Step
    ) throws(SimulationFault) -> StepOutcome {
        guard var ledger = payments.removeValue(forKey: name) else { throw .unknownName(name) }
        defer { payments[name] = ledger }
        guard let wallet = ledger.wallets[actor] else { throw .unknownName(actor) }
        let owner = recipient.flatMap { ledger.wallets[$0]?.owner }
        var status = TransactionFacts.Status.pending
        defer { if let id = step.id { transactions[id] = TransactionFacts(status) } }
        do throws(PaymentError) {
            guard let wei = UInt128(exactly: amount) else { throw .amountTooLarge(amount: .max, bitCount: 88) }
            let id = try ledger.sequencer.submit(wei, to: owner, from: wallet)
            ledger.submissions[id] = L2Submission(step, at: l1.clock.now)
            return .success
        } catch {
            status = .rejected
            return StepOutcome(.reject, error.code)
        }
    }

    /// Seals a batch of a ledger, and judges the payments that it holds or drops.
    ///
    /// - Returns: What the step did, without its summary's actor.
    /// - Throws: `SimulationFault` when L1's queue cannot be read, or the run has spent its limits.
    mutating func sealBatch(
        of name: String,
        _ selection: MessageSelection,
        for step: Step
    ) throws(SimulationFault) -> StepEffect {
        try budget.checkTime()
        guard var ledger = payments.removeValue(forKey: name) else { throw .unknownName(name) }
        defer { payments[name] = ledger }
        let sealed: SealedBatch
        do {
            sealed = try ledger.sequencer.seal(selection, l1: l1)
        } catch {
            throw .actor(error)
        }
        var effect = StepEffect(summary: "seals batch \(sealed.number) of \(name)", actor: "\(name)/sequencer")
        effect.sealedBatchOf = name
        effect.details.append(
            "\(sealed.included.count.counted("payment")) and "
                + "\(sealed.batch.deposits.count { $0 != nil }.counted("paid-in amount")) "
                + "of a ledger that is not the EVM; \(sealed.batch.shape.publicDataSize.counted("byte")) of data"
        )
        for (place, exit) in sealed.forced.enumerated() {
            effect.details.append("place \(place) is a withdrawal that L1 demands")
            let demand = ledger.exits.last { $0.withdrawal == exit }
            let tree = sealed.transition.withdrawals
            guard let demand, let save = demand.save,
                let withdrawal = tree.withdrawals.first(where: { $0.index == place })
            else { continue }
            withdrawals[save] = SavedWithdrawal(
                rollup: name,
                content: .payment(withdrawal, tree),
                blockNumber: sealed.number,
                submittedAt: demand.requestedAt
            )
        }
        for (offset, id) in sealed.included.enumerated() {
            let place = sealed.forced.count + offset
            guard let submission = ledger.submissions.removeValue(forKey: id) else { continue }
            effect.judge(submission, outcome: .success)
            ledger.sealedSubmissions[id] = submission
            if let stepID = submission.stepID {
                transactions[stepID] = TransactionFacts(.success, blockNumber: sealed.number)
            }
            let tree = sealed.transition.withdrawals
            guard let save = submission.save, let withdrawal = tree.withdrawals.first(where: { $0.index == place })
            else { continue }
            withdrawals[save] = SavedWithdrawal(
                rollup: name,
                content: .payment(withdrawal, tree),
                blockNumber: sealed.number,
                submittedAt: submission.submittedAt
            )
        }
        for dropped in sealed.dropped {
            guard let submission = ledger.submissions.removeValue(forKey: dropped.id) else { continue }
            effect.judge(submission, outcome: StepOutcome(.reject, dropped.reason.code))
            if let stepID = submission.stepID { transactions[stepID]?.status = .rejected }
        }
        if sealed.waitingDepositCount > 0 {
            let waiting = sealed.waitingDepositCount
            effect.details.append(
                "\(waiting.counted("paid-in amount")) \(waiting == 1 ? "waits" : "wait") for a later batch: "
                    + "a batch takes \(ledger.shape.depositCapacity) at most"
            )
        }
        for (submission, count) in ledger.pendingSubmissions.grouped {
            effect.details.append("\(submission) waits\(count == 1 ? "" : ", \(count) times,") for a later batch")
        }
        if let stepID = step.id { ledger.sealedBatches[stepID] = sealed }
        return effect
    }

    /// Settles a sealed batch: its data, its proof, and its execution, each in a transaction of an actor's.
    ///
    /// A commitment that is not proven is taken back at once, so that the batch can be settled again. A batch out of
    /// its turn is not handed in if the contract would take it for the next: that is so where only empty batches are
    /// between them, and every batch after it would have another number on L1 than here.
    ///
    /// - Parameters:
    ///   - block: The step that sealed the batch.
    ///   - ledger: The rollup.
    ///   - actor: Signs and pays.
    ///   - isDamaged: Whether one bit of the proof is another.
    ///   - blobFault: What is wrong with the blob, for a rollup in blobs.
    ///   - step: The step.
    /// - Returns: What the step did.
    /// - Throws: `SimulationFault` when nobody can prove the batch, L1 cannot be read, or the run has spent its limits.
    mutating func settleBatch(
        sealedBy block: String,
        of ledger: PaymentsInstance,
        by actor: Actor,
        isDamaged: Bool,
        blobFault: BlobFault? = nil,
        for step: Step
    ) throws(SimulationFault) -> StepEffect {
        guard let sealed = ledger.sealedBatches[block] else {
            throw .setup("`\(block)` has sealed no batch of `\(ledger.name)`")
        }
        let rollup = ledger.contract
        let next: UInt64
        let provenRoot: UInt256
        do {
            next = try ledger.nextBatch(on: l1)
            provenRoot = try l1.storage(of: rollup, ContractVerifiedRollup.Slot.provenRoot)
        } catch {
            throw .l1(error)
        }
        let order = Self.order(of: sealed, next: next)
        let summary = "settles batch \(sealed.number) of \(ledger.name)\(order == nil ? "" : " out of its turn")"
        var effect = StepEffect(summary: summary, actor: actor.name, hint: order)
        // Its proof starts from the root that L1 has, as batches do that only empty ones stand between.
        if order != nil, sealed.stateBefore.root.value == provenRoot {
            effect.outcome = StepOutcome(.reject, SealedBatch.outOfTurn)
            if let id = step.id { transactions[id] = TransactionFacts(.rejected) }
            return effect
        }
        let blob = ledger.committee == nil ? try blob(of: sealed.batch, fault: blobFault) : nil
        var proof: [UInt256]
        do {
            try budget.checkTime()
            if let games = ledger.games {
                proof = try verdict(on: sealed, of: block, in: games, of: ledger.name)
            } else {
                proof = try ledger.proofs.proof(
                    of: sealed.batch,
                    appliedTo: sealed.stateBefore,
                    versionedHash: ledger.committee == nil ? blob?.versionedHash : AttestedData.name
                )
            }
            try budget.checkTime()
        } catch let error as SimulationFault {
            throw error
        } catch {
            throw SimulationFault(error, "no proof")
        }
        if isDamaged, !proof.isEmpty { proof[0] = proof[0] ^ .one }
        let intents = settlement(
            of: sealed.batch,
            number: next,
            leadingTo: sealed.outcome,
            blob: blob,
            proof: proof,
            ledger: ledger
        )
        var sidecar = blob?.sidecar
        if let blobFault { sidecar = blobFault.applied(to: sidecar) }
        let proofName = ledger.games == nil ? "proof" : "verdict"
        let sent = try settle(by: intents, proofName: proofName, actor: actor, rollup: rollup, sidecar: sidecar)
        effect.outcome = sent.outcome
        effect.gasUsed = sent.facts.gasUsed
        effect.details += sent.remarks.map { .remark($0) }
        let kind = ledger.games == nil ? ledger.proofKind : "what a dispute game has decided"
        effect.details.append(
            sent.costs.isEmpty ? "\(kind)" : "gas: \(sent.costs.joined(separator: ", ")); \(kind)"
        )
        keep(sent, by: step)
        return effect
    }

    /// What is wrong with the turn in which a batch is settled; nil when it is the contract's next.
    ///
    /// The contract counts batches and takes no number: it meets the data of another batch than it was told the effect
    /// of, and says so.
    private static func order(of sealed: SealedBatch, next: UInt64) -> String? {
        guard sealed.number != next else { return nil }
        if sealed.number < next { return "batch \(sealed.number) is settled already; L1's next is batch \(next)" }
        return "L1's next is batch \(next): batches are settled in the order in which they were sealed"
    }
}

extension SealedBatch {
    /// Code of a step on a batch that L1 would take for another, whose turn it is: nothing is sent.
    static let outOfTurn = "BatchOutOfTurn"
}

extension SimulationFault {
    /// What there is no proof, or no verifier, of a batch for; told after some words.
    init(_ failure: any Error, _ words: String) {
        let reason = "\(words): \(failure)"
        self = (failure as? BatchProofFailure)?.isLimit == true ? .limit(reason) : .setup(reason)
    }
}

extension Simulation {
    /// The blob that holds the payments of a batch, or others by one bit; nil with payments in calldata.
    func blob(of batch: Batch, fault: BlobFault?) throws(SimulationFault) -> BatchBlob? {
        guard batch.shape.publication == .blob else { return nil }
        guard let scheme = l1.extensions.blobCommitments, let form = l1.nextBlobProofForm else {
            throw .setup("this L1 takes no blobs")
        }
        var payments = batch.data.encodedPayments
        if fault == .otherData, !payments.isEmpty { payments[payments.count - 1] ^= 1 }
        do throws(BlobRejection) {
            return try BatchBlob(of: batch.data, publishing: payments, scheme: scheme, form: form)
        } catch {
            throw .setup("the batch fits into no blob: \(error)")
        }
    }
}

extension PaymentError {
    /// Code of a payment that a ledger refuses; those that L2 transactions have too carry the same.
    var code: String {
        switch self {
        case .insufficientBalance: "InsufficientFunds"
        case .unknownAccount: Self.unknownAccountCode.name
        case .amountTooLarge: Self.amountTooLargeCode.name
        default: Self.otherCode.name
        }
    }

    /// Codes that only ledgers of payments have.
    static let unknownAccountCode = FailureCode("UnknownAccount", "The ledger has no such account yet.")
    static let amountTooLargeCode = FailureCode(
        "AmountTooLarge",
        "The amount exceeds what a payment's data holds: \(Payment.amountBitCount) bits of wei."
    )
    static let otherCode = FailureCode("InvalidPayment", "The ledger cannot apply the payment.")
}

extension TransactionFacts {
    /// Of a payment, which costs nothing, or of what was never sent.
    init(_ status: Status, blockNumber: UInt64 = 0) {
        self.init(status: status, gasUsed: 0, gasLimit: 0, fee: .zero, blockNumber: blockNumber)
    }

    /// Of several transactions of one step: the last with the gas and the fees of all.
    init(_ record: L1Sim.TransactionRecord, after earlier: TransactionFacts) {
        let last = TransactionFacts(record)
        self.init(
            status: last.status,
            gasUsed: earlier.gasUsed &+ last.gasUsed,
            gasLimit: earlier.gasLimit &+ last.gasLimit,
            fee: earlier.fee &+ last.fee,
            blobGas: earlier.blobGas &+ last.blobGas,
            blobFee: earlier.blobFee &+ last.blobFee,
            blockNumber: last.blockNumber,
            output: record.status.output,
            logs: record.logs
        )
    }
}
