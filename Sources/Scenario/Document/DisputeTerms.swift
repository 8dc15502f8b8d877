package import Primitives
import RollupActors
import RollupContracts

/// Clocks, bonds and guardian of a rollup's dispute games.
package struct DisputeTerms: Hashable, Sendable {
    /// How long a claim can be challenged, in seconds.
    package var maxChallenge: UInt64 = 604_800
    /// How long a challenged claim can be proven, in seconds.
    package var maxProve: UInt64 = 86_400
    /// How long after its resolution a game is final, in seconds.
    package var airGap: UInt64 = 302_400
    /// How long after its unlocking a share of the bonds is paid, in seconds.
    package var bondDelay: UInt64 = 86_400
    /// What a proposer puts up, in wei.
    package var initBond = UInt256(80_000_000_000_000_000)
    /// What a challenger puts up, in wei.
    package var challengerBond = UInt256(500_000_000_000_000_000)
    /// The actor who can take games back; nil for nobody.
    package var guardian: String?
    /// The actor who may claim a parent's first child before everybody else; nil for nobody.
    package var vanguard: String?
    /// For how long, in seconds.
    package var headStart: UInt64 = 3600

    /// Longest time that the contracts take, in seconds: 365 days.
    static let longestTime: UInt64 = 31_536_000
    /// By how much `fast` shortens the times, and the two slots that are left at least, in seconds.
    static let fastDivisor: UInt64 = 1000
    static let shortestFastTime: UInt64 = 24

    /// Whether times are those of a deployed rollup, or short ones for a first look.
    enum Pace: String, CaseIterable, ChoiceField {
        case real
        case fast

        var summary: String {
            switch self {
            case .real: "times as they are written"
            case .fast: "times divided by 1,000, and of two slots at least"
            }
        }
    }

    /// A time shortened; none stays none.
    static func hastened(_ seconds: UInt64) -> UInt64 {
        seconds == 0 ? 0 : max(seconds / fastDivisor, shortestFastTime)
    }

    /// The terms with all times shortened.
    var hastened: DisputeTerms {
        func shorter(_ seconds: UInt64) -> UInt64 { Self.hastened(seconds) }
        var terms = self
        terms.maxChallenge = shorter(maxChallenge)
        terms.maxProve = shorter(maxProve)
        terms.airGap = shorter(airGap)
        terms.bondDelay = shorter(bondDelay)
        terms.headStart = headStart / Self.fastDivisor
        return terms
    }
}

extension DisputeTerms {
    /// A time of the games.
    static func time(_ key: String, _ summary: String, absent: String) -> Field<VirtualDuration> {
        .optional(
            key,
            summary,
            absent: absent,
            range: "at most \(longestTime / 86_400)d",
            source: "decision 0070"
        )
    }

    /// The terms of a rollup's section, those of the preset where it is silent.
    init(_ fields: inout FieldReader<RollupSection.Fields>) {
        func seconds(_ key: KeyPath<RollupSection.Fields, Field<VirtualDuration>>, else standard: UInt64) -> UInt64 {
            guard let seconds = fields.read(key)?.seconds else { return standard }
            if seconds == 0 || seconds > Self.longestTime {
                let message = "the times of dispute games are at least 1s and at most \(Self.longestTime / 86_400)d"
                fields.context.report(.outOfRange, message, at: fields.valuePlace(of: key))
            }
            return seconds
        }
        var terms = DisputeTerms()
        terms.maxChallenge = seconds(\.maxChallenge, else: terms.maxChallenge)
        terms.maxProve = seconds(\.maxProve, else: terms.maxProve)
        terms.airGap = seconds(\.airGap, else: terms.airGap)
        terms.bondDelay = seconds(\.bondDelay, else: terms.bondDelay)
        terms.vanguard = fields.read(\.vanguard)
        terms.headStart = seconds(\.headStart, else: terms.headStart)
        if terms.vanguard == nil, fields.has(\.headStart) {
            fields.context.report(.missingKey, "`head_start` needs a `vanguard`", at: fields.place(of: \.headStart))
        } else if terms.vanguard != nil, terms.headStart >= terms.maxChallenge {
            let message = "the vanguard's head start is shorter than `max_challenge`: others have to be able to speak"
            fields.context.report(.outOfRange, message, at: fields.place(of: \.vanguard))
        }
        terms.initBond = fields.read(\.initBond)?.wei ?? terms.initBond
        terms.challengerBond = fields.read(\.challengerBond)?.wei ?? terms.challengerBond
        let bonds: [(KeyPath<RollupSection.Fields, Field<Amount>>, UInt256)] = [
            (\.initBond, terms.initBond), (\.challengerBond, terms.challengerBond),
        ]
        for (key, wei) in bonds where wei >= UInt256(1) << 128 {
            fields.context.report(.outOfRange, "a bond is below 2^128 wei", at: fields.valuePlace(of: key))
        }
        terms.guardian = fields.read(\.guardian)
        self = terms
    }
}

extension DisputeTerms {
    /// What the games of a rollup are deployed with.
    ///
    /// - Parameters:
    ///   - actors: Everybody in the scenario.
    ///   - areSiblings: Whether claims are disputed by contradicting ones alone.
    /// - Returns: The configuration; the contracts check it.
    func configuration(actors: [Actor], areSiblings: Bool) -> DisputeConfiguration {
        func address(of name: String?) -> Address { actors.first { $0.name == name }?.address ?? .zero }
        return DisputeConfiguration(
            rules: ZKDisputeGame.Rules(
                maxChallengeDuration: maxChallenge,
                maxProveDuration: maxProve,
                initBond: initBond,
                challengerBond: challengerBond
            ),
            airGap: airGap,
            vaultDelay: bondDelay,
            guardian: address(of: guardian),
            siblings: areSiblings
                ? SiblingTreasury.Rules(
                    bond: initBond,
                    maxClockDuration: maxChallenge,
                    vanguard: address(of: vanguard),
                    vanguardAdvantage: vanguard == nil ? 0 : headStart
                ) : nil
        )
    }
}
