import Foundation

/// The built program, which stands beside the test bundle.
enum Program {
    /// What a run of the program left behind.
    struct Outcome {
        var exitCode: Int32
        var output: String
        var errors: String
        /// Standard output with a single space for each stretch of spaces and line breaks: where lines break, depends
        /// on the lengths of paths.
        var words: String { output.split(whereSeparator: { $0 == " " || $0 == "\n" }).joined(separator: " ") }
    }

    static let executable: URL = {
        let bundle = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        return bundle.appendingPathComponent("rollupsim")
    }()

    /// The package's scenarios.
    static let scenarios = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("scenarios").path

    /// The package's documents.
    static let documents = URL(fileURLWithPath: scenarios).deletingLastPathComponent()
        .appendingPathComponent("docs").path

    /// Runs the program with its standard output going to a file; nothing of it is kept.
    ///
    /// - Returns: The exit code.
    static func exitCode(_ arguments: String..., writingTo path: String) throws -> Int32 {
        let process = Process()
        process.executableURL = executable
        process.arguments = arguments
        process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }

    /// Runs the program to its end.
    static func run(_ arguments: String...) throws -> Outcome {
        try run(arguments)
    }

    /// Runs the program to its end, with a text on its standard input if one is given.
    static func run(
        _ arguments: [String],
        in folder: String? = nil,
        environment: [String: String]? = nil,
        input: String? = nil
    ) throws -> Outcome {
        try run(executable, arguments, in: folder, environment: environment, input: input)
    }

    /// Runs a line of a shell, in which `$0` is the program.
    static func run(shell line: String) throws -> Outcome {
        try run(URL(fileURLWithPath: "/bin/sh"), ["-c", line, executable.path])
    }

    private static func run(
        _ executable: URL,
        _ arguments: [String],
        in folder: String? = nil,
        environment: [String: String]? = nil,
        input: String? = nil
    ) throws -> Outcome {
        let process = Process()
        if let environment { process.environment = environment }
        let given = try input.map { try TemporaryFile(suffix: ".in", text: $0) }
        if let given { process.standardInput = try FileHandle(forReadingFrom: given.url) }
        if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
        process.executableURL = executable
        process.arguments = arguments
        let output = Pipe()
        let errors = try TemporaryFile(suffix: ".log", text: "")
        process.standardOutput = output
        process.standardError = try FileHandle(forWritingTo: errors.url)
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Outcome(
            exitCode: process.terminationStatus,
            output: String(decoding: data, as: UTF8.self),
            errors: try String(contentsOf: errors.url, encoding: .utf8)
        )
    }
}

/// A file that goes away with its last reference.
final class TemporaryFile {
    let url: URL

    init(suffix: String, text: String) throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("rollupsim-\(UUID().uuidString)\(suffix)")
        try text.write(to: url, atomically: true, encoding: .utf8)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    var path: String { url.path }
}

/// A folder that goes away with its last reference.
final class TemporaryFolder {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("rollupsim-\(UUID().uuidString)")

    init() throws { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }

    deinit { try? FileManager.default.removeItem(at: url) }

    var path: String { url.path }

    /// Scenarios in the folder.
    var fileCount: Int {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return names.count { $0.hasSuffix(".yaml") }
    }

    /// Runs of the package's scenarios: one each, but native-load has a matrix of four, gas-comparison and
    /// multi-proof-k-of-n of three and da-cost-table of two.
    var runCount: Int { fileCount + 3 + 2 + 2 + 1 }

    /// The package's scenarios that need no proofs, which the others take minutes to make.
    static func scenariosWithoutProofs() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try FileManager.default.copyItem(
            atPath: Program.scenarios + "/contracts",
            toPath: folder.url.appendingPathComponent("contracts").path
        )
        for name in try FileManager.default.contentsOfDirectory(atPath: Program.scenarios)
        where name.hasSuffix(".yaml") {
            let path = Program.scenarios + "/" + name
            let text = try String(contentsOfFile: path, encoding: .utf8)
            guard !text.contains("preset: native-proof"), !text.contains("preset: contract-groth16"),
                !text.contains("prove_claim:")
            else { continue }
            try text.write(to: folder.url.appendingPathComponent(name), atomically: true, encoding: .utf8)
        }
        return folder
    }
}
