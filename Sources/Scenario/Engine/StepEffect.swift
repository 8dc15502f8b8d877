package import RollupActors
package import StateTransition

/// What a step did, for the judge and for the timeline.
package struct StepEffect: Sendable {
    /// How it ended.
    package var outcome: StepOutcome
    /// What happened, in a few words.
    package var summary: String
    /// Who did it; nil for nobody in particular.
    package var actor: String?
    /// What an author should know of an outcome that they did not expect; nil when its code says it all.
    package var hint: String?
    /// Gas that its transaction or block used.
    package var gasUsed: UInt64?
    /// What it tells further, in order.
    package var details: [StepDetail]
    /// What is wrong though the step itself ended as it had to.
    package var problems: [StepProblem]
    /// The L2 blocks that it sealed, with their rollups.
    package var sealed: [(rollup: String, block: SealedBlock)] = []
    /// The ledger of payments of which it sealed a batch; nil for none.
    package var sealedBatchOf: String?
    /// The L2 block that L1 was asked to execute, as it was handed in; nil when there is none.
    package var enforced: (rollup: String, block: Block)?

    /// What a step did; by default it succeeded and nothing is wrong.
    ///
    /// An `outcome` with failures is not yet a problem: the judge holds it against what the step expects.
    package init(
        outcome: StepOutcome = .success,
        summary: String,
        actor: String? = nil,
        gasUsed: UInt64? = nil,
        details: [StepDetail] = [],
        problems: [StepProblem] = [],
        hint: String? = nil
    ) {
        self.outcome = outcome
        self.summary = summary
        self.actor = actor
        self.gasUsed = gasUsed
        self.details = details
        self.problems = problems
        self.hint = hint
    }

    /// Adds something that is wrong, and tells it.
    mutating func add(_ problem: StepProblem) {
        problems.append(problem)
        details.append(.problem(problem))
    }
}
