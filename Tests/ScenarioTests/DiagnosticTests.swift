import Foundation
import Scenario
import Testing

/// A text that must be refused, with the exact words of the refusal.
struct DiagnosticCase: CustomTestStringConvertible, Sendable {
    let code: ScenarioDiagnostic.Code
    let name: String
    let text: String
    let refusal: String

    var testDescription: String { name }

    /// A whole file.
    init(_ code: ScenarioDiagnostic.Code, _ name: String, file: String, refusal: String) {
        self.code = code
        self.name = name
        self.text = file
        self.refusal = refusal
    }

    /// The steps of an otherwise sound file.
    init(_ code: ScenarioDiagnostic.Code, _ name: String, steps: String, refusal: String) {
        self.init(code, name, file: ScenarioSamples.head + steps, refusal: refusal)
    }

    static let all = subset + schema + value + step + expression + contract
}

@Suite struct DiagnosticTests {
    @Test(arguments: DiagnosticCase.all)
    func refusalNamesThePlaceAndTheWayOut(_ example: DiagnosticCase) throws {
        let error = try #require(ScenarioSamples.refusal(of: example.text))
        #expect(error.diagnostics.contains { $0.code == example.code })
        #expect(error.rendered == example.refusal + "\n")
    }

    @Test func everyDiagnosticHasANegativeTest() {
        // These need bytes or sizes that a golden text cannot hold; each has its own test below.
        let elsewhere: Set<ScenarioDiagnostic.Code> = [.fileTooLarge, .invalidUTF8, .tooManySteps]
        let covered = Set(DiagnosticCase.all.map(\.code)).union(elsewhere)
        #expect(covered == Set(ScenarioDiagnostic.Code.allCases))
    }

    @Test func oversizedFileIsRefusedUnread() throws {
        let bytes = [UInt8](repeating: 0x23, count: SourceText.maximumByteCount + 1)
        let error = try #require(throws: ScenarioError.self) { try ScenarioDocument(name: "big.yaml", bytes: bytes) }
        #expect(error.diagnostics.map(\.code) == [.fileTooLarge])
        #expect(error.rendered == "big.yaml:1:1: error: the file has 1048577 bytes; at most 1048576 are read\n")
    }

    @Test func brokenUTF8IsRefusedAtItsPlace() throws {
        let bytes = Array("format: rollupsim/1\nname: é".utf8).dropLast() + [0x0a]
        let error = try #require(throws: ScenarioError.self) {
            try ScenarioDocument(name: "x.yaml", bytes: Array(bytes))
        }
        #expect(error.rendered == "x.yaml:2:7: error: the file is not valid UTF-8 here\n")
    }

    @Test func tooManyStepsAreRefusedOnce() throws {
        let steps = String(repeating: "  - l1_mine: 1blk\n", count: Step.maximumCount + 5)
        let error = try #require(ScenarioSamples.refusal(of: ScenarioSamples.head + steps))
        #expect(error.diagnostics.map(\.code) == [.tooManySteps])
        #expect(error.diagnostics[0].location.line == 6 + Step.maximumCount)
    }

    @Test func severalProblemsAreReportedInOrder() throws {
        let text =
            ScenarioSamples.head + """
                  - deposit: {to: nta, amount: 3 eth}
                    by: alcie
                  - assert: nat.head.nunber == 1
                  - seal: {rollup: nat}
                    expect: {revert: any}
                """
        let error = try #require(ScenarioSamples.refusal(of: text))
        #expect(
            error.diagnostics.map(\.code) == [
                .unknownRollup, .wrongUnit, .unknownActor, .undefinedMember, .impossibleOutcome,
            ]
        )
        #expect(error.diagnostics.map(\.location.line) == [6, 6, 7, 8, 10])
    }

    @Test func deepBlockNestingIsRefused() throws {
        let dashes = String(repeating: "- ", count: 60) + "x\n"
        let error = try #require(ScenarioSamples.refusal(of: "format: rollupsim/1\nsteps:\n" + dashes))
        #expect(error.diagnostics.map(\.code) == [.nestingTooDeep])
        let wide = try #require(ScenarioSamples.refusal(of: String(repeating: "- ", count: 100_000) + "x\n"))
        #expect(wide.diagnostics.map(\.code) == [.nestingTooDeep])
    }

    @Test func multipliedAliasesAreRefusedBeforeTheyAreComposed() throws {
        var text = "format: rollupsim/1\na0: &a0 [x, x]\n"
        for index in 1...40 { text += "a\(index): &a\(index) [*a\(index - 1), *a\(index - 1)]\n" }
        text += "? *a40\n: y\n"
        let error = try #require(ScenarioSamples.refusal(of: text))
        #expect(error.diagnostics.contains { $0.code == .anchor })
    }

    @Test func quotedTextIsNotTakenForStructure() throws {
        let text =
            ScenarioSamples.head + """
                  - l1_mine: 1blk
                    note: "&anchor, *alias, !tag, [[[ {{{ --- %YAML"
                  - l1_mine: 1blk
                    note: '&a ''*b'' [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[['
                  - l1_mine: 1blk
                    note: |
                      &a *b !c [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[
                      --- no marker
                  - l1_mine: 1blk # &a *b [
                    note: rock & roll * 2 ! done [sic]
                """
        #expect(try ScenarioSamples.read(text).steps.count == 4)
    }
}
