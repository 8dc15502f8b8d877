import Primitives
import RollupContracts
import TextOutput

extension RollupSection {
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
            """
            What a proposer puts up: for each claim, or once for all of them with the preset `kailua`. With the preset \
            `multi-proof` a challenger puts up the same.
            """,
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
            "Whether times are as they are written, or shortened for a first look. A ledger without games or a way out has none.",
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
            absent: "`30d`"
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
        let inboxDelay = Field<VirtualDuration>.optional(
            "inbox_delay",
            """
            Gives the rollup an inbox on L1: what is forced there, a block of this much later must begin with. For the \
            presets `native-reexec` and `native-proof` with `da: calldata`.
            """,
            absent: "no inbox",
            range: "at most \(ForcedInclusionRollup.maximumDelay / 86_400)d",
            source: "decision 0083"
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
}
