import Foundation
import Synchronization

/// Tells a person at a terminal how far a campaign is; a pipe or file sees nothing of it.
final class FuzzProgress: Sendable {
    private let name: String
    private let first: UInt64
    private let end: UInt64
    private let isTerminal = isatty(FileHandle.standardError.fileDescriptor) == 1
    private let start = ContinuousClock().now
    private let lastShown = Mutex(ContinuousClock().now)

    init(name: String, first: UInt64, end: UInt64) {
        self.name = name
        self.first = first
        self.end = end
    }

    func show(_ next: UInt64, differences: Int) {
        guard isTerminal else { return }
        let now = ContinuousClock().now
        let isDue = lastShown.withLock { last in
            guard now - last >= .milliseconds(500) else { return false }
            last = now
            return true
        }
        guard isDue else { return }
        let rate = Double(next - first) / ((now - start) / .seconds(1))
        let text = "\(name): \(next) of \(end), \(String(format: "%.0f", rate)) cases/s, \(differences) differences "
        writeToStandardError("\r" + text)
    }

    /// Takes the line away.
    func clear() {
        if isTerminal { writeToStandardError("\r\u{1B}[K") }
    }
}
