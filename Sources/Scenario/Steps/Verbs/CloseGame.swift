import Primitives
import RollupContracts

/// `close_game`: somebody closes a decided game after the air gap.
package struct CloseGame: ReadableVerb {
    package static let name = "close_game"
    package static let isAboutGames = true
    package static let actorRule = ActorRule.required
    package static let possibleOutcomes: Set<OutcomeLayer> = [.reject, .revert, .halt, .invalidBlock]
    package static let products: Set<StepProduct> = [.transaction]

    /// The step that has begun the game.
    package let game: String
    package let subject: String?

    /// Keys of `close_game`.
    struct Fields: FieldSet {
        static let declared = Fields()
        let game = Field<String>.step("game", "The step that has begun the game.", making: .game)
    }

    static let reference = VerbReference(
        """
        Somebody closes a game, an air gap after it was decided. How its bonds are distributed is fixed: by its outcome, or \
        back to those who put them up if the guardian has taken the game back. A claim that stands and has the place behind \
        its parent is the anchor, and withdrawals in its block can be claimed.
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
            - close_game: {game: g1}
              by: alice
              expect: {revert: GameNotFinalized}
            - advance_time: 4d
            - close_game: {game: g1}
              by: alice
              assert: hybrid.head.number == 1
            """
        ],
        source: "decision 0070"
    )

    init?(_ node: DocumentNode, step: inout FieldReader<Step.Fields>) {
        guard var fields = FieldReader(node, Fields.self, owner: "`close_game`", context: step.context) else {
            return nil
        }
        let game = fields.read(\.game)
        fields.finish()
        guard let game else { return nil }
        self.game = game
        self.subject = step.context.scope.steps[game]?.rollup
    }
}

extension CloseGame {
    package func perform(_ step: Step, in simulation: inout Simulation) throws(SimulationFault) -> StepEffect {
        try simulation.play(
            simulation.game(game),
            ZKDisputeGame.close,
            gasLimit: Simulation.closingGasLimit,
            for: step,
            "closes \(game)"
        )
    }
}
