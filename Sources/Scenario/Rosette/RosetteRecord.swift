package import TextOutput

/// What `rollupsim rosette` prints of one rollup.
package struct RosetteRecord: Hashable, Sendable, Encodable {
    /// The rosette and stage of what L2BEAT has published.
    package struct Comparison: Hashable, Sendable, Encodable {
        /// Of which rollup.
        package let subject: String
        /// As of which date.
        package let date: String
        /// Where it is taken from.
        package let source: String
        /// Where it differs.
        package let differences: [RosetteDifference]
    }

    /// The rollup's name.
    package let rollup: String
    /// The preset or design.
    package let preset: String
    /// The answers.
    package let slices: [Rosette.Slice]
    /// The stage as a digit, or `none`.
    package let stage: String
    /// What is missing for the next stage.
    package let blocking: [String]
    /// All requirements of stages.
    package let requirements: [RollupStage.Requirement]
    /// What a reader should know beside the answers.
    package let notes: [String]
    /// What the rollup that a preset stands for has and these contracts do not.
    package let notModelled: [String]
    /// The comparison with what is published; nil where nothing is.
    package let published: Comparison?
    /// Why nothing is published; nil where something is, or where there is no preset.
    package let unpublished: String?

    /// The record of a rosette, and of the preset that the rollup is, if it is one.
    package init(_ rosette: Rosette, preset: PresetFile? = nil) {
        rollup = rosette.name
        self.preset = preset?.name ?? rosette.design
        slices = rosette.slices
        stage = rosette.stage.text
        blocking = rosette.stage.blocking
        requirements = rosette.stage.requirements
        notes = rosette.notes
        notModelled = preset?.notModelled ?? []
        published = preset.flatMap { preset in
            preset.published.map { published in
                Comparison(
                    subject: published.subject,
                    date: published.date,
                    source: published.source,
                    differences: preset.differences(from: rosette)
                )
            }
        }
        unpublished = preset?.unpublished
    }

    /// The record as people read it.
    ///
    /// - Parameter style: How wide it is, and whether it may be coloured.
    /// - Returns: The lines, each with its line break.
    package func text(_ style: TextStyle) -> String {
        var text = style.wrapped("ROSETTE \(rollup) (\(preset))   Stage: \(stage) (simulated)", .heading, indent: "  ")
        for (index, reason) in blocking.enumerated() {
            let head = index == 0 ? "  blocking: " : "            "
            text += style.wrapped(reason.printable, first: head, indent: "            ")
        }
        if blocking.isEmpty { text += "  blocking: none\n" }
        for slice in slices {
            let star = slice.isOwnValue ? "*" : ""
            let head = "  \(slice.question.title.padded(to: 18))  \("[\(slice.sentiment.rawValue)]".padded(to: 9))  "
            text += style.wrapped(
                "\(slice.value)\(star): \(slice.detail)".printable,
                slice.sentiment.meaning,
                first: head,
                indent: String(repeating: " ", count: head.count)
            )
        }
        for note in notes { text += style.wrapped(note.printable, first: "  - ", indent: "    ") }
        for lack in notModelled.map(\.printable) {
            text += style.wrapped("not modelled: \(lack)", first: "  - ", indent: "    ")
        }
        if let published {
            let head = "published of \(published.subject) as of \(published.date): "
            let count = published.differences.count
            let verdict = count == 0 ? "the same" : count == 1 ? "one difference" : "\(count) differences"
            text += style.wrapped((head + verdict).printable, first: "  ", indent: "    ")
            for difference in published.differences {
                let line = "\(difference.subject): here \(difference.derived), there \(difference.published)."
                let reason = difference.explanation.map { " " + $0 } ?? " Nobody has said why."
                text += style.wrapped((line + reason).printable, first: "    ", indent: "      ")
            }
            text += style.wrapped("source: \(published.source)".printable, .quiet, first: "    ", indent: "      ")
        }
        if let unpublished {
            text += style.wrapped("nothing published: \(unpublished)".printable, first: "  ", indent: "    ")
        }
        return text
    }
}

extension Rosette.Sentiment {
    /// The colour that L2BEAT gives it.
    fileprivate var meaning: TextStyle.Meaning {
        switch self {
        case .good: .good
        case .warning: .failure
        case .bad: .bad
        }
    }
}
