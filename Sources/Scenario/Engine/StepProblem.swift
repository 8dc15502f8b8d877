/// Something that is not as a scenario wants it, for people and for machines.
package struct StepProblem: Hashable, Sendable {
    /// What kind of thing is wrong.
    package enum Kind: String, CaseIterable, Sendable {
        /// A step ended otherwise than expected.
        case outcome
        /// An assertion does not hold, or has no value.
        case assertion
        /// A printed expression has no value.
        case value
        /// An alert that no step expects, or an expected one that did not come.
        case alert
        /// A submitted transaction was in no block at the end.
        case unfinished
        /// An invariant is violated, or was to be violated and held.
        case invariant
        /// A limit of the run is reached.
        case limit
        /// The scenario asks for a world that cannot be.
        case setup
        /// The simulator could not go on.
        case fault
        /// The file is no scenario.
        case diagnostic
        /// The file cannot be read.
        case file
        /// Anything else.
        case other
    }

    /// The kind.
    package var kind: Kind
    /// What is wrong, in one sentence.
    package var text: String
    /// Where it was asked for; nil when no place in the file did.
    package var location: SourceLocation?
    /// How the step had to end, as an author writes it; of an outcome only.
    package var expected: String?
    /// How it ended instead; of an outcome only.
    package var outcome: StepOutcome?
    /// The expression, the name of the invariant, or the code of the diagnostic.
    package var subject: String?
    /// What to write instead; of a diagnostic only.
    package var help: String?
    /// What stands before the text for people, such as the step that is meant; nil for its line.
    var place: String?

    /// A problem of a kind; what is not given is unknown or does not apply.
    package init(
        _ kind: Kind,
        _ text: String,
        at location: SourceLocation? = nil,
        subject: String? = nil,
        expected: String? = nil,
        outcome: StepOutcome? = nil,
        help: String? = nil,
        place: String? = nil
    ) {
        self.kind = kind
        self.text = text
        self.location = location
        self.subject = subject
        self.expected = expected
        self.outcome = outcome
        self.help = help
        self.place = place
    }

    /// A step that ended otherwise than expected.
    ///
    /// - Parameters:
    ///   - mismatch: What is wrong, as the expectation tells it.
    ///   - expectation: How the step had to end.
    ///   - outcome: How it ended.
    ///   - location: The step.
    ///   - place: Words for the step where its line alone would mislead; nil for the line.
    init(
        _ mismatch: String,
        expected expectation: ExpectedOutcome,
        got outcome: StepOutcome,
        at location: SourceLocation,
        place: String? = nil
    ) {
        self.init(
            .outcome,
            mismatch,
            at: location,
            expected: "\(expectation)",
            outcome: outcome,
            place: place
        )
    }
}

extension StepProblem: ExpressibleByStringInterpolation {
    /// A problem of which only the words are known.
    package init(stringLiteral value: String) { self.init(.other, value) }
}

extension StepProblem: CustomStringConvertible {
    /// Place and text.
    package var description: String {
        if let place { return "\(place): \(text)" }
        return location.map { "line \($0.line): \(text)" } ?? text
    }
}
