extension ExpressionFunction {
    /// Rollups that several proof systems decide about: `mode(multi)`, `claim_status(c1)`.
    static let multiProofFunctions = values.map { $0.only { $0.design.settlement == .multiProof } }

    private static let values: [ExpressionFunction] = [
        .function(
            "mode",
            .rollup,
            returning: .word(.proofMode),
            "How the blocks of a rollup of the preset `multi-proof` become final now.",
            example: "mode(multi) == zk"
        ) { (arguments, environment) throws(EvaluationError) in
            .word(try environment.modeFacts(of: arguments.rollup(0)).mode)
        },
        .function(
            "mode_cause",
            .rollup,
            returning: .word(.modeCause),
            "Why a rollup of the preset `multi-proof` is in its mode, by the last entry of its mode log.",
            example: "mode_cause(multi) == deployed"
        ) { (arguments, environment) throws(EvaluationError) in
            .word(try environment.modeFacts(of: arguments.rollup(0)).cause)
        },
        .function(
            "mode_log_count",
            .rollup,
            returning: .number(.scalar),
            "Entries of the mode log of a rollup of the preset `multi-proof`; the first is its deployment.",
            example: "mode_log_count(multi) == 1"
        ) { (arguments, environment) throws(EvaluationError) in
            .number(try environment.modeFacts(of: arguments.rollup(0)).count)
        },
        .function(
            "claim_status",
            .step(.game),
            returning: .word(.claimStatus),
            "Where a claim stands that proof systems decide about.",
            example: "claim_status(c1) == pending"
        ) { (arguments, environment) throws(EvaluationError) in
            .word(try environment.claimStatus(ofStep: arguments.step(0)))
        },
        .function(
            "agreed",
            .step(.game),
            returning: .bool,
            "Whether enough proof systems of enough families vouch for a claim, of those that count now.",
            example: "not agreed(c1)"
        ) { (arguments, environment) throws(EvaluationError) in
            .bool(try environment.isAgreed(onClaimOfStep: arguments.step(0)))
        },
        .function(
            "proofs_needed",
            .rollup,
            returning: .number(.scalar),
            "How many proof systems have to agree, of a rollup of the preset `multi-proof`.",
            example: "proofs_needed(multi) == 1"
        ) { (arguments, environment) throws(EvaluationError) in
            .number(try environment.modeFacts(of: arguments.rollup(0)).threshold)
        },
        .function(
            "proof_cost",
            .rollup,
            returning: .number(.amount),
            "What the attempts at proofs for a rollup of the preset `multi-proof` have cost so far, failed ones included.",
            example: "proof_cost(multi) == 0 ETH"
        ) { (arguments, environment) throws(EvaluationError) in
            .amount(try environment.proofCost(of: arguments.rollup(0)))
        },
    ]
}
