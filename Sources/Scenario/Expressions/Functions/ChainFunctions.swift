extension ExpressionFunction {
    /// `l1.balance(alice)` and `l2(nat).balance(bob)`; `± gas` looks for it.
    static let balance = method("balance", of: .chain, .account, returning: .number(.amount)) {
        (arguments, environment) throws(EvaluationError) in
        .amount(try environment.balance(of: arguments.account(1), on: arguments.chain(0)))
    }

    /// Chains and their members.
    static let chainFunctions: [ExpressionFunction] = [
        .function("l2", .rollup, returning: .chain) { (arguments, _) throws(EvaluationError) in
            .chain(.l2(try arguments.rollup(0)))
        },
        balance,
        .method("nonce", of: .chain, .account, returning: .number(.scalar)) {
            (arguments, environment) throws(EvaluationError) in
            .number(try environment.nonce(of: arguments.account(1), on: arguments.chain(0)))
        },
        .property("head", of: .chain, returning: .block) { (arguments, _) throws(EvaluationError) in
            .block(.head(try arguments.chain(0)))
        },
    ]
}
