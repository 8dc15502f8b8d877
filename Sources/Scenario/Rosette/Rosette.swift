/// L2BEAT's risk rosette of a rollup: five questions, each with an answer and how good it is.
///
/// The words are L2BEAT's (`riskView.ts`), except for one: no rollup that L1 itself validates is listed there yet.
package struct Rosette: Hashable, Sendable {
    /// How good an answer is, in L2BEAT's words.
    package enum Sentiment: String, CaseIterable, Hashable, Sendable, Encodable {
        case good
        case warning
        case bad
    }

    /// The five questions.
    package enum Question: String, CaseIterable, Hashable, Sendable, Encodable {
        case sequencerFailure = "sequencer_failure"
        case stateValidation = "state_validation"
        case dataAvailability = "data_availability"
        case exitWindow = "exit_window"
        case proposerFailure = "proposer_failure"

        /// The question as L2BEAT heads it.
        package var title: String {
            switch self {
            case .sequencerFailure: "Sequencer failure"
            case .stateValidation: "State validation"
            case .dataAvailability: "Data availability"
            case .exitWindow: "Exit window"
            case .proposerFailure: "Proposer failure"
            }
        }
    }

    /// One answer.
    package struct Slice: Hashable, Sendable, Encodable {
        /// What is asked.
        package let question: Question
        /// The answer, in L2BEAT's words where it has some.
        package let value: String
        /// How good it is.
        package let sentiment: Sentiment
        /// What it comes from, in a few words.
        package let detail: String
        /// Whether the answer is this simulator's, since L2BEAT has none for it.
        package var isOwnValue = false
    }

    /// The rollup's name.
    package let name: String
    /// The design's name.
    package let design: String
    /// The answers, in the order of the questions.
    package let slices: [Slice]
    /// The stage.
    package let stage: RollupStage
    /// What a reader should know beside the answers.
    package let notes: [String]

    /// The answer to a question.
    package func slice(_ question: Question) -> Slice? { slices.first { $0.question == question } }

    /// The rosette that follows from the facts.
    package init(_ facts: TrustFacts) {
        name = facts.name
        design = facts.design
        let slices = [
            Self.sequencerFailure(facts), Self.stateValidation(facts), Self.dataAvailability(facts),
            Self.exitWindow(facts), Self.proposerFailure(facts),
        ]
        self.slices = slices
        stage = RollupStage(
            facts,
            sentiments: Dictionary(uniqueKeysWithValues: slices.map { ($0.question, $0.sentiment) })
        )
        notes = Self.notes(facts)
    }

    /// Seconds of 7 and of 30 days, the bounds of L2BEAT's exit window.
    package static let shortWindow: UInt64 = 604_800
    package static let longWindow: UInt64 = 2_592_000
}

extension Rosette {
    /// What users can do when the sequencer is down or leaves them out.
    ///
    /// Messages from L1 are no way around a sequencer: he need not deliver them, and none withdraws for its sender. Nor
    /// is it one that others can hand in when he does not: as long as he hands in blocks, he can leave anybody out.
    private static func sequencerFailure(_ facts: TrustFacts) -> Slice {
        if facts.precedence != nil, let delay = facts.inboxDelay {
            return Slice(
                question: .sequencerFailure,
                value: "Force via L1",
                sentiment: .good,
                detail: "a block begins with the transfer or withdrawal that was forced \(Durations.text(delay)) ago"
            )
        }
        if let precedence = facts.precedence {
            return Slice(
                question: .sequencerFailure,
                value: "No mechanism",
                sentiment: .bad,
                detail: "\(precedence.actor) can leave anybody out, as long as he hands in blocks"
            )
        }
        if facts.proposers != .everybody, let hatch = facts.hatch, !hatch.isFrozen {
            return Slice(
                question: .sequencerFailure,
                value: "Force via L1",
                sentiment: .good,
                detail: "a withdrawal demanded on L1 is answered within \(Durations.text(hatch.gracePeriod)), "
                    + "or the way out opens"
            )
        }
        return switch facts.proposers {
        case .everybody where facts.needsOwnProof:
            Slice(
                question: .sequencerFailure,
                value: "Self sequence ZK",
                sentiment: .good,
                detail: "anybody hands in the next block, with a proof of it"
            )
        case .everybody:
            Slice(
                question: .sequencerFailure,
                value: "Self sequence",
                sentiment: .good,
                detail: "anybody hands in the next block"
            )
        case .only, .nobody:
            Slice(
                question: .sequencerFailure,
                value: "No mechanism",
                sentiment: .bad,
                detail: "nothing makes \(facts.proposers.words) include a transaction"
            )
        }
    }

    private static func stateValidation(_ facts: TrustFacts) -> Slice {
        func slice(_ value: String, _ sentiment: Sentiment, _ detail: String, isOwnValue: Bool = false) -> Slice {
            // Whatever a missing check leaves of it, a forgery passes.
            guard facts.missingChecks.isEmpty else {
                return Slice(
                    question: .stateValidation,
                    value: value,
                    sentiment: .bad,
                    detail: "UNSAFE: a check is left out",
                    isOwnValue: isOwnValue
                )
            }
            return Slice(
                question: .stateValidation,
                value: value,
                sentiment: sentiment,
                detail: detail,
                isOwnValue: isOwnValue
            )
        }
        switch facts.validation {
        case .native(isProof: false):
            return slice("Native (L1 execution)", .good, "every L1 node executes the block", isOwnValue: true)
        case .native(isProof: true):
            return slice("Native (L1 execution)", .good, "every L1 node verifies a proof", isOwnValue: true)
        case .disputes(hasOpenSetup: true):
            return slice("Fraud proofs (1R, ZK)", .bad, "whoever knows the set-up forges what decides a dispute")
        case .disputes(hasOpenSetup: false):
            let time = facts.waits.first.map { Durations.text($0.seconds) } ?? "no time"
            let isShort = facts.quietDelay < shortWindow
            let act = facts.needsRivalClaim ? "claims the truth beside a lie" : "objects"
            let detail = "anybody \(act) within \(time)" + (isShort ? ": a short time" : "")
            return slice("Fraud proofs (1R, ZK)", isShort ? .warning : .good, detail)
        case .multiProofs(let rule):
            let value = rule.isSwitchedOff ? "None" : "Multi-proofs"
            guard rule.isVerified else { return slice(value, .bad, rule.weakness ?? "") }
            let isShort = rule.wait.map { $0 < shortWindow } ?? false
            let objection =
                rule.wait.map { ", and anybody objects within \(Durations.text($0)) where none comes" } ?? ""
            let detail = "each combination has a proof that L1 verifies\(objection)"
            return slice(value, isShort ? .warning : .good, detail)
        case .proofs(hasOpenSetup: false):
            return slice("Validity proofs (SN)", .good, "a contract verifies a proof of each batch")
        case .proofs(hasOpenSetup: true):
            return slice("Validity proofs (SN)", .bad, "whoever knows the set-up forges proofs")
        case .nothing(let reason):
            return slice("None", .bad, reason)
        }
    }

    private static func dataAvailability(_ facts: TrustFacts) -> Slice {
        if let committee = facts.committee {
            return Slice(
                question: .dataAvailability,
                value: "External (DAC)",
                sentiment: committee.isWeak ? .bad : .warning,
                detail: "\(committee.threshold) of \(committee.members) members sign that they have it"
            )
        }
        return Slice(
            question: .dataAvailability,
            value: "Onchain",
            sentiment: .good,
            detail: facts.usesBlobs ? "transactions in blobs" : "transactions in calldata"
        )
    }

    private static func exitWindow(_ facts: TrustFacts) -> Slice {
        func slice(_ value: String, _ sentiment: Sentiment, _ detail: String) -> Slice {
            Slice(question: .exitWindow, value: value, sentiment: sentiment, detail: detail)
        }
        guard let path = facts.upgradePaths.min(by: { $0.delay < $1.delay }) else {
            return slice("∞", .good, "nobody can change the rules")
        }
        guard path.delay > facts.exitDelay else {
            let after = path.delay == 0 ? "at once" : "after \(Durations.text(path.delay))"
            return slice("None", .bad, "\(path.actor) changes \(path.target) \(after)")
        }
        let window = path.delay - facts.exitDelay
        let detail = "\(Durations.text(path.delay)) of notice, \(Durations.text(facts.exitDelay)) to leave"
        return slice(
            Durations.text(window),
            window < shortWindow ? .bad : window < longWindow ? .warning : .good,
            detail
        )
    }

    private static func proposerFailure(_ facts: TrustFacts) -> Slice {
        if facts.proposers != .everybody, facts.hatch != nil {
            let data = facts.committee == nil ? "" : ", if the committee gives the data"
            return Slice(
                question: .proposerFailure,
                value: "Use escape hatch",
                sentiment: .good,
                detail: "L1 pays accounts of the last proven state\(data)"
            )
        }
        return switch facts.proposers {
        case .everybody:
            Slice(
                question: .proposerFailure,
                value: facts.needsOwnProof ? "Self propose ZK" : "Self propose",
                sentiment: .good,
                detail: (facts.needsOwnProof ? "anybody posts a root that is proven" : "anybody posts a root")
                    + (facts.precedence.map { precedence in
                        precedence.silence == 0
                            ? "" : ", \(Durations.text(precedence.silence)) after \(precedence.actor) has gone silent"
                    } ?? "")
            )
        case .only, .nobody:
            Slice(
                question: .proposerFailure,
                value: "Cannot withdraw",
                sentiment: .bad,
                detail: "\(facts.proposers.words) alone can post a root"
            )
        }
    }

    private static func notes(_ facts: TrustFacts) -> [String] {
        var notes = facts.missingChecks.map { "UNSAFE: \($0)." }
        if case .native = facts.validation {
            notes.append(
                "\"Native (L1 execution)\" is not a value of L2BEAT's: it stands for roots that L1's own nodes validate."
            )
        }
        switch facts.followsRegistry {
        case true:
            notes.append(
                "The program that proofs are of follows L1's registry: who changes it is L1's governance, which is not "
                    + "counted as the rollup's own."
            )
        case false:
            notes.append("The program is pinned: should L1 stop to verify it, the rollup halts for ever.")
        case nil: break
        }
        if let fastest = facts.upgradePaths.min(by: { $0.delay < $1.delay }), fastest.council != nil {
            let rest = facts.upgradePaths.filter { $0.council == nil }.map(\.delay).min()
            let without = rest.map { $0 > facts.exitDelay ? Durations.text($0 - facts.exitDelay) : "None" } ?? "∞"
            notes.append("The exit window counts the council, which acts at once; without it the window is \(without).")
        }
        if let proveTime = facts.proveTime {
            let time = Durations.text(proveTime)
            notes.append("A challenge delays a withdrawal by \(time) more at most, which the exit window counts.")
        }
        if facts.needsRivalClaim {
            notes.append(
                "A contradiction keeps a withdrawal back until somebody proves one of the two: no clock ends it."
            )
        }
        if case .multiProofs(let rule) = facts.validation, rule.isSimulated {
            notes.append(
                "SIMULATED systems are an operator's signature in the place of a proof: whoever has his key can vouch "
                    + "for anything."
            )
        }
        if facts.committee != nil {
            notes.append(
                "The way out needs all of the newest state; when the committee withholds it, nobody can leave."
            )
        }
        notes += facts.holders.map { holder in
            let time = holder.ending.map { "for \(Durations.text($0)) at most" } ?? "for ever"
            return "\(holder.actor) can keep withdrawals back \(time): \(holder.power)."
        }
        if facts.usesBlobs {
            notes.append("L1's nodes delete blobs after 18 days; whoever comes later needs an archive.")
        }
        return notes
    }
}

extension TrustFacts.Permission {
    /// Who it is, as the subject of a sentence.
    var words: String {
        switch self {
        case .everybody: "anybody"
        case .only(let name): name
        case .nobody: "nobody"
        }
    }
}

/// Times as rosettes print them.
enum Durations {
    private static let units: [(name: String, seconds: UInt64)] = [("d", 86_400), ("h", 3_600), ("m", 60), ("s", 1)]

    /// A time in its largest unit, with one decimal place at most where it is not whole, such as "3.5d", "12h" and
    /// "90s"; or in several units, from two days on, such as "6d 8h 43m 36s".
    static func text(_ seconds: UInt64) -> String {
        let isLong = seconds >= 172_800
        for (unit, length) in units.prefix(isLong ? 2 : 3) where seconds >= length {
            let rest = seconds % length
            if rest == 0 { return "\(seconds / length)\(unit)" }
            if rest * 10 % length == 0 { return "\(seconds / length).\(rest * 10 / length)\(unit)" }
        }
        guard isLong else { return "\(seconds)s" }
        var parts: [String] = []
        var rest = seconds
        for (unit, length) in units where rest >= length {
            parts.append("\(rest / length)\(unit)")
            rest %= length
        }
        return parts.joined(separator: " ")
    }
}
