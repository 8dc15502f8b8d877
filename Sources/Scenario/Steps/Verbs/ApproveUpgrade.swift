import L1Sim
import Primitives
import RollupActors
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
    /// Whether it is the owner's announcement that the member agrees to.
    package let isAnnounced: Bool

    /// Keys of `approve_upgrade`.
    struct Fields: FieldSet {
        static let declared = Fields()
        let rollup = Field<String>.rollup("rollup", "The rollup; it has the key `upgrades`.")
        let verifier = Field<AccountReference>.account(
            "verifier",
            "The contract on L1 that is to decide games.",
            absent: nil
        )
        let announced = Field<ProverSection.Answer>.optional(
            "announced",
            """
            Whether it is the owner's announcement that the member agrees to: then the approval ends with that, and counts \
            with others of its kind alone.
            """,
            absent: "`false`",
            source: "decision 0080"
        )
    }

    static let reference = VerbReference(
        """
        A member of the council agrees that another contract decides the rollup's dispute games. The last one who is needed \
        puts it into force at once, and what the owner has announced is void, as are all other approvals.
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
            - approve_upgrade: {rollup: governed, verifier: other, announced: true}
              by: operator
              expect: {revert: wrong announcement}
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
        self.isAnnounced = fields.read(\.announced) == .true
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
        let contract = try simulation.dispute(of: rollup).contracts.upgradeableVerifier
        let round: UInt64
        let announcement: UInt64
        do throws(L1Error) {
            round = try simulation.l1.storage(of: contract, UpgradeableVerifier.Slot.round).saturatedUInt64
            announcement = try simulation.l1.storage(of: contract, UpgradeableVerifier.Slot.announcement)
                .saturatedUInt64
        } catch {
            throw .l1(error)
        }
        // Before there is one, the first is meant.
        let number = isAnnounced ? max(announcement, 1) : nil
        return try simulation.govern(
            UpgradeableVerifier.approve(candidate, round: round, announcement: number),
            of: rollup,
            step,
            summary: "agrees to another verifier of \(rollup)"
        )
    }
}
