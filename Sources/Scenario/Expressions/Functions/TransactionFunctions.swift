extension ExpressionFunction {
    /// Transactions: `gas(adv1)`, `fee(adv1)`, `tx(adv1).status`.
    static let transactionFunctions: [ExpressionFunction] = [
        .function("tx", .step(.transaction), returning: .transaction) { (arguments, _) throws(EvaluationError) in
            .step(try arguments.step(0))
        },
        .function("gas", .step(.transaction), returning: .number(.gas)) {
            (arguments, environment) throws(EvaluationError) in
            .number(try environment.transaction(ofStep: arguments.step(0)).gasUsed, .gas)
        },
        .function("fee", .step(.transaction), returning: .number(.amount)) {
            (arguments, environment) throws(EvaluationError) in
            .amount(try environment.transaction(ofStep: arguments.step(0)).fee)
        },
        fact("status", .word(.transactionStatus)) { .word($0.status.rawValue) },
        fact("gas_used", .number(.gas)) { .number($0.gasUsed, .gas) },
        fact("gas_limit", .number(.gas)) { .number($0.gasLimit, .gas) },
        fact("fee", .number(.amount)) { .amount($0.fee) },
        fact("block_number", .number(.scalar)) { .number($0.blockNumber) },
    ]

    private static func fact(
        _ name: String,
        _ type: ExpressionType,
        _ read: @escaping @Sendable (TransactionFacts) -> ExpressionValue
    ) -> ExpressionFunction {
        .property(name, of: .transaction, returning: type) { (arguments, environment) throws(EvaluationError) in
            read(try environment.transaction(ofStep: arguments.step(0)))
        }
    }
}
