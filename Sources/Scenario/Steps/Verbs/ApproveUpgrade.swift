import RollupContracts

/// `approve_upgrade`: a member of a rollup's council agrees to another contract.
package struct ApproveUpgrade: ReadableVerb {
    package static let name = "approve_upgrade"
    package static let actorRule = ActorRule.required
    package static let possibleOutcomes: Set<OutcomeLayer> = [.reject, .revert, .halt, .invalidBlock]
    package static let products: Set<StepProduct> = [.transaction]

    /// The rollup.
    package let rollup: String
    package var subject: String? { rollup }
    /// The contract that is to decide games.
    package let verifier: AccountReference

    /// Keys of `approve_upgrade`.
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
        A member of the council agrees that another contract decides the rollup's dispute games. The last one who is needed \
        puts it into force at once, and what the owner has announced is void.
        """,
        value: Fields.shape,
        examples: [
            """
            - deploy: {contract: token, on: l1, args: [Other, OTH, 18, 1 ETH]}
              by: alice
              save: other
            - approve_upgrade: {rollup: governed, verifier: other}
              by: alice
            - approve_upgrade: {rollup: governed, verifier: other}
              by: alice
              expect: {revert: already approved}
            - approve_upgrade: {rollup: governed, verifier: other}
              by: operator
              assert: rosette(governed).state_validation == "None"
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

extension ApproveUpgrade {
    package func perform(_ step: Step, in simulation: inout Simulation) throws(SimulationFault) -> StepEffect {
        let candidate = try simulation.address(of: verifier)
        return try simulation.govern(
            UpgradeableVerifier.approve(candidate),
            of: rollup,
            step,
            summary: "agrees to another verifier of \(rollup)"
        )
    }
}
