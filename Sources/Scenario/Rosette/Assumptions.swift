/// What users of a rollup have to assume: six questions in which designs differ, whatever their speed.
package struct Assumptions: Hashable, Sendable, Encodable {
    /// The six questions.
    package enum Question: String, CaseIterable, Hashable, Sendable, Encodable {
        case sequencing, verification, finality, upgrades
        case bridgeTrust = "bridge_trust"
        case coordination

        /// The question as a heading.
        package var title: String { rawValue.split(separator: "_").joined(separator: " ") }
    }

    /// One answer.
    package struct Answer: Hashable, Sendable, Encodable {
        /// What is asked.
        package let question: Question
        /// The answer, in a few words.
        package let text: String
    }

    /// The rollup's or the preset's name.
    package let name: String
    /// The answers, in the order of the questions.
    package let answers: [Answer]

    /// The assumptions that follow from the facts, under a name.
    package init(_ facts: TrustFacts, name: String) {
        self.name = name
        answers = Question.allCases.map { question in
            let text =
                switch question {
                case .sequencing: Self.sequencing(facts)
                case .verification: Self.verification(facts)
                case .finality: Self.finality(facts)
                case .upgrades: Self.upgrades(facts)
                case .bridgeTrust: Self.bridgeTrust(facts)
                case .coordination: Self.coordination(facts)
                }
            return Answer(question: question, text: text)
        }
    }

    private static func sequencing(_ facts: TrustFacts) -> String {
        switch facts.proposers {
        case .everybody: "anybody hands in the next block, first come" + (facts.needsOwnProof ? ", with a proof" : "")
        case .only(let name): "\(name) alone, who can leave anybody out"
        case .nobody: "nobody"
        }
    }

    private static func verification(_ facts: TrustFacts) -> String {
        let text =
            switch facts.validation {
            case .native(isProof: false): "every L1 node executes each block again"
            case .native(isProof: true): "every L1 node verifies a proof of each block"
            case .disputes: "somebody watches and objects; then a proof, or L1 executing the block, decides"
            case .proofs(let hasOpenSetup):
                "a contract verifies a proof of each batch" + (hasOpenSetup ? "; its set-up is OPEN" : "")
            case .nothing: "nobody: the proposer's word"
            }
        return facts.missingChecks.isEmpty ? text : text + "; UNSAFE: a check is left out"
    }

    private static func finality(_ facts: TrustFacts) -> String {
        let waits = facts.waits.filter { $0.seconds > 0 }
        guard !waits.isEmpty else { return "at once" }
        func list(_ waits: [TrustFacts.Wait]) -> String {
            waits.map { "\(Durations.text($0.seconds)) \($0.name)" }.joined(separator: ", then ")
        }
        return list(waits) + (facts.waitsWithProof.map { "; with a proof \(list($0))" } ?? "")
    }

    private static func upgrades(_ facts: TrustFacts) -> String {
        var parts = facts.upgradePaths.map { path in
            "\(path.actor): \(path.target), \(path.delay == 0 ? "at once" : "after \(Durations.text(path.delay))")"
        }
        switch facts.followsRegistry {
        case true: parts.append("programs follow L1")
        case false: parts.append("the program is pinned for ever")
        case nil:
            if case .native = facts.validation { parts.append("rules follow L1's forks") }
        }
        return parts.isEmpty ? "none" : parts.joined(separator: "; ")
    }

    private static func bridgeTrust(_ facts: TrustFacts) -> String {
        let holders = facts.holders.map { holder in
            "\(holder.actor) \(holder.power)" + (holder.ending.map { " (\(Durations.text($0)) at most)" } ?? "")
        }
        let trust = holders.isEmpty ? "nobody can stop it" : holders.joined(separator: "; ")
        return "\(facts.escrowKeeper) keeps the escrow; \(trust)"
    }

    private static func coordination(_ facts: TrustFacts) -> String {
        var parts: [String] = []
        if facts.needsOwnProof { parts.append("a prover for each block") }
        if let proveTime = facts.proveTime {
            let window = facts.waits.first.map { Durations.text($0.seconds) } ?? "no time"
            parts.append("a watcher every \(window)")
            parts.append("a prover within \(Durations.text(proveTime)) of a challenge")
        }
        if case .nothing = facts.validation { parts.append("people who trust the proposer") }
        if facts.usesBlobs { parts.append("a node every 18 days, before blobs go") }
        return parts.isEmpty ? "nobody beside L1's nodes" : parts.joined(separator: "; ")
    }
}
