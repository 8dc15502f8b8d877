import Primitives
import RollupActors
import RollupContracts

/// `claim_bond`: somebody collects his share of a game's bonds.
package struct ClaimBond: ReadableVerb {
    package static let name = "claim_bond"
    package static let isAboutGames = true
    package static let actorRule = ActorRule.required
    package static let possibleOutcomes: Set<OutcomeLayer> = [.reject, .revert, .halt, .invalidBlock]
    package static let products: Set<StepProduct> = [.transaction]

    /// The step that has begun the game.
    package let game: String
    package let subject: String?
    /// Whose share it is; nil for the one who does the step.
    package let recipient: String?

    /// Keys of `claim_bond`.
    struct Fields: FieldSet {
        static let declared = Fields()
        let game = Field<String>.step("game", "The step that has begun the game.", making: .game)
        let recipient = Field<String>.actor("for", "The actor whose share it is.", absent: "who does the step")
    }

    static let reference = VerbReference(
        """
        Somebody collects a share of a game's bonds: the first step unlocks it, and closes the game if nobody has; the \
        second, after the rollup's `bond_delay`, pays it.
        """,
        value: Fields.shape,
        examples: [
            """
            - seal: {rollup: hybrid}
              id: b1
            - propose: {rollup: hybrid, block: b1}
              id: g1
            - advance_time: 8d
            - resolve: {game: g1}
              by: alice
            - advance_time: 4d
            - claim_bond: {game: g1, for: operator}
              by: alice
            - advance_time: 1d
            - claim_bond: {game: g1, for: operator}
              by: alice
            """
        ],
        source: "decision 0070"
    )

    init?(_ node: DocumentNode, step: inout FieldReader<Step.Fields>) {
        guard var fields = FieldReader(node, Fields.self, owner: "`claim_bond`", context: step.context) else {
            return nil
        }
        let game = fields.read(\.game)
        self.recipient = fields.read(\.recipient)
        fields.finish()
        guard let game else { return nil }
        self.game = game
        self.subject = step.context.scope.steps[game]?.rollup
    }
}

extension ClaimBond {
    package func perform(_ step: Step, in simulation: inout Simulation) throws(SimulationFault) -> StepEffect {
        let game = try simulation.game(self.game)
        let name = recipient ?? step.actor ?? ""
        let call = ZKDisputeGame.claimCredit(recipient: try simulation.actor(name).address)
        return try simulation.play(
            game,
            call,
            gasLimit: Simulation.closingGasLimit,
            for: step,
            "collects \(name)'s share of the bonds of \(self.game)"
        )
    }
}
