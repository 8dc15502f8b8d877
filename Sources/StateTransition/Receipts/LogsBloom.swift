public import EVM
import Primitives

/// Filter of 2,048 bits over the addresses and topics of logs (Yellow Paper, section 4.3.1).
public struct LogsBloom: Hashable, Sendable {
    /// The 256 bytes.
    public private(set) var bytes: [UInt8]

    /// Starts with no log.
    public init() {
        bytes = [UInt8](repeating: 0, count: 256)
    }

    /// Takes exactly 256 bytes, else nil.
    public init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count == 256 else { return nil }
        self.bytes =
            bytes.withContiguousStorageIfAvailable { [UInt8](copying: UnsafeRawBufferPointer($0)) } ?? Array(bytes)
    }

    /// The filter of some logs.
    public init(logs: [Log]) {
        self.init()
        for log in logs {
            insert(log)
        }
    }

    /// Adds a log's address and topics.
    public mutating func insert(_ log: Log) {
        insert(hash: Keccak256.hash(log.address))
        for topic in log.topics {
            insert(hash: Keccak256.hash(topic))
        }
    }

    /// Adds everything that another filter holds.
    public mutating func formUnion(_ other: LogsBloom) {
        for index in bytes.indices {
            bytes[index] |= other.bytes[index]
        }
    }

    /// Sets three bits, each named by 11 bits of the hash's first six bytes.
    private mutating func insert(hash: Bytes32) {
        for shift in [UInt64(48), 32, 16] {
            let bit = Int(truncatingIfNeeded: hash.w0 >> shift) & 2047
            bytes[255 &- bit / 8] |= 1 << UInt8(bit % 8)
        }
    }
}
