public import Primitives

/// Transaction that a builder left in the pool.
public struct SkippedTransaction: Equatable, Sendable {
    /// Hash of its encoding.
    public let hash: Bytes32
    /// Why.
    public let reason: SkipReason
}

/// Transaction that a builder threw out of the pool.
public struct DroppedTransaction: Equatable, Sendable {
    /// Hash of its encoding.
    public let hash: Bytes32
    /// Why.
    public let reason: DropReason
}

/// Block as its proposer publishes it.
public struct ProposedBlock: Hashable, Sendable {
    /// The block's encoding.
    public var rlp: [UInt8]
    /// Proofs of its transactions, in the order of those that depend on some; empty where they come later.
    public var sidecars: [[UInt8]]
    /// Blobs of its transactions, in the order of those that carry some.
    public var blobs: [BlobSidecar]
}

/// Block that was built from the pool, and then imported from its bytes.
public struct ProducedBlock: Sendable {
    /// The block as the chain holds it.
    public let block: StoredBlock
    /// Transactions left in the pool.
    public let skipped: [SkippedTransaction]
    /// Transactions thrown out of the pool.
    public let dropped: [DroppedTransaction]

    /// What the block's transactions did, in their order.
    public var records: [TransactionRecord] { block.records }
}
