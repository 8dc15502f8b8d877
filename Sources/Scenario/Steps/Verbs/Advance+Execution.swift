import ExecutePrecompile
import L1Sim
import Primitives
import RollupActors
import RollupContracts
import StateTransition
import TextOutput

extension Advance {
    package func perform(_ step: Step, in simulation: inout Simulation) throws(SimulationFault) -> StepEffect {
        let rollup = try simulation.rollup(rollup)
        guard let name = step.actor ?? rollup.advancer else {
            throw .setup("line \(step.location.line): nobody advances `\(rollup.name)`: add `by`, or `advancer`")
        }
        let actor = try simulation.actor(name)
        var effect = StepEffect(summary: "", actor: actor.name)
        guard let sealed = rollup.sealedBlocks[block] else {
            throw .setup("line \(step.location.line): `\(block)` has sealed no block of `\(rollup.name)`")
        }
        var payload = sealed.payload
        if let witnessPadding {
            payload.witness.state += WitnessPadding.nodes(byteCount: witnessPadding.bytes, seed: simulation.seed)
        }
        for change in tampering { payload = try change.applied(to: payload, by: actor, in: simulation) }
        if !tampering.isEmpty, !tampering.contains(where: { $0.field == .blockHash }) {
            payload.newPayloadRequest.executionPayload.fields.blockHash = payload.newPayloadRequest.block.hash
        }

        let transaction: Transaction
        do {
            transaction = try Advancer(actor: actor, rollup: rollup.contract).transaction(
                payload: payload,
                gasRule: rollup.execute.gasRule,
                gasLimit: gasLimit?.units,
                on: simulation.l1
            )
        } catch {
            throw .l1(error)
        }
        let number = payload.newPayloadRequest.executionPayload.fields.blockNumber
        let lies = tampering.isEmpty ? "" : " with a false " + tampering.map(\.field.rawValue).joined(separator: ", ")
        effect.summary = "advances \(rollup.name) to L2 block \(number)\(lies)"
        let sent = try simulation.send(transaction, stepID: step.id)
        effect.outcome = sent.outcome
        effect.gasUsed = sent.record?.gasUsed
        effect.details = sent.runs.map { Self.line(on: $0, gasLimit: transaction.gasLimit) }
        if tampering.isEmpty, let record = sent.record, record.succeeded {
            simulation.settlements[block] = record.hash
        }
        return effect
    }

    private static func line(on run: ExecuteRun, gasLimit: UInt64) -> String {
        let input = "EXECUTE gets \(run.inputByteCount.grouped) bytes"
        let reason = run.failure?.reason ?? ""
        guard let charge = run.gasCharge else { return "\(input), refused before any charge: \(reason)" }
        let end =
            switch run.outcome {
            case .succeeded: "valid"
            case .outOfGas(let forwarded): "only \(forwarded.grouped) of \(gasLimit.grouped) gas reach it"
            case .invalidInput, .validationFailed: "refused: \(reason)"
            }
        return "\(input), charges \(charge.grouped), validators execute \(run.workGas.grouped) L2 gas: \(end)"
    }
}
