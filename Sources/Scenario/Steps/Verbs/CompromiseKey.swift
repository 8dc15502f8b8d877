/// `compromise_key`: somebody has a copy of an actor's key.
package struct CompromiseKey: ReadableVerb {
    package static let name = "compromise_key"
    package static let actorRule = ActorRule.required
    package static let modifiers = Set(StepModifier.allCases).subtracting([.save, .repeat, .signAs])

    /// Whose key it is.
    package let owner: String

    /// Keys of `compromise_key`.
    struct Fields: FieldSet {
        static let declared = Fields()
        let of = Field<String>.requiredActor("of", "The actor whose key it is.")
    }

    static let reference = VerbReference(
        """
        The actor of the step has a copy of another's key, and can sign as its owner with `sign_as` from now on. The \
        owner has it too. On chain nothing happens, and nobody notices.
        """,
        value: Fields.shape,
        examples: [
            """
            - pause: {rollup: op}
              by: bob
              sign_as: operator
              expect: {reject: KeyNotHeld}
            - compromise_key: {of: operator}
              by: bob
            - pause: {rollup: op}
              by: bob
              sign_as: operator
            """
        ],
        source: "decision 0084"
    )

    init?(_ node: DocumentNode, step: inout FieldReader<Step.Fields>) {
        guard var fields = FieldReader(node, Fields.self, owner: "`\(Self.name)`", context: step.context) else {
            return nil
        }
        let owner = fields.read(\.of)
        fields.finish()
        guard let owner else { return nil }
        self.owner = owner
    }
}

extension CompromiseKey {
    package func perform(_ step: Step, in simulation: inout Simulation) throws(SimulationFault) -> StepEffect {
        let thief = step.actor ?? ""
        simulation.keys.copy(of: owner, to: thief)
        return StepEffect(summary: "has a copy of the key of \(owner)", actor: thief)
    }
}
