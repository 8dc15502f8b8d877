public import EVM
public import Primitives

/// What became of a transaction in a block.
public struct TransactionOutcome {
    /// How execution ended; gas in it is before refunds and floor.
    public let result: ExecutionResult
    /// The receipt.
    public let receipt: Receipt
    /// Gas that the sender pays for: after refunds, and at least the floor (EIP-7623).
    public let gasUsed: UInt64
    /// Wei that each unit of it costs.
    public let effectiveGasPrice: UInt256
}
