import RollupContracts

/// `pause`: the guardian of a portal stops withdrawals for a while.
package struct PausePortal: ReadableVerb {
    package static let name = "pause"
    package static let actorRule = ActorRule.required
    package static let possibleOutcomes: Set<OutcomeLayer> = [.reject, .revert, .halt, .invalidBlock]
    package static let products: Set<StepProduct> = [.transaction]

    /// The rollup.
    package let rollup: String
    package var subject: String? { rollup }

    /// Keys of `pause`.
    struct Fields: FieldSet {
        static let declared = Fields()
        let rollup = Field<String>.rollup("rollup", "The rollup; it has a portal.")
    }

    static let reference = VerbReference(
        """
        The guardian of a rollup's portal stops withdrawals, which go on by themselves after `pause_period`. Deposits go on \
        throughout.
        """,
        value: Fields.shape,
        examples: [
            """
            - pause: {rollup: op}
              by: operator
            - pause: {rollup: op}
              by: alice
              expect: {revert: not guardian}
            """
        ],
        source: "decision 0071"
    )

    init?(_ node: DocumentNode, step: inout FieldReader<Step.Fields>) {
        guard var fields = FieldReader(node, Fields.self, owner: "`\(Self.name)`", context: step.context) else {
            return nil
        }
        let rollup = fields.read(\.rollup)
        fields.requirePortal(of: rollup, for: Self.name)
        fields.finish()
        guard let rollup else { return nil }
        self.rollup = rollup
    }
}

extension PausePortal {
    package func perform(_ step: Step, in simulation: inout Simulation) throws(SimulationFault) -> StepEffect {
        try simulation.guardian(Portal.pause(), of: rollup, step, summary: "pauses the portal of \(rollup)")
    }
}
