public import Primitives

/// One log entry (Yellow Paper, section 6.1).
public struct Log: Hashable, Sendable {
    /// Account that emitted the entry.
    public var address: Address
    /// Up to four topics.
    public var topics: [Bytes32]
    /// Unindexed data.
    public var data: [UInt8]

    /// Joins the parts.
    public init(address: Address, topics: [Bytes32], data: [UInt8]) {
        self.address = address
        self.topics = topics
        self.data = data
    }
}
