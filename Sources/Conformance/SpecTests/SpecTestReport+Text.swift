import TextOutput

extension SpecTestReport {
    /// The report for people: a line for each failure, a table by kind, and a summary.
    public var text: String {
        var text = ""
        for (path, result) in cases {
            if case .failed(let reason) = result.verdict {
                text += "\(path): \(result.name): \(reason)".printable + "\n"
            }
        }
        text += table
        let failed = total.failed
        text += "\(total.ran) ran" + (total.ran == 0 ? "" : failed == 0 ? ": all passed" : ": \(failed) failed")
        if total.notCovered > 0 { text += "; not covered: \(total.notCovered)" }
        if !errors.isEmpty { text += "; files that cannot be run: \(errors.count)" }
        return text + "\n"
    }

    private var table: String {
        var table = TextTable([
            ("kind", .left), ("ran", .right), ("passed", .right), ("failed", .right), ("not covered", .right),
        ])
        for kind in SpecTestKind.allCases {
            let tally = tally(kind)
            guard tally.ran + tally.notCovered > 0 else { continue }
            table.add([kind.rawValue] + [tally.ran, tally.passed, tally.failed, tally.notCovered].map(String.init))
        }
        return table.text(indent: "")
    }
}
