import RollupContracts

/// `upgrade`: the owner of a rollup's upgrades announces another contract to decide its games.
package struct ScheduleUpgrade: ReadableVerb {
    package static let name = "upgrade"
    package static let actorRule = ActorRule.required
    package static let possibleOutcomes: Set<OutcomeLayer> = [.reject, .revert, .halt, .invalidBlock]
    package static let products: Set<StepProduct> = [.transaction]

    /// The rollup.
    package let rollup: String
    package var subject: String? { rollup }
    /// The contract that is to decide games.
    package let verifier: AccountReference

    /// Keys of `upgrade`.
    struct Fields: FieldSet {
        static let declared = Fields()
        let rollup = Field<String>.rollup("rollup", "The rollup; it has the key `upgrades`.")
        let verifier = Field<AccountReference>.account(
            "verifier",
            "The contract on L1 that is to decide games.",
            absent: nil
        )
    }

    static let reference = VerbReference(
        """
        The owner of a rollup's upgrades announces that another contract is to decide its dispute games. Everybody can see it, \
        and `execute_upgrade` puts it into force once the delay has passed.
        """,
        value: Fields.shape,
        examples: [
            """
            - deploy: {contract: token, on: l1, args: [Other, OTH, 18, 1 ETH]}
              by: alice
              save: other
            - upgrade: {rollup: governed, verifier: other}
              by: bob
              expect: {reject: any}
            - upgrade: {rollup: governed, verifier: other}
              by: alice
              expect: {revert: BadAuth}
            - upgrade: {rollup: governed, verifier: other}
              by: operator
            """
        ],
        source: "decision 0075"
    )

    init?(_ node: DocumentNode, step: inout FieldReader<Step.Fields>) {
        guard var fields = FieldReader(node, Fields.self, owner: "`\(Self.name)`", context: step.context) else {
            return nil
        }
        let rollup = fields.read(\.rollup)
        let verifier = fields.read(\.verifier)
        fields.requireUpgrades(of: rollup, for: Self.name)
        fields.finish()
        guard let rollup, let verifier else { return nil }
        self.rollup = rollup
        self.verifier = verifier
    }
}

extension ScheduleUpgrade {
    package func perform(_ step: Step, in simulation: inout Simulation) throws(SimulationFault) -> StepEffect {
        let candidate = try simulation.address(of: verifier)
        return try simulation.govern(
            UpgradeableVerifier.schedule(candidate),
            of: rollup,
            step,
            summary: "announces another verifier of \(rollup)"
        )
    }
}
