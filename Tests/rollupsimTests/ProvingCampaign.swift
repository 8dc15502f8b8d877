import Foundation
import Testing

/// Whole proofs of blocks, which take minutes and gigabytes: `make prove-test`.
@Suite("Proving campaign", .enabled(if: isProving, "whole proofs of blocks: `make prove-test`"), .serialized)
struct ProvingCampaign {
    /// The scenarios of the proof mode pass from an empty cache and from a full one, with the same trace hash.
    @Test(arguments: ["native-proof-mode", "native-bad-proof", "native-two-modes", "native-vk-follow-pin"])
    func scenarioPassesWithAndWithoutKeptProofs(_ name: String) throws {
        let folder = try TemporaryFolder()
        let command = ["run", "\(Program.scenarios)/\(name).yaml", "--proof-cache", folder.url.path]
        let first = try Program.run(command)
        #expect(first.exitCode == 0, "\(first.output)\(first.errors)")
        #expect(first.output.contains("proved: release ") && first.errors.isEmpty)
        let second = try Program.run(command)
        #expect(second.exitCode == 0 && second.errors.isEmpty)
        #expect(second.output.contains("cached, verified: release ") && !second.output.contains("proved: release "))
        #expect(Self.hash(first.output) != nil && Self.hash(first.output) == Self.hash(second.output))
        // The page of a run whose proofs were kept holds all that it holds of any run.
        let page = folder.url.appendingPathComponent("page.html").path
        #expect(try Program.run(command + ["--html", page]).exitCode == 0)
        let html = try String(contentsOfFile: page, encoding: .utf8)
        let sections = [
            "Timeline", "Steps", "Gas", "Balances and escrow", "Invariants", "Mode log", "Figures and their sources",
            "Glossary",
        ]
        for section in sections { #expect(html.contains("<h2>\(section)</h2>"), "\(section)") }
        #expect(html.contains("cached, verified: release 1 of the program"))
        #expect(html.contains("<code>native-proof</code>") && html.contains("<h4>Storage</h4>"))
        try FileManager.default.removeItem(atPath: page)
        // A file that is no proof any more is told, and replaced.
        let kept = try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted()
        try Data([1, 2, 3]).write(to: folder.url.appendingPathComponent(try #require(kept.first)))
        let third = try Program.run(command)
        #expect(third.exitCode == 0 && third.errors.contains("the proof is not used, and made anew"))
        #expect(try Program.run(command).errors.isEmpty)
    }

    /// Ledgers of payments pass on real Groth16 proofs, whose keys follow from a seed.
    ///
    /// An empty folder and a full one lead to the same; a file that is damaged is told, and replaced.
    @Test(arguments: [
        "groth16-payments", "payments-in-blobs", "same-rollup-two-ways", "hybrid-payments-with-challenge",
    ])
    func paymentsAreProved(_ name: String) throws {
        let folder = try TemporaryFolder()
        let command = ["run", "\(Program.scenarios)/\(name).yaml", "--proof-cache", folder.url.path]
        let first = try Program.run(command)
        #expect(first.exitCode == 0 && first.errors.isEmpty, "\(first.output)\(first.errors)")
        let kept = try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted()
        #expect(kept.contains { $0.hasSuffix(".groth16-insecure-key") })
        #expect(try Program.run(command).output == first.output)
        for name in kept { try Data([1, 2, 3]).write(to: folder.url.appendingPathComponent(name)) }
        let third = try Program.run(command)
        #expect(third.output == first.output && third.errors.contains("the file is not used, and made anew"))
        #expect(try Program.run(command).errors.isEmpty)
    }

    /// The line of a report with the trace hash.
    private static func hash(_ text: String) -> Substring? {
        text.split(separator: "\n").first { $0.contains("trace") }
    }
}

private let isProving = ProcessInfo.processInfo.environment["ROLLUPSIM_PROVE"] == "1"
