/// What a step did, for the judge and for the timeline.
package struct StepEffect: Sendable {
    /// How it ended.
    package var outcome: StepOutcome
    /// What happened, in a few words.
    package var summary: String
    /// Who did it; nil for nobody in particular.
    package var actor: String?
    /// Gas that its transaction or block used.
    package var gasUsed: UInt64?
    /// Further lines for the timeline.
    package var details: [String]
    /// What is wrong though the step itself ended as it had to.
    package var problems: [String]

    /// What a step did; by default it succeeded and nothing is wrong.
    ///
    /// An `outcome` with failures is not yet a problem: the judge holds it against what the step expects.
    package init(
        outcome: StepOutcome = .success,
        summary: String,
        actor: String? = nil,
        gasUsed: UInt64? = nil,
        details: [String] = [],
        problems: [String] = []
    ) {
        self.outcome = outcome
        self.summary = summary
        self.actor = actor
        self.gasUsed = gasUsed
        self.details = details
        self.problems = problems
    }
}
