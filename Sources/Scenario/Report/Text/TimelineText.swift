import TextOutput

/// The timeline as text: a line for what each step did, and below it what there is to say about it.
struct TimelineText {
    private let entries: [TimelineEntry]
    private let style: TextStyle
    private let widths: (slot: Int, time: Int, actor: Int, gas: Int)

    /// Actors with longer names get a line of their own.
    private static let maximumActorWidth = 16
    /// What stands before a line that belongs to the step above it.
    private static let indent = "      "

    init(_ entries: [TimelineEntry], style: TextStyle) {
        self.entries = entries
        self.style = style
        widths = (
            slot: max(4, entries.map { "\($0.slot)".count }.max() ?? 0),
            time: max(4, entries.map(\.elapsed.clockTime.count).max() ?? 0),
            actor: max(
                5,
                entries.map { $0.effect.actor?.printable.count ?? 0 }.filter { $0 <= Self.maximumActorWidth }.max() ?? 0
            ),
            gas: max(3, entries.map { $0.gasUsed?.grouped.count ?? 0 }.max() ?? 0)
        )
    }

    /// All entries, below a heading.
    var text: String { heading + entries.map { text(of: $0) }.joined() }

    /// The names of the columns.
    private var heading: String {
        let left = prefix("slot", "time", "actor")
        guard hasRoomForEvents(beside: left) else { return style.paint(left.trimmingTrailingSpaces, .heading) + "\n" }
        let event = "event".padded(to: max(5, style.width - left.count - widths.gas - 2))
        return style.paint(left + event + "  " + "gas".leftPadded(to: widths.gas), .heading) + "\n"
    }

    private func prefix(_ slot: String, _ time: String, _ actor: String) -> String {
        slot.leftPadded(to: widths.slot) + "  " + time.leftPadded(to: widths.time) + "  "
            + actor.padded(to: widths.actor) + "  "
    }

    /// Whether what happened has room in the line of slot, time and actor.
    private func hasRoomForEvents(beside left: String) -> Bool { left.count + widths.gas + 22 <= style.width }

    /// One entry.
    func text(of entry: TimelineEntry) -> String {
        if entry.isHeading {
            let margin = String(repeating: "  ", count: entry.depth)
            return "\n" + style.wrapped("— \(entry.event)", .heading, first: margin, indent: margin + "  ")
        }
        var text = ""
        if let note = entry.note {
            text += style.wrapped("“\(note.printable)”", first: Self.indent, indent: Self.indent + " ")
        }
        text += row(of: entry)
        let outcome = entry.effect.outcome
        if outcome != .success {
            let isExpected = entry.effect.problems.isEmpty
            let words = "→ \(outcome)".printable + (isExpected ? ", as expected" : "  ✗ NOT AS EXPECTED")
            text += style.wrapped(words, isExpected ? .failure : .bad, first: Self.indent, indent: Self.indent + "  ")
        } else if !entry.effect.problems.isEmpty {
            text += style.wrapped("✗ NOT AS EXPECTED", .bad, first: Self.indent)
        }
        for detail in entry.effect.details { text += self.text(of: detail) }
        return text
    }

    private func row(of entry: TimelineEntry) -> String {
        let gas = entry.gasUsed?.grouped.leftPadded(to: widths.gas) ?? ""
        let left = prefix("\(entry.slot)", entry.elapsed.clockTime, (entry.effect.actor ?? "").printable)
        // A narrow terminal, or a long name, leaves no room for the event beside it.
        guard hasRoomForEvents(beside: left) else {
            let event = entry.event + (entry.gasUsed.map { ", gas \($0.grouped)" } ?? "")
            return left.trimmingTrailingSpaces + "\n" + style.wrapped(event, first: Self.indent, indent: Self.indent)
        }
        let room = style.width - left.count - widths.gas - 2
        var lines = TextWrap.lines(entry.event, width: room)
        lines[0] = left + lines[0].padded(to: room) + "  " + gas
        for index in lines.indices.dropFirst() {
            lines[index] = String(repeating: " ", count: left.count) + lines[index]
        }
        return lines.map { $0.trimmingTrailingSpaces + "\n" }.joined()
    }

    /// A detail, in the colour of what it means.
    private func text(of detail: StepDetail) -> String {
        let (first, next) = (Self.indent, Self.indent + "  ")
        switch detail {
        case .assertion(let record) where record.result.holds:
            return style.wrapped("\(detail)".printable, .good, first: first, indent: next)
        case .assertion, .problem:
            return style.wrapped("\(detail)".printable, .bad, first: first, indent: next)
        case .remark, .proof:
            return style.wrapped("\(detail)".printable, .quiet, first: first, indent: next)
        case .value:
            return style.wrapped("\(detail)".printable, first: first, indent: next)
        }
    }
}

extension TimelineEntry {
    /// What happened, with the step's id and how often it was done.
    var event: String {
        var event = effect.summary
        if let id, !isHeading { event += " [\(id)]" }
        if repetitions > 1 { event += " (\(repetitions) times)" }
        return event.printable
    }
}

extension String {
    /// The text without the spaces at its end.
    fileprivate var trimmingTrailingSpaces: String {
        var text = self
        while text.last == " " { text.removeLast() }
        return text
    }
}
