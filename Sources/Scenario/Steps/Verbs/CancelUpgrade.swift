import RollupContracts

/// `cancel_upgrade`: the owner of a rollup's upgrades takes an announcement back.
package struct CancelUpgrade: ReadableVerb {
    package static let name = "cancel_upgrade"
    package static let actorRule = ActorRule.required
    package static let possibleOutcomes: Set<OutcomeLayer> = [.reject, .revert, .halt, .invalidBlock]
    package static let products: Set<StepProduct> = [.transaction]

    /// The rollup.
    package let rollup: String
    package var subject: String? { rollup }

    /// Keys of `cancel_upgrade`.
    struct Fields: FieldSet {
        static let declared = Fields()
        let rollup = Field<String>.rollup("rollup", "The rollup; it has the key `upgrades`.")
    }

    static let reference = VerbReference(
        """
        The owner of a rollup's upgrades takes his announcement back.
        """,
        value: Fields.shape,
        examples: [
            """
            - deploy: {contract: token, on: l1, args: [Other, OTH, 18, 1 ETH]}
              by: alice
              save: other
            - upgrade: {rollup: governed, verifier: other}
              by: operator
            - cancel_upgrade: {rollup: governed}
              by: operator
            - cancel_upgrade: {rollup: governed}
              by: operator
              expect: {revert: nothing scheduled}
            """
        ],
        source: "decision 0075"
    )

    init?(_ node: DocumentNode, step: inout FieldReader<Step.Fields>) {
        guard var fields = FieldReader(node, Fields.self, owner: "`\(Self.name)`", context: step.context) else {
            return nil
        }
        let rollup = fields.read(\.rollup)
        fields.requireUpgrades(of: rollup, for: Self.name)
        fields.finish()
        guard let rollup else { return nil }
        self.rollup = rollup
    }
}

extension CancelUpgrade {
    package func perform(_ step: Step, in simulation: inout Simulation) throws(SimulationFault) -> StepEffect {
        try simulation.govern(
            UpgradeableVerifier.cancel,
            of: rollup,
            step,
            summary: "takes the announced verifier of \(rollup) back"
        )
    }
}
