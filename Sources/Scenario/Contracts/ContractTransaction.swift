import ContractABI
import EVM
import L1Sim
import Primitives
import RollupActors
import StateTransition

/// How a transaction of a step ends on either chain: on L1 at once, on an L2 when a block holds it.
extension Simulation {
    /// Signs what an actor wants done on a chain and hands it over: to the next L1 block, or to a rollup's sequencer.
    ///
    /// - Parameters:
    ///   - intent: What is done.
    ///   - actor: Who signs and pays.
    ///   - chain: Where.
    ///   - step: Of which it is; its id keeps what the transaction leaves behind.
    ///   - summary: What happened, for the timeline.
    /// - Returns: What happened; on an L2, that the sequencer has taken it, or why not.
    /// - Throws: `SimulationFault` when a chain cannot be read or moved.
    mutating func transact(
        _ intent: TransactionIntent,
        by actor: Actor,
        on chain: ChainReference,
        for step: Step,
        summary: String
    ) throws(SimulationFault) -> StepEffect {
        var effect = StepEffect(summary: summary, actor: actor.name)
        switch chain {
        case .l1:
            let sent = try send(try signed(intent, by: actor), stepID: step.id)
            effect.outcome = sent.outcome
            guard let record = sent.record else { return effect }
            effect.gasUsed = record.gasUsed
            if record.succeeded, let function = step.verb.calledFunction {
                effect.details += [contracts.sentence(on: record.status.output, of: function, on: .l1)].compactMap {
                    $0
                }
            }
            effect.details += contracts.sentences(on: record.logs, of: .l1)
            if case .reverted(let output) = record.status, let sentence = contracts.sentence(ofRevert: output, on: .l1)
            {
                effect.details.append("reverts with \(sentence)")
            }
        case .l2(let rollup):
            effect.outcome = try submit(intent, by: actor, to: rollup, for: step)
        }
        return effect
    }

    /// Lines on what a transaction that an L2 block holds has done to the contracts of the scenario.
    func details(on record: L2TransactionRecord, of submission: L2Submission, on rollup: String) -> [String] {
        let chain = ChainReference.l2(rollup)
        var lines: [String] = []
        switch record.result.status {
        case .success:
            if let function = submission.calledFunction,
                let sentence = contracts.sentence(on: record.result.output, of: function, on: chain)
            {
                lines.append("\(submission) \(sentence)")
            }
        case .revert:
            if let sentence = contracts.sentence(ofRevert: record.result.output, on: chain) {
                lines.append("\(submission) reverts with \(sentence)")
            }
        case .halt:
            break
        }
        return lines + contracts.sentences(on: record.logs, of: chain)
    }
}

extension ChainReference {
    /// The chain as summaries name it.
    var label: String {
        switch self {
        case .l1: "L1"
        case .l2(let rollup): rollup
        }
    }
}

extension ExpectedOutcome {
    /// Why an outcome is not the expected one; an L2 transaction that was taken is judged when a block holds it.
    func mismatch(with outcome: StepOutcome, on chain: ChainReference) -> String? {
        if case .l2 = chain, outcome == .success { return nil }
        return mismatch(with: outcome)
    }
}
