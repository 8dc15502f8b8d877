extension ExpressionFunction {
    /// Risk rosettes: `rosette(nat).state_validation`.
    static let rosetteFunctions: [ExpressionFunction] =
        [
            .function(
                "rosette",
                .rollup,
                returning: .rosette,
                "The risk rosette of a rollup, derived from its contracts as they stand on L1 now.",
                example: "rosette(nat).stage == \"2\""
            ) { (arguments, _) throws(EvaluationError) in
                .rollup(try arguments.rollup(0))
            },
            .property(
                "stage",
                of: .rosette,
                returning: .text,
                "The rollup's stage, or `none`.",
                example: "rosette(nat).stage == \"2\""
            ) { (arguments, environment) throws(EvaluationError) in
                .text(try environment.rosette(of: arguments.rollup(0)).stage.text)
            },
        ] + Rosette.Question.allCases.flatMap { [answer($0), sentiment($0)] }

    /// The member that is the answer to a question.
    private static func answer(_ question: Rosette.Question) -> ExpressionFunction {
        let summary =
            switch question {
            case .sequencerFailure: "What users can do when the sequencer is down or leaves them out."
            case .stateValidation: "What makes L1 believe a state root."
            case .dataAvailability: "Where the data is from which anybody derives the L2."
            case .exitWindow: "How long users can leave before somebody changes the rules: a time, `None` or `∞`."
            case .proposerFailure: "What users can do when nobody posts state roots."
            }
        let examples: [Rosette.Question: String] = [
            .sequencerFailure: "Self sequence", .stateValidation: "Native (L1 execution)", .dataAvailability: "Onchain",
            .exitWindow: "∞", .proposerFailure: "Self propose",
        ]
        return .property(
            question.rawValue,
            of: .rosette,
            returning: .text,
            summary,
            example: "rosette(nat).\(question.rawValue) == \"\(examples[question] ?? "")\""
        ) { (arguments, environment) throws(EvaluationError) in
            .text(try slice(question, arguments, environment).value)
        }
    }

    /// The member that tells how good that answer is.
    private static func sentiment(_ question: Rosette.Question) -> ExpressionFunction {
        .property(
            question.rawValue + "_sentiment",
            of: .rosette,
            returning: .word(.sentiment),
            "How good the answer to `\(question.rawValue)` is.",
            example: "rosette(nat).\(question.rawValue)_sentiment == good"
        ) { (arguments, environment) throws(EvaluationError) in
            .word(try slice(question, arguments, environment).sentiment.rawValue)
        }
    }

    private static func slice(
        _ question: Rosette.Question,
        _ arguments: Arguments,
        _ environment: any ExpressionEnvironment
    ) throws(EvaluationError) -> Rosette.Slice {
        guard let slice = try environment.rosette(of: arguments.rollup(0)).slice(question) else {
            throw EvaluationError("a rosette has no answer to \(question.rawValue)")
        }
        return slice
    }
}
