/// Why the chain executes something; one transaction is executed more than once.
public enum ExecutionPurpose: Hashable, Sendable, CaseIterable {
    /// A builder looks for the transactions of its block.
    case building
    /// The validating path executes a block; what it finds is what happened.
    case importing
    /// A read-only call, or an estimate.
    case calling
    /// A what-if run of an included transaction.
    case replaying
}
