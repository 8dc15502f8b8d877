public import Primitives

/// What the execution of a block leads to; the header must claim exactly these.
public struct BlockResult: Hashable, Sendable {
    /// Gas used by the transactions.
    public var gasUsed: UInt64
    /// Blob gas used by the transactions.
    public var blobGasUsed: UInt64
    /// Root of the transactions.
    public var transactionsRoot: Bytes32
    /// Receipts in order of the transactions.
    public var receipts: [Receipt]
    /// Root of `receipts`.
    public var receiptsRoot: Bytes32
    /// Filter of all logs.
    public var logsBloom: LogsBloom
    /// Root of the withdrawals.
    public var withdrawalsRoot: Bytes32
    /// Type byte and data of each type of request that has data, in ascending order (EIP-7685).
    public var requests: [[UInt8]]
    /// Hash of `requests`; nil before Prague.
    public var requestsHash: Bytes32?
    /// State root after the block.
    public var stateRoot: Bytes32

    /// The header with every field that execution decides filled in.
    public func sealed(_ header: BlockHeader) -> BlockHeader {
        var header = header
        header.gasUsed = gasUsed
        header.blobGasUsed = blobGasUsed
        header.transactionsRoot = transactionsRoot
        header.receiptsRoot = receiptsRoot
        header.logsBloom = logsBloom
        header.withdrawalsRoot = withdrawalsRoot
        header.requestsHash = requestsHash
        header.stateRoot = stateRoot
        return header
    }

    /// Compares with what a header claims, in the order of the execution specification.
    ///
    /// - Throws: `InvalidBlock`, one case per field; the expected value is the computed one.
    func check(_ header: BlockHeader) throws(InvalidBlock) {
        guard header.gasUsed == gasUsed else { throw .wrongGasUsed(expected: gasUsed, got: header.gasUsed) }
        guard header.transactionsRoot == transactionsRoot else {
            throw .wrongTransactionsRoot(expected: transactionsRoot, got: header.transactionsRoot)
        }
        guard header.stateRoot == stateRoot else {
            throw .wrongStateRoot(expected: stateRoot, got: header.stateRoot)
        }
        guard header.receiptsRoot == receiptsRoot else {
            throw .wrongReceiptsRoot(expected: receiptsRoot, got: header.receiptsRoot)
        }
        guard header.logsBloom == logsBloom else { throw .wrongLogsBloom }
        guard header.withdrawalsRoot == withdrawalsRoot else {
            throw .wrongWithdrawalsRoot(expected: withdrawalsRoot, got: header.withdrawalsRoot)
        }
        guard header.blobGasUsed == blobGasUsed else {
            throw .wrongBlobGasUsed(expected: blobGasUsed, got: header.blobGasUsed)
        }
        guard header.requestsHash == requestsHash else {
            throw .wrongRequestsHash(expected: requestsHash ?? .zero, got: header.requestsHash ?? .zero)
        }
    }
}
