import Dispatch
import Foundation
import InputFiles
import Scenario

/// The Vyper compiler of the project, where it is installed: in the `.venv` of the project that this program was built
/// in, when that is the current folder, or on the PATH.
///
/// A folder that came with a scenario is no project of the user's: nothing in it is run.
/// Another version would give other code, and with it another trace, so none but the pinned one is used.
enum VyperCompiler {
    /// Seconds that a source may take.
    private static let timeLimit = 60
    /// Bytes of output that are read; an artifact is far below.
    private static let outputLimit = 8 << 20
    /// The oldest fork that every L1 and L2 of the simulator has, as for the project's own contracts.
    private static let fork = "cancun"

    /// Compiles a source.
    ///
    /// - Parameters:
    ///   - path: The source, which lies in the folder.
    ///   - folder: Where its imports are looked for.
    /// - Returns: An artifact in JSON with `abi` and `bytecode`; or why there is none, in words that follow the file's
    ///   name.
    static func compile(_ path: String, in folder: String) -> Result<[UInt8], ContractFiles.Failure> {
        do throws(InputFileError) {
            _ = try InputFile.read(path, upTo: 1 << 20)
        } catch {
            return .failure(.init("cannot be used: \(error.problem)"))
        }
        let version = ContractFiles.vyperVersion
        guard let compiler = installed else {
            let help = "run `make contracts` in the project, or compile it and give the artifact"
            return .failure(.init("needs Vyper \(version), which is not installed here: \(help)"))
        }
        switch run(compiler, ["--version"]) {
        case .failure(let failure): return .failure(failure)
        case .success(let text):
            let found = text.trimmingCharacters(in: .whitespacesAndNewlines)
            guard found == version else {
                return .failure(.init("needs Vyper \(version), but `vyper` is \(found.prefix(40))"))
            }
        }
        let arguments = [
            "--evm-version", fork, "--no-bytecode-metadata", "-p", folder, "-f", "abi,bytecode", path,
        ]
        return run(compiler, arguments).flatMap { text in
            let lines = text.split(separator: "\n")
            guard lines.count == 2 else { return .failure(.init("is compiled to something else than ABI and code")) }
            return .success(Array(#"{"abi":\#(lines[0]),"bytecode":"\#(lines[1])"}"#.utf8))
        }
    }

    /// Path of the compiler; nil when there is none.
    private static var installed: String? {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
        let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().path
        let current = FileManager.default.currentDirectoryPath
        let own = program.hasPrefix(current + "/.build/") ? [current + "/.venv/bin"] : []
        let candidates = (own + folders.filter { $0.hasPrefix("/") }).map { $0 + "/vyper" }
        return candidates.first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// Runs the compiler to its end, or to the time limit.
    private static func run(_ compiler: String, _ arguments: [String]) -> Result<String, ContractFiles.Failure> {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: compiler)
        process.arguments = arguments
        let output = Pipe()
        let errors = Pipe()
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = errors
        do {
            try process.run()
        } catch {
            return .failure(.init("cannot be compiled: \(compiler) does not start"))
        }
        // Both pipes are emptied at once, so that the compiler never waits for a reader.
        let collected = Collected()
        let group = DispatchGroup()
        for (pipe, isError) in [(output, false), (errors, true)] {
            DispatchQueue.global().async(group: group) {
                let data = (try? pipe.fileHandleForReading.read(upToCount: outputLimit)) ?? Data()
                collected.keep(data, isError: isError)
            }
        }
        let deadline = DispatchTime.now() + .seconds(timeLimit)
        guard group.wait(timeout: deadline) == .success else {
            process.terminate()
            return .failure(.init("is not compiled in \(timeLimit) seconds"))
        }
        let (text, problem) = collected.texts
        guard text.utf8.count < outputLimit, problem.utf8.count < outputLimit else {
            // It would wait for ever for somebody to read the rest.
            process.terminate()
            return .failure(.init("is compiled to more than \(outputLimit) bytes"))
        }
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            let lines = problem.split(separator: "\n").filter { !$0.hasPrefix("Error compiling") }
            let reason = lines.first.map(String.init) ?? "no reason given"
            return .failure(.init("does not compile: \(reason.prefix(300))"))
        }
        return .success(text)
    }

    /// What both pipes gave; filled by two threads, read when both are done.
    private final class Collected: @unchecked Sendable {
        private let lock = NSLock()
        private var output = Data()
        private var errors = Data()

        func keep(_ data: Data, isError: Bool) {
            lock.withLock { if isError { errors = data } else { output = data } }
        }

        var texts: (output: String, errors: String) {
            lock.withLock { (String(decoding: output, as: UTF8.self), String(decoding: errors, as: UTF8.self)) }
        }
    }
}
