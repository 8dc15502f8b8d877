import RollupContracts

/// `unpause`: the guardian of a portal ends a pause.
package struct UnpausePortal: ReadableVerb {
    package static let name = "unpause"
    package static let actorRule = ActorRule.required
    package static let possibleOutcomes: Set<OutcomeLayer> = [.reject, .revert, .halt, .invalidBlock]
    package static let products: Set<StepProduct> = [.transaction]

    /// The rollup.
    package let rollup: String
    package var subject: String? { rollup }

    /// Keys of `unpause`.
    struct Fields: FieldSet {
        static let declared = Fields()
        let rollup = Field<String>.rollup("rollup", "The rollup; it has a portal.")
    }

    static let reference = VerbReference(
        """
        The guardian of a rollup's portal ends a pause before its time.
        """,
        value: Fields.shape,
        examples: [
            """
            - pause: {rollup: op}
              by: operator
            - unpause: {rollup: op}
              by: operator
            - unpause: {rollup: op}
              by: operator
              expect: {revert: not paused}
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

extension UnpausePortal {
    package func perform(_ step: Step, in simulation: inout Simulation) throws(SimulationFault) -> StepEffect {
        try simulation.guardian(
            Portal.unpause(),
            of: rollup,
            step,
            summary: "ends the pause of the portal of \(rollup)"
        )
    }
}
