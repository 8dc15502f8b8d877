public import Primitives

/// Why a block is not valid; each case is one rule, and names what was expected and what was found.
public enum InvalidBlock: Error, Equatable, Sendable {
    /// The bytes are not the canonical encoding of a block.
    case undecodable(RLPError)
    /// The block has ommers, which ended with the merge (EIP-3675).
    case ommersNotEmpty
    /// The block's time, in seconds, lies before the first fork that is understood.
    case unsupportedFork(timestamp: UInt64)
    /// The encoded block is too large, in bytes (EIP-7934).
    case tooLarge(limit: Int, got: Int)
    /// The header has a number of fields that no fork has.
    case unknownHeaderFieldCount(Int)
    /// The header has the fields of another fork (EIP-4844, EIP-4788, EIP-7685).
    case wrongHeaderFieldCount(expected: Int, got: Int)
    /// Running excess of blob gas (EIP-4844, EIP-7918).
    case wrongExcessBlobGas(expected: UInt64, got: UInt64)
    /// The parent's blob fields lead to a number beyond its type.
    case excessBlobGasNotComputable
    /// The excess blob gas leads to a blob price beyond 256 bits.
    case blobBaseFeeNotComputable
    /// The header claims more gas than its own limit.
    case gasUsedAboveLimit(limit: UInt64, got: UInt64)
    /// The gas limit moved by a 1,024th of the parent's or more, or is below 5,000.
    case invalidGasLimit(parent: UInt64, got: UInt64)
    /// The gas limit is above what clients represent, in gas (EIP-1985).
    case gasLimitTooLarge(limit: UInt64, got: UInt64)
    /// Base fee in wei (EIP-1559).
    case wrongBaseFee(expected: UInt256, got: UInt256)
    /// The parent's fields lead to no base fee.
    case baseFeeNotComputable
    /// Not later than the parent, in seconds.
    case timestampNotAfterParent(parent: UInt64, got: UInt64)
    /// Not the parent's number plus one.
    case wrongNumber(expected: UInt64, got: UInt64)
    /// The parent's number is 2^64 - 1, which no number follows.
    case parentNumberIsMax
    /// More extra data than allowed, in bytes.
    case extraDataTooLong(limit: Int, got: Int)
    /// A difficulty after the merge (EIP-3675).
    case nonzeroDifficulty(UInt256)
    /// A nonce after the merge (EIP-3675).
    case nonzeroNonce(UInt64)
    /// An ommers hash that is not that of the empty list (EIP-3675).
    case wrongOmmersHash(Bytes32)
    /// Not the hash of the parent's header.
    case wrongParentHash(expected: Bytes32, got: Bytes32)
    /// A transaction is invalid.
    case transaction(index: Int, InvalidTransaction)
    /// A system contract that must answer has no code (EIP-7002, EIP-7251).
    case systemContractMissing(Address)
    /// The call of a system contract that must answer failed (EIP-7002, EIP-7251).
    case systemContractFailed(Address)
    /// A log of the deposit contract has another layout than a deposit's (EIP-6110).
    case invalidDepositLog
    /// Gas used by the transactions.
    case wrongGasUsed(expected: UInt64, got: UInt64)
    /// Blob gas used by the transactions (EIP-4844).
    case wrongBlobGasUsed(expected: UInt64, got: UInt64)
    /// Root of the transactions.
    case wrongTransactionsRoot(expected: Bytes32, got: Bytes32)
    /// State root after the block.
    case wrongStateRoot(expected: Bytes32, got: Bytes32)
    /// Root of the receipts.
    case wrongReceiptsRoot(expected: Bytes32, got: Bytes32)
    /// Filter of the logs.
    case wrongLogsBloom
    /// Root of the withdrawals (EIP-4895).
    case wrongWithdrawalsRoot(expected: Bytes32, got: Bytes32)
    /// Hash of the execution requests (EIP-7685).
    case wrongRequestsHash(expected: Bytes32, got: Bytes32)
}
