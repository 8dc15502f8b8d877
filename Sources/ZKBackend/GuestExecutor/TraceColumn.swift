import Glibc

/// One column of a trace: a fixed number of values in memory of its own.
///
/// Safety: written through `start` by one recorder before the trace is handed out, and never after.
public final class TraceColumn<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
    /// Number of rows.
    public let count: Int
    let start: UnsafeMutablePointer<Element>

    /// A column whose bytes are all zero; nil when the host has no memory for it.
    ///
    /// Large ones are pages that the host zeroes on first touch, so that each is written once only.
    init?(zeroed count: Int) {
        guard let memory = calloc(max(count, 1), MemoryLayout<Element>.stride) else { return nil }
        self.count = count
        start = memory.bindMemory(to: Element.self, capacity: count)
    }

    deinit {
        free(start)
    }

    /// The value in a row.
    public subscript(row: Int) -> Element {
        precondition(row >= 0 && row < count, "row outside the column")
        return start[row]
    }

    /// Calls `body` with all values, which must not be kept.
    public func withUnsafeBufferPointer<Result, Failure: Error>(
        _ body: (UnsafeBufferPointer<Element>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(UnsafeBufferPointer(start: start, count: count))
    }
}
