import ExecutePrecompile
import StateTransition

/// Why an input fails validation, nil when it is valid; the L2 rules are not asked.
func failure(_ input: StatelessInput) -> ValidationFailure? {
    var workGas: UInt64 = 0
    do throws(ValidationFailure) {
        _ = try ReExecution().verify(input, workGas: &workGas)
        return nil
    } catch {
        return error
    }
}
