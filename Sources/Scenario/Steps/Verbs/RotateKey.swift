import RollupActors
import RollupContracts

/// `rotate_key`: the guardian of a portal hands his power over to another key.
package struct RotateKey: ReadableVerb {
    package static let name = "rotate_key"
    package static let actorRule = ActorRule.required
    package static let possibleOutcomes: Set<OutcomeLayer> = [.reject, .revert, .halt, .invalidBlock]
    package static let products: Set<StepProduct> = [.transaction]

    /// The rollup.
    package let rollup: String
    package var subject: String? { rollup }
    /// Whose key is the guardian's from now on.
    package let successor: String

    /// Keys of `rotate_key`.
    struct Fields: FieldSet {
        static let declared = Fields()
        let rollup = Field<String>.rollup("rollup", "The rollup; it has a portal.", source: "decision 0084")
        let to = Field<String>.requiredActor("to", "The actor whose key is the guardian's from now on.")
    }

    static let reference = VerbReference(
        """
        The guardian of a rollup's portal makes another key the guardian's, at once; the old one has no power any more. \
        Whoever has the guardian's key can do it. Where signers of a contract of the scenario hand their places over, \
        `call` does it.
        """,
        value: Fields.shape,
        examples: [
            """
            - rotate_key: {rollup: op, to: alice}
              by: operator
            - pause: {rollup: op}
              by: operator
              expect: {revert: not guardian}
            - pause: {rollup: op}
              by: alice
            """
        ],
        source: "decision 0084"
    )

    init?(_ node: DocumentNode, step: inout FieldReader<Step.Fields>) {
        guard var fields = FieldReader(node, Fields.self, owner: "`\(Self.name)`", context: step.context) else {
            return nil
        }
        let rollup = fields.read(\.rollup)
        fields.requirePortal(of: rollup, for: Self.name)
        let successor = fields.read(\.to)
        fields.finish()
        guard let rollup, let successor else { return nil }
        self.rollup = rollup
        self.successor = successor
    }
}

extension RotateKey {
    package func perform(_ step: Step, in simulation: inout Simulation) throws(SimulationFault) -> StepEffect {
        let key = try simulation.actor(successor).address
        return try simulation.guardian(
            Portal.setGuardian(key),
            of: rollup,
            step,
            summary: "makes \(successor) the guardian of the portal of \(rollup)"
        )
    }
}
