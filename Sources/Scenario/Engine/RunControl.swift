package import StateTransition

/// What a run asks of whoever started it; nothing of it enters the result but the decision to stop.
package struct RunControl {
    /// Whether the wall-clock limit, in seconds, has passed since the run began; asked often, within steps too.
    package var isTimeUp: @Sendable (_ limit: UInt64) -> Bool
    /// Told of the number of L1 blocks made so far, within steps too.
    package var onBlock: @Sendable (_ blocksMade: UInt64) -> Void
    /// Told of the number of steps done so far.
    package var onProgress: (_ stepsDone: UInt64) -> Void
    /// Told of each L2 block that a step with an id has sealed, as EXECUTE gets it.
    package var onSeal: (_ step: String, _ payload: StatelessInput) -> Void
    /// Told of each entry of the timeline as it is made, with the names of its addresses.
    package var onEntry: (_ entry: TimelineEntry, _ names: AddressBook) -> Void

    /// A control; by default no time ever passes, and nobody is told of anything.
    package init(
        isTimeUp: @escaping @Sendable (_ limit: UInt64) -> Bool = { _ in false },
        onBlock: @escaping @Sendable (_ blocksMade: UInt64) -> Void = { _ in },
        onProgress: @escaping (_ stepsDone: UInt64) -> Void = { _ in },
        onSeal: @escaping (_ step: String, _ payload: StatelessInput) -> Void = { _, _ in },
        onEntry: @escaping (_ entry: TimelineEntry, _ names: AddressBook) -> Void = { _, _ in }
    ) {
        self.isTimeUp = isTimeUp
        self.onBlock = onBlock
        self.onProgress = onProgress
        self.onSeal = onSeal
        self.onEntry = onEntry
    }
}
