import TextOutput

extension RollupSection {
    /// Designs of rollups.
    package enum Preset: String, CaseIterable, Sendable, ChoiceField {
        /// A native rollup whose blocks EXECUTE checks by re-execution.
        case nativeReexecution = "native-reexec"
        /// A native rollup whose blocks are proved, and whose proofs L1 verifies beside its blocks.
        case nativeProof = "native-proof"
        /// A rollup whose proposer is believed once a window has passed.
        case optimistic
        /// A rollup whose blocks dispute games decide about.
        case zkDisputeGame = "zk-dispute-game"
        /// A rollup whose blocks several proof systems decide about.
        case multiProof = "multi-proof"
        /// A ledger of payments whose batches a contract verifies by Groth16 proofs.
        case contractGroth16 = "contract-groth16"
        /// A rollup whose claims only contradicting ones dispute.
        case kailua
        /// A ledger of payments whose batches dispute games decide about.
        case paymentsDisputeGame = "payments-dispute-game"
        static let page: String? = "docs/rollup-designs.md"
        static let planned = ["native-dependency", "scroll", "linea", "zksync", "cdk"]

        static var shape: ValueShape {
            let designs = allCases.map { ValueShape.Choice($0.rawValue, $0.summary, page: page) }
            let others = PresetTexts.all.filter { Preset(rawValue: $0.name) == nil }
            return .choice(designs + others.map { ValueShape.Choice($0.name, $0.summary, page: "docs/presets.md") })
        }

        static func read(_ text: String) throws(ScalarProblem) -> Preset {
            if let preset = Preset(rawValue: text) { return preset }
            if planned.contains(text) { throw ScalarProblem(.notSupportedYet, "does not support `\(text)` yet") }
            let words = shape.choices.map(\.word)
            let expected = words.map { "`\($0)`" }.joined(separator: ", ")
            let help = Suggestion.nearest(to: text, among: words).map { "did you mean `\($0)`?" }
            let found = text.isEmpty ? "nothing" : "`\(text.shortened)`"
            throw ScalarProblem(.invalidValue, "expects one of \(expected), found \(found)", help: help)
        }

        /// The design in one sentence.
        package var summary: String {
            switch self {
            case .nativeReexecution: "a native rollup whose blocks EXECUTE checks by executing them again"
            case .nativeProof: "a native rollup whose blocks are proved, and whose proofs L1 verifies beside its blocks"
            case .optimistic:
                "an optimistic rollup without disputes: L1 takes its proposer's word once a window has passed"
            case .zkDisputeGame:
                "a hybrid rollup: claims wait for objections unless a proof ends the wait, and a dispute needs a proof"
            case .multiProof:
                "a hybrid rollup: enough proof systems of enough families agree, or blocks wait where that is allowed"
            case .contractGroth16:
                "a ledger of payments, which is not the EVM, whose batches a contract verifies by Groth16 proofs"
            case .kailua:
                "a hybrid rollup without challenges: a claim that contradicts another is the dispute, and one proof ends it"
            case .paymentsDisputeGame:
                "a ledger of payments whose batches wait for objections, and whose disputes a Groth16 proof decides"
            }
        }
    }

    /// Which program a rollup on proofs wants its blocks to be proved by.
    package enum VerificationKeyPolicy: String, CaseIterable, Sendable, ChoiceField {
        /// L1's current one, whichever that is.
        case follow
        /// The one that was current when the rollup was deployed, for ever.
        case pinned

        /// The program in one sentence.
        package var summary: String {
            switch self {
            case .follow: "L1's current program, whichever that is"
            case .pinned: "the program that was current when the rollup was deployed, for ever"
            }
        }
    }

    /// How EXECUTE prices a proof.
    package enum ProofGasRule: String, CaseIterable, Sendable, ChoiceField {
        /// 30,000 per proof.
        case dependency
        /// The same, and the sidecar as blob data.
        case sidecar
        /// The verifier's time, which is simulated.
        case simulatedTime = "simulated_time"

        /// The price in one sentence.
        package var summary: String {
            switch self {
            case .dependency: "30,000 gas per proof"
            case .sidecar: "30,000 gas per proof, and the sidecar's bytes as blob data"
            case .simulatedTime: "the verifier's time, which is simulated"
            }
        }
    }

    /// Where the transactions of L2 blocks are published.
    package enum DataAvailability: String, CaseIterable, Sendable, ChoiceField {
        /// In the calldata of the L1 transaction, for ever.
        case calldata
        /// In blobs of the L1 transaction, for 4,096 epochs.
        case blob
        /// With a committee, which signs that it has them.
        case committee
        static let page: String? = "docs/blobs.md"

        /// The place in one sentence.
        package var summary: String {
            switch self {
            case .calldata: "the calldata of the L1 transaction, which L1 keeps for ever"
            case .blob: "blobs of the L1 transaction, which L1's nodes keep for 4,096 epochs"
            case .committee: "not on L1: members of `committee` sign that they keep them"
            }
        }
    }

    /// How EXECUTE prices a block.
    package enum GasRule: String, CaseIterable, Sendable, ChoiceField {
        /// The block's gas limit and 16 per byte of input.
        case v6
        /// The gas the block claims to have used.
        case gasUsed = "gas_used"
        /// 100,000 per call.
        case flat

        /// The price in one sentence.
        package var summary: String {
            switch self {
            case .v6: "the block's gas limit, and 16 gas per byte of input"
            case .gasUsed: "the gas that the block claims to have used, which the sender writes"
            case .flat: "100,000 gas per call"
            }
        }
    }

    /// What EXECUTE does with a block that makes execution requests (EIP-7685).
    package enum RequestsPolicy: String, CaseIterable, Sendable, ChoiceField {
        /// Accepts them and binds their root.
        case acceptAny = "accept_any"
        /// Refuses the block.
        case mustBeEmpty = "must_be_empty"

        /// The policy in one sentence.
        package var summary: String {
            switch self {
            case .acceptAny: "the block is accepted, and the root of its requests is bound"
            case .mustBeEmpty: "a block with requests is refused"
            }
        }
    }

    /// Cadences at which a rollup's actors act by themselves; all of it is off.
    enum Automation: String, CaseIterable, ChoiceField {
        case off

        var summary: String { "actors act in steps alone" }
    }
}
