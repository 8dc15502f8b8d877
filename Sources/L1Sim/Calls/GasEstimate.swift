public import StateTransition

/// Gas limit that a transaction needs.
public enum GasEstimate: Sendable {
    /// The least gas limit with which it succeeds in the next block, in gas.
    case gas(UInt64)
    /// It fails with the greatest gas limit that it may have.
    case fails(TransactionStatus, FailedFrame?)
    /// It cannot stand in the next block at all.
    case invalid(InvalidTransaction)
}
