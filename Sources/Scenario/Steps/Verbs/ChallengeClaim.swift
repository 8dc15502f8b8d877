import Primitives
import RollupActors
import RollupContracts

/// `challenge`: somebody objects to a claim, with a bond.
package struct ChallengeClaim: ReadableVerb {
    package static let name = "challenge"
    package static let isAboutGames = true
    package static func fits(_ design: RollupDesign) -> Bool { design.hasGames && design.settlement != .siblings }
    package static let actorRule = ActorRule.required
    package static let possibleOutcomes: Set<OutcomeLayer> = [.reject, .revert, .halt, .invalidBlock]
    package static let products: Set<StepProduct> = [.transaction]

    /// The step that has begun the game.
    package let game: String
    package let subject: String?
    /// What the challenger puts up; nil for what the rollup asks for.
    package let bond: Amount?

    /// Keys of `challenge`.
    struct Fields: FieldSet {
        static let declared = Fields()
        let game = Field<String>.step("game", "The step that has begun the game.", making: .game)
        let bond = Field<Amount>.optional("bond", "What the challenger puts up.", absent: "what the rollup asks for")
    }

    static let reference = VerbReference(
        """
        Somebody objects to a claim and puts up a bond. From then on the claim needs a proof in time, or loses; its prover \
        has the challenger's bond, and without one the challenger has both.
        """,
        value: Fields.shape,
        examples: [
            """
            - seal: {rollup: hybrid}
              id: b1
            - propose: {rollup: hybrid, block: b1}
              id: g1
            - challenge: {game: g1, bond: 1 ETH}
              by: alice
              expect: {revert: IncorrectBondAmount}
            - challenge: {game: g1}
              by: alice
              assert: game(g1).status == Challenged
            """
        ],
        source: "decision 0070"
    )

    init?(_ node: DocumentNode, step: inout FieldReader<Step.Fields>) {
        guard var fields = FieldReader(node, Fields.self, owner: "`challenge`", context: step.context) else {
            return nil
        }
        let game = fields.read(\.game)
        self.bond = fields.read(\.bond)
        fields.finish()
        guard let game else { return nil }
        self.game = game
        self.subject = step.context.scope.steps[game]?.rollup
    }
}

extension ChallengeClaim {
    package func perform(_ step: Step, in simulation: inout Simulation) throws(SimulationFault) -> StepEffect {
        let game = try simulation.game(self.game)
        let rules = try simulation.dispute(of: game.rollup).configuration.rules
        var effect = try simulation.play(
            game,
            ZKDisputeGame.challenge,
            value: bond?.wei ?? rules.challengerBond,
            for: step,
            "challenges the claim of \(self.game)"
        )
        if effect.outcome == .success {
            let end = simulation.elapsed &+ rules.maxProveDuration
            effect.details.append("it needs a proof until \(end.clockTime)")
        }
        return effect
    }
}
