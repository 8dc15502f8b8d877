/// A way in which a dishonest prover leaves the program, at one step of a run.
///
/// The executor goes on from there and keeps every account that it still can, so that a forgery is wrong in one place
/// only.
package enum ToyDeviation: Hashable, Sendable {
    /// Runs another instruction than the program has.
    case instruction(ToyInstruction.Fields)
    /// Takes a word from nowhere instead of reading it; the row claims that the old entry has the given timestamp.
    case read(ToySlot, value: UInt64, from: Timestamp)
    /// Never writes; the row claims that the new entry is there.
    case dropWrite(ToySlot, from: Timestamp)
    /// Writes another result.
    case result(UInt64)
    /// Accesses another word of memory than the operands say.
    case cell(ToyCell)
    /// Takes or does not take a branch.
    case taken(Bool)
    /// Goes on elsewhere.
    case next(UInt64)

    /// The claimed timestamp of an entry that is not there.
    package enum Timestamp: Hashable, Sendable {
        /// That of an initial value.
        case initial
        /// That of the access itself: old and new entry then cancel.
        case own
    }
}

/// The ways in which a dishonest prover leaves a program.
package struct ToyDeviations: Sendable {
    /// Deviations by number of the step.
    package var steps: [Int: [ToyDeviation]]
    /// Where the run starts, instead of the entry.
    package var entry: UInt64?
    /// The run stops before this step, without a halt.
    package var stop: Int?
    /// Instructions that are run, by address, after the end.
    package var afterEnd: [UInt64]

    /// None at all, or the given ones.
    package init(
        steps: [Int: [ToyDeviation]] = [:],
        entry: UInt64? = nil,
        stop: Int? = nil,
        afterEnd: [UInt64] = []
    ) {
        self.steps = steps
        self.entry = entry
        self.stop = stop
        self.afterEnd = afterEnd
    }
}
