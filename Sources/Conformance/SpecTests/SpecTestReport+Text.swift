extension SpecTestReport {
    /// The report for people: a line for each failure, a table by kind, and a summary.
    public var text: String {
        var text = ""
        for (path, result) in cases {
            if case .failed(let reason) = result.verdict { text += "\(path): \(result.name): \(reason)\n" }
        }
        text += table
        let failed = total.failed
        text += "\(total.ran) ran: " + (failed == 0 ? "all passed" : "\(failed) failed")
        if total.notCovered > 0 { text += "; not covered: \(total.notCovered)" }
        if !errors.isEmpty { text += "; files that cannot be run: \(errors.count)" }
        return text + "\n"
    }

    private var table: String {
        var rows = [["kind", "ran", "passed", "failed", "not covered"]]
        for kind in SpecTestKind.allCases {
            let tally = tally(kind)
            guard tally.ran + tally.notCovered > 0 else { continue }
            rows.append([kind.rawValue] + [tally.ran, tally.passed, tally.failed, tally.notCovered].map(String.init))
        }
        let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            let cells = row.enumerated().map { column, cell in
                let space = String(repeating: " ", count: widths[column] - cell.count)
                return column == 0 ? cell + space : space + cell
            }
            return cells.joined(separator: "  ") + "\n"
        }.joined()
    }
}
