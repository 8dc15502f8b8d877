import Foundation
import ProofVerifier
import TestSupport
import Testing

/// The tables of docs/soundness.md are what the calculator gives.
@Suite("Soundness document")
struct SoundnessDocumentTests {
    private static let document = Fixtures.packageRoot.appendingPathComponent("docs/soundness.md")

    @Test("The table of sizes by area and folding schedule is the calculator's")
    func sizes() throws {
        var rows: [String] = []
        for logSize in [21, 26, 27, 28] {
            let schedules = [
                ("4, then 4", 4...4, 4...4), ("5, then 4", 5...5, 4...4), ("5, then 5", 5...5, 5...5),
                ("6, then 4", 6...6, 4...4), ("any, domains halved", 4...5, 2...6), ("derived", 4...5, 2...6),
            ]
            for (name, first, later) in schedules {
                let shrinks = name == "derived" ? WHIRConfiguration.domainShrinks : 1...1
                let configuration = try WHIRConfiguration.derive(
                    securityBits: 128,
                    logSize: logSize,
                    firstFoldingFactors: first,
                    foldingFactors: later,
                    domainShrinks: shrinks
                )
                let folds = configuration.rounds.map { "\($0.foldingFactor)" }.joined(separator: ", ")
                let queries = configuration.rounds.map { "\($0.queryCount)" }.joined(separator: ", ")
                let rates = configuration.rounds.map { "\($0.logInverseRate)" }.joined(separator: ", ")
                let encodings = String(format: "%.2f", configuration.laterEncodings)
                rows.append(
                    "| 2^\(logSize) | \(name) | \(folds) | \(rates) | \(configuration.finalVariableCount) | \(queries) | "
                        + "\(encodings) | \(Self.kibibytes(configuration, .worst)) | \(Self.kibibytes(configuration, .expected)) |"
                )
            }
        }
        try Self.expectTable(rows)
    }

    @Test("The table of sizes by proof of work is the calculator's")
    func work() throws {
        let rows = try [0, 8, 16, 20, 24].map { bits in
            let configuration = try WHIRConfiguration.derive(
                securityBits: 128,
                logSize: 27,
                queryGrindingBits: bits
            )
            let queries = configuration.rounds.map { "\($0.queryCount)" }.joined(separator: ", ")
            let hashes = configuration.rounds.count << bits
            return "| \(bits) | \(hashes) | \(queries) | "
                + "\(Self.kibibytes(configuration, .worst)) | \(Self.kibibytes(configuration, .expected)) |"
        }
        try Self.expectTable(rows)
    }

    private static func kibibytes(_ configuration: WHIRConfiguration, _ sharing: PathSharing) -> String {
        String(format: "%.1f", Double(configuration.proofSizeInBytes(sharing: sharing)) / 1024)
    }

    private static func expectTable(_ rows: [String]) throws {
        let text = try String(contentsOf: document, encoding: .utf8)
        let table = rows.joined(separator: "\n")
        #expect(text.contains(table), "docs/soundness.md must hold:\n\(table)")
    }
}
