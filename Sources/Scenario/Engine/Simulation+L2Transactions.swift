import EVM
import L1Sim
import Primitives
import RollupActors
import RollupContracts
import StateTransition

extension Simulation {
    /// Signs what an actor wants done on an L2, with the next free nonce, and hands it to the sequencer.
    ///
    /// What the step expects of it is kept until a block holds it: see `settle`.
    ///
    /// - Returns: Success when the sequencer takes it, or else the rejection.
    /// - Throws: `SimulationFault` when the L2's state cannot be read.
    mutating func submit(
        _ intent: TransactionIntent,
        by actor: Actor,
        to name: String,
        for step: Step
    ) throws(SimulationFault) -> StepOutcome {
        var rollup = try rollup(name)
        let transaction: Transaction
        let refusal: InvalidTransaction?
        do {
            transaction = try rollup.sequencer.transaction(intent, from: actor)
            refusal = try rollup.take(transaction, from: actor.address, L2Submission(step, at: l1.clock.now))
        } catch {
            throw .actor(error)
        }
        if let id = step.id {
            transactions[id] = TransactionFacts(refusal == nil ? .pending : .rejected, transaction)
        }
        if let refusal { return StepOutcome(.reject, refusal.code) }
        rollups[name] = rollup
        return .success
    }

    /// Keeps a block that a rollup's sequencer has sealed, and judges the submitted transactions that it holds or
    /// drops.
    ///
    /// - Parameters:
    ///   - block: The block.
    ///   - name: The rollup.
    ///   - stepID: Under which the block is kept.
    ///   - effect: Of the step that sealed it: gets what became of the transactions, and the mismatches.
    /// - Throws: `SimulationFault.actor` when a withdrawal's message cannot be read.
    mutating func settle(
        _ block: SealedBlock,
        of name: String,
        stepID: String?,
        effect: inout StepEffect
    ) throws(SimulationFault) {
        var rollup = try rollup(name)
        let number = block.block.header.number
        for record in block.records {
            rollup.feesPaid[record.sender, default: .zero] =
                rollup.feesPaid[record.sender, default: .zero] &+ record.fee
            let fees = rollup.sealedContents[number, default: SealedContents()].fees[record.sender] ?? .zero
            rollup.sealedContents[number, default: SealedContents()].fees[record.sender] = fees &+ record.fee
            try settle(record, of: &rollup, effect: &effect)
        }
        for dropped in block.dropped {
            guard let submission = rollup.submissions.removeValue(forKey: dropped.hash) else { continue }
            effect.judge(submission, outcome: StepOutcome(.reject, dropped.reason.code))
            if let id = submission.stepID { transactions[id]?.status = .rejected }
        }
        for waiting in block.waiting { rollup.submissions[waiting.hash]?.obstacle = waiting.reason.code }
        for (submission, count) in rollup.pendingSubmissions.grouped {
            let obstacle = submission.obstacle.map { ": \($0)" } ?? ""
            let what = count == 1 ? "waits" : "waits, \(count) times,"
            effect.details.append("\(submission) \(what) for a later block\(obstacle)")
        }
        effect.problems.mergeRepeated { $0.text += " (\($1) times)" }
        effect.details.mergeRepeated { detail, count in
            if case .remark(let text) = detail { detail = .remark("\(text) (\(count) times)") }
        }
        if let stepID { rollup.sealedBlocks[stepID] = block }
        effect.sealed.append((name, block))
        rollups[name] = rollup
    }

    /// Why a transaction failed: the reason its contract gave, or the code of the halt; nil when it succeeded.
    private func failure(of record: L2TransactionRecord) -> String? {
        switch record.result.status {
        case .success: nil
        case .revert: contracts.code(ofRevert: record.result.output)
        case .halt(let reason): reason.code
        }
    }

    /// Judges a transaction that a block holds, and keeps what its step left behind.
    private mutating func settle(
        _ record: L2TransactionRecord,
        of rollup: inout RollupInstance,
        effect: inout StepEffect
    ) throws(SimulationFault) {
        let failure = failure(of: record)
        guard let submission = rollup.submissions.removeValue(forKey: record.hash) else {
            effect.details += contracts.sentences(on: record.logs, of: .l2(rollup.name))
            guard let failure else { return }
            effect.outcome = StepOutcome(.l2Failed, failure)
            effect.details.append("a delivery by the relayer failed on L2: \(failure)")
            return
        }
        rollup.sealedContents[record.blockNumber]?.submissions.append((record.hash, submission))
        effect.judge(submission, outcome: failure.map { StepOutcome(.l2Failed, $0) } ?? .success)
        if let failure { effect.details.append("\(submission) failed on L2: \(failure)") }
        effect.details += details(on: record, of: submission, on: rollup.name)
        if let id = submission.stepID { transactions[id] = TransactionFacts(record) }
        guard let save = submission.save else { return }
        do {
            withdrawals[save] = try WithdrawalClaimer.messages(sentBy: record).first.map { message in
                SavedWithdrawal(
                    rollup: rollup.name,
                    content: .message(message),
                    blockNumber: record.blockNumber,
                    submittedAt: submission.submittedAt
                )
            }
        } catch {
            throw .actor(error)
        }
    }
}

extension RollupInstance {
    /// The L2 transactions that wait for their block, in the order in which they were submitted, without those that
    /// wait in an inbox.
    var pendingSubmissions: [L2Submission] {
        submissions.values.filter { !$0.isForced }.sorted { $0.order < $1.order }
    }

    /// Hands a transaction to the sequencer.
    ///
    /// - Returns: Why the sequencer does not take it; nil when it does.
    fileprivate mutating func take(
        _ transaction: Transaction,
        from sender: Address,
        _ submission: L2Submission
    ) throws(ActorError) -> InvalidTransaction? {
        if let refusal = try refusal(of: transaction, from: sender) { return refusal }
        let hash: Bytes32
        do {
            hash = try sequencer.submit(transaction)
        } catch {
            return error
        }
        submissions[hash] = submission
        submissions[hash]?.order = submissionCount
        submissionCount += 1
        return nil
    }

    /// Why the sequencer's node would not take a transaction into its pool: what the sealed head already tells.
    private func refusal(of transaction: Transaction, from sender: Address) throws(ActorError) -> InvalidTransaction? {
        let chain = sequencer.chain
        do {
            if let rules = chain.configuration.rules(at: chain.head.timestamp) {
                try transaction.validate(rules: rules, chainId: chain.configuration.chainId)
            }
        } catch {
            return error
        }
        if transaction.gasLimit > chain.head.gasLimit {
            return .exceedsBlockGas(available: chain.head.gasLimit, got: transaction.gasLimit)
        }
        let balance = try chain.balance(of: sender)
        guard let cost = transaction.greatestCost, cost <= balance else {
            return .insufficientFunds(required: transaction.greatestCost, balance: balance)
        }
        return nil
    }
}

extension Array where Element: Equatable {
    /// Leaves one of equal elements that follow each other, and has it tell how many there were.
    fileprivate mutating func mergeRepeated(_ tell: (_ element: inout Element, _ count: Int) -> Void) {
        var merged: [Element] = []
        var first = startIndex
        while first < endIndex {
            let next = self[first...].firstIndex { $0 != self[first] } ?? endIndex
            var element = self[first]
            if next - first > 1 { tell(&element, next - first) }
            merged.append(element)
            first = next
        }
        self = merged
    }
}

extension StepEffect {
    /// Compares what became of an L2 transaction with what its own step expected.
    mutating func judge(_ submission: L2Submission, outcome: StepOutcome) {
        guard let mismatch = submission.expectation.mismatch(with: outcome) else { return }
        problems.append(
            StepProblem(
                mismatch,
                expected: submission.expectation,
                got: outcome,
                at: submission.location,
                place: "\(submission)"
            )
        )
        details.append("✗ \(submission): \(mismatch)")
    }
}
