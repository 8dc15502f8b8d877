/// What is so about a rollup as L1 holds it: who can call what, after which wait, and what is checked.
///
/// Read from the contracts that stand on L1 (`Simulation+TrustFacts.swift`), never from what a scenario says of itself.
/// Risk rosette, stage and comparison are derived from it.
package struct TrustFacts: Hashable, Sendable {
    /// Who may do something.
    package enum Permission: Hashable, Sendable {
        /// Whoever wants to.
        case everybody
        /// One party, by name.
        case only(String)
        /// Nobody.
        case nobody
    }

    /// What makes L1 believe a state root.
    package enum Validation: Hashable, Sendable {
        /// L1 executes the block again, or verifies a proof of it beside its own.
        case native(isProof: Bool)
        /// A claim stands unless somebody objects; a proof, or L1 executing the block again, decides the dispute.
        /// `hasOpenSetup` when a contract verifies the proof, and whoever knows the set-up can forge one.
        case disputes(hasOpenSetup: Bool = false)
        /// Several proof systems vouch for a block, or a wait is enough where that is allowed.
        case multiProofs(ProofRule)
        /// The contract verifies a proof of every batch. `hasOpenSetup` when whoever knows the set-up can forge one.
        case proofs(hasOpenSetup: Bool)
        /// Nothing: why, in one sentence without a full stop.
        case nothing(String)
    }

    /// Somebody whose blocks come before everybody else's, for as long as he hands some in.
    package struct Precedence: Hashable, Sendable {
        /// Who.
        package var actor: String
        /// Seconds of his silence after which everybody else can.
        package var silence: UInt64

        /// Somebody who comes first until he has been silent for some seconds.
        package init(actor: String, silence: UInt64) {
            self.actor = actor
            self.silence = silence
        }
    }

    /// A way out of a ledger whose sequencer answers nobody: L1 pays accounts of the last proven state.
    package struct Hatch: Hashable, Sendable {
        /// Seconds in which a withdrawal that is demanded on L1 must be answered.
        package var gracePeriod: UInt64
        /// Whether somebody was not answered, so that the ledger stands still.
        package var isFrozen: Bool

        /// A way out that opens when a demand is not answered in time.
        package init(gracePeriod: UInt64, isFrozen: Bool = false) {
            self.gracePeriod = gracePeriod
            self.isFrozen = isFrozen
        }
    }

    /// Who has the data that are not on L1.
    package struct Committee: Hashable, Sendable {
        /// How many members it has.
        package var members: UInt64
        /// How many of them must sign that they have the data.
        package var threshold: UInt64

        /// A committee of `members`, of whom `threshold` sign.
        package init(members: UInt64, threshold: UInt64) {
            self.members = members
            self.threshold = threshold
        }

        /// L2BEAT's rule: a committee that is small, or too many of whom must be honest, is as good as none.
        ///
        /// `DAC_SENTIMENT` of `dataAvailability.ts`: six members at least, of whom a third at most must be honest.
        package var isWeak: Bool {
            guard threshold > 0, threshold <= members, members >= 6 else { return true }
            return (members - threshold + 1) * 3 > members
        }
    }

    /// A wait between an L2 block on L1 and a withdrawal of it.
    package struct Wait: Hashable, Sendable {
        /// What is waited for.
        package var name: String
        /// How long, in seconds.
        package var seconds: UInt64

        /// A wait of some seconds.
        package init(_ name: String, _ seconds: UInt64) {
            self.name = name
            self.seconds = seconds
        }
    }

    /// A way in which what the rollup's users rely on can be changed.
    package struct UpgradePath: Hashable, Sendable {
        /// A council that acts when enough of its members agree.
        package struct Council: Hashable, Sendable {
            /// How many members it has.
            package var members: UInt64
            /// How many of them must agree.
            package var threshold: UInt64

            /// A council of `members`, of whom `threshold` decide.
            package init(members: UInt64, threshold: UInt64) {
                self.members = members
                self.threshold = threshold
            }

            /// Whether it has the size that L2BEAT asks of a security council: 8 members, of whom three quarters agree.
            package var isProper: Bool { members >= 8 && threshold <= members && threshold * 4 >= members * 3 }
        }

        /// Who goes it.
        package var actor: String
        /// What it changes.
        package var target: String
        /// Seconds between its announcement and its effect.
        package var delay: UInt64
        /// The council that goes it; nil for anybody else.
        package var council: Council?

        /// A way of somebody to change something, after a delay in seconds.
        package init(actor: String, target: String, delay: UInt64, council: Council? = nil) {
            self.actor = actor
            self.target = target
            self.delay = delay
            self.council = council
        }
    }

    /// Somebody who can keep withdrawals back.
    package struct Holder: Hashable, Sendable {
        /// Who.
        package var actor: String
        /// By what.
        package var power: String
        /// Seconds after which it ends by itself and cannot be done again at once; nil for ever.
        package var ending: UInt64?

        /// Somebody with a power that ends by itself, or does not.
        package init(actor: String, power: String, ending: UInt64? = nil) {
            self.actor = actor
            self.power = power
            self.ending = ending
        }
    }

    /// Name in the scenario.
    package var name: String
    /// The design, as the scenario language names it.
    package var design: String
    /// What makes L1 believe a state root.
    package var validation: Validation
    /// Checks that it goes without, each in one sentence without a full stop.
    package var missingChecks: [String] = []
    /// Who may hand in the next block, claim or batch.
    package var proposers: Permission
    /// Whose blocks come before everybody else's; nil for nobody's.
    package var precedence: Precedence?
    /// Who may claim a block before everybody else, and for how long; nil for nobody.
    package var headStart: Precedence?
    /// Whether who hands in a block must have it proven first.
    package var needsOwnProof = false
    /// Whether nobody objects with a word: whoever knows better claims the truth beside a lie.
    package var needsRivalClaim = false
    /// Whether the transactions are in blobs, which L1's nodes delete after 18 days.
    package var usesBlobs = false
    /// Who has the data in the place of L1; nil where they are there.
    package var committee: Committee?
    /// Seconds after which a block must begin with a transfer or withdrawal forced on L1; nil without an inbox.
    package var inboxDelay: UInt64?
    /// The way out without the operator; nil for none.
    package var hatch: Hatch?
    /// Waits until a withdrawal can be taken out where nobody proves anything, one after the other.
    package var waits: [Wait] = []
    /// Waits that are left when a proof is made at once; nil where none shortens them.
    package var waitsWithProof: [Wait]?
    /// Seconds that whoever is challenged has for a proof, which a withdrawal then waits for too; nil where nobody is.
    package var proveTime: UInt64?
    /// Ways in which the rules can be changed, L1's own forks not counted.
    package var upgradePaths: [UpgradePath] = []
    /// Who can keep withdrawals back.
    package var holders: [Holder] = []
    /// The contract that keeps the escrow, with its article.
    package var escrowKeeper = "the rollup's contract"
    /// How L1's choice of programs reaches the rollup: nil where it verifies no proofs of L1's.
    package var followsRegistry: Bool?

    /// A rollup without waits, without anybody who can change it or keep withdrawals back, until that is added.
    package init(name: String, design: String, validation: Validation, proposers: Permission) {
        self.name = name
        self.design = design
        self.validation = validation
        self.proposers = proposers
    }

    /// Seconds from an L2 block on L1 until its withdrawals can be taken out, where nobody objects.
    package var quietDelay: UInt64 { waits.reduce(0) { $0.addingReportingOverflow($1.seconds).partialValue } }

    /// The same for whoever meets with all that can keep him: a challenge in the last moment, and a demand that is
    /// answered in the last moment.
    package var exitDelay: UInt64 {
        [proveTime, hatch?.gracePeriod, inboxDelay].compactMap(\.self).reduce(quietDelay) {
            $0.addingReportingOverflow($1).partialValue
        }
    }
}
