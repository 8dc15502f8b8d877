import ExecutePrecompile
import L1Sim
import Primitives
import RollupActors
import RollupContracts
import StateTransition
import TextOutput

/// `advance`: somebody hands a sealed L2 block to the rollup's contract on L1, which has EXECUTE check it.
package struct Advance: ReadableVerb {
    package static let name = "advance"
    package static let actorRule = ActorRule.optional
    package static let possibleOutcomes: Set<OutcomeLayer> = [.reject, .revert, .halt, .invalidBlock]
    package static let products: Set<StepProduct> = [.transaction, .execution]

    /// The rollup.
    package let rollup: String
    /// The `seal` step that made the block.
    package let block: String
    /// Changes made to the block before it is handed in.
    package let tampering: [Tampering]
    /// Gas limit of the L1 transaction; nil lets the actor choose.
    package let gasLimit: GasAmount?
    /// Needless data added to the witness, in bytes.
    package let witnessPadding: ByteSize?

    init?(_ node: DocumentNode, step: inout FieldReader) {
        guard var fields = FieldReader(node, owner: "`advance`", context: step.context) else { return nil }
        let rollup = fields.rollup("rollup")
        let block = fields.step("block", making: .block)
        self.tampering = Tampering.list(fields.namedEntries("tamper"), context: step.context)
        self.gasLimit = fields.optional("gas")
        self.witnessPadding = fields.optional("pad_witness")
        fields.finish()
        guard let rollup, let block else { return nil }
        self.rollup = rollup
        self.block = block
    }
}

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
            case .invalidInput, .validationFailed, .unproved: "refused: \(reason)"
            }
        return "\(input), charges \(charge.grouped), validators execute \(run.workGas.grouped) L2 gas: \(end)"
    }
}
