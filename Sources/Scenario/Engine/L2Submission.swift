import ContractABI

/// An L2 transaction on its way into a block, with what its step expects of it.
struct L2Submission: Sendable {
    /// Position among the submissions of its rollup.
    var order = 0
    /// Verb of its step.
    let verb: String
    /// Where its step stands in the file.
    let location: SourceLocation
    /// Id of its step.
    var stepID: String?
    /// Whether L1 has forced it, so that the inbox tells what becomes of it, and its step what L1 made of it.
    private(set) var isForced = false
    /// How the step must end.
    let expectation: ExpectedOutcome
    /// The contract function that it calls; nil when that is not known by name.
    let calledFunction: ContractFunction?
    /// Name under which its withdrawal is kept.
    let save: String?
    /// Virtual time in seconds at which it was submitted.
    let submittedAt: UInt64
    /// Code of what kept it out of the last block; nil when no block was sealed since.
    var obstacle: String?

    /// The submission of a step, at a virtual time in seconds.
    init(_ step: Step, at time: UInt64) {
        verb = type(of: step.verb).name
        location = step.location
        stepID = step.id
        expectation = step.expectation
        calledFunction = step.verb.calledFunction
        save = step.verb.savedKind == .withdrawal ? step.save : nil
        submittedAt = time
    }

    /// What a step has forced on L1, at a virtual time in seconds.
    init(forcedBy step: Step, at time: UInt64) {
        self.init(step, at: time)
        stepID = nil
        isForced = true
    }
}

extension L2Submission: CustomStringConvertible {
    /// The step that submitted it, in words.
    var description: String { "the `\(verb)` of line \(location.line)" }
}

extension [L2Submission] {
    /// The submissions with those of one step that wait for the same together, and their number.
    var grouped: [(first: L2Submission, count: Int)] {
        var groups: [(first: L2Submission, count: Int)] = []
        for submission in self {
            if let last = groups.last, last.first.location == submission.location,
                last.first.obstacle == submission.obstacle
            {
                groups[groups.count - 1].count += 1
            } else {
                groups.append((submission, 1))
            }
        }
        return groups
    }
}
