import ArgumentParser
import Foundation

/// Exit codes of the program (the command line's contract with scripts).
enum Exit {
    /// Something that had to hold does not.
    static func assertionFailed(_ message: String) -> ExitCode { code(1, message) }

    /// The command or a file that it names is wrong.
    static func usage(_ message: String) -> ExitCode { code(2, message) }

    private static func code(_ value: Int32, _ message: String) -> ExitCode {
        writeToStandardError("rollupsim: \(message)\n")
        return ExitCode(value)
    }
}

/// Writes a result; everything else goes to standard error.
func writeToStandardOutput(_ text: String) {
    FileHandle.standardOutput.write(Data(text.utf8))
}

/// Writes a diagnostic or progress.
func writeToStandardError(_ text: String) {
    FileHandle.standardError.write(Data(text.utf8))
}
