public import Primitives

/// One log entry (Yellow Paper, section 6.1).
public struct Log: Hashable, Sendable {
    /// Account that emitted the entry.
    public var address: Address
    /// Up to four topics.
    public var topics: [Bytes32]
    /// Unindexed data.
    public var data: [UInt8]

    /// An entry as LOG0 to LOG4 make it; the number of topics is not checked.
    public init(address: Address, topics: [Bytes32], data: [UInt8]) {
        self.address = address
        self.topics = topics
        self.data = data
    }
}
