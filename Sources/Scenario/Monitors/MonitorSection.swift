/// Somebody who watches a rollup on L1 and raises alerts.
package struct MonitorSection: Hashable, Sendable {
    /// What a monitor looks for.
    package enum Rule: String, CaseIterable, Hashable, Sendable, ChoiceField {
        case wrongRoot = "wrong_root"
        case stall
        case modeChange = "mode_change"
        case escrow
        case upgrade
        case pause

        static let page: String? = "docs/monitoring.md"

        /// When it raises an alert, in one sentence.
        package var summary: String {
            switch self {
            case .wrongRoot: "L1 holds an outcome that its own node does not compute, settled or only claimed"
            case .stall: "no block was settled for the time of `after`"
            case .modeChange: "a rollup of the preset `multi-proof` has changed its mode"
            case .escrow: "L1 holds less ether than it owes to the L2's users"
            case .upgrade: "another contract is announced, agreed upon or in force, or an announcement taken back"
            case .pause: "withdrawals, games or claims are stopped"
            }
        }
    }

    /// Name in the file.
    package let name: String
    /// The rollup that is watched.
    package let rollup: String
    /// What is looked for.
    package let rule: Rule
    /// Seconds without a settled block after which there is a stall; zero for another rule.
    package let after: UInt64
    /// Seconds between two looks, counted from the beginning; nil for a look at every moment.
    package let interval: UInt64?
    /// Seconds by which the monitor's node is behind L1.
    package let lag: UInt64

    /// Keys of a monitor.
    struct Fields: FieldSet {
        static let declared = Fields()
        let rollup = Field<DocumentNode>.node(
            "rollup",
            "The rollup that is watched.",
            .name("a rollup's name"),
            absent: nil,
            source: "decision 0084"
        )
        let rule = Field<Rule>.required("rule", "What is looked for.", source: "decision 0084")
        let after = Field<VirtualDuration>.optional(
            "after",
            "With `rule: stall`, which needs it: the time without a settled block.",
            absent: "only with another rule",
            range: "at least 1s",
            source: "decision 0084"
        )
        let every = Field<VirtualDuration>.optional(
            "every",
            "The time between two looks, counted from the beginning of the scenario.",
            absent: "it looks at every moment",
            range: "at least 1s",
            source: "decision 0084"
        )
        let lag = Field<VirtualDuration>.optional(
            "lag",
            "How far its node is behind L1: it sees each block so much later.",
            absent: "no time",
            source: "decision 0084"
        )
    }

    /// Reads the monitors of a file, whose rollups are known.
    static func all(_ entries: [DocumentNode.Entry], context: ReadingContext) -> [MonitorSection] {
        entries.compactMap { entry in
            guard let name = context.declaredName(entry.key, of: "a monitor", at: entry.keyLocation) else { return nil }
            context.scope.monitors.insert(name)
            return MonitorSection(entry, named: name, context: context)
        }
    }

    private init?(_ entry: DocumentNode.Entry, named name: String, context: ReadingContext) {
        let owner = "the monitor `\(name)`"
        guard
            var fields = FieldReader(
                entry.value,
                Fields.self,
                owner: owner,
                location: entry.keyLocation,
                context: context
            )
        else { return nil }
        let rollup = fields.read(\.rollup).flatMap { ValueReader.rollup($0, key: "rollup", context: context) }
        let rule = fields.read(\.rule)
        let after = Self.time(\.after, &fields)
        interval = Self.time(\.every, &fields)
        lag = fields.read(\.lag)?.seconds ?? 0
        fields.finish()
        guard let rollup, let rule else { return nil }
        if rule == .stall, !fields.has(\.after) {
            context.report(.missingKey, "`rule: stall` needs `after`", at: fields.place(of: \.rule))
        }
        if rule != .stall, fields.has(\.after) {
            let message = "`after` means nothing beside `rule: \(rule.rawValue)`"
            context.report(.invalidValue, message, at: fields.place(of: \.after))
        }
        if let section = context.scope.rollupSections[rollup], let lack = rule.lack(of: section) {
            let message = "`rule: \(rule.rawValue)` \(lack), and `\(rollup)` has none"
            context.report(.invalidValue, message, at: fields.place(of: \.rule))
        }
        self.name = name
        self.rollup = rollup
        self.rule = rule
        self.after = after ?? 0
    }

    /// A time of at least a second.
    private static func time(
        _ field: KeyPath<Fields, Field<VirtualDuration>>,
        _ fields: inout FieldReader<Fields>
    ) -> UInt64? {
        guard let seconds = fields.read(field)?.seconds else { return nil }
        if seconds == 0 {
            let key = Fields.declared[keyPath: field].entry.key
            fields.context.report(.outOfRange, "`\(key)` is at least 1s", at: fields.valuePlace(of: field))
        }
        return seconds
    }
}

extension MonitorSection.Rule {
    /// What a rollup would have to have for the rule to mean anything; nil when it has it.
    fileprivate func lack(of section: RollupSection) -> String? {
        switch self {
        case .wrongRoot, .stall, .escrow: nil
        case .modeChange: section.design.settlement == .multiProof ? nil : "looks at a log of modes"
        case .upgrade: section.upgrades != nil ? nil : "looks at a contract that can be exchanged"
        case .pause: section.canBePaused ? nil : "looks at something that can be stopped"
        }
    }
}

extension RollupSection {
    /// Whether anything on L1 can stop for a while what leaves the rollup.
    fileprivate var canBePaused: Bool {
        switch design.settlement {
        case .dispute, .siblings, .multiProof: true
        case .execute, .optimistic: portal?.guardian != nil
        case .groth16, .disputedPayments: false
        }
    }
}
