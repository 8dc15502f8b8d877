extension ExpressionFunction {
    /// Blocks: `block(b1).gas_used`, `l2(nat).head.number`, `l1.head.base_fee`.
    static let blockFunctions: [ExpressionFunction] = [
        .function(
            "block",
            .step(.block),
            returning: .block,
            "The L2 block that a step sealed.",
            example: "block(b1).gas_used"
        ) { (arguments, _) throws(EvaluationError) in
            .block(.sealed(step: try arguments.step(0)))
        },
        fact("number", .number(.scalar), "The block's number.", "l1.head.number") { .number($0.number) },
        fact("timestamp", .number(.scalar), "Time of the block, in seconds since 1970.", "block(b1).timestamp") {
            .number($0.timestamp)
        },
        fact("gas_limit", .number(.gas), "Gas that the block may hold.", "block(b1).gas_limit") {
            .number($0.gasLimit, .gas)
        },
        fact("gas_used", .number(.gas), "Gas that the block's transactions used.", "block(b1).gas_used") {
            .number($0.gasUsed, .gas)
        },
        fact("base_fee", .number(.amount), "Base fee per gas of the block (EIP-1559).", "l1.head.base_fee") {
            .amount($0.baseFee)
        },
        fact(
            "transactions",
            .number(.scalar),
            "How many transactions the block holds, those of the relayer included.",
            "block(b1).transactions"
        ) { .number($0.transactionCount) },
        fact("hash", .hash, "The block's hash.", "block(b1).hash") { .hash($0.hash) },
        fact("state_root", .hash, "Root of the state after the block.", "l2(nat).head.state_root") {
            .hash($0.stateRoot)
        },
    ]

    private static func fact(
        _ name: String,
        _ type: ExpressionType,
        _ summary: String,
        _ example: String,
        _ read: @escaping @Sendable (BlockFacts) -> ExpressionValue
    ) -> ExpressionFunction {
        .property(name, of: .block, returning: type, summary, example: example) {
            (arguments, environment) throws(EvaluationError) in
            read(try environment.facts(of: arguments.block(0)))
        }
    }
}
