import EVM
import L1Sim
import Primitives
import RollupActors
import RollupContracts
import StateTransition

extension Seal {
    package func perform(_ step: Step, in simulation: inout Simulation) throws(SimulationFault) -> StepEffect {
        var rollup = try simulation.rollup(rollup)
        let block: SealedBlock
        do {
            block = try rollup.sequencer.seal(
                at: simulation.l1.clock.now,
                messages: messages.selection,
                l1: simulation.l1
            )
        } catch {
            guard case .l2(.invalid(let reason)) = error else { throw .actor(error) }
            let outcome = StepOutcome(.reject, reason.code)
            return StepEffect(
                outcome: outcome,
                summary: "\(rollup.name) seals no block",
                actor: "\(rollup.name)/sequencer"
            )
        }
        let header = block.block.header
        var effect = StepEffect(
            summary: "seals L2 block \(header.number) of \(rollup.name)",
            actor: "\(rollup.name)/sequencer",
            gasUsed: header.gasUsed
        )
        let relayed = block.records.count { rollup.submissions[$0.hash] == nil }
        let own = block.records.count - relayed
        effect.details.append(
            "\(own) \(own == 1 ? "transaction" : "transactions"), \(relayed) by the relayer; anchored to L1 block "
                + "\(block.anchorBlockNumber); \(block.payload.encoded.count) bytes for EXECUTE"
        )
        for record in block.records {
            rollup.feesPaid[record.sender, default: .zero] =
                rollup.feesPaid[record.sender, default: .zero] &+ record.fee
            try simulation.settle(record, of: &rollup, effect: &effect)
        }
        for dropped in block.dropped {
            guard let submission = rollup.submissions.removeValue(forKey: dropped.hash) else { continue }
            effect.judge(submission, outcome: StepOutcome(.reject, dropped.reason.code))
            submission.stepID.map { simulation.transactions[$0]?.status = "rejected" }
        }
        if !rollup.submissions.isEmpty { effect.details.append("\(rollup.submissions.count) wait for a later block") }
        if let id = step.id { rollup.sealedBlocks[id] = block }
        simulation.rollups[self.rollup] = rollup
        return effect
    }
}

extension Seal.MessageInclusion {
    fileprivate var selection: MessageSelection {
        switch self {
        case .all: .all
        case .none: .none
        case .count(let count): .atMost(count)
        }
    }
}

extension StepEffect {
    /// Compares what became of an L2 transaction with what its own step expected.
    fileprivate mutating func judge(_ submission: L2Submission, outcome: StepOutcome) {
        guard let mismatch = submission.expectation.mismatch(with: outcome) else { return }
        let problem = "the `l2_tx` of line \(submission.line): \(mismatch)"
        problems.append(problem)
        details.append("✗ \(problem)")
    }
}

extension Simulation {
    /// Judges a transaction that a block holds, and keeps what its step left behind.
    fileprivate mutating func settle(
        _ record: L2TransactionRecord,
        of rollup: inout RollupInstance,
        effect: inout StepEffect
    ) throws(SimulationFault) {
        let failure: String? =
            switch record.result.status {
            case .success: nil
            case .revert: RevertReason(output: record.result.output).description
            case .halt(let reason): reason.code
            }
        guard let submission = rollup.submissions.removeValue(forKey: record.hash) else {
            guard let failure else { return }
            effect.outcome = StepOutcome(.l2Failed, failure)
            effect.details.append("a delivery by the relayer failed on L2: \(failure)")
            return
        }
        effect.judge(submission, outcome: failure.map { StepOutcome(.l2Failed, $0) } ?? .success)
        if let failure { effect.details.append("the `l2_tx` of line \(submission.line) failed on L2: \(failure)") }
        if let id = submission.stepID {
            transactions[id] = TransactionFacts(
                status: record.result.status.word,
                gasUsed: record.gasUsed,
                gasLimit: record.transaction.gasLimit,
                fee: record.fee,
                blockNumber: record.blockNumber
            )
        }
        guard let save = submission.save else { return }
        do {
            withdrawals[save] = try WithdrawalClaimer.messages(sentBy: record).first.map { message in
                SavedWithdrawal(
                    rollup: rollup.name,
                    message: message,
                    blockNumber: record.blockNumber,
                    submittedAt: submission.submittedAt
                )
            }
        } catch {
            throw .actor(error)
        }
    }
}

extension ExecutionResult.Status {
    /// The word of `WordSet.transactionStatus`.
    fileprivate var word: String {
        switch self {
        case .success: "success"
        case .revert: "reverted"
        case .halt: "halted"
        }
    }
}
