public import EVM
public import Primitives
public import StateTransition

/// An L2 block that a sequencer sealed, with all that L1 needs to check it.
public struct SealedBlock: Sendable {
    /// The block.
    public let block: Block
    /// EXECUTE's input: the block, its witness and the chain id.
    public let payload: StatelessInput
    /// L1 block that the L2 block is anchored to.
    public let anchorBlockNumber: UInt64
    /// What became of each transaction, in order.
    public let records: [L2TransactionRecord]
    /// Transactions that the sequencer threw away while sealing, and why.
    public let dropped: [DroppedL2Transaction]
    /// Transactions that wait for a later block, and why this one could not hold them.
    public let waiting: [WaitingL2Transaction]
}

/// What an L2 transaction did in its block.
public struct L2TransactionRecord: Sendable {
    /// Hash of the transaction.
    public let hash: Bytes32
    /// Account that signed it.
    public let sender: Address
    /// The transaction.
    public let transaction: Transaction
    /// Height of its block.
    public let blockNumber: UInt64
    /// Position in its block.
    public let index: Int
    /// How execution ended.
    public let result: ExecutionResult
    /// Gas that was paid for.
    public let gasUsed: UInt64
    /// What was paid, in wei.
    public let fee: UInt256
    /// Logs of the receipt.
    public let logs: [Log]
}

/// A transaction that cannot be included any more.
public struct DroppedL2Transaction: Sendable {
    /// Hash of the transaction.
    public let hash: Bytes32
    /// Rule that it breaks.
    public let reason: InvalidTransaction
}

/// A transaction that a later block may include.
public struct WaitingL2Transaction: Sendable {
    /// Hash of the transaction.
    public let hash: Bytes32
    /// Rule that it breaks as long as the state, or the room in the block, stays as it is.
    public let reason: InvalidTransaction
}
