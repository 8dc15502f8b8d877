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

    init(_ node: DocumentNode?, context: ReadingContext) {
        var fields = node.flatMap { FieldReader($0, owner: "`limits`", context: context) }
        self.wall = fields?.optional("wall") ?? Self.defaultWall
        self.steps = fields?.optional("steps") ?? Self.defaultSteps
        self.blocks = (fields?.optional("blocks", as: BlockLimit.self))?.blocks ?? Self.defaultBlocks
        self.gas = fields?.optional("gas") ?? Self.defaultGas
        fields?.finish()
    }
}

/// A number of L1 blocks, with its unit or without.
private struct BlockLimit: ScalarField {
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
    }

    /// The rule set.
    package let preset: Preset
    /// Gas limit of a block; nil for the chain's default.
    package let gasLimit: GasAmount?
    /// Length of a slot; nil for the chain's default.
    package let slot: VirtualDuration?
    /// Base fee per gas of the first block; nil for the chain's default.
    package let baseFee: Amount?
    /// Where the gas limit stands.
    private let gasLimitLocation: SourceLocation

    /// Least gas limit of a block (Yellow Paper, 4.3.4).
    private static let minimumGasLimit: UInt64 = 5000
    /// Highest base fee that a chain may begin with: no product of fees and gas then comes near 2^256 wei.
    private static let maximumBaseFee = UInt256(1_000_000_000_000_000_000)

    init(_ node: DocumentNode?, context: ReadingContext) {
        guard let node, var fields = FieldReader(node, owner: "`l1`", context: context) else {
            self.preset = .osaka
            self.gasLimit = nil
            self.slot = nil
            self.baseFee = nil
            self.gasLimitLocation = .start
            return
        }
        self.preset = fields.optional("preset") ?? .osaka
        self.gasLimit = fields.optional("gas_limit")
        self.slot = fields.optional("slot")
        self.baseFee = fields.optional("base_fee")
        self.gasLimitLocation = fields.value(of: "gas_limit")
        if slot?.seconds == 0 {
            context.report(.outOfRange, "`slot` must be at least 1s", at: fields.place(of: "slot"))
        }
        if let baseFee, baseFee.wei > Self.maximumBaseFee {
            context.report(.outOfRange, "`base_fee` can be at most 1 ETH", at: fields.value(of: "base_fee"))
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
