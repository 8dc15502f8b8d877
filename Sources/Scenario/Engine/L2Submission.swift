/// An L2 transaction on its way into a block, with what its step expects of it.
struct L2Submission: Sendable {
    /// Position among the submissions of its rollup.
    var order = 0
    /// Verb of its step.
    let verb: String
    /// Where its step stands in the file.
    let location: SourceLocation
    /// Id of its step.
    let stepID: String?
    /// How the step must end.
    let expectation: ExpectedOutcome
    /// Name under which its withdrawal is kept.
    let save: String?
    /// Virtual time in seconds at which it was submitted.
    let submittedAt: UInt64

    /// The submission of a step, at a virtual time in seconds.
    init(_ step: Step, at time: UInt64) {
        verb = type(of: step.verb).name
        location = step.location
        stepID = step.id
        expectation = step.expectation
        save = step.save
        submittedAt = time
    }
}

extension L2Submission: CustomStringConvertible {
    /// The step that submitted it, in words.
    var description: String { "the `\(verb)` of line \(location.line)" }
}
