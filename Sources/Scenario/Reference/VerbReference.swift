/// What an author has to know of a verb; each verb has one in its own file.
struct VerbReference: Sendable {
    /// What a step of the verb does, in plain sentences.
    let summary: String
    /// The form of the verb's value.
    let value: ValueShape
    /// Keys of the verb that stand beside it, in the step.
    let beside: [FieldEntry]
    /// Steps of `ExampleFrame` that pass; together they use every key.
    let examples: [String]
    /// Bounds of the verb that no single key has.
    let limits: [Limit]
    /// Where the rule comes from; nil for a rule of the simulator itself.
    let source: String?

    /// A bound on what one step of the verb asks for.
    struct Limit: Sendable {
        let name: String
        let summary: String
        /// The bound with its unit.
        let value: String
    }

    init(
        _ summary: String,
        value: ValueShape,
        beside: [FieldEntry] = [],
        examples: [String],
        limits: [Limit] = [],
        source: String? = nil
    ) {
        self.summary = summary
        self.value = value
        self.beside = beside
        self.examples = examples
        self.limits = limits
        self.source = source
    }
}
