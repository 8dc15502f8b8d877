import RollupContracts

/// `execute_upgrade`: somebody puts an announced contract into force.
package struct ExecuteUpgrade: ReadableVerb {
    package static let name = "execute_upgrade"
    package static let actorRule = ActorRule.required
    package static let possibleOutcomes: Set<OutcomeLayer> = [.reject, .revert, .halt, .invalidBlock]
    package static let products: Set<StepProduct> = [.transaction]

    /// The rollup.
    package let rollup: String
    package var subject: String? { rollup }

    /// Keys of `execute_upgrade`.
    struct Fields: FieldSet {
        static let declared = Fields()
        let rollup = Field<String>.rollup("rollup", "The rollup; it has the key `upgrades`.")
    }

    static let reference = VerbReference(
        """
        Somebody puts the announced contract into force, once the delay has passed. It decides all games from now on, those \
        that have begun too.
        """,
        value: Fields.shape,
        examples: [
            """
            - deploy: {contract: token, on: l1, args: [Other, OTH, 18, 1 ETH]}
              by: alice
              save: other
            - upgrade: {rollup: governed, verifier: other}
              by: operator
            - execute_upgrade: {rollup: governed}
              by: alice
              expect: {revert: upgrade not ready}
            - advance_time: 10d
            - execute_upgrade: {rollup: governed}
              by: alice
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

extension ExecuteUpgrade {
    package func perform(_ step: Step, in simulation: inout Simulation) throws(SimulationFault) -> StepEffect {
        try simulation.govern(
            UpgradeableVerifier.execute,
            of: rollup,
            step,
            summary: "puts the announced verifier of \(rollup) into force"
        )
    }
}
