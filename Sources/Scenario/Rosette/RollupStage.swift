/// L2BEAT's stage of a rollup: how much of it still hangs on people.
///
/// What a simulation cannot know, as who the members of a council are, is taken for given and told so in the
/// requirement.
package struct RollupStage: Hashable, Sendable {
    /// Something that a stage asks for.
    package struct Requirement: Hashable, Sendable, Encodable {
        /// The stage.
        package let stage: UInt64
        /// What it asks for.
        package let text: String
        /// Whether the rollup has it.
        package let isMet: Bool
    }

    /// All requirements, those of lower stages first.
    package let requirements: [Requirement]

    /// The highest stage whose requirements, and those below, are all met; nil for none, which are L2BEAT's *Others*.
    package var number: UInt64? {
        var reached: UInt64?
        for stage in UInt64(0)...2 {
            guard requirements.allSatisfy({ $0.stage != stage || $0.isMet }) else { break }
            reached = stage
        }
        return reached
    }

    /// The stage in words.
    package var text: String { number.map { "\($0)" } ?? "none" }

    /// What is missing for the next stage.
    package var blocking: [String] {
        let next = number.map { $0 + 1 } ?? 0
        return requirements.filter { $0.stage == next && !$0.isMet }.map(\.text)
    }

    /// The stage that follows from the facts and from how good the answers of the rosette are.
    init(_ facts: TrustFacts, sentiments: [Rosette.Question: Rosette.Sentiment]) {
        var list: [Requirement] = []
        func require(_ stage: UInt64, _ text: String, _ isMet: Bool) {
            list.append(Requirement(stage: stage, text: text, isMet: isMet))
        }
        func isGood(_ question: Rosette.Question) -> Bool { sentiments[question] == .good }
        let window = { (path: TrustFacts.UpgradePath) in
            path.delay > facts.exitDelay ? path.delay - facts.exitDelay : 0
        }
        let councils = facts.upgradePaths.compactMap(\.council)

        require(0, "state roots on L1", true)
        require(0, "data on L1", isGood(.dataAvailability))
        require(0, "source of a node that derives the state from L1", true)
        var isValidated = facts.missingChecks.isEmpty
        switch facts.validation {
        case .nothing: isValidated = false
        case .multiProofs(let rule): isValidated = isValidated && rule.isVerified
        case .native, .disputes, .proofs: break
        }
        require(0, "state is verified on L1", isValidated)

        require(
            1,
            "users can leave without the operator",
            isGood(.sequencerFailure) && isGood(.proposerFailure)
        )
        let others = facts.upgradePaths.filter { !($0.council?.isProper ?? false) }
        require(
            1,
            "7d to leave before a change that no proper security council makes",
            others.allSatisfy { window($0) >= Rosette.shortWindow }
        )
        require(
            1,
            "every council has 8 members, of whom 75 % decide (that half are outsiders is taken for given)",
            councils.allSatisfy(\.isProper)
        )
        require(
            1,
            "nobody but a security council can keep withdrawals back for ever",
            facts.holders.allSatisfy { $0.ending != nil }
        )
        let hasOpenSetup =
            switch facts.validation {
            case .proofs(let isOpen), .disputes(let isOpen): isOpen
            case .native, .multiProofs, .nothing: false
            }
        require(1, "nobody knows the secret of a trusted set-up", !hasOpenSetup)

        require(
            2,
            "anybody can post roots and prove or dispute them",
            facts.proposers == .everybody && facts.precedence == nil
        )
        require(
            2,
            "30d to leave before a change that no provable bug asks for",
            facts.upgradePaths.allSatisfy { window($0) >= Rosette.longWindow }
        )
        require(2, "a council acts on provable bugs alone", councils.isEmpty)
        requirements = list
    }
}
