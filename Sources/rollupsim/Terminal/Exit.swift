import ArgumentParser
import Foundation
import TextOutput

/// Exit codes of the program (the command line's contract with scripts).
enum Exit {
    /// Something that had to hold does not.
    static func assertionFailed(_ message: String) -> ExitCode { code(1, message) }

    /// The command or a file that it names is wrong.
    static func usage(_ message: String) -> ExitCode { code(usageError, message) }

    /// Exit code of a command that is wrong, or names files that are.
    static let usageError: Int32 = 2

    /// Exit codes by gravity, the gravest first: a violated invariant is what nobody may miss, so that not even an
    /// internal error in another file hides it; a limit tells less than a failure, and a file that is no scenario
    /// least of all.
    static let byGravity: [Int32] = [4, internalError, 1, 5, usageError, 0]

    /// The gravest of the exit codes of some files; 0 for none.
    static func gravest(of codes: some Sequence<Int32>) -> Int32 {
        codes.min { (byGravity.firstIndex(of: $0) ?? 0) < (byGravity.firstIndex(of: $1) ?? 0) } ?? 0
    }

    /// All that the command was given is of a kind that it cannot judge, which must not pass for a success.
    ///
    /// - Parameter notCovered: Number of cases by the reason.
    /// - Returns: The exit code for wrong usage.
    static func nothingJudged(notCovered: [String: Int]) -> ExitCode {
        let reasons = notCovered.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
        return usage(
            "nothing could be judged" + (reasons.isEmpty ? "" : ": not covered, " + reasons.joined(separator: ", "))
        )
    }

    /// A bound on work is reached.
    static func limitExceeded(_ message: String) -> ExitCode { code(5, message) }

    /// Exit code of a program that could not do its work, whatever it was given.
    static let internalError: Int32 = 3

    /// The program could not do its work, whatever it was given.
    static func internalFailure(_ message: String) -> ExitCode { code(internalError, message) }

    private static func code(_ value: Int32, _ message: String) -> ExitCode {
        tell(message)
        return ExitCode(value)
    }
}

/// Writes a result; everything else goes to standard error.
func writeToStandardOutput(_ text: String) {
    do {
        try FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
    } catch {
        // A script must not take a report that is cut off for a whole one.
        writeToStandardError("rollupsim: standard output cannot be written\n")
        exit(Exit.internalError)
    }
}

/// Tells a problem in a line on standard error; it may hold what a file says.
func tell(_ problem: String) {
    writeToStandardError("rollupsim: \(problem.printable)\n")
}

/// Writes a diagnostic or progress; where that cannot be written, the exit code has to tell.
func writeToStandardError(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
}
