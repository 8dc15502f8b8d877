import TextOutput

/// The reference as text for a terminal of 80 columns.
package enum ReferenceText {
    private static let width = 80
    /// Column at which what is said of a name begins.
    private static let margin = 20

    /// What there is to ask for.
    package static var overview: String {
        var text = paragraph(
            "A scenario is a YAML file: sections at the top, then steps. Each step has one verb, and modifiers beside it.",
            indent: 0
        )
        text += "`rollupsim explain NAME` tells more of each name:\n"
        for kind in ReferenceEntry.Kind.allCases where kind.isInOverview {
            let words = LanguageReference.entries.filter { $0.kind == kind }.map {
                kind == .modifier ? $0.word : $0.name
            }
            text += "\n\(kind.heading)\n" + paragraph(words.joined(separator: kind.separator), indent: 2)
        }
        return text
    }

    /// All entries that a name stands for; nil when there are none.
    package static func explanation(of name: String) -> String? {
        let entries = LanguageReference.entries(named: name)
        guard !entries.isEmpty else { return nil }
        var text = entries.map(explanation).joined(separator: "\n")
        let others = LanguageReference.entries.filter { $0.word == name && !entries.contains($0) }.map {
            "`\($0.name)`"
        }
        if !others.isEmpty {
            text += "\n" + paragraph("See also " + others.joined(separator: ", ") + ".", indent: 0)
        }
        return text
    }

    private static func explanation(of entry: ReferenceEntry) -> String {
        var text = "\(entry.name): \(entry.kind.noun)\n\n" + paragraph(entry.summary, indent: 2)
        for fact in entry.facts { text += paragraph(fact, indent: 2) }
        text += "\n"
        if let form = entry.form { text += row("form", form) }
        text += row("required", entry.isRequired ? "yes" : nil)
        text += row("default", entry.absent)
        text += row(entry.kind == .limit ? "at most" : "range", entry.range)
        text += row("source", entry.source)
        text += row("page", entry.page)
        text += row("since", entry.since)
        let shown = entry.kind == .layer ? [] : entry.choices
        for choice in shown { text += row("  \(choice.word)", choice.summary) }
        let parts = entry.parts.compactMap { name in LanguageReference.entries.first { $0.name == name }
        }
        if !parts.isEmpty { text += "\n  \(entry.kind.partsHeading)\n" }
        for part in parts {
            let mark = part.isRequired ? " (required)" : ""
            text += row("  \(part.word)", part.summary + mark)
        }
        if !entry.examples.isEmpty { text += "\n  example\n" }
        for example in entry.examples {
            text += example.split(separator: "\n", omittingEmptySubsequences: false).map { "    \($0)\n" }
                .joined()
        }
        return text
    }

    private static func row(_ head: String, _ value: String?) -> String {
        guard let value else { return "" }
        let body = paragraph(value, indent: margin)
        guard head.count + 3 <= margin else { return "  \(head)\n" + body }
        return "  " + head.padded(to: margin - 2) + body.dropFirst(margin)
    }

    /// Words in lines, each behind `indent` spaces.
    private static func paragraph(_ words: String, indent: Int) -> String {
        var lines: [String] = []
        var line = ""
        for word in words.split(separator: " ") {
            if !line.isEmpty, indent + line.count + 1 + word.count > width {
                lines.append(line)
                line = ""
            }
            line += line.isEmpty ? String(word) : " \(word)"
        }
        lines.append(line)
        return lines.map { String(repeating: " ", count: indent) + $0 + "\n" }.joined()
    }
}

extension ReferenceEntry.Kind {
    /// The kind with its article.
    var noun: String {
        switch self {
        case .section: "a section of a scenario"
        case .verb: "a verb"
        case .modifier: "a modifier of steps"
        case .key: "a key"
        case .value: "a value"
        case .function: "a function of expressions"
        case .member: "a member in expressions"
        case .operator: "an operator of expressions"
        case .quantity: "a kind of number"
        case .unit: "a unit"
        case .layer: "a layer of failures"
        case .code: "a failure"
        case .limit: "a limit"
        }
    }

    /// What stands above all entries of the kind.
    var heading: String {
        switch self {
        case .section: "Sections"
        case .verb: "Verbs"
        case .modifier: "Modifiers"
        case .key: "Keys"
        case .value: "Values"
        case .function: "Functions"
        case .member: "Members"
        case .operator: "Operators"
        case .quantity: "Kinds of numbers"
        case .unit: "Units"
        case .layer: "Layers of failures"
        case .code: "Failures"
        case .limit: "Limits"
        }
    }

    /// What stands above the parts of one entry.
    fileprivate var partsHeading: String {
        switch self {
        case .function: "members"
        case .quantity: "units"
        case .layer: "failures"
        case .modifier: "layers"
        default: "keys"
        }
    }

    /// Keys are told with their owners, values with their keys, and failures with their layers.
    fileprivate var isInOverview: Bool { self != .key && self != .value && self != .code }

    fileprivate var separator: String { self == .limit ? ", " : "  " }
}
