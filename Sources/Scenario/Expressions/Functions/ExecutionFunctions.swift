extension ExpressionFunction {
    /// Calls of EXECUTE: `execute(adv1).gas_charge`, `execute(adv1).work_gas`.
    static let executionFunctions: [ExpressionFunction] = [
        .function("execute", .step(.execution), returning: .execution) { (arguments, _) throws(EvaluationError) in
            .step(try arguments.step(0))
        },
        .property("gas_charge", of: .execution, returning: .number(.gas)) {
            (arguments, environment) throws(EvaluationError) in
            .number(try environment.execution(ofStep: arguments.step(0)).gasCharge, .gas)
        },
        .property("work_gas", of: .execution, returning: .number(.gas)) {
            (arguments, environment) throws(EvaluationError) in
            .number(try environment.execution(ofStep: arguments.step(0)).workGas, .gas)
        },
        .property("input_size", of: .execution, returning: .number(.size)) {
            (arguments, environment) throws(EvaluationError) in
            .number(try environment.execution(ofStep: arguments.step(0)).inputByteCount, .size)
        },
        .property("reason", of: .execution, returning: .text) { (arguments, environment) throws(EvaluationError) in
            .text(try environment.execution(ofStep: arguments.step(0)).failure ?? "")
        },
    ]
}
