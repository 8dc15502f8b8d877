extension ExpressionFunction {
    /// Risk rosettes: `rosette(nat).state_validation`.
    static let rosetteFunctions: [ExpressionFunction] = [
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
        .property(
            "sequencer_failure",
            of: .rosette,
            returning: .text,
            "What users can do when the sequencer is down or leaves them out.",
            example: "rosette(nat).sequencer_failure == \"Self sequence\""
        ) { (arguments, environment) throws(EvaluationError) in
            .text(try slice(.sequencerFailure, arguments, environment).value)
        },
        .property(
            "sequencer_failure_sentiment",
            of: .rosette,
            returning: .word(.sentiment),
            "How good the answer to `sequencer_failure` is.",
            example: "rosette(nat).sequencer_failure_sentiment == good"
        ) { (arguments, environment) throws(EvaluationError) in
            .word(try slice(.sequencerFailure, arguments, environment).sentiment.rawValue)
        },
        .property(
            "state_validation",
            of: .rosette,
            returning: .text,
            "What makes L1 believe a state root.",
            example: "rosette(nat).state_validation == \"Native (L1 execution)\""
        ) { (arguments, environment) throws(EvaluationError) in
            .text(try slice(.stateValidation, arguments, environment).value)
        },
        .property(
            "state_validation_sentiment",
            of: .rosette,
            returning: .word(.sentiment),
            "How good the answer to `state_validation` is.",
            example: "rosette(nat).state_validation_sentiment == good"
        ) { (arguments, environment) throws(EvaluationError) in
            .word(try slice(.stateValidation, arguments, environment).sentiment.rawValue)
        },
        .property(
            "data_availability",
            of: .rosette,
            returning: .text,
            "Where the data is from which anybody derives the L2.",
            example: "rosette(nat).data_availability == \"Onchain\""
        ) { (arguments, environment) throws(EvaluationError) in
            .text(try slice(.dataAvailability, arguments, environment).value)
        },
        .property(
            "data_availability_sentiment",
            of: .rosette,
            returning: .word(.sentiment),
            "How good the answer to `data_availability` is.",
            example: "rosette(nat).data_availability_sentiment == good"
        ) { (arguments, environment) throws(EvaluationError) in
            .word(try slice(.dataAvailability, arguments, environment).sentiment.rawValue)
        },
        .property(
            "exit_window",
            of: .rosette,
            returning: .text,
            "How long users can leave before somebody changes the rules: a time, `None` or `∞`.",
            example: "rosette(nat).exit_window == \"∞\""
        ) { (arguments, environment) throws(EvaluationError) in
            .text(try slice(.exitWindow, arguments, environment).value)
        },
        .property(
            "exit_window_sentiment",
            of: .rosette,
            returning: .word(.sentiment),
            "How good the answer to `exit_window` is.",
            example: "rosette(nat).exit_window_sentiment == good"
        ) { (arguments, environment) throws(EvaluationError) in
            .word(try slice(.exitWindow, arguments, environment).sentiment.rawValue)
        },
        .property(
            "proposer_failure",
            of: .rosette,
            returning: .text,
            "What users can do when nobody posts state roots.",
            example: "rosette(nat).proposer_failure == \"Self propose\""
        ) { (arguments, environment) throws(EvaluationError) in
            .text(try slice(.proposerFailure, arguments, environment).value)
        },
        .property(
            "proposer_failure_sentiment",
            of: .rosette,
            returning: .word(.sentiment),
            "How good the answer to `proposer_failure` is.",
            example: "rosette(nat).proposer_failure_sentiment == good"
        ) { (arguments, environment) throws(EvaluationError) in
            .word(try slice(.proposerFailure, arguments, environment).sentiment.rawValue)
        },
    ]

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
