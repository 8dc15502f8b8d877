import ContractABI
import Primitives
import RollupContracts

/// What the preset of a rollup decides: how L1 comes to accept its blocks, and what of the language means anything to
/// it.
package struct RollupDesign: Hashable, Sendable {
    /// What the L2 is.
    package enum Ledger: Hashable, Sendable {
        /// An EVM chain.
        case evm
        /// A ledger of payments, which is not the EVM.
        case payments
    }

    /// How L1 comes to accept a block.
    package enum Settlement: Hashable, Sendable {
        /// EXECUTE checks it.
        case execute(ExecutionMode)
        /// A proposer's word is taken once a window has passed.
        case optimistic
        /// A dispute game decides about it.
        case dispute
        /// A dispute game decides about it, and a Groth16 proof about the game.
        case disputedPayments
        /// It stands unless a contradicting claim is proven.
        case siblings
        /// Several proof systems decide about it together.
        case multiProof
        /// A contract verifies a Groth16 proof of it.
        case groth16
    }

    /// How L1 comes to accept a block.
    package let settlement: Settlement
    /// Keys of the rollup that not every design has a use for, and this one has.
    let keys: [String]
    /// Whom its users trust beyond L1 whomever a file names, in one sentence; nil when nobody.
    package let trust: String?

    /// What the L2 is.
    package var ledger: Ledger { [.groth16, .disputedPayments].contains(settlement) ? .payments : .evm }

    /// Whether L1 accepts claims by games.
    package var hasGames: Bool { [.dispute, .disputedPayments, .siblings].contains(settlement) }

    /// How EXECUTE checks its blocks; nil when EXECUTE never sees them.
    package var executionMode: ExecutionMode? {
        guard case .execute(let mode) = settlement else { return nil }
        return mode
    }

    /// Whether L1 has to take proofs of its blocks.
    package var takesProofs: Bool { executionMode == .proof || hasGames && ledger == .evm }

    /// Whether EXECUTE is asked about its blocks at all.
    var asksExecute: Bool { takesProofs || settlement == .multiProof }

    /// Events of its contract on L1, with those of an inbox where it has one.
    func events(withInbox hasInbox: Bool) -> [ABIEvent] {
        contract.events + (hasInbox ? ForcedInclusionRollup.artifact.events : [])
    }

    /// Its contract on L1.
    var contract: ContractArtifact {
        switch settlement {
        case .execute: NativeRollup.artifact
        case .optimistic: OptimisticRollup.artifact
        case .dispute, .siblings: HybridRollup.artifact
        case .multiProof: MultiProofPortal.artifact
        case .groth16, .disputedPayments: ContractVerifiedRollup.artifact
        }
    }

    /// Where the contract keeps its variables.
    var layout: StorageLayout {
        switch settlement {
        case .execute: .nativeRollup
        case .optimistic: .optimisticRollup
        case .dispute, .siblings: .hybridRollup
        case .multiProof: .multiProofPortal
        case .groth16, .disputedPayments: .contractVerifiedRollup
        }
    }
}

extension RollupSection.Preset {
    /// What the preset decides.
    package var design: RollupDesign {
        switch self {
        case .nativeReexecution:
            RollupDesign(
                settlement: .execute(.reexecution),
                keys: evmKeys + sequencerKeys + ["portal", "gas_rule", "requests_policy", "pace"],
                trust: nil
            )
        case .nativeProof:
            RollupDesign(
                settlement: .execute(.proof),
                keys: evmKeys + sequencerKeys
                    + ["portal", "gas_rule", "requests_policy", "proof_gas_rule", "verification_key", "pace"],
                trust: nil
            )
        case .optimistic:
            RollupDesign(
                settlement: .optimistic,
                keys: evmKeys + ["portal", "challenge_window", "pace"],
                trust: "nobody can challenge a proposal: users trust the proposer, and whoever watches him"
            )
        case .zkDisputeGame:
            RollupDesign(
                settlement: .dispute,
                keys: evmKeys + disputeKeys + challengeKeys + ["upgrades"],
                trust:
                    "a claim that nobody challenges is believed without a proof: users trust that somebody watches"
            )
        case .kailua:
            RollupDesign(
                settlement: .siblings,
                keys: evmKeys + disputeKeys + ["vanguard", "head_start"],
                trust:
                    "a claim that nobody contradicts is believed without a proof: users trust that somebody watches and "
                    + "can prove"
            )
        case .paymentsDisputeGame:
            RollupDesign(
                settlement: .disputedPayments,
                keys: ["batch"] + disputeKeys + challengeKeys,
                trust:
                    "a claim that nobody challenges is believed without a proof, and the seed of the proofs' set-up is "
                    + "public: whoever knows it can forge them"
            )
        case .multiProof:
            RollupDesign(
                settlement: .multiProof,
                keys: evmKeys + MultiProofTerms.keys + ["challenge_window", "init_bond", "guardian", "pace"],
                trust:
                    "enough proof systems that agree are believed, and where waiting is enough nobody needs to: users "
                    + "trust the systems, and whoever holds their keys"
            )
        case .contractGroth16:
            RollupDesign(
                settlement: .groth16,
                keys: ["batch", "freeze_grace", "committee", "pace"],
                trust:
                    "the proofs are of a circuit of payments, not of the EVM, and the seed of their set-up is public: "
                    + "whoever knows it can forge them"
            )
        }
    }

    /// Keys of the designs whose L2 is an EVM chain.
    private var evmKeys: [String] { ["chain_id", "l2_gas_limit"] }

    /// Keys of the designs whose blocks a sequencer can promise, and that an inbox can hold to something.
    private var sequencerKeys: [String] { ["sequencer", "sequencer_bond", "inbox_delay"] }

    /// Keys of the designs in which dispute games decide.
    private var disputeKeys: [String] {
        ["max_challenge", "air_gap", "bond_delay", "init_bond", "guardian", "pace"]
    }

    /// Keys of the designs in which claims are challenged.
    private var challengeKeys: [String] { ["max_prove", "challenger_bond"] }

    /// Keys that only some presets have a use for, in the order of the alphabet.
    static var specialKeys: [String] { Set(allCases.flatMap(\.design.keys)).sorted() }

    /// The presets that have a use for a key, such as "the preset native-proof".
    static func owners(ofKey key: String) -> String {
        let names = allCases.filter { $0.design.keys.contains(key) }.map(\.rawValue)
        guard let last = names.last, names.count > 1 else { return "the preset \(names.joined())" }
        return "the presets \(names.dropLast().joined(separator: ", ")) and \(last)"
    }
}
