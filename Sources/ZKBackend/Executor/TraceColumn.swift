/// One column of a trace: a fixed number of values in memory of its own.
///
/// Safety: written through `start` by one recorder before the trace is handed out, and never after.
public final class TraceColumn<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
    /// Number of rows.
    public let count: Int
    let start: UnsafeMutablePointer<Element>

    init(repeating value: Element, count: Int) {
        self.count = count
        start = .allocate(capacity: count)
        start.initialize(repeating: value, count: count)
    }

    deinit {
        start.deallocate()
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
