public import Primitives
public import StateTransition

/// Transaction that waits for a block.
public struct PooledTransaction: Hashable, Sendable {
    /// The signed transaction.
    public let transaction: Transaction
    /// Hash of its encoding.
    public let hash: Bytes32
    /// The account that signed it.
    public let sender: Address
    /// Position in the order of arrival, counted from zero over the pool's life.
    public let arrival: UInt64
    /// Length of its encoding, in bytes.
    public let byteCount: Int
    /// Proofs of its dependencies, verified before; nil when it has none, or none yet.
    public internal(set) var sidecar: [UInt8]?
    /// Its blobs, verified on admission; nil when it names none.
    public let blobs: BlobSidecar?
}
