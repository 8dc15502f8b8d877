import Foundation
import RollupActors

/// Tells a person at a terminal what a prover of batches is doing; a pipe or file sees nothing of it.
enum BatchProvingProgress {
    /// Shows the work that begins, or takes the line away.
    static func show(_ phase: Groth16Phase?) {
        guard isatty(FileHandle.standardError.fileDescriptor) == 1 else { return }
        writeToStandardError("\r\u{1B}[K" + (phase.map { "\($0) " } ?? ""))
    }
}
