import Foundation
import Scenario

/// The package's own scenarios, found from where this source file was compiled.
enum ScenarioFolder {
    private static let package = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Names of the files, sorted.
    static let names: [String] = {
        let folder = package.appendingPathComponent("scenarios").path
        return ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
            .filter { $0.hasSuffix(".yaml") }.sorted()
    }()

    /// Scenarios whose whole report is committed.
    static let goldenNames = [
        "native-happy-path", "native-erc20", "native-amm", "native-messages", "native-lying-proposer",
        "native-delegation", "native-load", "native-own-contract", "native-other-rollup",
        "native-base-fee", "optimistic-window", "optimistic-false-root", "rebuild-from-l1", "blob-expiry",
        "optimistic-blobs", "groth16-payments", "groth16-gamma-delta", "payments-in-blobs",
    ]

    /// Files beside the scenarios.
    static let files = ContractFiles(
        read: { path, _ in
            let url = package.appendingPathComponent("scenarios/\(path)")
            guard let data = try? Data(contentsOf: url) else { return .failure(.init("cannot be read")) }
            return .success([UInt8](data))
        },
        compile: { _ in .failure(.init("is not compiled by a test")) }
    )

    /// Text of a file, under the name by which a user runs it.
    static func text(_ name: String) throws -> String {
        try String(contentsOf: package.appendingPathComponent("scenarios/\(name)"), encoding: .utf8)
    }

    /// A file, after a change of its text.
    static func document(
        _ name: String,
        replacing old: String? = nil,
        with new: String = ""
    ) throws -> ScenarioDocument {
        var text = try text(name)
        if let old {
            guard text.contains(old) else { throw MissingText(text: old) }
            text = text.replacingOccurrences(of: old, with: new)
        }
        return try ScenarioDocument(name: "scenarios/\(name)", bytes: Array(text.utf8), files: files)
    }

    /// A page of the package's documents.
    static func page(_ name: String) -> URL { package.appendingPathComponent("docs/\(name)") }

    /// Every decision as "decision 0001".
    static func decisions() throws -> Set<String> {
        let folder = page("decisions").path
        return Set(try FileManager.default.contentsOfDirectory(atPath: folder).map { "decision \($0.prefix(4))" })
    }

    /// Source of a contract of native rollups.
    static func contract(_ file: String) throws -> String {
        let folder = package.appendingPathComponent("Sources/RollupContracts")
        return try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
    }

    /// Texts of the sources in a folder of the module.
    static func sources(_ folder: String) throws -> [String] {
        let folder = package.appendingPathComponent("Sources/Scenario/\(folder)")
        return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
            .map { try String(contentsOf: folder.appendingPathComponent($0), encoding: .utf8) }
    }

    /// The text to be replaced does not stand in the file.
    struct MissingText: Error {
        let text: String
    }

    /// A committed golden text, or its place when it is to be written anew.
    static func golden(_ name: String) -> URL {
        package.appendingPathComponent("Tests/ScenarioTests/Golden/\(name)")
    }
}
