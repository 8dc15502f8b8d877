import RollupContracts
import TextOutput

/// What decides the claims of a rollup of the preset `multi-proof`.
package struct MultiProofTerms: Hashable, Sendable {
    /// Where the rollup begins, and whereto it returns.
    package enum Mode: String, CaseIterable, Sendable, ChoiceField {
        case zk
        case hybrid

        static let page: String? = "docs/rollup-designs.md"

        var summary: String {
            switch self {
            case .zk: "blocks become final by proofs alone"
            case .hybrid: "blocks become final by proofs, or when `challenge_window` has passed"
            }
        }
    }

    /// The proof systems, in the order of the rollup's list.
    package var provers: [ProverSection] = []
    /// How many of them have to agree.
    package var threshold: UInt64 = 1
    /// How many families they have to come from.
    package var families: UInt64 = 1
    /// Bits of security below which a proof does not count.
    package var minBits: UInt64 = 0
    /// Where the rollup begins.
    package var mode = Mode.zk
    /// Seconds between agreement and finality.
    package var proofDelay: UInt64 = 0
    /// Seconds without proofs after which waiting is enough.
    package var fallBackAfter: UInt64 = 30 * 86_400
    /// Who alone can submit proofs at first; nil for everybody.
    package var prover: String?
    /// Seconds after which everybody can.
    package var permissionlessAfter: UInt64 = 0
    /// Who can switch proofs off; nil for nobody.
    package var `operator`: String?

    /// Keys that only this design has a use for.
    static let keys = [
        "provers", "proofs", "families", "min_bits", "mode", "proof_delay", "fall_back_after", "prover",
        "permissionless_after", "operator",
    ]

    /// The first words of the sentence of every key.
    private static let owner = "For the preset `multi-proof` alone."

    /// A number of the rules.
    static func count(_ key: String, _ summary: String, absent: String, range: String) -> Field<UInt64> {
        .optional(key, "\(summary) \(owner)", absent: absent, range: range, source: "decision 0074")
    }

    /// A time of the rules.
    static func time(_ key: String, _ summary: String, absent: String) -> Field<VirtualDuration> {
        .optional(
            key,
            "\(summary) \(owner)",
            absent: absent,
            range: "at most \(MultiProofPortal.maximumDuration / 86_400)d",
            source: "decision 0074"
        )
    }

    /// Somebody with a right.
    static func party(_ key: String, _ summary: String, absent: String) -> Field<String> {
        .actor(key, "\(summary) \(owner)", absent: absent, source: "decision 0074")
    }

    /// The list of proof systems.
    static let list = Field<[DocumentNode]>.list(
        "provers",
        "The proof systems, by their names in the section `provers`. \(owner)",
        of: .list(.name("the name of a proof system")),
        absent: "none; the preset needs some",
        range: "at most \(MultiProofPortal.maximumSystemCount)",
        source: "decision 0074"
    )

    /// The rule where the rollup begins.
    static let beginning = Field<Mode>.optional(
        "mode",
        "How blocks become final at first, and again when a fall-back or a pause has ended. \(owner)",
        absent: "`zk`",
        source: "decision 0074"
    )
}

extension MultiProofTerms {
    /// The terms of a rollup's section.
    init(_ fields: inout FieldReader<RollupSection.Fields>, of preset: RollupSection.Preset?) {
        let context = fields.context
        func seconds(_ key: KeyPath<RollupSection.Fields, Field<VirtualDuration>>) -> UInt64 {
            guard let seconds = fields.read(key)?.seconds else { return 0 }
            if seconds > MultiProofPortal.maximumDuration {
                let message = "the times of a portal are at most \(MultiProofPortal.maximumDuration / 86_400)d"
                context.report(.outOfRange, message, at: fields.valuePlace(of: key))
            }
            return seconds
        }
        let areProversRead = Self.read(\.provers, &provers, &fields)
        threshold = fields.read(\.proofs) ?? threshold
        families = fields.read(\.families) ?? threshold
        minBits = fields.read(\.minBits) ?? minBits
        mode = fields.read(\.mode) ?? mode
        proofDelay = seconds(\.proofDelay)
        if fields.has(\.fallBackAfter) { fallBackAfter = seconds(\.fallBackAfter) }
        if fallBackAfter == 0 {
            let message = "`fall_back_after` is at least 1s: without a fall-back a rollup can stand still for good"
            context.report(.outOfRange, message, at: fields.valuePlace(of: \.fallBackAfter))
        }
        prover = fields.read(\.prover)
        permissionlessAfter = seconds(\.permissionlessAfter)
        `operator` = fields.read(\.operator)
        guard preset == .multiProof else { return }
        if !fields.has(\.provers) {
            context.report(.missingKey, "the preset multi-proof lacks the key `provers`", at: fields.location)
        } else if areProversRead {
            check(fields)
        }
    }

    /// Reads the list of proof systems; false when one of them was not read.
    private static func read(
        _ key: KeyPath<RollupSection.Fields, Field<[DocumentNode]>>,
        _ provers: inout [ProverSection],
        _ fields: inout FieldReader<RollupSection.Fields>
    ) -> Bool {
        let context = fields.context
        var isWhole = true
        for node in fields.read(key) ?? [] {
            let name: String? = ValueReader.scalar(node, key: "provers", context: context)
            guard let name, let prover = context.scope.provers[name] else {
                isWhole = false
                guard let name, !context.scope.unreadProvers.contains(name) else { continue }
                let help = Suggestion.help(for: name, among: context.scope.provers.keys)
                let message = "no proof system is named `\(name.shortened)`"
                context.report(.invalidValue, message, at: node.location, help: help)
                continue
            }
            // One verifier would count twice.
            if provers.contains(prover) {
                context.report(.duplicateName, "`\(name)` stands here already", at: node.location)
            } else {
                provers.append(prover)
            }
        }
        if provers.count > MultiProofPortal.maximumSystemCount {
            let message = "a rollup has at most \(MultiProofPortal.maximumSystemCount) proof systems"
            context.report(.outOfRange, message, at: fields.valuePlace(of: key))
        }
        return isWhole
    }

    /// Reports what the contract would not take.
    private func check(_ fields: FieldReader<RollupSection.Fields>) {
        let context = fields.context
        if !(1...UInt64(max(provers.count, 1))).contains(threshold) {
            let message = "`proofs` is between 1 and the number of proof systems, \(provers.count)"
            context.report(.outOfRange, message, at: fields.valuePlace(of: \.proofs))
        } else if !(1...threshold).contains(families) {
            let message = "`families` is between 1 and `proofs`, \(threshold)"
            context.report(.outOfRange, message, at: fields.valuePlace(of: \.families))
        } else {
            let counting = provers.filter { $0.bits >= minBits }
            guard UInt64(counting.count) < threshold || UInt64(Set(counting.map(\.family)).count) < families else {
                return
            }
            let from = Set(counting.map(\.family)).count.counted("family", plural: "families")
            let message =
                "\(threshold.counted("proof")) from \(families.counted("family", plural: "families")) are out of reach: "
                + "\(counting.count.counted("proof system")) from \(from) with at least \(minBits) bits"
            context.report(.invalidValue, message, at: fields.place(of: \.provers))
        }
    }

    /// The terms with all times shortened.
    var hastened: MultiProofTerms {
        var terms = self
        terms.proofDelay = DisputeTerms.hastened(proofDelay)
        terms.fallBackAfter = DisputeTerms.hastened(fallBackAfter)
        terms.permissionlessAfter = DisputeTerms.hastened(permissionlessAfter)
        return terms
    }

    /// Whom users trust besides, of each system that is no proof; nil for none.
    var trust: String? {
        let simulated = provers.filter { $0.kind == .simulated }.map(\.name)
        var parts: [String] = []
        if !simulated.isEmpty {
            parts.append(
                "SIMULATED, an operator's signature in the place of a proof: \(simulated.joined(separator: ", "))"
            )
        }
        for prover in provers where prover.kind == .attested {
            parts.append("\(prover.name) is the word of \(prover.threshold) of \(prover.signers.count) signers")
        }
        return parts.isEmpty ? nil : parts.joined(separator: "; ")
    }
}
