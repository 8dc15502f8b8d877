package import Primitives
import RollupContracts
import TextOutput

/// An actor of a scenario: a key pair with ether.
package struct ActorSection: Hashable, Sendable {
    /// Ether on the L2 of one rollup.
    package struct L2Balance: Hashable, Sendable {
        /// The rollup.
        package let rollup: String
        /// Ether at genesis, escrowed on L1.
        package let amount: Amount
    }

    /// The actor's name.
    package let name: String
    /// Ether on L1 at genesis; nil for none.
    package let l1: Amount?
    /// Ether on L2 at genesis, in the order of the file.
    package let l2: [L2Balance]

    /// Keys of an actor.
    struct Fields: FieldSet {
        static let declared = Fields()
        let l1 = Field<Amount>.optional("l1", "Ether that the actor has on L1 at the beginning.", absent: "none")
        let l2 = Field<[DocumentNode.Entry]>.entries(
            "l2",
            "Ether that the actor has on L2s at the beginning. L1 holds the same amount in the rollup's contract.",
            .named("rollups", Amount.shape),
            absent: "none",
            source: "decision 0007"
        )
    }

    init?(_ entry: DocumentNode.Entry, context: ReadingContext) {
        let owner = "the actor `\(entry.key.shortened)`"
        guard var fields = FieldReader(entry.value, Fields.self, owner: owner, context: context) else { return nil }
        self.name = entry.key
        self.l1 = fields.read(\.l1)
        self.l2 = (fields.read(\.l2) ?? []).compactMap { balance in
            guard context.scope.rollups.contains(balance.key) else {
                let help = Suggestion.help(for: balance.key, among: context.scope.rollups)
                let message = "no rollup is named `\(balance.key.shortened)`"
                context.report(.unknownRollup, message, at: balance.keyLocation, help: help)
                return nil
            }
            let amount: Amount? = ValueReader.scalar(balance.value, key: balance.key, context: context)
            return amount.map { L2Balance(rollup: balance.key, amount: $0) }
        }
        fields.finish(planned: ["role"])
    }
}

/// A rollup of a scenario.
package struct RollupSection: Hashable, Sendable {
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
        static let planned = [
            "native-dependency", "arbitrum-bold", "taiko-pre-2026-07", "taiko-shasta", "scroll", "linea", "zksync",
            "cdk", "starkex-validium",
        ]

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
    private enum Automation: String, CaseIterable, ChoiceField {
        case off

        var summary: String { "actors act in steps alone" }
    }

    /// Keys of a rollup.
    struct Fields: FieldSet {
        static let declared = Fields()
        let preset = Field<Preset>.required(
            "preset",
            "The design of the rollup, or a named set of values for one (docs/presets.md).",
            source: "EIP-8079"
        )
        let chainID = Field<UInt64>.optional(
            "chain_id",
            "Chain id of the L2. No two rollups may share one.",
            absent: "one that the simulator chooses",
            source: "EIP-155"
        )
        let advancer = Field<String>.actor(
            "advancer",
            """
            The actor who hands L2 blocks and batches to L1 when a step names nobody. With the presets `optimistic` and \
            `contract-groth16` nobody else can, not even with a forged proof.
            """,
            absent: "each such step needs `by`, and anybody can hand in"
        )
        let l2GasLimit = Field<GasAmount>.optional(
            "l2_gas_limit",
            "Gas limit of an L2 block.",
            absent: "`\(defaultL2GasLimit / 1_000_000)M`"
        )
        let gasRule = Field<GasRule>.optional(
            "gas_rule",
            "How EXECUTE prices a block that L1 executes.",
            absent: "`\(GasRule.v6.rawValue)`"
        )
        let proofGasRule = Field<ProofGasRule>.optional(
            "proof_gas_rule",
            "How EXECUTE prices a proof. For the preset `native-proof` alone.",
            absent: "`\(ProofGasRule.dependency.rawValue)`",
            source: "decision 0043"
        )
        let verificationKey = Field<VerificationKeyPolicy>.optional(
            "verification_key",
            "Which program the blocks have to be proved by. For the preset `native-proof` alone.",
            absent: "`\(VerificationKeyPolicy.follow.rawValue)`",
            source: "EIP-8357"
        )
        let challengeWindow = Field<VirtualDuration>.optional(
            "challenge_window",
            "How long after its proposal a block becomes final by waiting. For the presets `optimistic` and `multi-proof` alone.",
            absent: "`7d`",
            range: "at most \(OptimisticRollup.maximumChallengeWindow / 86_400)d",
            source: "decision 0061"
        )
        let maxChallenge = DisputeTerms.time(
            "max_challenge",
            "How long a claim can be challenged, or contradicted with the preset `kailua`.",
            absent: "`7d`"
        )
        let maxProve = DisputeTerms.time("max_prove", "How long a challenged claim can be proven.", absent: "`1d`")
        let airGap = DisputeTerms.time(
            "air_gap",
            "How long after its resolution a game becomes final.",
            absent: "`3.5d`"
        )
        let bondDelay = DisputeTerms.time(
            "bond_delay",
            "How long after its unlocking a share of the bonds is paid.",
            absent: "`1d`"
        )
        let initBond = Field<Amount>.optional(
            "init_bond",
            "What a proposer puts up: for each claim, or once for all of them with the preset `kailua`.",
            absent: "`0.08 ETH`",
            source: "decision 0070"
        )
        let challengerBond = Field<Amount>.optional(
            "challenger_bond",
            "What a challenger puts up.",
            absent: "`0.5 ETH`",
            source: "decision 0070"
        )
        let guardian = Field<String>.actor(
            "guardian",
            "The actor who can take games or claims back and pause.",
            absent: "nobody",
            source: "decision 0070"
        )
        let upgrades = Field<DocumentNode>.node(
            "upgrades",
            """
            Who can exchange the contract that decides games: an owner after a delay, and a council at once. For the preset \
            `zk-dispute-game` alone.
            """,
            GovernanceSection.Fields.shape,
            absent: "nobody",
            source: "decision 0075"
        )
        let pace = Field<DisputeTerms.Pace>.optional(
            "pace",
            "Whether times are as they are written, or shortened for a first look. A ledger of payments has none.",
            absent: "`real`",
            source: "decision 0075"
        )
        let vanguard = Field<String>.actor(
            "vanguard",
            "The actor who may claim the first block on a parent before everybody else. For the preset `kailua` alone.",
            absent: "nobody waits for anybody",
            source: "decision 0076"
        )
        let headStart = DisputeTerms.time(
            "head_start",
            "For how long everybody else waits for the vanguard, counted from the parent's claim.",
            absent: "`1h`, with a `vanguard`"
        )
        let provers = MultiProofTerms.list
        let proofs = MultiProofTerms.count(
            "proofs",
            "How many proof systems have to agree on a block.",
            absent: "`1`",
            range: "1 to the number of `provers`"
        )
        let families = MultiProofTerms.count(
            "families",
            "How many families they have to come from: two of one family are one family.",
            absent: "as many as `proofs`",
            range: "1 to `proofs`"
        )
        let minBits = MultiProofTerms.count(
            "min_bits",
            "Bits of security below which a system's proofs do not count.",
            absent: "`0`",
            range: "such that enough systems have them"
        )
        let mode = MultiProofTerms.beginning
        let proofDelay = MultiProofTerms.time(
            "proof_delay",
            "How long after enough systems have agreed a block becomes final.",
            absent: "no time"
        )
        let fallBackAfter = MultiProofTerms.time(
            "fall_back_after",
            "How long proofs may be missing before anybody can let waiting be enough.",
            absent: "never"
        )
        let prover = MultiProofTerms.party(
            "prover",
            "The actor who alone can submit proofs of a claim at first.",
            absent: "everybody can"
        )
        let permissionlessAfter = MultiProofTerms.time(
            "permissionless_after",
            "How old a claim is when everybody can submit proofs of it.",
            absent: "no time"
        )
        let `operator` = MultiProofTerms.party(
            "operator",
            "The actor who can switch proofs off and on.",
            absent: "nobody"
        )
        let dataAvailability = Field<DataAvailability>.optional(
            "da",
            """
            Where the transactions of L2 blocks are published. Blobs are for rollups that L1 does not execute again: \
            EXECUTE by re-execution takes the bytes themselves, which blobs do not give to a contract.
            """,
            absent: "`\(DataAvailability.calldata.rawValue)`",
            source: "decision 0060"
        )
        let batch = Field<UInt64>.optional(
            "batch",
            """
            How many payments a batch has places for; of deposits it takes \(batchDeposits), and more wait. A payment is \
            below 2^88 wei, a deposit below 2^80. Keys and proofs are made in the first run and kept: with three batches \
            of 16 that takes 17 s and 1 GB. For ledgers of payments alone.
            """,
            absent: "`\(defaultBatch)`",
            range: "1 to \(maximumBatch)",
            source: "decision 0062"
        )
        let freezeGrace = Field<VirtualDuration>.optional(
            "freeze_grace",
            """
            Gives the ledger a way out: a withdrawal that is demanded on L1 must be answered within this time, or anybody \
            can freeze the ledger and every account is paid out on L1. For the preset `contract-groth16` alone.
            """,
            absent: "`7d` with `da: committee`, or else no way out",
            range: "1s to \(EscapableRollup.maxGracePeriod / 86_400)d",
            source: "decision 0077"
        )
        let committee = Field<DocumentNode>.node(
            "committee",
            "Who keeps the data with `da: committee`. For the preset `contract-groth16` alone.",
            CommitteeSection.Fields.shape,
            absent: "nobody",
            source: "decision 0077"
        )
        let missingChecks = Field<[DocumentNode]>.list(
            "unsafe",
            "Checks that the rollup goes without, each of which a scenario can exploit. No deployment should have any.",
            of: .list(UnsafeSwitch.shape),
            absent: "nothing is left out",
            source: "decision 0068"
        )
        let requestsPolicy = Field<RequestsPolicy>.optional(
            "requests_policy",
            "What EXECUTE does with a block that makes execution requests.",
            absent: "`\(RequestsPolicy.acceptAny.rawValue)`",
            source: "EIP-7685"
        )
        let sequencer = Field<String>.actor(
            "sequencer",
            """
            The actor who alone hands in blocks until he has been silent for two hours, and who promises blocks before L1 \
            has them. For the presets `native-reexec` and `native-proof`.
            """,
            absent: "everybody hands in, and nobody promises",
            source: "decision 0073"
        )
        let sequencerBond = Field<Amount>.optional(
            "sequencer_bond",
            "What stands behind the sequencer's promises from the deployment on, beside what actors have.",
            absent: "`\(defaultSequencerBond) ETH`",
            source: "decision 0073"
        )
        let portal = Field<DocumentNode>.node(
            "portal",
            "A contract beside the rollup's own that keeps its escrow, and lets withdrawals out in two steps with a wait.",
            PortalSection.Fields.shape,
            absent: "the rollup's contract keeps the escrow, and `claim` takes withdrawals out",
            source: "decision 0071"
        )
        let auto = Field<DocumentNode>.node(
            "auto",
            "Whether the rollup's actors act by themselves. They do not yet, so `off` has to be written.",
            Automation.shape,
            absent: nil,
            help: "write `auto: off`; rollups that act by themselves are not supported yet"
        )
    }

    /// Gas limit of an L2 block where the file gives none.
    package static let defaultL2GasLimit: UInt64 = 15_000_000

    /// Ether behind a sequencer where the file says nothing.
    package static let defaultSequencerBond: UInt64 = 10

    /// Payments that a batch has places for where the file says nothing.
    package static let defaultBatch: UInt64 = 4
    /// Most payments of a batch: what can be proved while somebody waits.
    package static let maximumBatch: UInt64 = 16
    /// Amounts from L1 that a batch has places for.
    package static let batchDeposits = 2

    /// Seconds after which a proposal becomes final where the file says nothing: seven days.
    package static let defaultChallengeWindow: UInt64 = 604_800

    /// The rollup's name.
    package let name: String
    /// The design's name.
    package let preset: Preset
    /// The named set of values that the rollup takes; nil where it names a design.
    package let presetName: String?
    /// The design.
    package var design: RollupDesign { preset.design }

    /// Whom its users trust beyond L1, and what checks it goes without; nil when nobody and none.
    package var trust: String? {
        let members = escape?.committee.map { committee in
            "data are with a committee: users trust that one of any \(committee.threshold) of its "
                + "\(committee.members.count) members gives them"
        }
        let parts =
            [design.trust, multiProof.trust, members].compactMap(\.self)
            + missingChecks.map { "UNSAFE: \($0.summary)" }
        return parts.isEmpty ? nil : parts.joined(separator: "; ")
    }

    /// Chain id of the L2; nil for one derived from the rollup's place in the file.
    package let chainID: UInt64?
    /// The actor who hands blocks to L1 when a step names nobody.
    package let advancer: String?
    /// The actor who alone hands in blocks, as long as he does; nil for everybody.
    package let sequencer: String?
    /// What stands behind the sequencer's promises, in wei.
    package let sequencerBond: UInt256
    /// Gas limit of an L2 block; nil for the design's default.
    package let l2GasLimit: GasAmount?
    /// How EXECUTE prices a block that it executes.
    package let gasRule: GasRule
    /// How EXECUTE prices a proof.
    package let proofGasRule: ProofGasRule
    /// Which program proofs must be of.
    package let verificationKey: VerificationKeyPolicy
    /// Seconds after which a proposal becomes final.
    package let challengeWindow: UInt64
    /// Clocks, bonds and guardian of its dispute games.
    package let dispute: DisputeTerms
    /// Who can exchange the contract that decides its games; nil for nobody.
    package let upgrades: GovernanceSection?
    /// Its proof systems, and what they decide.
    package let multiProof: MultiProofTerms
    /// Whether L1 has to take proofs of its blocks.
    package var takesProofs: Bool { design.takesProofs || multiProof.provers.contains { $0.kind == .execute } }
    /// Where the transactions of its blocks are published.
    package let dataAvailability: DataAvailability
    /// Payments that a batch has places for.
    package let batch: Int
    /// The way out of its ledger, and who has its data; nil for none.
    package let escape: EscapeSection?
    /// Checks that it goes without.
    package let missingChecks: [UnsafeSwitch]
    /// What EXECUTE does with execution requests.
    package let requestsPolicy: RequestsPolicy
    /// The contract that keeps the escrow in the place of the rollup's own; nil for none.
    package let portal: PortalSection?

    init?(_ entry: DocumentNode.Entry, context: ReadingContext) {
        let owner = "the rollup `\(entry.key.shortened)`"
        let location = entry.keyLocation
        let (node, presetName) = context.presets.resolve(entry.value)
        self.presetName = presetName
        guard var fields = FieldReader(node, Fields.self, owner: owner, location: location, context: context)
        else {
            return nil
        }
        let preset = fields.read(\.preset)
        self.name = entry.key
        self.chainID = fields.read(\.chainID)
        if chainID == 0 {
            context.report(.outOfRange, "`chain_id` is at least 1", at: fields.valuePlace(of: \.chainID))
        }
        if let chainID, let other = context.scope.chainIDs.updateValue(entry.key, forKey: chainID) {
            let message = "the rollup `\(other)` has the chain id \(chainID) already"
            context.report(.duplicateName, message, at: fields.place(of: \.chainID))
        }
        self.sequencer = fields.read(\.sequencer)
        self.advancer = fields.read(\.advancer) ?? sequencer
        let bond = fields.read(\.sequencerBond)
        if let bond, bond.wei.isZero {
            context.report(.outOfRange, "`sequencer_bond` is above 0", at: fields.valuePlace(of: \.sequencerBond))
        }
        if bond != nil, !fields.has(\.sequencer) {
            let message = "`sequencer_bond` is for a rollup with a sequencer"
            context.report(
                .missingKey,
                message,
                at: fields.place(of: \.sequencerBond),
                help: "name the actor with the key `sequencer`"
            )
        }
        let defaultBond = UInt256(Self.defaultSequencerBond) &* UInt256(1_000_000_000_000_000_000)
        self.sequencerBond = bond?.wei ?? defaultBond
        self.l2GasLimit = fields.read(\.l2GasLimit)
        if let l2GasLimit, l2GasLimit.units < NativeRollup.minimumL2GasLimit {
            let least = NativeRollup.minimumL2GasLimit.grouped
            let message = "`l2_gas_limit` is at least \(least) gas, so that a block can hold the longest message"
            context.report(.outOfRange, message, at: fields.valuePlace(of: \.l2GasLimit))
        }
        self.gasRule = fields.read(\.gasRule) ?? .v6
        self.proofGasRule = fields.read(\.proofGasRule) ?? .dependency
        self.verificationKey = fields.read(\.verificationKey) ?? .follow
        let challengeWindow = fields.read(\.challengeWindow)?.seconds
        if let challengeWindow, challengeWindow > OptimisticRollup.maximumChallengeWindow {
            let most = OptimisticRollup.maximumChallengeWindow / 86_400
            context.report(
                .outOfRange,
                "`challenge_window` is at most \(most)d",
                at: fields.valuePlace(of: \.challengeWindow)
            )
        }
        if challengeWindow == 0, preset == .multiProof {
            let message = "`challenge_window` is at least 1s: with `mode: zk` nothing becomes final by waiting"
            context.report(.outOfRange, message, at: fields.valuePlace(of: \.challengeWindow))
        }
        let isFast = fields.read(\.pace) == .fast
        let window = challengeWindow ?? Self.defaultChallengeWindow
        self.challengeWindow = isFast ? DisputeTerms.hastened(window) : window
        self.dispute = DisputeTerms(&fields)
        self.multiProof = MultiProofTerms(&fields, of: preset)
        self.dataAvailability = fields.read(\.dataAvailability) ?? .calldata
        let batch = fields.read(\.batch) ?? Self.defaultBatch
        if !(1...Self.maximumBatch).contains(batch) {
            let message = "`batch` is between 1 and \(Self.maximumBatch), found \(batch)"
            context.report(.outOfRange, message, at: fields.valuePlace(of: \.batch))
        }
        self.batch = Int(clamping: batch)
        self.escape = EscapeSection(&fields, dataAvailability)
        let portal = fields.read(\.portal).flatMap { PortalSection($0, of: preset, context: context) }
        self.portal = isFast ? portal?.hastened : portal
        let upgrades = fields.read(\.upgrades).flatMap { GovernanceSection($0, context: context) }
        self.upgrades = isFast ? upgrades?.hastened : upgrades
        self.missingChecks = UnsafeSwitch.list(
            fields.read(\.missingChecks) ?? [],
            of: preset,
            hasPortal: fields.has(\.portal),
            context: context
        )
        if sequencer != nil, let unsafe = missingChecks.first(where: { $0.contractCheck != nil }) {
            let message = "`\(unsafe.rawValue)` is for a rollup without `sequencer`, whose contract would be another"
            context.report(.invalidValue, message, at: fields.place(of: \.missingChecks))
        }
        if let preset { Self.refuseKeys(of: preset, fields) }
        if preset == .nativeReexecution, dataAvailability == .blob {
            fields.context.report(
                .invalidValue,
                "`da: blob` is not for the preset native-reexec: re-execution needs the block's bytes in EXECUTE's input",
                at: fields.valuePlace(of: \.dataAvailability),
                help: "L1's validators execute the block, and a contract sees a blob's hash alone; use `da: calldata`"
            )
        }
        if let preset, preset.design.hasGames || preset == .multiProof, dataAvailability == .blob {
            fields.context.report(
                .notSupportedYet,
                "`da: blob` is not for the preset \(preset.rawValue) yet: claims are made in calldata alone",
                at: fields.valuePlace(of: \.dataAvailability),
                help: "use `da: calldata`"
            )
        }
        if let preset, preset != .contractGroth16, dataAvailability == .committee {
            fields.context.report(
                .invalidValue,
                "`da: committee` is for the preset contract-groth16",
                at: fields.valuePlace(of: \.dataAvailability)
            )
        }
        self.requestsPolicy = fields.read(\.requestsPolicy) ?? .acceptAny
        Self.checkAutomation(&fields)
        // The keys of a design that is not supported yet are unknown too; naming them would only hide the reason.
        guard preset != nil || !fields.has(\.preset) else { return nil }
        fields.finish(planned: ["anchor", "finality_delay", "fast", "execute"])
        guard let preset else { return nil }
        self.preset = preset
    }

    /// Refuses the keys that only other designs have a use for.
    private static func refuseKeys(of preset: Preset, _ fields: FieldReader<Fields>) {
        for key in Preset.specialKeys where fields.has(key) && !preset.design.keys.contains(key) {
            let message = "`\(key)` is for \(Preset.owners(ofKey: key))"
            fields.context.report(.invalidValue, message, at: fields.place(of: key))
        }
    }

    /// A rollup acts by itself unless told not to, and acting by itself is not supported yet; so it must be told.
    private static func checkAutomation(_ fields: inout FieldReader<Fields>) {
        let context = fields.context
        guard let node = fields.read(\.auto) else { return }
        if case .mapping = node.content {
            let message = "rollups that act by themselves are not supported yet"
            context.report(.notSupportedYet, message, at: node.location, help: "write `auto: off`")
            return
        }
        let _: Automation? = ValueReader.scalar(node, key: "auto", context: context)
    }
}
