/// `lose_key`: an actor has lost his key, and can sign nothing any more.
package struct LoseKey: ReadableVerb {
    package static let name = "lose_key"
    package static let actorRule = ActorRule.none
    package static let modifiers = Set(StepModifier.allCases).subtracting([.save, .repeat])

    /// Whose key it is.
    package let owner: String

    /// Keys of `lose_key`.
    struct Fields: FieldSet {
        static let declared = Fields()
        let of = Field<String>.requiredActor("of", "The actor whose key it is.")
    }

    static let reference = VerbReference(
        """
        An actor has lost his key. His steps end in `reject: KeyLost` from now on; who has taken the key before, by \
        `compromise_key`, still has it. On chain nothing happens.
        """,
        value: Fields.shape,
        examples: [
            """
            - lose_key: {of: alice}
            - deposit: {to: nat, amount: 1 ETH}
              by: alice
              expect: {reject: KeyLost}
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

extension LoseKey {
    package func perform(_ step: Step, in simulation: inout Simulation) throws(SimulationFault) -> StepEffect {
        simulation.keys.lose(of: owner)
        return StepEffect(summary: "the key of \(owner) is lost")
    }
}
