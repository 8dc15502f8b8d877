/// What a trace records of one access, for the rows that show it.
package struct AccessRecord: Hashable, Sendable {
    /// The value taken.
    package var oldValue: UInt64
    /// When it had been left.
    package var previousTimestamp: UInt64
    /// When it was taken, and another left.
    package var timestamp: UInt64

    /// A record of the executor's, whose previous timestamp is the earlier one; a forged one may have any.
    package init(oldValue: UInt64, previousTimestamp: UInt64, timestamp: UInt64) {
        self.oldValue = oldValue
        self.previousTimestamp = previousTimestamp
        self.timestamp = timestamp
    }
}
