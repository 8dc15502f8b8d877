public import Primitives
public import StateTransition

/// Block of the chain, with what its import found.
public struct StoredBlock: Sendable {
    /// The proofs that were imported with it, in the order of the transactions that depend on some.
    public let sidecars: [[UInt8]]
    /// The block.
    public let block: Block
    /// Hash of its header.
    public let hash: Bytes32
    /// The slot it was proposed in.
    public let slot: UInt64
    /// What its transactions did, in their order.
    public let records: [TransactionRecord]
    /// Requests to the consensus layer: type byte and data of each type that has data (EIP-7685).
    public let requests: [[UInt8]]

    /// The bytes that were imported: decoding is strict, so that a block has one encoding.
    public var rlp: [UInt8] { block.encoded }

    /// The header.
    public var header: BlockHeader { block.header }

    /// Height.
    public var number: UInt64 { block.header.number }

    /// Encoding of the header, whose Keccak-256 is the hash.
    public var headerRLP: [UInt8] { block.header.encoded }
}
