extension ExpressionFunction {
    /// `l1.balance(alice)` and `l2(nat).balance(bob)`; `± gas` looks for it.
    static let balance = method(
        "balance",
        of: .chain,
        .account,
        returning: .number(.amount),
        "Ether of an account at the head of a chain.",
        example: "l2(nat).balance(bob) == 0 ETH"
    ) {
        (arguments, environment) throws(EvaluationError) in
        .amount(try environment.balance(of: arguments.account(1), on: arguments.chain(0)))
    }

    /// Chains and their members.
    static let chainFunctions: [ExpressionFunction] = [
        .function(
            "l2",
            .rollup,
            returning: .chain,
            "The L2 chain of a rollup as its sequencer has it, settled or not.",
            example: "l2(nat).head.number"
        ) { (arguments, _) throws(EvaluationError) in
            .chain(.l2(try arguments.rollup(0)))
        },
        balance,
        .method(
            "nonce",
            of: .chain,
            .account,
            returning: .number(.scalar),
            "How many transactions an account has sent on a chain.",
            example: "l1.nonce(alice)"
        ) {
            (arguments, environment) throws(EvaluationError) in
            .number(try environment.nonce(of: arguments.account(1), on: arguments.chain(0)))
        },
        .property(
            "head",
            of: .chain,
            returning: .block,
            "The newest block of a chain.",
            example: "l1.head.timestamp"
        ) { (arguments, _) throws(EvaluationError) in
            .block(.head(try arguments.chain(0)))
        },
    ]
}
