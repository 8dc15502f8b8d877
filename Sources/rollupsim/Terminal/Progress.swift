import Foundation
import Scenario
import TextOutput

/// Tells a person at a terminal how far a long run is; a pipe or file sees nothing of it.
final class Progress {
    private let name: String
    private let isTerminal = isatty(FileHandle.standardError.fileDescriptor) == 1
    private let clock = ContinuousClock()
    private let start: ContinuousClock.Instant
    private var lastShown: ContinuousClock.Instant
    private var isShown = false

    init(name: String) {
        self.name = name.printable
        start = clock.now
        lastShown = start
    }

    /// What the run asks for: the limit of wall time, and progress.
    var control: RunControl {
        RunControl(
            isTimeUp: { [self] limit in clock.now - start >= .seconds(limit) },
            onProgress: { [self] steps in show("\(steps) steps") }
        )
    }

    /// Shows how far the run is, at most twice a second.
    func show(_ state: String) {
        guard isTerminal else { return }
        let now = clock.now
        guard now - lastShown >= .milliseconds(500) else { return }
        lastShown = now
        isShown = true
        writeToStandardError("\r\(name): \(state), \((now - start).components.seconds) s ")
    }

    /// Takes the line away.
    func clear() {
        guard isShown else { return }
        isShown = false
        writeToStandardError("\r\u{1B}[K")
    }
}
