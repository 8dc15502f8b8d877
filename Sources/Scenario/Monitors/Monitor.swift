import L1Sim
import RollupActors

/// An alert that a monitor has raised.
package struct AlertRecord: Hashable, Sendable {
    /// The monitor's name.
    package let monitor: String
    /// What it looks for.
    package let rule: MonitorSection.Rule
    /// The rollup that it watches.
    package let rollup: String
    /// Virtual time in seconds, since the first step, at which it was raised.
    package let elapsed: UInt64
    /// What the monitor saw.
    package let saw: String
    /// Line of the step by whose end it was raised.
    package internal(set) var line = 0
}

/// A monitor at work: what has happened, and of that what it has not heard of yet.
///
/// Everything happens in an L1 block, or because none comes. The monitor hears of it `lag` later, at its next look; so
/// the time of an alert follows from L1 alone, whatever steps there are between.
struct Monitor: Sendable {
    /// What the file says of it.
    let section: MonitorSection
    /// Virtual time in seconds, since 1970, at which the first step begins.
    private let start: UInt64
    /// How far L1 is read.
    private(set) var cursor: L1Cursor
    /// What it has not raised an alert for yet.
    private var pending: [Finding] = []
    /// False claims, and divergences of L1 from the derived L2, that were taken in once.
    private var known: Set<String> = []
    /// When blocks were settled, oldest first; the beginning counts as one.
    private var settlements: [(l1Block: UInt64, time: UInt64)]
    /// Whether the escrow was short when it was last looked at.
    private var isShort = false
    /// Computes the outcomes of claims; nil for a monitor that does not.
    var roots: RootWatcher?

    /// Something that a monitor will raise an alert for.
    private struct Finding: Sendable {
        /// The L1 block in which it happened; 0 for what no block has brought about.
        var l1Block: UInt64
        /// When the monitor hears of it, in seconds since 1970.
        var due: UInt64
        var saw: String
    }

    /// A monitor that begins after the L1 block `deploymentHeight`, at the time `start`.
    init(_ section: MonitorSection, deploymentHeight: UInt64, start: UInt64) {
        self.section = section
        self.start = start
        cursor = L1Cursor(start: deploymentHeight &+ 1)
        settlements = [(0, start)]
        awaitStall()
    }

    /// When the next alert is due if nothing else happens, in seconds since 1970; nil for never.
    var nextDue: UInt64? { pending.map(\.due).min() }

    /// Takes in that L1 has gone on from an earlier block than was read, and reads what is new.
    ///
    /// What was undone before the monitor heard of it has never been. An alert that was raised stays raised.
    ///
    /// - Parameter l1: L1 as it is now.
    /// - Returns: Height of the first L1 block that is new to the monitor.
    mutating func read(_ l1: L1Chain) -> UInt64 {
        if cursor.stepBack(on: l1) {
            let first = cursor.nextBlock
            pending.removeAll { $0.l1Block >= first }
            let count = settlements.count
            settlements.removeAll { $0.l1Block >= first }
            if settlements.count < count {
                // What has ended the wait is undone, and the wait is as long as ever.
                pending = []
                awaitStall(notBefore: l1.clock.now)
            }
        }
        let first = cursor.nextBlock
        while let block = l1.block(number: cursor.nextBlock) { cursor.pass(block) }
        return first
    }

    /// Takes in something that has happened once and for all.
    ///
    /// - Parameters:
    ///   - saw: What it is, in words.
    ///   - time: When, in seconds since 1970.
    ///   - l1Block: The L1 block.
    ///   - name: What tells it from everything else, where it can be met more than once; nil for an event.
    mutating func note(_ saw: String, at time: UInt64, inL1Block l1Block: UInt64, named name: String? = nil) {
        if let name, !known.insert(name).inserted { return }
        pending.append(Finding(l1Block: l1Block, due: look(after: time.saturating(adding: section.lag)), saw: saw))
    }

    /// Takes in that a block was settled.
    mutating func noteSettlement(at time: UInt64, inL1Block l1Block: UInt64) {
        endPending(at: time)
        settlements.append((l1Block, time))
        awaitStall()
    }

    /// Takes in whether the escrow is short as of an L1 block; a shortage that ends before anybody looks is not seen.
    mutating func noteEscrow(_ shortage: String?, at time: UInt64, inL1Block l1Block: UInt64) {
        guard let shortage else {
            if isShort { endPending(at: time) }
            isShort = false
            return
        }
        if isShort {
            let heard = time.saturating(adding: section.lag)
            // Who has not looked yet will see what there is by then.
            for index in pending.indices where pending[index].due >= heard { pending[index].saw = shortage }
            return
        }
        isShort = true
        // What no L1 block holds any more can have been seen in none: a shortage lasts until it is noted to be over.
        pending.append(Finding(l1Block: 0, due: look(after: time.saturating(adding: section.lag)), saw: shortage))
    }

    /// The alerts that are due by a time, oldest first.
    mutating func alerts(by now: UInt64) -> [AlertRecord] {
        let due = pending.filter { $0.due <= now }.sorted { $0.due < $1.due }
        pending.removeAll { $0.due <= now }
        return due.map { finding in
            AlertRecord(
                monitor: section.name,
                rule: section.rule,
                rollup: section.rollup,
                elapsed: finding.due &- start,
                saw: finding.saw
            )
        }
    }

    /// Forgets what lasts and is over before the monitor has heard of it.
    private mutating func endPending(at time: UInt64) {
        let heard = time.saturating(adding: section.lag)
        pending.removeAll { $0.due >= heard }
    }

    /// Counts the time without a block from the newest one on.
    private mutating func awaitStall(notBefore now: UInt64 = 0) {
        guard section.rule == .stall, let last = settlements.last else { return }
        // A node that is behind cannot miss a block before it could have seen it.
        let time = last.time.saturating(adding: max(section.after, section.lag))
        let saw = "no block was settled for \(section.after.clockTime)"
        pending = [Finding(l1Block: last.l1Block, due: look(after: max(time, now)), saw: saw)] + pending
    }

    /// The first look at or after a time.
    private func look(after time: UInt64) -> UInt64 {
        guard let interval = section.interval, interval > 0, time > start else { return max(time, start) }
        let past = (time &- start) % interval
        return past == 0 ? time : time.saturating(adding: interval &- past)
    }
}

extension UInt64 {
    /// The sum, or the greatest number.
    fileprivate func saturating(adding other: UInt64) -> UInt64 {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? .max : sum
    }
}
