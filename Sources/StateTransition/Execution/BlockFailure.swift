public import EVM
public import StateTrie

/// Why a transaction was not applied.
public enum TransactionFailure: Error, Equatable, Sendable {
    /// It breaks a rule; the execution it was offered to is unchanged.
    case invalid(InvalidTransaction)
    /// It could not be executed to its end, so that nobody knows the answer; the execution is lost.
    case fault(EVMFault<StateError>)
}

/// Why a block was not executed to its end.
public enum BlockFailure: Error, Equatable, Sendable {
    /// It breaks a rule.
    case invalid(InvalidBlock)
    /// It could not be executed to its end, so that nobody knows the answer.
    case fault(EVMFault<StateError>)
}
