extension ExpressionFunction {
    /// Calls of EXECUTE: `execute(adv1).gas_charge`, `execute(adv1).work_gas`.
    static let executionFunctions: [ExpressionFunction] = [
        .function(
            "execute",
            .step(.execution),
            returning: .execution,
            "The call of EXECUTE that a step's transaction made.",
            example: "execute(adv1).work_gas"
        ) { (arguments, _) throws(EvaluationError) in
            .step(try arguments.step(0))
        },
        .property(
            "gas_charge",
            of: .execution,
            returning: .number(.gas),
            "L1 gas that EXECUTE charged.",
            example: "execute(adv1).gas_charge >= 15M"
        ) {
            (arguments, environment) throws(EvaluationError) in
            .number(try environment.execution(ofStep: arguments.step(0)).gasCharge, .gas)
        },
        .property(
            "work_gas",
            of: .execution,
            returning: .number(.gas),
            "L2 gas that every L1 validator executed to check the block.",
            example: "execute(adv1).work_gas <= execute(adv1).gas_charge"
        ) {
            (arguments, environment) throws(EvaluationError) in
            .number(try environment.execution(ofStep: arguments.step(0)).workGas, .gas)
        },
        .property(
            "input_size",
            of: .execution,
            returning: .number(.size),
            "Bytes that EXECUTE was given.",
            example: "execute(adv1).input_size > 1 KiB"
        ) {
            (arguments, environment) throws(EvaluationError) in
            .number(try environment.execution(ofStep: arguments.step(0)).inputByteCount, .size)
        },
        .property(
            "reason",
            of: .execution,
            returning: .text,
            "Why EXECUTE refused; empty when it accepted.",
            example: "execute(adv1).reason == \"\""
        ) { (arguments, environment) throws(EvaluationError) in
            .text(try environment.execution(ofStep: arguments.step(0)).failure ?? "")
        },
    ]
}
