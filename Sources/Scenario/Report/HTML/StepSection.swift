import Primitives
import TextOutput

/// The steps one by one: what each did, and on request its calls, its gas and what it changed.
struct StepSection {
    private let result: ScenarioResult
    private let anchor: String
    private let balances: BalanceHistory
    private let storage: StorageRows

    /// Most lines of the calls of one step.
    private static let maximumCallLines = 600

    init(_ result: ScenarioResult, anchor: String) {
        self.result = result
        self.anchor = anchor
        balances = BalanceHistory(result)
        storage = StorageRows(result)
    }

    /// The section.
    var markup: Markup {
        let steps = result.timeline.enumerated().map { index, entry in
            entry.isHeading ? heading(entry) : step(entry, index)
        }
        return """
            <section><h2>Steps</h2>
            <p class="quiet">Each opens on Enter, or a click: calls, gas and changes of state.</p>
            \(steps.joined())
            </section>
            """
    }

    private func heading(_ entry: TimelineEntry) -> Markup {
        let note = entry.note.map { "<p class=\"note\">\($0)</p>" as Markup } ?? ""
        return "<h3>\(entry.event)</h3>\(note)\n"
    }

    private func step(_ entry: TimelineEntry, _ index: Int) -> Markup {
        let isExpected = entry.effect.problems.isEmpty
        let look = isExpected ? (entry.effect.outcome == .success ? "good" : "failure") : "bad"
        let outcome = entry.effect.outcome
        let end =
            isExpected ? (outcome == .success ? "\(outcome)" : "\(outcome), as expected") : "\(outcome), \(entry.flaw)"
        // What went wrong is what a reader came for.
        let open: Markup = isExpected ? "" : " open"
        let note = entry.note.map { "<p class=\"note\">\($0)</p>" as Markup } ?? ""
        return """
            \(note)<details class="step"\(open)><summary>\
            <span class="when">\(entry.slot) · \(entry.elapsed.clockTime)</span> \
            <span class="who">\(entry.effect.actor ?? "")</span> <span class="what">\(entry.event)</span> \
            <span class="gas">\(entry.gasUsed.map { "\($0.grouped) gas" } ?? "")</span> \
            <span class="\(look)">\(end)</span></summary>
            <div class="body" id="\(anchor)-step\(index)">
            <p class="quiet">line \(entry.line), <code>\(entry.verb)</code></p>
            \(details(of: entry))\(calls(of: entry))\(gas(of: entry))\(changes(of: entry, at: index))\(storage.markup(of: entry))</div></details>

            """
    }

    private func details(of entry: TimelineEntry) -> Markup {
        guard !entry.effect.details.isEmpty else { return "" }
        let lines = entry.effect.details.map { detail -> Markup in
            switch detail {
            case .assertion(let record) where record.result.holds: "<li class=\"good\">\("\(detail)")</li>"
            case .assertion, .problem: "<li class=\"bad\">\("\(detail)")</li>"
            case .remark, .value, .proof: "<li>\("\(detail)")</li>"
            }
        }
        return "<ul class=\"plain\">\(lines.joined())</ul>"
    }

    private func calls(of entry: TimelineEntry) -> Markup {
        guard !entry.transactions.isEmpty else { return "<p class=\"quiet\">No block took a transaction.</p>" }
        let text = CallTreeText(result.names, style: TextStyle(width: 4_000)).text(of: entry)
        let lines = text.split(separator: "\n")
        let shown = lines.dropFirst().prefix(Self.maximumCallLines).joined(separator: "\n")
        let cut: Markup =
            lines.count - 1 > Self.maximumCallLines
            ? "<p>The first \(Self.maximumCallLines) of \(lines.count - 1) lines are shown.</p>" : ""
        return "<h4>Calls</h4><pre tabindex=\"0\">\(shown)</pre>\(cut)"
    }

    private func gas(of entry: TimelineEntry) -> Markup {
        guard !entry.transactions.isEmpty else { return "" }
        return "<h4>Gas</h4>" + GasSection.splits(entry.transactions, names: result.names)
    }

    private func changes(of entry: TimelineEntry, at index: Int) -> Markup {
        let rows = balances.changes(at: index)
        guard !rows.isEmpty else { return "<p class=\"quiet\">No named account or rollup changed.</p>" }
        return "<h4>Changes of state</h4>"
            + Markup.table(
                "What the step changed",
                [("of", false), ("what", false), ("before", true), ("after", true)],
                rows.map { row in ["\(row.owner)", "\(row.name)", "\(row.before)", "\(row.after)"] }
            )
    }
}

extension TimelineEntry {
    /// What is wrong with a step that has problems, in a few words: its outcome, or what was to hold after it.
    fileprivate var flaw: String {
        let kinds = Set(effect.problems.map(\.kind))
        return kinds == [.assertion] ? "and an assertion does not hold" : "not as expected"
    }
}
