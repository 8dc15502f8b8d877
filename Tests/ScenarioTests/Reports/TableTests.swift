import Foundation
import Scenario
import Testing

/// JUnit and CSV: read by programs that nobody here has written.
@Suite struct TableTests {
    private static func failing() throws -> ScenarioResult {
        ScenarioRun.run(
            try ScenarioFolder.document(
                "native-happy-path.yaml",
                replacing: "escrow(nat) == 2.5 ETH",
                with: "escrow(nat) == 2.4 ETH"
            )
        )
    }

    @Test(arguments: ScenarioFolder.names)
    func everyStepIsACase(_ name: String) throws {
        let result = try ReportDocumentTests.run(name)
        let text = JUnitReport.text([(FileRecord(file: name, result), result)])
        let counts = try XMLCounts(text)
        #expect(counts.elements["testsuite"] == 1)
        #expect(counts.elements["testcase"] == result.timeline.count { !$0.isHeading } + 1)
        #expect(counts.elements["failure"] == nil && counts.elements["error"] == nil)
    }

    @Test func failuresAndRefusalsAreTold() throws {
        let failed = try Self.failing()
        let text = JUnitReport.text([
            (FileRecord(file: "a.yaml", failed), failed),
            (FileRecord(file: "b<.yaml", unreadable: "no such file"), nil),
        ])
        let counts = try XMLCounts(text)
        #expect(counts.elements["failure"] == 1 && counts.elements["error"] == 1)
        #expect(text.contains("escrow(nat) == 2.4 ETH") && text.contains("b&lt;.yaml"))
    }

    @Test func everyTableIsRectangular() throws {
        let result = try ReportDocumentTests.run("native-happy-path.yaml")
        let tables = TableFiles.tables([("a,\"b.yaml", result)])
        #expect(Set(tables.map(\.name)).count == tables.count)
        for table in tables {
            let rows = Self.rows(table.text)
            #expect(
                rows.count > 1 || ["values.csv", "matrices.csv", "alerts.csv"].contains(table.name),
                "\(table.name)"
            )
            #expect(rows.allSatisfy { $0.count == rows[0].count }, "\(table.name)")
            #expect(rows.dropFirst().allSatisfy { $0[0] == "a,\"b.yaml" }, "\(table.name)")
        }
    }

    @Test func cellsThatASpreadsheetWouldRunAreText() throws {
        let text = """
            format: rollupsim/1
            name: formulas
            actors: {alice: {l1: 1 ETH}}
            steps:
              - group: "=cmd()"
                steps:
                  - print: '-1 + 1 == 0'
            """
        let document = try ScenarioDocument(name: "f.yaml", bytes: Array(text.utf8))
        let tables = TableFiles.tables([("=f.yaml", ScenarioRun.run(document))])
        let values = try #require(tables.first { $0.name == "values.csv" })
        #expect(Self.rows(values.text)[1][0] == "'=f.yaml")
        #expect(Self.rows(values.text)[1][3] == "'-1 + 1 == 0")
    }

    /// Reads CSV as RFC 4180 has it.
    private static func rows(_ text: String) -> [[String]] {
        var rows: [[String]] = []
        var row: [String] = []
        var cell = ""
        var isQuoted = false
        var scalars = Array(text.unicodeScalars)[...]
        while let scalar = scalars.popFirst() {
            if isQuoted {
                if scalar != "\"" {
                    cell.unicodeScalars.append(scalar)
                } else if scalars.first == "\"" {
                    cell.unicodeScalars.append("\"")
                    scalars.removeFirst()
                } else {
                    isQuoted = false
                }
                continue
            }
            switch scalar {
            case "\"": isQuoted = true
            case ",":
                row.append(cell)
                cell = ""
            case "\r":
                rows.append(row + [cell])
                row = []
                cell = ""
                if scalars.first == "\n" { scalars.removeFirst() }
            default: cell.unicodeScalars.append(scalar)
            }
        }
        return rows
    }

    /// Elements of a well-formed document by name; a document that is not well-formed is an error.
    private struct XMLCounts {
        var elements: [String: Int] = [:]

        init(_ text: String) throws {
            var open: [String] = []
            var rest = text[...]
            while let start = rest.firstIndex(of: "<") {
                let end = try #require(rest[start...].firstIndex(of: ">"))
                let tag = rest[rest.index(after: start)..<end]
                rest = rest[rest.index(after: end)...]
                if tag.hasPrefix("?") { continue }
                if tag.hasPrefix("/") {
                    try #require(open.popLast() == String(tag.dropFirst()))
                    continue
                }
                let name = String(tag.prefix { $0 != " " && $0 != "/" })
                elements[name, default: 0] += 1
                // Quotes come in pairs, and hold neither brackets nor bare ampersands.
                try #require(tag.count { $0 == "\"" } % 2 == 0 && !tag.contains("<"))
                if !tag.hasSuffix("/") { open.append(name) }
            }
            try #require(open.isEmpty)
        }
    }
}
