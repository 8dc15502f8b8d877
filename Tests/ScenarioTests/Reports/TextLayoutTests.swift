import Foundation
import Scenario
import Testing
import TextOutput

/// Reports for people: how wide they are, and what colours they have.
@Suite struct TextLayoutTests {
    private static func widest(_ text: String) -> Int {
        text.split(separator: "\n", omittingEmptySubsequences: false).map(\.count).max() ?? 0
    }

    @Test(arguments: ScenarioFolder.names, [40, 80, 200])
    func noLineIsWiderThanAsked(_ name: String, width: Int) throws {
        let result = try ReportDocumentTests.run(name)
        let style = TextStyle(width: width)
        // The trace hash is one word that a reader copies, and the narrowest gas tables cannot be broken.
        let text = TextReport(result, style: style).text.split(separator: "\n").filter {
            !$0.hasPrefix("trace hash: ") && !(width == 40 && ($0.hasPrefix("    ") && $0.contains("  ")))
        }.joined(separator: "\n")
        #expect(Self.widest(text) <= width)
        for slide in Slides(result, style: style).texts where !slide.contains("trace hash") && width > 40 {
            #expect(Self.widest(slide) <= width)
        }
    }

    @Test(arguments: ScenarioFolder.names)
    func everyStepHasItsSlide(_ name: String) throws {
        let result = try ReportDocumentTests.run(name)
        let slides = Slides(result).texts
        let steps = result.timeline.filter { !$0.isHeading }
        #expect(slides.count == steps.count + (result.gasTable == nil ? 2 : 3))
        for (slide, step) in zip(slides.dropFirst(), steps) {
            // A word that is longer than a line, such as a coordinate, is cut.
            let letters = slide.filter { $0 != " " && $0 != "\n" }
            #expect(letters.contains(step.effect.summary.filter { $0 != " " }))
        }
    }

    @Test func coloursStandOnlyWhereAskedForAndChangeNoWord() throws {
        let result = try ReportDocumentTests.run("native-happy-path.yaml")
        let plain = TextReport(result).text
        let coloured = TextReport(result, style: TextStyle(isColoured: true)).text
        #expect(!plain.contains("\u{1B}") && coloured.contains("\u{1B}[32m"))
        #expect(coloured.replacing(/\u{1B}\[[0-9;]*m/, with: "") == plain)
    }

    @Test func quietReportIsOneLineWhereAllIsWell() throws {
        let passed = try ReportDocumentTests.run("native-happy-path.yaml")
        #expect(TextReport(passed).quietText == "native-happy-path: passed\n")
        let document = try ScenarioFolder.document(
            "native-happy-path.yaml",
            replacing: "    expect: {revert: AlreadyClaimed}\n"
        )
        let failed = TextReport(ScenarioRun.run(document)).quietText
        #expect(failed.hasPrefix("native-happy-path: failed") && failed.contains("line 49: expected ok"))
    }
}

/// The calls of a step, as `--trace` prints them.
@Suite struct CallTreeTests {
    private static func text(_ step: String, _ name: String = "native-happy-path.yaml") throws -> String? {
        CallTreeText.text(of: step, in: try ReportDocumentTests.run(name), style: TextStyle(width: 200))
    }

    @Test func callsAreNamedWithGasArgumentsAndEnds() throws {
        let text = try #require(try Self.text("dep"))
        #expect(text.contains("nat::") && text.contains("{value: 3 ETH}") && text.contains("← [Return]"))
        #expect(text.contains("gas 93,581 of 600,000"))
    }

    @Test func reexecutedTransactionsStandBelowExecute() throws {
        let text = try #require(try Self.text("adv1"))
        let execute = try #require(text.range(of: "EXECUTE"))
        let inner = try #require(text.range(of: "L2 transaction 1, run again:"))
        #expect(execute.lowerBound < inner.lowerBound && text.contains("charge 15,321,440"))
        #expect(text.contains("L2Messenger::"))
    }

    @Test func revertsAndHaltsAreTold() throws {
        let text = try #require(try Self.text("bad"))
        #expect(text.contains("← [Halt] EXECUTE failed") && text.contains("← [Revert] execute failed"))
        #expect(text.contains("validation failed: wrong state root"))
    }

    @Test func stepsAreFoundByLineToo() throws {
        let line = try #require(
            try ReportDocumentTests.run("native-happy-path.yaml").timeline.first { $0.id == "dep" }?.line
        )
        #expect(try Self.text("\(line)") == Self.text("dep"))
        #expect(try Self.text("nothing") == nil)
    }
}
