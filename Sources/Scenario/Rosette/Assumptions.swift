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
    package fileprivate(set) var name: String
    /// The answers, in the order of the questions.
    package let answers: [Answer]
    /// What the rollup that a preset stands for has and these contracts do not.
    package let notModelled: [String]

    /// The assumptions that follow from the facts, under a name.
    package init(_ facts: TrustFacts, name: String, notModelled: [String] = []) {
        self.name = name
        self.notModelled = notModelled
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
        let proof = facts.needsOwnProof ? ", with a proof" : ""
        var text: String
        switch facts.proposers {
        case .everybody:
            text = "anybody hands in the next block, first come\(proof)"
            if let head = facts.headStart {
                text += "; \(head.actor) \(Durations.text(head.silence)) before everybody else"
            }
            if let precedence = facts.precedence {
                let leavesOut = facts.inboxDelay == nil ? ", who can leave anybody out" : ""
                let since = precedence.silence == 0 ? "" : " for \(Durations.text(precedence.silence))"
                text = "\(precedence.actor)\(leavesOut); anybody\(proof) when there is silence\(since)"
            }
        case .only(let name): text = "\(name) alone, who can leave anybody out"
        case .nobody: text = "nobody"
        }
        if let delay = facts.inboxDelay {
            text += "; a transfer or withdrawal forced on L1 begins a block after \(Durations.text(delay))"
        }
        guard let hatch = facts.hatch else { return text }
        guard !hatch.isFrozen else { return text + ": it is frozen" }
        return text + "; a withdrawal demanded on L1 is answered within \(Durations.text(hatch.gracePeriod))"
    }

    private static func verification(_ facts: TrustFacts) -> String {
        let text =
            switch facts.validation {
            case .native(isProof: false): "every L1 node executes each block again"
            case .native(isProof: true): "every L1 node verifies a proof of each block"
            case .disputes(let hasOpenSetup):
                "somebody watches and \(facts.needsRivalClaim ? "claims the truth beside a lie" : "objects"); then "
                    + (hasOpenSetup
                        ? "a proof that a contract verifies decides; its set-up is OPEN"
                        : "a proof, or L1 executing the block, decides")
            case .multiProofs(let rule):
                "\(rule.words) agree"
                    + (rule.weakness.map { "; WEAK: \($0)" } ?? ", each time with one that L1 verifies")
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
        guard let quick = facts.waitsWithProof else { return list(waits) }
        return list(waits) + "; with a proof " + (quick.isEmpty ? "at once" : list(quick))
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
        var trust = holders.isEmpty ? "nobody can stop it" : holders.joined(separator: "; ")
        if let committee = facts.committee {
            trust += "; one of any \(committee.threshold) of \(committee.members) committee members gives the data"
        }
        return "\(facts.escrowKeeper) keeps the escrow; \(trust)"
    }

    private static func coordination(_ facts: TrustFacts) -> String {
        var parts: [String] = []
        if facts.needsOwnProof { parts.append("a prover for each block") }
        if case .multiProofs(let rule) = facts.validation, !facts.needsOwnProof {
            parts.append(rule.isOpen ? "provers" : "whoever has the keys of the proof systems")
        }
        if facts.needsRivalClaim {
            let window = facts.waits.first.map { Durations.text($0.seconds) } ?? "no time"
            parts.append("a watcher every \(window), with a bond and a prover, who may take his time")
        }
        if let committee = facts.committee { parts.append("\(committee.threshold) members of the committee") }
        if facts.hatch != nil { parts.append("whoever is left out, to demand his withdrawal") }
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

extension Assumptions {
    /// Names of columns that nobody can confuse: what comes from different files is told apart by the file, and what
    /// still has one name by its place.
    ///
    /// - Parameter columns: The columns, each with the file or preset that it comes from.
    /// - Returns: The columns with their names.
    package static func distinct(_ columns: [(column: Assumptions, origin: String)]) -> [Assumptions] {
        func isShared(_ name: String, _ names: [String]) -> Bool { names.count { $0 == name } > 1 }
        let names = columns.map(\.column.name)
        let told = columns.map {
            isShared($0.column.name, names) ? "\($0.column.name) of \($0.origin)" : $0.column.name
        }
        return columns.indices.map { index in
            var column = columns[index].column
            column.name = isShared(told[index], told) ? "\(told[index]), column \(index + 1)" : told[index]
            return column
        }
    }
}
