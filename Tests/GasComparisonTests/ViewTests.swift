import EVM
import Foundation
import GasComparison
import Scenario
import ScenarioTestSupport
import Testing
import TextOutput

/// The views of a comparison: the same numbers in each, and in the forms that their readers expect.
@Suite("Views of a comparison")
struct ViewTests {
    private static let all = Result {
        let amsterdam = try #require(ComparisonRequest.ComparedFork(name: "amsterdam"))
        return try ComparisonSamples.comparison(.mixed, sizes: [1, 4, 500], forks: [.known(.osaka), amsterdam])
    }

    @Test("The document for machines has the form that its schema describes")
    func schema() throws {
        let validator = SchemaValidator(try JSONTree(yaml: ComparisonSchema.text))
        for comparison in [try Self.all.get(), try ComparisonSamples.transfers.get()] {
            let document = try JSONTree(yaml: try ComparisonDocument(comparison).text())
            #expect(try validator.problems(in: document) == [])
        }
        // A schema that accepts everything would have accepted these.
        let text = try ComparisonDocument(try Self.all.get()).text()
        for (part, other) in [
            ("rollupsim-gas/1", "rollupsim-gas/2"), ("\"over_cap\"", "\"extrapolated\""), ("\"used\"", "\"spent\""),
            ("\"l2_block\"", "\"something\""),
        ] {
            let changed = text.replacingOccurrences(of: part, with: other)
            #expect(changed != text)
            #expect(try !validator.problems(in: try JSONTree(yaml: changed)).isEmpty, "\(part)")
        }
    }

    @Test("Text fits the width, as far as a single column of numbers does")
    func width() throws {
        for width in [60, 80, 120] {
            let style = TextStyle(width: width)
            let text = try [false, true].map { ComparisonText(try Self.all.get(), style: style, showsAll: $0).text }
                .joined()
            #expect(text.split(separator: "\n").map(\.count).max() ?? 0 <= width, "\(width)")
        }
    }

    @Test("Text, document, CSV and page are the same bytes when they are made again")
    func determinism() throws {
        func views(_ comparison: Comparison) throws -> [String] {
            let section = try #require(comparison.sections.first)
            return [
                ComparisonText(comparison).text, try ComparisonDocument(comparison).text(),
                ComparisonCSV.text(comparison), ComparisonPage(comparison).text,
                ComparisonPlot(section, request: comparison.request).text,
            ]
        }
        let again = try ComparisonSamples.comparison(sizes: [8, 1, 3])
        #expect(try views(ComparisonSamples.transfers.get()) == views(again))
    }

    @Test("Every number of the document is in the CSV file")
    func csv() throws {
        let comparison = try Self.all.get()
        let lines = ComparisonCSV.text(comparison).components(separatedBy: "\r\n").dropLast()
        let rows = try #require(comparison.sections.first?.rows)
        #expect(lines.count == rows.count + 1)
        let count = try #require(lines.first).split(separator: ",", omittingEmptySubsequences: false).count
        for (row, line) in zip(rows, lines.dropFirst()) {
            #expect(line.hasPrefix("osaka,mixed,\(row.mode.name),"))
            guard let measurement = row.outcome.measurement else {
                #expect(line.contains("over_cap"))
                continue
            }
            let cells = line.split(separator: ",", omittingEmptySubsequences: false)
            #expect(cells.count == count && cells[10] == "\(measurement.gas)")
        }
    }

    @Test("The page is well-formed, has the numbers, and asks for nothing")
    func page() throws {
        let comparison = try Self.all.get()
        let page = ComparisonPage(comparison).text
        try Self.expectWellFormed(page)
        for row in try #require(comparison.sections.first?.rows) {
            guard let measurement = row.outcome.measurement else { continue }
            #expect(page.contains(measurement.gas.grouped))
        }
        #expect(page.contains("default-src 'none'") && !page.contains("http:") && !page.contains("https:"))
        #expect(!page.contains("<script") && !page.contains(" href=\"/"))
    }

    @Test("The plot is well-formed, runs nothing, and has a line of its own dashes and a name for each mode")
    func plot() throws {
        let comparison = try ComparisonSamples.transfers.get()
        let section = try #require(comparison.sections.first)
        let text = ComparisonPlot(section, request: comparison.request).text
        try Self.expectWellFormed(text)
        #expect(text.hasPrefix("<svg xmlns=\"http://www.w3.org/2000/svg\"") && !text.contains("<script"))
        var dashes: Set<Substring> = []
        for mode in EnforcementMode.allCases {
            let lines = text.components(separatedBy: "<g id=\"osaka-\(mode.rawValue.replacing("/", with: "-"))\"")
            #expect(lines.count == 2 && lines.last?.contains(">\(mode.rawValue)</text>") == true, "\(mode)")
            let dash = try #require(lines.last?.firstMatch(of: /stroke-dasharray="([^"]*)"/)?.1)
            dashes.insert(dash)
        }
        #expect(dashes.count == EnforcementMode.allCases.count)
    }

    /// Run with `ROLLUPSIM_REGENERATE_GOLDEN=1` to draw it anew.
    @Test("The plot of three small blocks is the golden one")
    func goldenPlot() throws {
        let comparison = try ComparisonSamples.transfers.get()
        let section = try #require(comparison.sections.first)
        let golden = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
            .appendingPathComponent("Golden/transfers.svg")
        let text = ComparisonPlot(section, request: comparison.request).text
        if ProcessInfo.processInfo.environment["ROLLUPSIM_REGENERATE_GOLDEN"] == "1" {
            try text.write(to: golden, atomically: true, encoding: .utf8)
        }
        #expect(text == (try String(contentsOf: golden, encoding: .utf8)))
    }

    @Test("A plot of one size, and one of nothing, are well-formed too")
    func narrowPlots() throws {
        let one = try ComparisonSamples.comparison(sizes: [2])
        try Self.expectWellFormed(ComparisonPlot(try #require(one.sections.first), request: one.request).text)
        let nothing = try ComparisonSamples.comparison(.swaps, sizes: [500])
        let text = ComparisonPlot(try #require(nothing.sections.first), request: nothing.request).text
        try Self.expectWellFormed(text)
        #expect(!text.contains("<circle") && !text.contains("nan") && !text.contains("inf"))
    }

    /// Every element that begins ends, in order.
    private static func expectWellFormed(_ text: String) throws {
        let void: Set<String> = ["meta", "link"]
        var open: [String] = []
        var rest = text[...]
        while let start = rest.firstIndex(of: "<") {
            let end = try #require(rest[start...].firstIndex(of: ">"))
            let tag = rest[rest.index(after: start)..<end]
            rest = rest[rest.index(after: end)...]
            let word = String(tag.prefix { $0 != " " && $0 != "/" && $0 != "\n" })
            if tag.hasPrefix("!") { continue }
            if tag.hasPrefix("/") {
                #expect(open.popLast() == String(tag.dropFirst()))
            } else if !tag.hasSuffix("/"), !void.contains(word) {
                open.append(word)
            }
        }
        #expect(open.isEmpty && !text.isEmpty)
    }
}
