package import Primitives
import RollupContracts

/// A proof system of a scenario, which rollups of the preset `multi-proof` name.
package struct ProverSection: Hashable, Sendable {
    /// What a proof of the system is.
    package enum Kind: String, CaseIterable, Sendable, ChoiceField {
        /// A proof of the zkVM, verified by the nodes of L1.
        case execute
        /// Signatures of a committee.
        case attested
        /// A signature in the place of a proof.
        case simulated

        static let page: String? = "docs/rollup-designs.md"

        /// What a proof of the system is, in one sentence.
        package var summary: String {
            switch self {
            case .execute: "the zkVM: real proofs, which the nodes of L1 verify and EXECUTE asks for"
            case .attested: "attested re-execution: enough of its signers, who have executed the block, sign"
            case .simulated: "SIMULATED: the signature of an operator stands for a proof"
            }
        }

        /// The family of a system that names none; nil for its own name.
        var family: String? {
            switch self {
            case .execute: "zkvm"
            case .attested: "committee"
            case .simulated: nil
            }
        }
    }

    /// A switch.
    enum Answer: String, CaseIterable, ChoiceField {
        case `true`, `false`

        var summary: String { self == .true ? "it is so" : "it is not so" }
    }

    /// Keys of a proof system.
    struct Fields: FieldSet {
        static let declared = Fields()
        let kind = Field<Kind>.required("kind", "What a proof of the system is.", source: "decision 0074")
        let family = Field<String>.optional(
            "family",
            "What the system shares with others: code, hardware, keys. Two systems of one family are one family.",
            absent: "`zkvm` for `execute`, `committee` for `attested`, the system's own name for `simulated`"
        )
        let `operator` = Field<String>.actor(
            "operator",
            "The actor whose signature stands for a proof. For `simulated` alone, which needs one.",
            absent: "nobody"
        )
        let signers = Field<[DocumentNode]>.list(
            "signers",
            "The actors of the committee. For `attested` alone, which needs some.",
            of: .list(.name("an actor's name")),
            absent: "nobody",
            range: "at most \(AttestationVerifier.maximumSignerCount)"
        )
        let threshold = Field<UInt64>.optional(
            "threshold",
            "How many of the signers have to sign. For `attested` alone.",
            absent: "all"
        )
        let bits = Field<UInt64>.optional(
            "bits",
            "Bits of security that the system is believed to have, which a rollup's `min_bits` looks at.",
            absent: "`\(defaultBits)`",
            range: "at most \(maximumBits)"
        )
        let latency = Field<VirtualDuration>.optional(
            "latency",
            "Virtual time that a proof takes.",
            absent: "no time"
        )
        let failureRate = Field<Percentage>.optional(
            "failure_rate",
            "How often an attempt yields no proof, drawn from the seed. For `simulated` alone.",
            absent: "`0%`"
        )
        let price = Field<Amount>.optional(
            "price",
            "What an attempt costs whoever asks for it. It is added up, and not paid on a chain.",
            absent: "nothing"
        )
        let recursive = Field<Answer>.optional(
            "recursive",
            "Whether a proof of a block needs the system's own proof of the parent: one missing block stalls it.",
            absent: "`false`"
        )
    }

    /// Bits of a system that says nothing of them.
    static let defaultBits: UInt64 = 100
    /// Most bits that mean anything.
    static let maximumBits: UInt64 = 256
    /// Most proof systems of a file.
    static let maximumCount = 32

    /// Name in the scenario.
    package let name: String
    /// What a proof of it is.
    package let kind: Kind
    /// What it shares with others of the same word.
    package let family: String
    /// Whose signature stands for a proof; nil for a system that is not simulated.
    package let `operator`: String?
    /// The committee; empty for a system without one.
    package let signers: [String]
    /// How many of the committee have to sign.
    package let threshold: UInt64
    /// Bits of security that it is believed to have.
    package let bits: UInt64
    /// Seconds that a proof takes.
    package let latency: UInt64
    /// How many attempts of a hundred fail.
    package let failureRate: UInt64
    /// Wei that an attempt costs.
    package let price: UInt256
    /// Whether its proof of a block needs its own proof of the parent.
    package let isRecursive: Bool

    /// Reads the section and brings its names into scope.
    static func all(_ entries: [DocumentNode.Entry], context: ReadingContext) -> [ProverSection] {
        if entries.count > maximumCount {
            let message = "`provers` has \(entries.count) entries; a scenario has at most \(maximumCount)"
            context.report(.outOfRange, message, at: entries[maximumCount].keyLocation)
        }
        let sections = entries.prefix(maximumCount).compactMap { ProverSection($0, context: context) }
        for section in sections { context.scope.provers[section.name] = section }
        context.scope.unreadProvers = Set(entries.map(\.key)).subtracting(sections.map(\.name))
        return sections
    }

    /// Reads one proof system.
    init?(_ entry: DocumentNode.Entry, context: ReadingContext) {
        guard let name = context.declaredName(entry.key, of: "a proof system", at: entry.keyLocation) else {
            return nil
        }
        let owner = "the proof system `\(entry.key.shortened)`"
        let location = entry.keyLocation
        guard var fields = FieldReader(entry.value, Fields.self, owner: owner, location: location, context: context)
        else { return nil }
        let kind = fields.read(\.kind)
        self.name = name
        family = fields.read(\.family) ?? kind?.family ?? name
        `operator` = fields.read(\.operator)
        signers = Self.signers(&fields)
        let threshold = fields.read(\.threshold)
        self.threshold = threshold ?? UInt64(signers.count)
        bits = fields.read(\.bits) ?? Self.defaultBits
        latency = fields.read(\.latency)?.seconds ?? 0
        failureRate = fields.read(\.failureRate)?.ofHundred ?? 0
        price = fields.read(\.price)?.wei ?? .zero
        isRecursive = fields.read(\.recursive) == .true
        fields.finish()
        if bits > Self.maximumBits {
            context.report(.outOfRange, "`bits` is at most \(Self.maximumBits)", at: fields.valuePlace(of: \.bits))
        }
        guard let kind else { return nil }
        self.kind = kind
        Self.check(kind, fields)
        if kind == .attested, fields.has(\.signers), !(1...UInt64(max(signers.count, 1))).contains(self.threshold) {
            let message = "`threshold` is between 1 and the number of signers, \(signers.count)"
            context.report(.outOfRange, message, at: fields.valuePlace(of: \.threshold))
        }
    }

    private static func signers(_ fields: inout FieldReader<Fields>) -> [String] {
        let context = fields.context
        var names: [String] = []
        for node in fields.read(\.signers) ?? [] {
            guard let name = ValueReader.actor(node, key: "signers", context: context) else { continue }
            if names.contains(name) {
                context.report(.duplicateName, "`\(name)` stands here already", at: node.location)
            } else {
                names.append(name)
            }
        }
        if names.count > AttestationVerifier.maximumSignerCount {
            let message = "a committee has at most \(AttestationVerifier.maximumSignerCount) signers"
            context.report(.outOfRange, message, at: fields.valuePlace(of: \.signers))
        }
        return names
    }

    /// Reports the keys that a kind needs and lacks, and those that it has no use for.
    private static func check(_ kind: Kind, _ fields: FieldReader<Fields>) {
        let own: [(key: String, kind: Kind, isNeeded: Bool)] = [
            ("operator", .simulated, true), ("failure_rate", .simulated, false), ("signers", .attested, true),
            ("threshold", .attested, false),
        ]
        for (key, owner, isNeeded) in own {
            if kind == owner, isNeeded, !fields.has(key) {
                let message = "a proof system of the kind `\(kind.rawValue)` lacks the key `\(key)`"
                fields.context.report(.missingKey, message, at: fields.location)
            } else if kind != owner, fields.has(key) {
                let message = "`\(key)` is for the kind `\(owner.rawValue)`"
                fields.context.report(.invalidValue, message, at: fields.place(of: key))
            }
        }
    }
}
