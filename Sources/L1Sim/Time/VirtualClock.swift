/// Time of the simulated chain, which moves only when it is told to.
///
/// Slot 0 is the genesis block's; slot n starts n slot lengths later.
public struct VirtualClock: Hashable, Sendable {
    /// Time of the genesis block, in seconds since 1970.
    public let genesisTimestamp: UInt64
    /// Length of a slot, in seconds; at least one.
    public let slotSeconds: UInt64
    /// The present, in seconds since 1970.
    public private(set) var now: UInt64

    /// A clock that stands at the genesis block's time; a slot length of zero counts as one second.
    public init(genesisTimestamp: UInt64, slotSeconds: UInt64) {
        self.genesisTimestamp = genesisTimestamp
        self.slotSeconds = max(slotSeconds, 1)
        now = genesisTimestamp
    }

    /// The slot that is running.
    public var slot: UInt64 { slot(at: now) }

    /// The slot that runs at a time in seconds; slot 0 for everything before genesis.
    public func slot(at time: UInt64) -> UInt64 {
        time < genesisTimestamp ? 0 : (time - genesisTimestamp) / slotSeconds
    }

    /// When a slot starts, in seconds, or nil beyond 64 bits.
    public func timestamp(ofSlot slot: UInt64) -> UInt64? {
        let (offset, productOverflow) = slot.multipliedReportingOverflow(by: slotSeconds)
        let (time, sumOverflow) = genesisTimestamp.addingReportingOverflow(offset)
        return productOverflow || sumOverflow ? nil : time
    }

    /// Whether a slot starts exactly at a time in seconds.
    public func isSlotStart(_ time: UInt64) -> Bool {
        time >= genesisTimestamp && (time - genesisTimestamp).isMultiple(of: slotSeconds)
    }

    /// Start, in seconds, of the first slot that starts at or after `time`, or nil beyond 64 bits.
    func firstSlotStart(notBefore time: UInt64) -> UInt64? {
        if isSlotStart(time) { return time }
        return time < genesisTimestamp ? genesisTimestamp : timestamp(ofSlot: slot(at: time) &+ 1)
    }

    /// Moves the present; the chain has checked that it does not go backwards.
    mutating func set(_ time: UInt64) {
        now = time
    }
}
