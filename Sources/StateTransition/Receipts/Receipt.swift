public import EVM
package import Primitives

/// What a transaction left behind besides the state (EIP-658, EIP-2718).
public struct Receipt: Hashable, Sendable {
    /// Kind of the transaction.
    public var type: TransactionType
    /// False when the execution reverted or halted.
    public var succeeded: Bool
    /// Gas used by the block up to and with the transaction.
    public var cumulativeGasUsed: UInt64
    /// Logs in order of emission.
    public var logs: [Log]

    /// A receipt of a transaction that was executed; the filter follows from the logs.
    public init(type: TransactionType, succeeded: Bool, cumulativeGasUsed: UInt64, logs: [Log]) {
        self.type = type
        self.succeeded = succeeded
        self.cumulativeGasUsed = cumulativeGasUsed
        self.logs = logs
    }

    /// Filter of `logs`; computed anew each time, at one Keccak-256 per address and topic.
    public var logsBloom: LogsBloom { LogsBloom(logs: logs) }

    /// Bytes under the receipts root: RLP for legacy, type byte and RLP otherwise.
    public var encoded: [UInt8] { encoded(logsBloom: logsBloom) }

    /// The same, with the filter that the caller has computed.
    func encoded(logsBloom: LogsBloom) -> [UInt8] {
        let list = RLPEncoder.encodeList { list in
            list.append(UInt64(succeeded ? 1 : 0))
            list.append(cumulativeGasUsed)
            list.append(bytes: logsBloom.bytes)
            list.appendList { Receipt.encode(logs, into: &$0) }
        }
        return type == .legacy ? list : [type.rawValue] + list
    }

    /// Writes logs one after another, as the list in a receipt holds them.
    package static func encode(_ logs: [Log], into encoder: inout RLPEncoder) {
        for log in logs {
            encoder.appendList { entry in
                entry.append(log.address)
                entry.appendList { topics in
                    for topic in log.topics {
                        topics.append(topic)
                    }
                }
                entry.append(bytes: log.data)
            }
        }
    }
}
