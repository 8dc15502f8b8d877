import TextOutput

/// An actor of a scenario: a key pair with ether.
package struct ActorSection: Hashable, Sendable {
    /// Ether on the L2 of one rollup.
    package struct L2Balance: Hashable, Sendable {
        /// The rollup.
        package let rollup: String
        /// Ether at genesis, escrowed on L1.
        package let amount: Amount
    }

    /// The actor's name.
    package let name: String
    /// Ether on L1 at genesis; nil for none.
    package let l1: Amount?
    /// Ether on L2 at genesis, in the order of the file.
    package let l2: [L2Balance]

    /// Keys of an actor.
    struct Fields: FieldSet {
        static let declared = Fields()
        let l1 = Field<Amount>.optional("l1", "Ether that the actor has on L1 at the beginning.", absent: "none")
        let l2 = Field<[DocumentNode.Entry]>.entries(
            "l2",
            "Ether that the actor has on L2s at the beginning. L1 holds the same amount in the rollup's contract.",
            .named("rollups", Amount.shape),
            absent: "none",
            source: "decision 0007"
        )
    }

    init?(_ entry: DocumentNode.Entry, context: ReadingContext) {
        let owner = "the actor `\(entry.key.shortened)`"
        guard var fields = FieldReader(entry.value, Fields.self, owner: owner, context: context) else { return nil }
        self.name = entry.key
        self.l1 = fields.read(\.l1)
        self.l2 = (fields.read(\.l2) ?? []).compactMap { balance in
            guard context.scope.rollups.contains(balance.key) else {
                let help = Suggestion.help(for: balance.key, among: context.scope.rollups)
                let message = "no rollup is named `\(balance.key.shortened)`"
                context.report(.unknownRollup, message, at: balance.keyLocation, help: help)
                return nil
            }
            let amount: Amount? = ValueReader.scalar(balance.value, key: balance.key, context: context)
            return amount.map { L2Balance(rollup: balance.key, amount: $0) }
        }
        fields.finish(planned: ["role"])
    }
}
