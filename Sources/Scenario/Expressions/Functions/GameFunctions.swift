extension ExpressionFunction {
    /// Dispute games: `game(g1).status`, `credit(g1, bob)`.
    static let gameFunctions: [ExpressionFunction] = [
        .function(
            "game",
            .step(.game),
            returning: .game,
            "The dispute game that a step has begun.",
            example: "game(g1).status == Resolved"
        ) { (arguments, _) throws(EvaluationError) in
            .step(try arguments.step(0))
        }
        .only { $0.design.hasGames },
        .function(
            "credit",
            .step(.game),
            .account,
            returning: .number(.amount),
            "Ether of a game's bonds that is somebody's since the game was resolved, paid or not; nothing before.",
            example: "credit(g1, operator) == 0.08 ETH"
        ) { (arguments, environment) throws(EvaluationError) in
            .amount(try environment.credit(ofGame: arguments.step(0), arguments.account(1)))
        }
        .only { $0.design.hasGames },
        .function(
            "burned",
            .step(.game),
            returning: .number(.amount),
            """
            Ether of a game's bonds that nobody has earned: that of a proposer who lost with his parent, unchallenged, \
            or half that of a liar among siblings.
            """,
            example: "burned(g1) == 0 ETH"
        ) { (arguments, environment) throws(EvaluationError) in
            .amount(try environment.game(ofStep: arguments.step(0)).burned)
        }
        .only { $0.design.hasGames },
        .property(
            "status",
            of: .game,
            returning: .word(.gameStatus),
            "Where the game stands.",
            example: "game(g1).status == Resolved"
        ) { (arguments, environment) throws(EvaluationError) in
            .word(try environment.game(ofStep: arguments.step(0)).status)
        },
        .property(
            "outcome",
            of: .game,
            returning: .word(.gameOutcome),
            "How the game was decided.",
            example: "game(g1).outcome == DEFENDER_WINS"
        ) { (arguments, environment) throws(EvaluationError) in
            .word(try environment.game(ofStep: arguments.step(0)).outcome)
        },
        .property(
            "number",
            of: .game,
            returning: .number(.scalar),
            "Number of the L2 block that the game is about.",
            example: "game(g1).number == 1"
        ) { (arguments, environment) throws(EvaluationError) in
            .number(try environment.game(ofStep: arguments.step(0)).blockNumber)
        },
    ]
}
