import Primitives
import RollupContracts

/// `resolve`: somebody has a game decided that is over.
package struct ResolveGame: ReadableVerb {
    package static let name = "resolve"
    package static let isAboutGames = true
    package static let actorRule = ActorRule.required
    package static let possibleOutcomes: Set<OutcomeLayer> = [.reject, .revert, .halt, .invalidBlock]
    package static let products: Set<StepProduct> = [.transaction]

    /// The step that has begun the game.
    package let game: String
    package let subject: String?

    /// Keys of `resolve`.
    struct Fields: FieldSet {
        static let declared = Fields()
        let game = Field<String>.step("game", "The step that has begun the game.", making: .game)
    }

    static let reference = VerbReference(
        """
        Somebody has a game decided: it must be over, by its clock or by a proof, and the game about its parent decided. \
        The claim falls if its parent has lost, or if it was challenged and nobody has proven it.
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
              assert: game(g1).outcome == DEFENDER_WINS
            """
        ],
        source: "decision 0070"
    )

    init?(_ node: DocumentNode, step: inout FieldReader<Step.Fields>) {
        guard var fields = FieldReader(node, Fields.self, owner: "`resolve`", context: step.context) else { return nil }
        let game = fields.read(\.game)
        fields.finish()
        guard let game else { return nil }
        self.game = game
        self.subject = step.context.scope.steps[game]?.rollup
    }
}

extension ResolveGame {
    package func perform(_ step: Step, in simulation: inout Simulation) throws(SimulationFault) -> StepEffect {
        let game = try simulation.game(self.game)
        var effect = try simulation.play(game, ZKDisputeGame.resolve, for: step, "resolves \(self.game)")
        guard effect.outcome == .success else { return effect }
        do throws(EvaluationError) {
            effect.details.append("\(try simulation.game(ofStep: self.game).outcome)")
        } catch {
            throw .setup(error.message)
        }
        return effect
    }
}
