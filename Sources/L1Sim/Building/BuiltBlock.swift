import Primitives
public import StateTransition

/// Why a builder left a waiting transaction out of its block; it stays in the pool.
public enum SkipReason: Equatable, Sendable {
    /// It cannot be executed in this block, but perhaps in a later one.
    case invalid(InvalidTransaction)
    /// The encoded block would become too large, in bytes (EIP-7934).
    case blockTooLarge(limit: Int)
}

/// Block that a builder made, as bytes to be imported, and what it did not take.
struct BuiltBlock {
    var rlp: [UInt8]
    /// Proofs of its transactions, in the order of those that have some.
    var sidecars: [[UInt8]]
    /// Blobs of its transactions, in the order of those that carry some.
    var blobs: [BlobSidecar]
    var transactionCount: Int
    var skipped: [SkippedTransaction]
    var dropped: [DroppedTransaction]
}
