extension ExpressionFunction {
    /// Blocks: `block(b1).gas_used`, `l2(nat).head.number`, `l1.head.base_fee`.
    static let blockFunctions: [ExpressionFunction] = [
        .function("block", .step(.block), returning: .block) { (arguments, _) throws(EvaluationError) in
            .block(.sealed(step: try arguments.step(0)))
        },
        fact("number", .number(.scalar)) { .number($0.number) },
        fact("timestamp", .number(.scalar)) { .number($0.timestamp) },
        fact("gas_limit", .number(.gas)) { .number($0.gasLimit, .gas) },
        fact("gas_used", .number(.gas)) { .number($0.gasUsed, .gas) },
        fact("base_fee", .number(.amount)) { .amount($0.baseFee) },
        fact("transactions", .number(.scalar)) { .number($0.transactionCount) },
        fact("hash", .hash) { .hash($0.hash) },
        fact("state_root", .hash) { .hash($0.stateRoot) },
    ]

    private static func fact(
        _ name: String,
        _ type: ExpressionType,
        _ read: @escaping @Sendable (BlockFacts) -> ExpressionValue
    ) -> ExpressionFunction {
        .property(name, of: .block, returning: type) { (arguments, environment) throws(EvaluationError) in
            read(try environment.facts(of: arguments.block(0)))
        }
    }
}
