public import Primitives

/// A call that the protocol makes once, at the start of the first block from a time on, as a fork's updates of system
/// contracts are (EIP-8357).
public struct ScheduledSystemCall: Hashable, Sendable {
    /// First block timestamp for the call, in seconds.
    public var timestamp: UInt64
    /// The contract, whose code must be there.
    public var address: Address
    /// Calldata.
    public var input: [UInt8]

    /// A call for the first block from `timestamp` on.
    public init(timestamp: UInt64, address: Address, input: [UInt8]) {
        self.timestamp = timestamp
        self.address = address
        self.input = input
    }

    /// Whether a block is the first from the call's time on.
    public func isDue(at timestamp: UInt64, parentTimestamp: UInt64) -> Bool {
        parentTimestamp < self.timestamp && self.timestamp <= timestamp
    }
}
