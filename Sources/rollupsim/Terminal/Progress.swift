import Foundation
import Scenario
import Synchronization
import TextOutput

/// Tells a person at a terminal how far a long run is; a pipe or file sees nothing of it.
final class Progress: Sendable {
    private struct State {
        var lastShown: ContinuousClock.Instant
        var isShown = false
        var blocks: UInt64 = 0
        var steps: UInt64 = 0
    }

    private let name: String
    private let isTerminal = isatty(FileHandle.standardError.fileDescriptor) == 1
    private let start: ContinuousClock.Instant
    private let state: Mutex<State>

    init(name: String) {
        self.name = name.printable
        start = .now
        state = Mutex(State(lastShown: start))
    }

    /// What the run asks for: the limit of wall time, and progress.
    var control: RunControl {
        RunControl(
            isTimeUp: { [start] limit in .now - start >= .seconds(limit) },
            onBlock: { [self] blocks in
                state.withLock { $0.blocks = blocks }
                showCounts()
            },
            onProgress: { [self] steps in
                state.withLock { $0.steps = steps }
                showCounts()
            }
        )
    }

    private func showCounts() {
        show(state.withLock { "\($0.steps.counted("step")), \($0.blocks.counted("L1 block"))" })
    }

    /// Shows how far the run is, at most twice a second.
    func show(_ text: @autoclosure () -> String) {
        guard isTerminal else { return }
        let now = ContinuousClock.now
        let isDue = state.withLock { state in
            guard now - state.lastShown >= .milliseconds(500) else { return false }
            state.lastShown = now
            state.isShown = true
            return true
        }
        if isDue { writeToStandardError("\r\(name): \(text()), \((now - start).components.seconds) s \u{1B}[K") }
    }

    /// Takes the line away.
    func clear() {
        let wasShown = state.withLock { state in
            defer { state.isShown = false }
            return state.isShown
        }
        if wasShown { writeToStandardError("\r\u{1B}[K") }
    }
}
