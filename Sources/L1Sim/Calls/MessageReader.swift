import EVM

/// Reads messages as they begin, and keeps what it has read in those that were not undone.
///
/// A message is undone when it fails, or when one around it does. What a contract was given and has acted on is so
/// found wherever in a transaction it stands, without a copy of every input.
struct MessageReader<Value>: Tracer {
    /// False.
    static var tracesSteps: Bool { false }
    /// True.
    static var tracesCalls: Bool { true }

    /// What was read so far, in the order in which the messages began.
    private(set) var values: [Value] = []
    /// How much had been read before each open message.
    private var marks: [Int] = []
    private let read: (CallStart) -> Value?

    /// Starts empty.
    ///
    /// - Parameter read: What to keep of a message; nil for nothing. The input is valid during the call alone.
    init(_ read: @escaping (CallStart) -> Value?) {
        self.read = read
    }

    /// Hands over what was read, and is empty again; to be called between transactions.
    mutating func take() -> [Value] {
        defer { values = [] }
        return values
    }

    /// Reads the message.
    mutating func onEnter(_ call: CallStart) {
        marks.append(values.count)
        if let value = read(call) { values.append(value) }
    }

    /// Forgets what was read in the innermost message, unless it succeeded.
    mutating func onExit(_ end: CallEnd) {
        guard let mark = marks.popLast(), end.status != .success, mark < values.count else { return }
        values.removeSubrange(mark...)
    }
}
