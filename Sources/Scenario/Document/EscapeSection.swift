import RollupContracts

/// The way out of a ledger of payments, and who has its data where they are not on L1.
package struct EscapeSection: Hashable, Sendable {
    /// Seconds in which an exit must be answered before anybody can freeze the ledger.
    package private(set) var gracePeriod: UInt64
    /// Who attests the data; nil where they are on L1.
    package let committee: CommitteeSection?

    /// Seconds where the file says nothing and there is a committee: seven days.
    static let defaultGracePeriod: UInt64 = 604_800

    /// The way out that the keys of a rollup ask for; nil when they ask for none.
    ///
    /// - Parameters:
    ///   - fields: The rollup's keys.
    ///   - availability: Where it publishes its data.
    init?(_ fields: inout FieldReader<RollupSection.Fields>, _ availability: RollupSection.DataAvailability) {
        let context = fields.context
        let grace = fields.read(\.freezeGrace)?.seconds
        if let grace, grace == 0 || grace > EscapableRollup.maxGracePeriod {
            let message = "`freeze_grace` is at least 1s and at most \(EscapableRollup.maxGracePeriod / 86_400)d"
            context.report(.outOfRange, message, at: fields.valuePlace(of: \.freezeGrace))
        }
        let committee = fields.read(\.committee).flatMap { CommitteeSection($0, context: context) }
        if availability == .committee, !fields.has(\.committee) {
            context.report(
                .missingKey,
                "`da: committee` needs the key `committee`",
                at: fields.valuePlace(of: \.dataAvailability),
                help: "name its members: `committee: {members: [alice, bob, carol], threshold: 2}`"
            )
        }
        if availability != .committee, fields.has(\.committee) {
            let message = "a committee attests data that are not on L1"
            context.report(.invalidValue, message, at: fields.place(of: \.committee), help: "write `da: committee`")
        }
        if availability == .blob, fields.has(\.freezeGrace) {
            let message = "a way out is not for ledgers with `da: blob` yet"
            context.report(
                .notSupportedYet,
                message,
                at: fields.place(of: \.freezeGrace),
                help: "use `da: calldata` or `da: committee`"
            )
        }
        guard fields.has(\.freezeGrace) || availability == .committee else { return nil }
        gracePeriod = grace ?? Self.defaultGracePeriod
        self.committee = committee
    }
}

extension EscapeSection {
    /// The same with the time in which an exit must be answered shortened.
    var hastened: EscapeSection {
        var section = self
        section.gracePeriod = DisputeTerms.hastened(gracePeriod)
        return section
    }
}

/// The members of a committee, and how many of them must sign.
package struct CommitteeSection: Hashable, Sendable {
    /// The actors, in the order in which the sequencer asks them.
    package let members: [String]
    /// Signatures that a batch needs.
    package let threshold: Int

    /// Keys of a committee.
    struct Fields: FieldSet {
        static let declared = Fields()
        let members = Field<[DocumentNode]>.list(
            "members",
            "The actors who keep the data and sign that they do, in the order in which the sequencer asks them.",
            of: .list(.name("an actor's name")),
            absent: nil,
            range: "1 to \(EscapableRollup.maxMemberCount) actors",
            source: "decision 0077"
        )
        let threshold = Field<UInt64>.required(
            "threshold",
            "How many must sign; no more are asked, and no more are given the data.",
            range: "1 to as many as there are members",
            source: "decision 0077"
        )
    }

    init?(_ node: DocumentNode, context: ReadingContext) {
        guard var fields = FieldReader(node, Fields.self, owner: "`committee`", context: context) else { return nil }
        let nodes = fields.read(\.members)
        let threshold = fields.read(\.threshold)
        let members = nodes.map { Self.members($0, context: context) }
        fields.finish()
        guard let nodes, let members, let threshold else { return nil }
        if !(1...EscapableRollup.maxMemberCount).contains(nodes.count) {
            let message = "a committee has 1 to \(EscapableRollup.maxMemberCount) members"
            context.report(.outOfRange, message, at: fields.valuePlace(of: \.members))
        } else if threshold == 0 || threshold > UInt64(nodes.count) {
            let message = "`threshold` is between 1 and \(nodes.count), the number of members, found \(threshold)"
            context.report(.outOfRange, message, at: fields.valuePlace(of: \.threshold))
        }
        self.members = members
        self.threshold = Int(clamping: threshold)
    }

    /// The names of a list, each of which stands there once.
    static func members(_ nodes: [DocumentNode], context: ReadingContext) -> [String] {
        var seen: Set<String> = []
        for node in nodes {
            guard let name = ValueReader.actor(node, key: "members", context: context) else { continue }
            guard seen.insert(name).inserted else {
                context.report(.duplicateName, "`\(name)` is a member already", at: node.location)
                continue
            }
        }
        return nodes.compactMap(\.text).filter { seen.contains($0) }
    }
}

extension FieldReader {
    /// Refuses a rollup without a way out, of a step that needs one.
    ///
    /// - Parameters:
    ///   - rollup: The rollup, once it is known.
    ///   - verb: What the step does.
    func requireEscape(of rollup: String?, for verb: String) {
        guard let rollup, let section = context.scope.rollupSections[rollup], section.escape == nil,
            section.design.ledger == .payments
        else { return }
        context.report(
            .wrongStepKind,
            "`\(verb)` needs a way out, and `\(rollup)` has none",
            at: place(of: "rollup"),
            help: "give the rollup the key `freeze_grace`"
        )
    }
}
