import L1Sim
import Primitives
import StateTransition

/// `bring_proof`: the proof of a block that was handed in without one comes.
package struct BringProof: ReadableVerb {
    package static let name = "bring_proof"
    package static let actorRule = ActorRule.none
    package static let possibleOutcomes: Set<OutcomeLayer> = [.reject]

    /// The `advance` step whose transaction waits for the proof.
    package let advance: String
    package let subject: String?
    /// Whether one bit of the proof is another.
    package let isDamaged: Bool

    /// What can be wrong with the proof that comes.
    fileprivate enum Fault: String, CaseIterable, ChoiceField {
        case flipBit = "flip_bit"

        var summary: String { SidecarFault.flipBit.summary }
    }

    /// Keys of `bring_proof`.
    struct Fields: FieldSet {
        static let declared = Fields()
        let advance = Field<String>.step(
            "of",
            "The `advance` step whose transaction waits for its proof.",
            making: .execution
        )
        fileprivate let proof = Field<Fault>.optional("proof", "What is wrong with the proof.", absent: "nothing")
    }

    static let reference = VerbReference(
        """
        The proof of a block that was handed in with `proof: missing` comes, whoever brings it: L1 verifies it beside the \
        block that holds the transaction. On an L1 with `proof_timing: next_slot`, and before the next slot's block.
        """,
        value: Fields.shape,
        examples: [
            """
            - seal: {rollup: proved}
              id: b1
            - advance: {rollup: proved, block: b1}
              id: adv2
            - note: it has come with the block
              bring_proof: {of: adv2, proof: flip_bit}
              expect: {reject: ProofNotAwaited}
            """
        ],
        source: "decision 0085"
    )

    init?(_ node: DocumentNode, step: inout FieldReader<Step.Fields>) {
        let context = step.context
        guard var fields = FieldReader(node, Fields.self, owner: "`\(Self.name)`", context: context) else { return nil }
        let advance = fields.read(\.advance)
        self.isDamaged = fields.read(\.proof) == .flipBit
        fields.finish()
        guard let advance else { return nil }
        self.advance = advance
        self.subject = context.scope.steps[advance]?.rollup
        guard let subject, let section = context.scope.rollupSections[subject] else { return }
        guard section.design.settlement == .execute(.proof) else {
            let message = "blocks of `\(subject)`, whose preset is \(section.preset.rawValue), wait for no proof"
            context.report(.invalidValue, message, at: fields.valuePlace(of: \.advance))
            return
        }
        if step.expectsSuccess, context.scope.l1?.proofTiming == .sameBlock {
            let message = "on this L1 proofs come with the block, or never"
            let help = "`l1: {proof_timing: next_slot}` lets them come a slot later"
            context.report(.invalidValue, message, at: fields.location, help: help)
        }
    }
}

extension BringProof {
    package func perform(_ step: Step, in simulation: inout Simulation) throws(SimulationFault) -> StepEffect {
        guard let promise = simulation.promisedProofs[advance] else {
            throw .setup("`\(advance)` has handed in no block with a proof")
        }
        var effect = StepEffect(summary: "the proof that `\(advance)` depends on comes")
        var sidecar = promise.sidecar
        if isDamaged, let length = sidecar.entries.first?.proof.count, length > 0 {
            effect.summary += ", with one bit changed"
            sidecar.entries[0].proof[length / 2] ^= 1
        }
        do throws(ProofRejection) {
            try simulation.l1.bringProofs(sidecar.encoded, for: promise.transaction)
        } catch {
            effect.outcome = StepOutcome(.reject, error.code)
            return effect
        }
        if !simulation.l1.isHeadProvisional {
            effect.details.append("L1 block \(simulation.l1.head.number) is provisional no more")
        }
        return effect
    }
}
