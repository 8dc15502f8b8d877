public import StateTransition

extension L1Chain {
    /// When the next block can be proposed, in seconds: a block stands at its slot's start, and a slot has one.
    ///
    /// The first start at or after the present that is later than the head, and than any block that was undone; nil at
    /// the end of time.
    public var nextProposalTime: UInt64? {
        guard let start = clock.firstSlotStart(notBefore: clock.now) else { return nil }
        let taken = max(head.timestamp, lastUndoneTimestamp)
        return start > taken ? start : clock.timestamp(ofSlot: clock.slot(at: taken) &+ 1)
    }

    /// Adds a call to the protocol's schedule, as a fork would; every node of the chain must do the same.
    ///
    /// - Throws: `L1Error.timeInPast` when a block from the call's time on stands already, or might.
    public mutating func schedule(_ call: ScheduledSystemCall) throws(L1Error) {
        guard call.timestamp > head.timestamp, call.timestamp >= clock.now else {
            throw .timeInPast(now: clock.now, requested: call.timestamp)
        }
        scheduledCalls.append(call)
    }

    /// The scheduled calls of a block at a time on a parent of another.
    func scheduledCalls(at timestamp: UInt64, parentTimestamp: UInt64) -> [ScheduledSystemCall] {
        scheduledCalls.filter { $0.isDue(at: timestamp, parentTimestamp: parentTimestamp) }
    }

    /// Lets time pass; every slot on the way is missed, whatever waits in the pool.
    ///
    /// A missed slot leaves no block: the number stays, and the next block's timestamp jumps.
    ///
    /// - Parameter time: Seconds since 1970, not before the present.
    /// - Throws: `L1Error.timeInPast`; `.stateForgotten` when a provisional head is over and the state before it is.
    public mutating func skip(to time: UInt64) throws(L1Error) {
        guard time >= clock.now else { throw .timeInPast(now: clock.now, requested: time) }
        try leaveProvisionalHead(ifLateAt: time)
        clock.set(time)
        history.blobs.prune(atSlot: clock.slot)
    }

    /// Lets time pass; a slot that starts on the way gets a block if a waiting transaction can be included, and is
    /// missed otherwise.
    ///
    /// The cost does not depend on the time that passes: what cannot be included in one slot cannot be in the next
    /// either as long as no block changes state and base fee.
    ///
    /// - Parameter time: Seconds since 1970, not before the present.
    /// - Returns: The blocks made, oldest first.
    /// - Throws: `L1Error`; the blocks made before the error stay.
    public mutating func advance(to time: UInt64) throws(L1Error) -> [ProducedBlock] {
        guard time >= clock.now else { throw .timeInPast(now: clock.now, requested: time) }
        var produced: [ProducedBlock] = []
        while true {
            try leaveProvisionalHead(ifLateAt: time)
            guard let proposal = nextProposalTime, proposal <= time, !mempool.isEmpty else { break }
            try leaveProvisionalHead()
            let built = try buildBlock(.byTip, at: proposal)
            guard built.transactionCount > 0 else {
                forget(built.dropped)
                break
            }
            produced.append(try adopt(built, at: proposal))
        }
        clock.set(time)
        history.blobs.prune(atSlot: clock.slot)
        return produced
    }
}
