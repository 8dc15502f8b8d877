import L1Sim
import Primitives
import RollupActors
import StateTransition

/// `slash`: somebody shows L1 that a sequencer has broken a promise, and the bond behind it is burned.
package struct Slash: ReadableVerb {
    package static let name = "slash"
    package static let actorRule = ActorRule.required
    package static let possibleOutcomes: Set<OutcomeLayer> = [.reject, .revert, .halt, .invalidBlock]
    package static let products: Set<StepProduct> = [.transaction]

    package static func fits(_ design: RollupDesign) -> Bool { design.executionMode != nil }

    /// The step that has made the promise.
    package let promise: String
    package let subject: String?
    /// The step that has made another promise of the same height; nil for what L1 has settled.
    package let against: String?

    /// Keys of `slash`.
    struct Fields: FieldSet {
        static let declared = Fields()
        let promise = Field<String>.step("promise", "The step that has made the promise.", making: .preconfirmation)
        let against = Field<String>.step(
            "against",
            "The step that has made another promise of the same height.",
            making: .preconfirmation,
            absent: "what L1 has settled at that height"
        )
    }

    static let reference = VerbReference(
        """
        Somebody shows a sequencer's bond that he has promised two blocks of one height on one parent, or \
        another one than he has handed in there; the bond is burned, and anybody can hand in from then on. What others \
        have handed in burns nothing, and nor does a promise that is anchored to a block that L1 has lost.
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
            - advance: {rollup: promised, block: b1}
            - slash: {promise: p1}
              by: alice
              expect: {revert: as promised}
            - slash: {promise: p2}
              by: alice
              assert: bond(promised) == 0 ETH
            - slash: {promise: p2, against: p1}
              by: alice
              expect: {revert: slashed}
            """
        ],
        source: "decision 0073"
    )

    init?(_ node: DocumentNode, step: inout FieldReader<Step.Fields>) {
        guard var fields = FieldReader(node, Fields.self, owner: "`slash`", context: step.context) else { return nil }
        let promise = fields.read(\.promise)
        self.against = fields.read(\.against)
        fields.finish()
        guard let promise else { return nil }
        self.promise = promise
        self.subject = step.context.scope.steps[promise]?.rollup
    }
}

extension Slash {
    package func perform(_ step: Step, in simulation: inout Simulation) throws(SimulationFault) -> StepEffect {
        let record = try simulation.promise(promise)
        let rollup = try simulation.rollup(record.rollup)
        let bond = try simulation.sequenced(rollup).bond
        let actor = try simulation.actor(step.actor ?? "")
        let intent: TransactionIntent
        let accusation: String
        if let against {
            intent = record.promise.equivocation(with: try simulation.promise(against).promise, bond: bond)
            accusation = "two promises of one height"
        } else {
            do throws(ActorError) {
                intent = try record.promise.divergence(from: rollup.follower.chain, bond: bond)
            } catch {
                throw .actor(error)
            }
            accusation = "a promise that was not kept"
        }
        let sent = try simulation.send(try simulation.signed(intent, by: actor), stepID: step.id)
        return StepEffect(
            outcome: sent.outcome,
            summary: "accuses the sequencer of \(rollup.name) of \(accusation)",
            actor: actor.name,
            gasUsed: sent.record?.gasUsed
        )
    }
}
