extension Simulation {
    /// What becomes of a step whose transaction nobody can sign; nil when somebody can.
    ///
    /// Steps that send nothing, and therefore cannot be refused, need no key.
    func refusal(of step: Step) -> StepEffect? {
        let verb = type(of: step.verb)
        guard verb.possibleOutcomes.contains(.reject), let owner = signer(of: step) else { return nil }
        let holder = step.holder ?? owner
        guard let obstacle = keys.obstacle(to: holder, signingAs: owner) else { return nil }
        return StepEffect(
            outcome: StepOutcome(.reject, obstacle.rawValue),
            summary: "cannot sign `\(verb.name)`" + (holder == owner ? "" : " as \(owner)"),
            actor: holder
        )
    }

    /// The actor whose key signs for a step: its own, or that of whom the rollup names.
    private func signer(of step: Step) -> String? {
        if let actor = step.actor { return actor }
        let verb = type(of: step.verb)
        guard verb.actorRule == .optional, let name = step.verb.subject else { return nil }
        // A promise is the sequencer's; whoever hands blocks in may be somebody else.
        if verb.products.contains(.preconfirmation) { return sections[name]?.sequencer }
        return rollups[name]?.advancer ?? payments[name]?.advancer
    }
}
