import Foundation
import Testing

/// `rollupsim gas`: what it takes and refuses, its files, and the texts that the documents show of it.
@Suite struct GasCommandTests {
    /// Runs the command where no proof is kept, so that what others have proved changes nothing.
    private static func run(_ arguments: String...) throws -> Program.Outcome {
        let folder = try TemporaryFolder()
        return try Program.run(["gas", "--proof-cache", folder.path] + arguments)
    }

    private static let tooManySizes = (1...33).map { "\($0)" }.joined(separator: ",")

    @Test(
        "Hostile options are refused before anything runs",
        arguments: [
            ["--transactions", "0"], ["--transactions", "1000000000"], ["--transactions", "501"],
            ["--transactions", "-1"], ["--transactions", ""], ["--transactions", "1,,2"], ["--transactions", "1, 2"],
            ["--transactions", "5,5"], ["--transactions", "99999999999999999999999"], ["--transactions", "١"],
            ["--transactions", tooManySizes],
            ["--fork", "atlantis"], ["--fork", ""], ["--fork", "osaka,osaka"], ["--fork", "shanghai"],
            ["--fork", "osaka\u{1B}[31m"], ["--cadence=-12s"], ["--cadence", "0s"], ["--cadence", "12"],
            ["--cadence", "2d"], ["--base-fee=-1gwei"], ["--base-fee", "0 wei"], ["--base-fee", "2 ETH"],
            ["--base-fee", "0.5 wei"], ["--blob-base-fee", "1 parsec"], ["--l2-gas-limit", "1"],
            ["--l2-gas-limit", "1e9"], ["--l2-gas-limit", "2000000M"], ["--workload", "everything"],
            ["--seed=-1"], ["--width", "3"], ["--svg", "/nowhere/plot.svg"], ["--csv", "/dev/null"],
            ["--foreign-proofs", "/nowhere"],
        ] as [[String]]
    )
    func hostileOptions(_ arguments: [String]) throws {
        let outcome = try Program.run(["gas"] + arguments)
        #expect(outcome.exitCode == 2 && outcome.output.isEmpty && !outcome.errors.isEmpty, "\(arguments)")
        #expect(!outcome.errors.contains("\u{1B}"))
    }

    @Test(
        "What is wrong with an option is said",
        arguments: [
            (["transfers"], "write --workload transfers"), (["--transactions", "1", "5"], "no spaces (1,5,10)"),
            (["--base-fee", "1", "gwei"], "1gwei"), (["--gas", "0x10"], "`--gas` takes no value"),
            (["--prove", "5"], "`--prove` takes no value"), (["--seed", "-1"], "'-1' is invalid for '--seed"),
            (["--base-fee", "-1gwei"], "found `-1gwei`"), (["--l2-gas-limit", "0x10"], "found `0x10`"),
            (["--cadence", "-12s"], "found `-12s`"), (["--transactions", "-1"], "`-1` is no number"),
            (["--transactions", "1,1"], "names 1 twice"), (["--transactions", "501"], "501 is not 1 to 500"),
            (["--transactions", tooManySizes], "more than 32 sizes"),
            (["--da", "blobs"], "'calldata', 'blob' or 'all'"),
        ] as [([String], String)]
    )
    func messages(_ arguments: [String], _ message: String) throws {
        let outcome = try Program.run(["gas"] + arguments)
        #expect(outcome.exitCode == 2 && outcome.errors.contains(message), "\(outcome.errors)")
    }

    @Test("Files are written beside the text, and hold the same numbers")
    func files() throws {
        let folder = try TemporaryFolder()
        let paths = ["csv", "svg", "html"].map { folder.url.appendingPathComponent("gas.\($0)").path }
        let outcome = try Self.run(
            "--transactions",
            "2",
            "--csv",
            paths[0],
            "--svg",
            paths[1],
            "--html",
            paths[2]
        )
        #expect(outcome.exitCode == 0 && outcome.errors.isEmpty)
        let texts = try paths.map { try String(contentsOfFile: $0, encoding: .utf8) }
        let row = try #require(texts[0].components(separatedBy: "\r\n").first { $0.contains(",reexec/flat,") })
        let gas = try #require(UInt64(row.split(separator: ",", omittingEmptySubsequences: false)[10]))
        let grouped = String(gas).reversed().enumerated().reduce(into: "") { text, item in
            text = (item.offset > 0 && item.offset % 3 == 0 ? "\(item.element)," : "\(item.element)") + text
        }
        #expect(outcome.output.contains(grouped) && texts[2].contains(grouped))
        #expect(texts[1].hasPrefix("<svg ") && texts[2].hasPrefix("<!DOCTYPE html>"))
        #expect(outcome.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
    }

    @Test("The document is JSON, and the schema is printed without a comparison")
    func documents() throws {
        let outcome = try Self.run("--transactions", "1", "--json", "--fork", "osaka,amsterdam")
        #expect(outcome.exitCode == 0)
        let document = try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
        #expect(document["format"] as? String == "rollupsim-gas/1")
        #expect((document["forks"] as? [[String: Any]])?.map { $0["fork"] as? String } == ["osaka", "amsterdam"])
        let schema = try Program.run("gas", "--json-schema")
        #expect(schema.exitCode == 0 && schema.output.contains("urn:rollupsim:gas:1"))
    }

    @Test("A plot of nothing but forks without rules is told, and not drawn")
    func plotOfNothing() throws {
        let folder = try TemporaryFolder()
        let path = folder.url.appendingPathComponent("gas.svg").path
        let outcome = try Self.run("--fork", "amsterdam", "--svg", path)
        #expect(outcome.exitCode == 2 && outcome.errors.contains("nothing to draw"))
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test("The plot of the documents has the lines that this program draws")
    func committedPlot() throws {
        let folder = try TemporaryFolder()
        let path = folder.url.appendingPathComponent("gas.svg").path
        #expect(try Self.run("--svg", path).exitCode == 0)
        let drawn = Self.lines(try String(contentsOfFile: path, encoding: .utf8))
        let committed = Self.lines(
            try String(contentsOfFile: Program.documents + "/gas-comparison.svg", encoding: .utf8)
        )
        // Proofs take minutes to make: `ProvingCampaign` compares their lines.
        #expect(drawn.keys.sorted().contains("osaka-reexec-v6") && drawn["osaka-proof-sidecar"] == nil)
        for (mode, points) in drawn { #expect(committed[mode] == points, "\(mode)") }
        #expect(committed["osaka-proof-sidecar"] != nil)
    }

    @Test("The table of the README is what its command prints")
    func table() throws {
        let shown = try Self.readmeTable().filter { line in !Self.needsProofs(line) && line != "..." }
        let output = try Self.run("--transactions", "1,10,50").output
        // Rows that want proofs are the campaign's, and lines are as wide as the numbers of proofs that are kept.
        let words = Set(output.split(separator: "\n").map(Self.words))
        #expect(shown.count > 4)
        for line in shown { #expect(words.contains(Self.words(line)), "\(line)") }
    }

    /// The lines that the README shows of `rollupsim gas --transactions 1,10,50`.
    static func readmeTable() throws -> [Substring] {
        let readme = try String(
            contentsOf: URL(fileURLWithPath: Program.documents).deletingLastPathComponent()
                .appendingPathComponent("README.md"),
            encoding: .utf8
        )
        let parts = readme.components(separatedBy: "$ rollupsim gas --transactions 1,10,50\n")
        #expect(parts.count == 2)
        return try #require(parts.last?.components(separatedBy: "```").first).split(separator: "\n")
    }

    /// Whether a line has numbers that no more than proofs lead to.
    static func needsProofs(_ line: Substring) -> Bool {
        line.contains("proof/") || line.contains("groth16 payments")
    }

    static func words(_ line: Substring) -> String { line.split(separator: " ").joined(separator: " ") }

    /// The points of each mode's line.
    static func lines(_ plot: String) -> [String: Substring] {
        var lines: [String: Substring] = [:]
        for match in plot.matches(of: /<g id="([a-z0-9_-]+)" stroke[^>]*>\n<polyline points="([^"]*)"/) {
            lines[String(match.1)] = match.2
        }
        return lines
    }
}
