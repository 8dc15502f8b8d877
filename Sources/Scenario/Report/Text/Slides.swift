package import TextOutput

/// A run for a projector: one step on each slide.
package struct Slides {
    private let result: ScenarioResult
    private let style: TextStyle

    /// The slides of a finished run, whatever its verdict.
    package init(_ result: ScenarioResult, style: TextStyle = TextStyle()) {
        self.result = result
        self.style = style
    }

    /// The slides in order: the title, a slide for each step, one for the gas table, and the end.
    package var texts: [String] {
        let report = TextReport(result, style: style)
        let steps = result.timeline.filter { !$0.isHeading }
        var headings: [String] = []
        var texts = [report.header]
        var number = 0
        for entry in result.timeline {
            headings = Array(headings.prefix(entry.depth))
            if entry.isHeading {
                headings.append(entry.event)
                continue
            }
            number += 1
            texts.append(slide(of: entry, number: number, count: steps.count, below: headings))
        }
        if let table = result.gasTable { texts.append(GasTableText(table, style: style).text) }
        texts.append(report.ending)
        return texts
    }

    private func slide(of entry: TimelineEntry, number: Int, count: Int, below headings: [String]) -> String {
        let place = ([result.document.name.printable] + headings).joined(separator: " — ")
        let time = "step \(number) of \(count) · slot \(entry.slot) · \(entry.elapsed.clockTime)"
        var text = style.wrapped(place, .quiet) + style.wrapped(time, .quiet) + "\n"
        if let note = entry.note { text += style.wrapped("“\(note.printable)”", first: "  ", indent: "   ") + "\n" }
        let actor = entry.effect.actor.map { $0.printable + " " } ?? ""
        text += style.wrapped(actor + entry.event, .heading, first: "  ", indent: "    ") + "\n"
        let isExpected = entry.effect.problems.isEmpty
        let outcome = "\(entry.effect.outcome)".printable
        let end = isExpected ? outcome : outcome + "  ✗ NOT AS EXPECTED"
        let isFailure = entry.effect.outcome != .success
        text += style.wrapped(
            "→ " + end,
            isExpected ? (isFailure ? .failure : .good) : .bad,
            first: "  ",
            indent: "    "
        )
        if let gas = entry.gasUsed { text += "  gas \(gas.grouped)\n" }
        if !entry.effect.details.isEmpty { text += "\n" }
        for detail in entry.effect.details {
            text += style.wrapped("\(detail)".printable, first: "  ", indent: "    ")
        }
        return text
    }
}
