extension ExpressionFunction {
    /// Transactions: `gas(adv1)`, `fee(adv1)`, `tx(adv1).status`.
    static let transactionFunctions: [ExpressionFunction] = [
        .function(
            "tx",
            .step(.transaction),
            returning: .transaction,
            "The transaction that a step sent.",
            example: "tx(dep).status in [success, reverted]"
        ) { (arguments, _) throws(EvaluationError) in
            .step(try arguments.step(0))
        },
        .function(
            "gas",
            .step(.transaction),
            returning: .number(.gas),
            "Gas that a step's transaction used; short for `tx(step).gas_used`.",
            example: "gas(adv1) >= 15M"
        ) {
            (arguments, environment) throws(EvaluationError) in
            .number(try environment.transaction(ofStep: arguments.step(0)).gasUsed, .gas)
        },
        .function(
            "fee",
            .step(.transaction),
            returning: .number(.amount),
            "Ether that a step's sender paid for gas; short for `tx(step).fee`.",
            example: "fee(dep) < 0.01 ETH"
        ) {
            (arguments, environment) throws(EvaluationError) in
            .amount(try environment.transaction(ofStep: arguments.step(0)).fee)
        },
        fact("status", .word(.transactionStatus), "How far the transaction came.", "tx(dep).status == success") {
            .word($0.status.rawValue)
        },
        fact(
            "gas_used",
            .number(.gas),
            "Gas that it used, refunds subtracted; none before a block holds it.",
            "tx(dep).gas_used"
        ) { .number($0.gasUsed, .gas) },
        fact("gas_limit", .number(.gas), "Gas limit that its sender gave.", "tx(dep).gas_limit") {
            .number($0.gasLimit, .gas)
        },
        fact("fee", .number(.amount), "Ether paid for its gas.", "tx(dep).fee") { .amount($0.fee) },
        fact("blob_gas", .number(.gas), "Blob gas of the blobs that it carries; none without.", "tx(dep).blob_gas") {
            .number($0.blobGas, .gas)
        },
        fact("blob_fee", .number(.amount), "Ether paid for its blob gas, which is burned.", "tx(dep).blob_fee") {
            .amount($0.blobFee)
        },
        fact("block_number", .number(.scalar), "Number of the block that holds it; 0 before.", "tx(dep).block_number") {
            .number($0.blockNumber)
        },
    ]

    private static func fact(
        _ name: String,
        _ type: ExpressionType,
        _ summary: String,
        _ example: String,
        _ read: @escaping @Sendable (TransactionFacts) -> ExpressionValue
    ) -> ExpressionFunction {
        .property(name, of: .transaction, returning: type, summary, example: example) {
            (arguments, environment) throws(EvaluationError) in
            read(try environment.transaction(ofStep: arguments.step(0)))
        }
    }
}
