extension ExpressionFunction {
    /// Rollups as their contracts on L1 see them: `nat.head.number`, `escrow(nat)`.
    static let rollupFunctions: [ExpressionFunction] = [
        .function("escrow", .rollup, returning: .number(.amount)) { (arguments, environment) throws(EvaluationError) in
            // What deposits put in, less what claims took out: below zero when genesis ether has left.
            let rollup = try arguments.rollup(0)
            let held = Rational(try environment.escrow(of: rollup))
            return .number(Quantity(held - Rational(try environment.genesisEscrow(of: rollup)), .amount))
        }
        .remarking { value in
            guard case .number(let amount) = value, amount.value.isNegative else { return nil }
            return "more was withdrawn than deposited, out of the genesis escrow"
        },
        .function("genesis_escrow", .rollup, returning: .number(.amount)) {
            (arguments, environment) throws(EvaluationError) in
            .amount(try environment.genesisEscrow(of: arguments.rollup(0)))
        },
        .property("head", of: .rollup, returning: .settledHead) { (arguments, _) throws(EvaluationError) in
            .rollup(try arguments.rollup(0))
        },
        .property("number", of: .settledHead, returning: .number(.scalar)) {
            (arguments, environment) throws(EvaluationError) in
            .number(try environment.settledHead(of: arguments.rollup(0)).number)
        },
        .property("hash", of: .settledHead, returning: .hash) { (arguments, environment) throws(EvaluationError) in
            .hash(try environment.settledHead(of: arguments.rollup(0)).hash)
        },
        .property("state_root", of: .settledHead, returning: .hash) {
            (arguments, environment) throws(EvaluationError) in
            .hash(try environment.settledHead(of: arguments.rollup(0)).stateRoot)
        },
    ]
}
