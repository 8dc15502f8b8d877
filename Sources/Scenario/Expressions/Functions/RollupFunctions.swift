extension ExpressionFunction {
    /// Rollups as their contracts on L1 see them: `nat.head.number`, `escrow(nat)`.
    static let rollupFunctions: [ExpressionFunction] = [
        .function(
            "escrow",
            .rollup,
            returning: .number(.amount),
            "Ether that deposits brought to the rollup's contract, less what claims took; below zero when genesis ether left.",
            example: "escrow(nat) == 2.5 ETH"
        ) { (arguments, environment) throws(EvaluationError) in
            // What deposits put in, less what claims took out: below zero when genesis ether has left.
            let rollup = try arguments.rollup(0)
            let held = Rational(try environment.escrow(of: rollup))
            return .number(Quantity(held - Rational(try environment.genesisEscrow(of: rollup)), .amount))
        }
        .remarking { value in
            guard case .number(let amount) = value, amount.value.isNegative else { return nil }
            return "more was withdrawn than deposited, out of the genesis escrow"
        },
        .function(
            "genesis_escrow",
            .rollup,
            returning: .number(.amount),
            "Ether that the contract was deployed with, for the balances of the L2 genesis.",
            example: "genesis_escrow(nat)"
        ) {
            (arguments, environment) throws(EvaluationError) in
            .amount(try environment.genesisEscrow(of: arguments.rollup(0)))
        },
        .function(
            "bond",
            .rollup,
            returning: .number(.amount),
            "Ether that stands behind the promises of a rollup's sequencer; nothing once it was burned or taken out.",
            example: "bond(promised) == 10 ETH"
        ) { (arguments, environment) throws(EvaluationError) in
            .amount(try environment.bond(of: arguments.rollup(0)))
        }
        .only { $0.sequencer != nil },
        .property(
            "head",
            of: .rollup,
            returning: .settledHead,
            "The newest settled L2 block, as the rollup's contract on L1 knows it.",
            example: "nat.head.number"
        ) { (arguments, _) throws(EvaluationError) in
            .rollup(try arguments.rollup(0))
        },
        .property(
            "final_number",
            of: .rollup,
            returning: .number(.scalar),
            "Number of the newest L2 block against which withdrawals can be claimed: the settled one, or the final one where blocks have to wait.",
            example: "nat.final_number == nat.head.number"
        ) { (arguments, environment) throws(EvaluationError) in
            .number(try environment.claimableNumber(of: arguments.rollup(0)))
        },
        .property(
            "number",
            of: .settledHead,
            returning: .number(.scalar),
            "Number of the settled block.",
            example: "nat.head.number == 1"
        ) {
            (arguments, environment) throws(EvaluationError) in
            .number(try environment.settledHead(of: arguments.rollup(0)).number)
        },
        .property(
            "hash",
            of: .settledHead,
            returning: .hash,
            "Hash of the settled block.",
            example: "nat.head.hash == block(b1).hash"
        ) { (arguments, environment) throws(EvaluationError) in
            .hash(try environment.settledHead(of: arguments.rollup(0)).hash)
        },
        .property(
            "state_root",
            of: .settledHead,
            returning: .hash,
            "Root of the settled state.",
            example: "nat.head.state_root"
        ) {
            (arguments, environment) throws(EvaluationError) in
            .hash(try environment.settledHead(of: arguments.rollup(0)).stateRoot)
        },
    ]
}
