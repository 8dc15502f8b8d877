/// How rows of the machine are ordered: row k of a run, from 0, has the timestamp 4 k + 1, and its accesses have that
/// of their slot.
package enum MachineTime {
    /// Timestamp of the first row; initial values have 0.
    package static let first: UInt64 = 1
    /// Timestamps between a row and the next: one for each slot.
    package static let step: UInt64 = 4
    /// log2 of the rows of one instruction chip at most.
    ///
    /// Times `step`, those of up to 31 chips stay below 2^32, as accesses need (`MemoryAccess.timestampBits`).
    package static let maximumLogRows = 25
}

/// The accesses of a row in the order of their timestamps.
package enum AccessSlot: UInt64, CaseIterable, Hashable, Sendable {
    /// Read of rs1.
    case first = 0
    /// Read of rs2.
    case second = 1
    /// Load or store.
    case memory = 2
    /// Write of rd.
    case destination = 3
}
