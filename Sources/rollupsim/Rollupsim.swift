import ArgumentParser
import Glibc

/// The program: a deterministic, offline simulator of native rollups.
@main
struct Rollupsim: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rollupsim",
        abstract: "Simulates native rollups: an L1 with the EXECUTE precompile, driven by scenario files.",
        discussion: """
            Exit codes: 0 all passed, 1 an assertion or expectation failed, 2 wrong usage, a file that cannot be \
            used, or nothing that could be judged, 3 internal error, 4 an invariant is violated, 5 a limit is exceeded.
            """,
        version: "rollupsim \(programVersion)",
        subcommands: [
            RunCommand.self, CheckCommand.self, ListCommand.self, RosetteCommand.self, CompareCommand.self,
            InitCommand.self, ExplainCommand.self, SchemaCommand.self, ExecuteCommand.self, EVMCommand.self,
            StateTestCommand.self,
            BlockTestCommand.self, SpectestCommand.self, FuzzCommand.self, GuestCommand.self, ProveCommand.self,
            VerifyCommand.self, ProofsCommand.self, SoundnessCommand.self, GasCommand.self,
            IncidentsCommand.self,
        ]
    )

    /// Runs the command; argument-parser's own code for wrong usage (64) becomes this program's.
    static func main() {
        // A file that grows beyond the user's limit is an error of that file, not the program's end.
        signal(SIGXFSZ, SIG_IGN)
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch let code as ExitCode {
            exit(withError: code)
        } catch {
            switch exitCode(for: error) {
            case .success: exit(withError: error)
            case .validationFailure:
                // Several lines, none of which comes from a file.
                let message = fullMessage(for: error)
                let heading = "Error: "
                let text = message.hasPrefix(heading) ? String(message.dropFirst(heading.count)) : message
                writeToStandardError("rollupsim: \(text)\n")
                exit(withError: ExitCode(Exit.usageError))
            default: exit(withError: Exit.internalFailure("\(error)"))
            }
        }
    }
}
