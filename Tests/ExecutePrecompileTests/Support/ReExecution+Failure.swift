import EVM
import ExecutePrecompile
import StateTransition
import Testing

/// Why an input fails validation, nil when it is valid; the L2 rules are not asked.
func failure(_ input: StatelessInput) -> ValidationFailure? {
    var workGas: UInt64 = 0
    do throws(TransitionFailure) {
        _ = try ReExecution().verify(input, proofs: .none, workGas: &workGas)
        return nil
    } catch {
        switch error {
        case .invalid(let failure): return failure
        case .unproved(let statement):
            Issue.record("re-execution asked for a proof: \(statement)")
            return nil
        }
    }
}
