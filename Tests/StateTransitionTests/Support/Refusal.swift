import StateTransition
import Testing

/// Why a transaction cannot stand in its block; nil when it can.
///
/// A fault is a failure of the test.
func refusal(_ body: () throws -> TransactionOutcome) -> InvalidTransaction? {
    do {
        _ = try body()
        return nil
    } catch TransactionFailure.invalid(let reason) {
        return reason
    } catch {
        Issue.record("\(error)")
        return nil
    }
}
