/// Something that has really happened, and that a scenario re-enacts at the level of its mechanism.
package struct IncidentSection: Hashable, Sendable {
    /// Where the cause was.
    package enum Cause: String, CaseIterable, Hashable, Sendable, ChoiceField {
        case bridge, proof, operations, governance

        static let page: String? = "docs/incidents.md"

        /// What kind of failure it is, in one sentence.
        package var summary: String {
            switch self {
            case .bridge: "a contract believed a message or a root that nothing had shown"
            case .proof: "a proof system or its key let something false through"
            case .operations: "somebody who had to act did not, or data was not there"
            case .governance: "whoever may change the rules, or holds their keys, did what users did not want"
            }
        }
    }

    /// What becomes of the same on a rollup whose blocks EXECUTE verifies.
    package enum NativeVerdict: String, CaseIterable, Hashable, Sendable, ChoiceField {
        case prevented, limited, same

        static let page: String? = "docs/incidents.md"

        /// What the word claims, in one sentence.
        package var summary: String {
            switch self {
            case .prevented: "native verification leaves no place for it"
            case .limited: "it can happen, and costs less or ends sooner"
            case .same: "native verification does not help"
            }
        }
    }

    /// Name in the file.
    package let name: String
    /// What people call it.
    package let title: String
    /// When it happened.
    package let date: IncidentDate
    /// Where the cause was.
    package let cause: Cause
    /// What was reported lost, in dollars; nil when no loss was reported.
    package let loss: ReportedLoss?
    /// The step at which it happens in the scenario.
    package let shownBy: String
    /// What native verification changes.
    package let native: NativeVerdict
    /// Why, in one sentence.
    package let reason: String
    /// The step of a native rollup that shows the verdict; nil when it is argued alone.
    package let nativeShownBy: String?

    /// Keys of an incident.
    struct Fields: FieldSet {
        static let declared = Fields()
        let title = Field<String>.required("title", "What people call it.")
        let date = Field<IncidentDate>.required("date", "The month in which it happened.")
        let cause = Field<Cause>.required("cause", "Where the cause was.")
        let loss = Field<ReportedLoss>.optional(
            "loss",
            "What was reported lost; nobody checks it.",
            absent: "none was reported"
        )
        let shownBy = Field<DocumentNode>.node("shown_by", "The step at which it happens here.", step, absent: nil)
        let native = Field<NativeVerdict>.required(
            "native",
            "What becomes of it on a rollup whose blocks EXECUTE verifies."
        )
        let because = Field<String>.required("because", "Why, in one sentence.")
        let nativeShownBy = Field<DocumentNode>.node(
            "native_shown_by",
            "The step of a native rollup in the same file that shows so.",
            step,
            absent: "the verdict is argued, not shown"
        )

        private static let step = ValueShape.name("a step's id")
    }

    /// Reads the incidents of a file, whose steps are known.
    static func all(_ entries: [DocumentNode.Entry], context: ReadingContext) -> [IncidentSection] {
        entries.compactMap { entry in
            guard let name = context.declaredName(entry.key, of: "an incident", at: entry.keyLocation) else {
                return nil
            }
            return IncidentSection(entry.value, named: name, context: context)
        }
    }

    private init?(_ node: DocumentNode, named name: String, context: ReadingContext) {
        let owner = "the incident `\(name)`"
        guard var fields = FieldReader(node, Fields.self, owner: owner, context: context) else { return nil }
        let title = fields.read(\.title)
        let date = fields.read(\.date)
        let cause = fields.read(\.cause)
        loss = fields.read(\.loss)
        let shownBy = fields.read(\.shownBy).flatMap { Self.step($0, key: "shown_by", context: context) }
        let native = fields.read(\.native)
        let reason = fields.read(\.because)
        nativeShownBy = fields.read(\.nativeShownBy).flatMap { node in
            let step = Self.step(node, key: "native_shown_by", context: context)
            if let step { Self.requireNative(step, at: node.location, context: context) }
            return step
        }
        fields.finish()
        guard let title, let date, let cause, let shownBy, let native, let reason else { return nil }
        self.name = name
        self.title = title
        self.date = date
        self.cause = cause
        self.shownBy = shownBy
        self.native = native
        self.reason = reason
    }

    private static func step(_ node: DocumentNode, key: String, context: ReadingContext) -> String? {
        guard let step: String = ValueReader.scalar(node, key: key, context: context) else { return nil }
        guard context.scope.steps[step] == nil else { return step }
        let help = Suggestion.help(for: step, among: Array(context.scope.steps.keys))
        context.report(.unknownStep, "no step is called `\(step.shortened)`", at: node.location, help: help)
        return nil
    }

    /// Refuses a step that is about no rollup whose blocks EXECUTE verifies.
    private static func requireNative(_ step: String, at place: SourceLocation, context: ReadingContext) {
        let rollup = context.scope.steps[step]?.rollup.flatMap { context.scope.rollupSections[$0] }
        guard rollup?.design.executionMode == nil else { return }
        let about = rollup.map { "`\($0.name)`, whose preset is \($0.preset.rawValue)" } ?? "no rollup"
        let message = "`native_shown_by` is a step of a native rollup, and `\(step)` is about \(about)"
        context.report(.wrongStepKind, message, at: place)
    }
}

/// A month, such as `2022-08`.
package struct IncidentDate: Hashable, Sendable, Comparable, ScalarField {
    /// The month as it is written, which sorts as the months do.
    package let text: String

    static let shape = ValueShape.scalar(
        ScalarShape("a month", examples: "`2022-08`", pattern: "^20[0-9]{2}-(0[1-9]|1[0-2])$")
    )

    static func read(_ text: String) throws(ScalarProblem) -> IncidentDate {
        guard text.wholeMatch(of: /20[0-9]{2}-(0[1-9]|1[0-2])/) != nil else {
            throw ScalarProblem(.invalidValue, "expects a month such as `2022-08`, found `\(text.shortened)`")
        }
        return IncidentDate(text: text)
    }

    package static func < (first: IncidentDate, second: IncidentDate) -> Bool { first.text < second.text }
}

/// What was reported lost, such as `190M USD`.
package struct ReportedLoss: Hashable, Sendable, ScalarField {
    /// Tenths of a million dollars.
    package let tenthsOfMillions: Int

    /// Greatest loss, in millions of dollars.
    private static let maximum = 99_999

    static let shape = ValueShape.scalar(
        ScalarShape(
            "a loss in millions of dollars",
            examples: "`190M USD`, `2.3M USD`",
            pattern: "^[0-9]{1,5}([.][0-9])?M USD$",
            range: "at most \(maximum)M USD"
        )
    )

    static func read(_ text: String) throws(ScalarProblem) -> ReportedLoss {
        guard let match = text.wholeMatch(of: /([0-9]{1,5})(?:[.]([0-9]))?M USD/), let millions = Int(match.1) else {
            throw ScalarProblem(.invalidValue, "expects a loss such as `190M USD`, found `\(text.shortened)`")
        }
        return ReportedLoss(tenthsOfMillions: millions * 10 + (match.2.flatMap { Int($0) } ?? 0))
    }
}
