import Foundation
import Testing

/// Rows of `rollupsim gas` that need real proofs: `make prove-test`.
@Suite("Proving campaign of gas", .enabled(if: isProving, "whole proofs of blocks: `make prove-test`"), .serialized)
struct GasProvingCampaign {
    @Test(
        "Proofs of small blocks and of batches of payments draw the lines of the documents, and are taken from the folder the next time"
    )
    func proofs() throws {
        let folder = try TemporaryFolder()
        let plots = (0..<2).map { folder.url.appendingPathComponent("\($0).svg").path }
        let common = ["gas", "--proof-cache", folder.url.appendingPathComponent("proofs").path, "--memory", "3GiB"]
        let made = try Program.run(common + ["--prove", "--svg", plots[0]])
        #expect(made.exitCode == 0, "\(made.errors)")
        let kept = try Program.run(common + ["--svg", plots[1]])
        #expect(kept.exitCode == 0 && kept.errors.isEmpty)
        let texts = try plots.map { try String(contentsOfFile: $0, encoding: .utf8) }
        #expect(texts[0] == texts[1])
        let drawn = GasCommandTests.lines(texts[0])
        let committed = GasCommandTests.lines(
            try String(contentsOfFile: Program.documents + "/gas-comparison.svg", encoding: .utf8)
        )
        for mode in ["proof-dependency", "proof-sidecar", "proof-simulated_time", "groth16-payments"] {
            let line = try #require(drawn["osaka-\(mode)"])
            let points = line.split(separator: " ")
            // What this memory proves is where the committed line begins.
            #expect(points.count >= 3)
            #expect(committed["osaka-\(mode)"]?.split(separator: " ").prefix(points.count) == points[...], "\(mode)")
        }
        // So it is with the table of the README.
        let output = try Program.run(common + ["--transactions", "1,10,50"]).output.split(separator: "\n")
        let printed = output.map { GasCommandTests.words($0).components(separatedBy: " no proof")[0] }
        let table = try GasCommandTests.readmeTable().filter(GasCommandTests.needsProofs)
        #expect(table.count >= 4)
        for line in table.map(GasCommandTests.words) {
            #expect(printed.contains { $0.contains(",") && line.hasPrefix($0) }, "\(line)")
        }
        // Batches of payments fit into this memory, however many there are.
        #expect(drawn["osaka-groth16-payments"]?.split(separator: " ").count == 9)
    }
}

private let isProving = ProcessInfo.processInfo.environment["ROLLUPSIM_PROVE"] == "1"
