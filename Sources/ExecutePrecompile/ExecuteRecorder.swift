import Synchronization

/// Keeps the newest runs of EXECUTE and counts all of them.
///
/// A record never influences execution, and holds no time and no address, so that equal chains leave equal records.
public final class ExecuteRecorder: Sendable {
    private struct State {
        var runs: [ExecuteRun] = []
        var runCount = 0
        var validationCount = 0
    }

    private let capacity: Int
    private let state = Mutex(State())

    /// Starts empty.
    ///
    /// - Parameter capacity: Most runs that are kept; older ones are only counted.
    public init(capacity: Int = 1_024) {
        self.capacity = max(capacity, 0)
    }

    /// Runs that are kept, oldest first.
    public var runs: [ExecuteRun] { state.withLock { $0.runs.suffix(capacity) } }

    /// Number of all runs.
    public var runCount: Int { state.withLock { $0.runCount } }

    /// Number of runs that started validation.
    public var validationCount: Int { state.withLock { $0.validationCount } }

    /// Returns the kept runs, oldest first, and forgets them; the counts stay.
    public func drain() -> [ExecuteRun] {
        state.withLock { state in
            defer { state.runs = [] }
            return state.runs.suffix(capacity)
        }
    }

    func record(_ run: ExecuteRun) {
        state.withLock { state in
            state.runCount += 1
            state.validationCount += run.startedValidation ? 1 : 0
            state.runs.append(run)
            // Dropped in batches: a contract can call EXECUTE very often in one block.
            if state.runs.count >= capacity &* 2 { state.runs.removeFirst(state.runs.count &- capacity) }
        }
    }
}
