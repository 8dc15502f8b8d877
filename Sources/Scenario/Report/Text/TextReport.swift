import Primitives
package import TextOutput

/// A run's report for people: timeline, gas table, invariants, trace hash and verdict.
package struct TextReport {
    private let result: ScenarioResult
    private let style: TextStyle

    /// The report of a finished run, whatever its verdict.
    package init(_ result: ScenarioResult, style: TextStyle = TextStyle()) {
        self.result = result
        self.style = style
    }

    /// The whole text, ending in a line break.
    package var text: String {
        var parts = [header]
        if result.document.report.showsTimeline, !result.timeline.isEmpty {
            parts.append(TimelineText(result.timeline, style: style).text)
        }
        if let table = result.gasTable { parts.append(GasTableText(table, style: style).text) }
        if !result.document.monitors.isEmpty { parts.append(alerts) }
        parts.append(ending)
        return parts.joined(separator: "\n")
    }

    /// Verdict and reasons alone: one line where all is well.
    package var quietText: String {
        let name = result.document.name.printable
        guard result.verdict != .passed else {
            return "\(name): " + style.paint("passed", .good) + "\n"
        }
        return "\(name): " + verdict
    }

    /// Name, lesson and rollups.
    var header: String {
        let document = result.document
        var text = style.wrapped(document.name.printable, .heading)
        if let lesson = document.lesson { text += style.wrapped(lesson.printable) }
        var facts = ["seed \(document.seed)", "L1 \(document.l1.preset.rawValue)"]
        if let level = document.level { facts.append("level \(level)") }
        if !document.layers.isEmpty { facts.append(document.layers.map(\.rawValue).joined(separator: ", ")) }
        text += style.wrapped(facts.joined(separator: " · "), .quiet)
        for rollup in result.rollups {
            var line = "\(rollup.name): \(rollup.preset.rawValue)"
            line += rollup.chainID.map { ", chain id \($0)" } ?? ""
            line += rollup.gasLimit.map { ", L2 gas limit \($0.grouped)" } ?? ""
            line += rollup.batch.map { ", \($0.counted("payment")) a batch" } ?? ""
            line += rollup.gasRule.map { ", gas rule \($0)" } ?? ""
            line += rollup.requestsPolicy.map { ", requests \($0.rawValue)" } ?? ""
            line += rollup.challengeWindow.map { ", challenge window \($0.clockTime)" } ?? ""
            line += rollup.verificationKey.map { ", verification key \($0.rawValue)" } ?? ""
            // What the bits are worth, the page says.
            line += rollup.securityBits.map { ", proofs of at least \($0) bits (docs/trust.md)" } ?? ""
            line += rollup.trust.map { "; \($0) (docs/rollup-designs.md)" } ?? ""
            text += style.wrapped(line, indent: "  ")
        }
        return text
    }

    /// The alerts, each with its virtual time and what its monitor saw.
    var alerts: String {
        let text = style.paint("alerts", .heading) + "\n"
        guard !result.alerts.isEmpty else { return text + "  none\n" }
        let rows = result.alerts.map { ["\($0.elapsed.clockTime)", $0.monitor, $0.rule.rawValue, $0.rollup, $0.saw] }
        let widths = (0..<4).map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.reduce(text) { text, row in
            let time = row[0].leftPadded(to: widths[0])
            let columns =
                "  " + ([time] + (1..<4).map { row[$0].padded(to: widths[$0]) }).joined(separator: "  ") + "  "
            // On a narrow page there is no room for columns.
            let isNarrow = columns.count > style.width / 2
            let words = (isNarrow ? row[1...] : row[4...]).joined(separator: " ").printable
            return text + style.wrapped(words, first: isNarrow ? "  \(time)  " : columns, indent: "    ")
        }
    }

    /// Invariants, trace hash and verdict.
    var ending: String {
        var text = style.paint("invariants", .heading) + "\n"
        let width = result.invariants.map(\.setting.invariant.rawValue.count).max() ?? 0
        for record in result.invariants {
            let name = "  " + record.setting.invariant.rawValue.padded(to: width) + "  "
            if let violation = record.violation {
                let place = violation.line == 0 ? "after the deployment" : "at line \(violation.line)"
                let isExpected = record.setting.treatment == .expectViolation
                let state = "violated \(place)\(isExpected ? ", as expected" : ""): \(violation.reason.printable)"
                text += style.wrapped(state, isExpected ? .failure : .bad, first: name, indent: "    ")
            } else {
                let state = "holds, \(record.checkCount) \(record.checkCount == 1 ? "check" : "checks")"
                text += style.wrapped(state, first: name, indent: "    ")
            }
        }
        if let hash = result.traceHash { text += "\ntrace hash: \(hash.hex)\n" }
        return text + "result: " + verdict
    }

    /// The verdict's word, and a line for each reason.
    private var verdict: String {
        func reason(_ text: String) -> String { style.wrapped(text.printable, first: "  ", indent: "    ") }
        switch result.verdict {
        case .passed: return style.paint("passed", .good) + "\n"
        case .failed(let problems):
            let heading = style.paint("failed; the run stops at the first failure", .bad) + "\n"
            return heading + problems.map { reason("\(result.document.source.name): \($0)") }.joined()
        case .invariantViolated(let text): return style.paint("invariant violated", .bad) + "\n" + reason(text)
        case .limitExceeded(let text): return style.paint("limit exceeded", .bad) + "\n" + reason(text) + excerpts
        case .impossible(let text): return style.paint("impossible", .bad) + "\n" + reason(place + text) + excerpts
        case .fault(let text): return style.paint("internal error", .bad) + "\n" + reason(place + text) + excerpts
        }
    }

    /// The file, before a reason that names a line of it.
    private var place: String {
        result.problems.contains { $0.location != nil } ? "\(result.document.source.name): " : ""
    }

    /// The lines of the file that the reasons are about, with carets.
    private var excerpts: String {
        let places = result.problems.compactMap(\.location)
        // A line has its number and a bar before it.
        return places.map { result.document.source.excerpt(at: $0, width: style.width - 8) }.joined()
    }
}
