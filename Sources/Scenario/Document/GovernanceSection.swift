import RollupContracts

/// Who can exchange the contract that decides a rollup's dispute games, and how fast.
package struct GovernanceSection: Hashable, Sendable {
    /// Keys of `upgrades`.
    struct Fields: FieldSet {
        static let declared = Fields()
        let owner = Field<String>.actor(
            "owner",
            "The actor who announces another contract with `upgrade`, which `execute_upgrade` puts into force later.",
            absent: "nobody; then there is a council",
            source: "decision 0075"
        )
        let delay = Field<VirtualDuration>.optional(
            "delay",
            "How long after its announcement another contract can be put into force.",
            absent: "no time, where nobody announces; an `owner` needs it",
            range: "at most \(UpgradeableVerifier.maximumDelay / 86_400)d",
            source: "decision 0075"
        )
        let council = Field<[DocumentNode]>.list(
            "council",
            "Actors who put another contract into force at once, when enough of them agree with `approve_upgrade`.",
            of: .list(.name("an actor's name")),
            absent: "nobody",
            range: "at most \(UpgradeableVerifier.maximumMemberCount) members",
            source: "decision 0075"
        )
        let threshold = Field<UInt64>.optional(
            "threshold",
            "How many members of the council are enough.",
            absent: "all of them",
            range: "1 to the number of members",
            source: "decision 0075"
        )
    }

    /// The actor who exchanges the contract after the delay; nil for nobody.
    package let owner: String?
    /// Seconds between his announcement and its effect.
    package private(set) var delay: UInt64
    /// The actors who do it at once.
    package let council: [String]
    /// How many of them must agree; zero without any.
    package let threshold: UInt64

    init?(_ node: DocumentNode, context: ReadingContext) {
        guard var fields = FieldReader(node, Fields.self, owner: "`upgrades`", context: context) else { return nil }
        let owner = fields.read(\.owner)
        let delay = fields.read(\.delay)?.seconds
        if let delay, delay > UpgradeableVerifier.maximumDelay {
            let message = "`delay` is at most \(UpgradeableVerifier.maximumDelay / 86_400)d"
            context.report(.outOfRange, message, at: fields.valuePlace(of: \.delay))
        }
        var council: [String] = []
        var isWhole = true
        for item in fields.read(\.council) ?? [] {
            guard let name = ValueReader.actor(item, key: "council", context: context) else {
                isWhole = false
                continue
            }
            if council.contains(name) {
                context.report(.duplicateName, "`\(name)` is a member already", at: item.location)
            } else {
                council.append(name)
            }
        }
        if council.count > UpgradeableVerifier.maximumMemberCount {
            let message = "`council` has at most \(UpgradeableVerifier.maximumMemberCount) members"
            context.report(.outOfRange, message, at: fields.place(of: \.council))
        }
        self.council = council
        let threshold = fields.read(\.threshold)
        // Members that were not read have been reported; the number without them would only be wrong too.
        if let threshold, threshold == 0 || isWhole && threshold > UInt64(council.count) {
            let message = "`threshold` is between 1 and the number of members, \(council.count)"
            context.report(.outOfRange, message, at: fields.valuePlace(of: \.threshold))
        }
        self.threshold = threshold ?? UInt64(council.count)
        if fields.has(\.owner), !fields.has(\.delay) {
            context.report(.missingKey, "an `owner` needs the `delay`", at: fields.place(of: \.owner))
        }
        if !fields.has(\.owner), fields.has(\.delay) {
            context.report(.invalidValue, "`delay` is for an `owner`", at: fields.place(of: \.delay))
        }
        if !fields.has(\.owner), !fields.has(\.council) {
            context.report(.missingKey, "`upgrades` needs an `owner` or a `council`", at: fields.location)
        }
        fields.finish()
        self.owner = owner
        self.delay = delay ?? 0
    }
}

extension GovernanceSection {
    /// The same with the delay shortened, as all times of the rollup are.
    var hastened: GovernanceSection {
        var section = self
        section.delay = DisputeTerms.hastened(delay)
        return section
    }
}

extension FieldReader {
    /// Refuses a rollup whose verifier nobody can exchange, of a step that is about that.
    ///
    /// - Parameters:
    ///   - rollup: The rollup, once it is known.
    ///   - verb: What the step does.
    func requireUpgrades(of rollup: String?, for verb: String) {
        guard let rollup, let section = context.scope.rollupSections[rollup], section.upgrades == nil else { return }
        context.report(
            .wrongStepKind,
            "`\(verb)` needs a contract that can be exchanged, and `\(rollup)` has none",
            at: place(of: "rollup"),
            help: "give the rollup the key `upgrades`"
        )
    }
}
