public import EVM
public import Primitives

/// Log with its place in the chain.
public struct LogRecord: Hashable, Sendable {
    /// The log.
    public let log: Log
    /// Height of its block.
    public let blockNumber: UInt64
    /// Hash of its transaction.
    public let transactionHash: Bytes32
    /// Position of its transaction in the block.
    public let transactionIndex: Int
    /// Position among all logs of the block.
    public let logIndex: Int
}

extension StoredBlock {
    /// Logs of the block in order of emission.
    public var logs: [LogRecord] {
        var records: [LogRecord] = []
        for transaction in self.records {
            for log in transaction.logs {
                records.append(
                    LogRecord(
                        log: log,
                        blockNumber: number,
                        transactionHash: transaction.hash,
                        transactionIndex: transaction.index,
                        logIndex: records.count
                    )
                )
            }
        }
        return records
    }
}
