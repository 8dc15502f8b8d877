import L1Sim
import Primitives
import RollupActors
import StateTransition

/// `preconfirm`: a rollup's sequencer promises that L1 will settle a sealed block.
package struct Preconfirm: ReadableVerb {
    package static let name = "preconfirm"
    package static let actorRule = ActorRule.optional
    package static let possibleOutcomes: Set<OutcomeLayer> = [.reject]
    package static let products: Set<StepProduct> = [.preconfirmation]

    package static func fits(_ design: RollupDesign) -> Bool { design.executionMode != nil }

    /// The rollup.
    package let rollup: String
    package var subject: String? { rollup }
    /// The `seal` step that made the block.
    package let block: String
    /// Changes made to the block before its header is signed.
    package let tampering: [Tampering]

    /// Keys of `preconfirm`.
    struct Fields: FieldSet {
        static let declared = Fields()
        let rollup = Field<String>.rollup("rollup", "The rollup; it has a sequencer.")
        let block = Field<String>.step("block", "The step that sealed the block.", making: .block)
        let tamper = Field<[DocumentNode.Entry]>.entries(
            "tamper",
            "Lies: changes made to the block before its header is signed. The block hash is computed anew.",
            .mapping(TamperedField.entries),
            absent: "the block as it was sealed"
        )
    }

    static let reference = VerbReference(
        """
        The rollup's sequencer signs a header, for this L1 and this rollup alone, as a promise that L1 will settle it. \
        Nothing goes to L1. `slash` shows L1 that a promise was broken. Somebody else who signs promises nothing.
        """,
        value: Fields.shape,
        examples: [
            """
            - seal: {rollup: promised}
              id: b1
            - preconfirm: {rollup: promised, block: b1}
              id: p1
            - preconfirm: {rollup: promised, block: b1, tamper: {prev_randao: flip_bit}}
              id: p2
            - slash: {promise: p1, against: p2}
              by: alice
              assert: bond(promised) == 0 ETH
            """
        ],
        source: "decision 0073"
    )

    init?(_ node: DocumentNode, step: inout FieldReader<Step.Fields>) {
        guard var fields = FieldReader(node, Fields.self, owner: "`preconfirm`", context: step.context) else {
            return nil
        }
        let rollup = fields.read(\.rollup)
        let block = fields.read(\.block)
        self.tampering = Tampering.list(fields.read(\.tamper) ?? [], context: step.context)
        fields.finish()
        fields.requireSequencer(of: rollup, for: Self.name)
        guard let rollup, let block else { return nil }
        self.rollup = rollup
        self.block = block
        if let origin = step.context.scope.steps[block]?.rollup, origin != rollup {
            let message = "step `\(block)` seals a block of `\(origin)`, not of `\(rollup)`"
            step.context.report(.wrongStepKind, message, at: fields.valuePlace(of: \.block))
        }
    }
}

extension Preconfirm {
    package func perform(_ step: Step, in simulation: inout Simulation) throws(SimulationFault) -> StepEffect {
        let rollup = try simulation.rollup(rollup)
        let contracts = try simulation.sequenced(rollup)
        let sequencer = simulation.actors.values.first { $0.address == rollup.configuration.sequencing?.sequencer }
        guard let name = step.actor ?? sequencer?.name else { throw .setup("`\(rollup.name)` has no sequencer") }
        let actor = try simulation.actor(name)
        guard let sealed = rollup.sealedBlocks[block] else { throw .setup("`\(block)` has sealed no block of it") }
        let payload = try Tampering.applied(tampering, to: sealed.payload, by: actor, in: simulation)
        let header = payload.newPayloadRequest.block.header
        let promise = Preconfirmation(
            of: header,
            by: actor,
            rollup: contracts,
            l1ChainID: simulation.l1.configuration.chainId,
            l2ChainID: rollup.configuration.chainId
        )
        if let id = step.id { simulation.promises[id] = PromiseRecord(rollup: rollup.name, promise: promise) }
        let lies = tampering.isEmpty ? "" : " with " + tampering.map(\.field.lie).joined(separator: ", ")
        return StepEffect(
            summary: "promises L2 block \(header.number) of \(rollup.name)\(lies)",
            actor: actor.name,
            details: [.remark("header \(header.hash.hex), anchored to L1 block \(sealed.anchorBlockNumber)")]
        )
    }
}
