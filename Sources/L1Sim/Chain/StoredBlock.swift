import EVM
public import Primitives
public import StateTransition

/// Block of the chain, with what its import found.
public struct StoredBlock: Sendable {
    /// Proofs of its transactions, in the order of those that depend on some; empty where they have not come yet.
    public internal(set) var sidecars: [[UInt8]]
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

    /// Whether proofs that may come later have not come yet: nothing can stand on the block.
    public var isProvisional: Bool { sidecars.contains { $0.isEmpty } }

    /// Places of its transactions that depend on some proof, in their order.
    var dependentTransactions: [Int] {
        records.indices.filter { !records[$0].transaction.proofs.dependencies.isEmpty }
    }

    /// The bytes that were imported: decoding is strict, so that a block has one encoding.
    public var rlp: [UInt8] { block.encoded }

    /// The header.
    public var header: BlockHeader { block.header }

    /// Height.
    public var number: UInt64 { block.header.number }

    /// Encoding of the header, whose Keccak-256 is the hash.
    public var headerRLP: [UInt8] { block.header.encoded }
}
