package import L1Sim
import Primitives
import RollupActors
import TextOutput

/// What a run may spend before it is stopped; every run has all four limits, and a file can set them anew.
package struct Limits: Hashable, Sendable {
    /// Time of the machine that runs the scenario.
    package let wall: VirtualDuration
    /// Steps done, repetitions included.
    package let steps: UInt64
    /// L1 blocks made.
    package let blocks: UInt64
    /// Gas that the blocks of all chains use.
    package let gas: GasAmount

    /// An hour: proofs of a few blocks take minutes.
    package static let defaultWall = VirtualDuration(seconds: 3600)
    /// Ten times the longest repetition.
    package static let defaultSteps: UInt64 = 100_000
    /// A month of slots.
    package static let defaultBlocks: UInt64 = 216_000
    /// Some minutes of execution.
    package static let defaultGas = GasAmount(units: 100_000_000_000)

    /// Keys of `limits`.
    struct Fields: FieldSet {
        static let declared = Fields()
        let wall = Field<VirtualDuration>.optional(
            "wall",
            "Time of the machine that runs the scenario. Beyond it the run stops with exit code 5.",
            absent: "`\(Limits.defaultWall.seconds)s`",
            source: "decision 0050"
        )
        let steps = Field<UInt64>.optional(
            "steps",
            "Steps that may be done, each repetition counted. Beyond them the run stops with exit code 5.",
            absent: "`\(Limits.defaultSteps)`",
            source: "decision 0050"
        )
        let blocks = Field<BlockLimit>.optional(
            "blocks",
            "L1 blocks that may be made. Beyond them the run stops with exit code 5.",
            absent: "`\(Limits.defaultBlocks)blk`",
            source: "decision 0050"
        )
        let gas = Field<GasAmount>.optional(
            "gas",
            "Gas that the blocks of all chains may use. Beyond it the run stops with exit code 5.",
            absent: "`\(Limits.defaultGas.units / 1_000_000)M`",
            source: "decision 0050"
        )
    }

    init(_ node: DocumentNode?, context: ReadingContext) {
        var fields = node.flatMap { FieldReader($0, Fields.self, owner: "`limits`", context: context) }
        self.wall = fields?.read(\.wall) ?? Self.defaultWall
        self.steps = fields?.read(\.steps) ?? Self.defaultSteps
        self.blocks = fields?.read(\.blocks)?.blocks ?? Self.defaultBlocks
        self.gas = fields?.read(\.gas) ?? Self.defaultGas
        fields?.finish()
    }
}

/// A number of L1 blocks, with its unit or without.
struct BlockLimit: ScalarField {
    let blocks: UInt64

    static func read(_ text: String) throws(ScalarProblem) -> BlockLimit {
        if let count = try? UInt64.read(text) { return BlockLimit(blocks: count) }
        return BlockLimit(blocks: try BlockCount.read(text).blocks)
    }
}

/// The L1 chain of a scenario.
package struct L1Section: Hashable, Sendable {
    /// Rule sets of L1.
    package enum Preset: String, CaseIterable, Sendable, ChoiceField {
        case cancun, prague, osaka
        static let planned = ["amsterdam"]

        /// The rule set in a few words.
        var summary: String {
            switch self {
            case .cancun: "blobs and transient storage (March 2024)"
            case .prague: "execution requests, delegations and the calldata floor (May 2025)"
            case .osaka: "the transaction gas cap and bounded blob prices (December 2025)"
            }
        }
    }

    /// The rule set.
    package let preset: Preset
    /// Gas limit of a block; nil for the chain's default.
    package let gasLimit: GasAmount?
    /// Length of a slot; nil for the chain's default.
    package let slot: VirtualDuration?
    /// Base fee per gas of the first block; nil for the chain's default.
    package let baseFee: Amount?
    /// When proofs have to be there that transactions depend on.
    package let proofTiming: ProofTiming
    /// Where the gas limit stands.
    private let gasLimitLocation: SourceLocation

    /// Least gas limit of a block (Yellow Paper, 4.3.4).
    private static let minimumGasLimit: UInt64 = 5000
    /// Highest base fee that a chain may begin with: no product of fees and gas then comes near 2^256 wei.
    private static let maximumBaseFee = UInt256(1_000_000_000_000_000_000)

    /// Keys of `l1`.
    struct Fields: FieldSet {
        static let declared = Fields()
        let preset = Field<Preset>.optional("preset", "The fork whose rules L1 follows.", absent: "`osaka`")
        let gasLimit = Field<GasAmount>.optional(
            "gas_limit",
            "Gas that one L1 block holds.",
            absent: "`\(L1Genesis().gasLimit / 1_000_000)M`"
        )
        let slot = Field<VirtualDuration>.optional(
            "slot",
            "Virtual time between two L1 blocks.",
            absent: "`\(L1Genesis().slotSeconds)s`",
            range: "at least `1s`"
        )
        let baseFee = Field<Amount>.optional(
            "base_fee",
            "Base fee per gas of the first L1 block; the chain's own rule moves it from there.",
            absent: "`\(Quantity(Rational(L1Genesis().baseFeePerGas), .amount))`",
            source: "EIP-1559"
        )
        let proofTiming = Field<ProofTiming>.optional(
            "proof_timing",
            "When the proofs have to be there that transactions depend on. For rollups on proofs.",
            absent: "`\(ProofTiming.sameBlock.rawValue)`",
            source: "decision 0085"
        )
    }

    init(_ node: DocumentNode?, context: ReadingContext) {
        guard let node, var fields = FieldReader(node, Fields.self, owner: "`l1`", context: context) else {
            self.preset = .osaka
            self.gasLimit = nil
            self.slot = nil
            self.baseFee = nil
            self.proofTiming = .sameBlock
            self.gasLimitLocation = .start
            return
        }
        self.preset = fields.read(\.preset) ?? .osaka
        self.gasLimit = fields.read(\.gasLimit)
        self.slot = fields.read(\.slot)
        self.baseFee = fields.read(\.baseFee)
        self.proofTiming = fields.read(\.proofTiming) ?? .sameBlock
        self.gasLimitLocation = fields.valuePlace(of: \.gasLimit)
        if slot?.seconds == 0 {
            context.report(.outOfRange, "`slot` must be at least 1s", at: fields.place(of: \.slot))
        }
        if let baseFee, baseFee.wei > Self.maximumBaseFee {
            context.report(.outOfRange, "`base_fee` can be at most 1 ETH", at: fields.valuePlace(of: \.baseFee))
        }
        if let gasLimit, gasLimit.units < Self.minimumGasLimit {
            let message = "`gas_limit` of a block is at least \(Self.minimumGasLimit) gas"
            context.report(.outOfRange, message, at: gasLimitLocation)
        }
        fields.finish(planned: ["blobs", "blob_demand", "censor", "validators"])
    }

    /// Reports a gas limit of blocks that could not hold the deployment of a rollup.
    func checkRoomForDeployments(context: ReadingContext) {
        let needed = RollupDeployment.gasLimit
        guard let gasLimit, gasLimit.units >= Self.minimumGasLimit, gasLimit.units < needed else { return }
        let message = "`gas_limit` leaves no room for the deployment of a rollup, which takes \(needed.grouped) gas"
        context.report(.outOfRange, message, at: gasLimitLocation)
    }
}

extension ProofTiming: ChoiceField {
    package var summary: String {
        switch self {
        case .sameBlock: "with the block, which is invalid without them"
        case .nextSlot: "before the next slot's block, which otherwise takes its place"
        }
    }
}
