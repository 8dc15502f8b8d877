public import Primitives
public import StateTransition

/// Why an admitted transaction left the pool without having been included.
public enum DropReason: Equatable, Sendable {
    /// Its sender sent another with the same nonce and higher fees.
    case replaced(by: Bytes32)
    /// A block includes another transaction of its sender with the same nonce.
    case nonceUsed(by: Bytes32)
    /// The builder found that it cannot be executed, and that waiting does not cure it.
    case invalid(InvalidTransaction)
    /// The builder found that its proofs do not prove what it depends on.
    case unproved(ProofRejection)
    /// The builder found that its blobs are not those that it names, or have the proofs of another fork.
    case blobs(BlobRejection)
}
