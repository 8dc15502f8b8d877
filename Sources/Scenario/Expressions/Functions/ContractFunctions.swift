import Primitives

extension ExpressionFunction {
    /// Accounts and their state: `address(alice)`, `l1.storage(nat, 3)`, `l2(nat).code_size(token)`, `wei(1.5 ETH)`.
    ///
    /// What belongs to one contract, as `token.balanceOf(bob)` does, `ExpressionChecker` finds in its interface.
    static let contractFunctions: [ExpressionFunction] = [
        address,
        .method(
            "storage",
            of: .chain,
            .account,
            .number(.scalar),
            returning: .number(.scalar),
            "A slot of an account's storage at the head of a chain, as a number.",
            example: "l1.storage(bob, 0) == 0"
        ) {
            (arguments, environment) throws(EvaluationError) in
            guard let slot = try arguments.number(2).value.asUInt256 else {
                throw EvaluationError("a storage slot is a whole number below 2^256")
            }
            let word = try environment.storage(of: arguments.account(1), slot, on: arguments.chain(0))
            return .number(Quantity(Rational(word), .scalar))
        },
        .method(
            "code_size",
            of: .chain,
            .account,
            returning: .number(.size),
            "Bytes of an account's code at the head of a chain.",
            example: "l2(nat).code_size(usd) > 100 B"
        ) {
            (arguments, environment) throws(EvaluationError) in
            .number(try environment.codeSize(of: arguments.account(1), on: arguments.chain(0)), .size)
        },
        .function(
            "wei",
            .number(.amount),
            returning: .number(.scalar),
            "An amount as a plain number of wei, to compare with what contracts answer.",
            example: "usd.totalSupply() == wei(1000 ETH)"
        ) { (arguments, _) throws(EvaluationError) in
            .number(Quantity(try arguments.number(0).value, .scalar))
        },
    ]

    /// The address of an account, which can be compared.
    static let address = function(
        "address",
        .account,
        returning: .address,
        "The address of an account; beside one, a name stands for its own.",
        example: "usd.minter() == address(alice)"
    ) {
        (arguments, environment) throws(EvaluationError) in
        .address(try environment.resolvedAddress(of: arguments.account(0)))
    }
}
