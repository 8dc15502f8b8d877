import Foundation
import Testing

/// `rollupsim incidents`.
@Suite struct IncidentCommandTests {
    /// Files whose proofs the suite does not make are left to the campaign of proofs.
    private static let nomad = Program.scenarios + "/nomad-zero-root.yaml"

    @Test func incidentsOfFilesAreRunAndLossesAttributed() throws {
        let outcome = try Program.run("incidents", Self.nomad, Program.scenarios + "/token-bridge.yaml")
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        #expect(outcome.words.contains("2022-08 Nomad bridge $190M happens same"), "\(outcome.output)")
        #expect(outcome.words.contains("bridge 1 $190M 100 % $0M"), "\(outcome.output)")
    }

    @Test func documentForMachinesHasTheSameRows() throws {
        let outcome = try Program.run("incidents", "--json", Self.nomad)
        let document = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
        let row = try #require((document?["incidents"] as? [[String: Any]])?.first)
        #expect(row["title"] as? String == "Nomad")
        #expect(row["reportedLossInDollars"] as? Int == 190_000_000)
        #expect(row["isReenacted"] as? Bool == true)
        #expect(row["nativeShownBy"] == nil)
    }

    @Test func anIncidentThatDoesNotHappenIsToldAndEndsAsItsRunDoes() throws {
        let folder = try TemporaryFolder()
        let text = try String(contentsOfFile: Self.nomad, encoding: .utf8)
        let mended = text.replacingOccurrences(of: "    unsafe: [zero_trusted_root]\n", with: "")
        #expect(mended != text)
        let file = folder.url.appendingPathComponent("mended.yaml")
        try mended.write(to: file, atomically: true, encoding: .utf8)
        let outcome = try Program.run("incidents", file.path)
        #expect(outcome.exitCode == 1)
        #expect(outcome.words.contains("2022-08 Nomad bridge $190M NOT SHOWN same"), "\(outcome.output)")
    }

    @Test func filesWithoutIncidentsAreWrongUsage() throws {
        let outcome = try Program.run("incidents", Program.scenarios + "/token-bridge.yaml")
        #expect(outcome.exitCode == 2 && outcome.output.isEmpty)
        #expect(outcome.errors == "rollupsim: no scenario here re-enacts an incident\n")
    }

    @Test func everyIncidentOfTheScenariosIsInItsDocument() throws {
        let page = try String(contentsOfFile: Program.documents + "/incidents.md", encoding: .utf8)
        var count = 0
        for file in try FileManager.default.contentsOfDirectory(atPath: Program.scenarios).sorted()
        where file.hasSuffix(".yaml") {
            let text = try String(contentsOfFile: "\(Program.scenarios)/\(file)", encoding: .utf8)
            guard let start = text.range(of: "\nincidents:\n") else { continue }
            for match in text[start.upperBound...].matches(of: /\n    title: ([^\n]+)/) {
                count += 1
                #expect(page.contains("| \(match.1), "), "\(file): \(match.1)")
                #expect(page.contains("](../scenarios/\(file))"), "\(file)")
            }
        }
        #expect(count >= 20)
    }
}
