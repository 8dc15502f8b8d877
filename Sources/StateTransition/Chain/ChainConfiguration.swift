public import EVM
public import Primitives

/// Numbers that bound and price blobs in a span of time (EIP-4844, EIP-7840, EIP-7892).
public struct BlobParameters: Hashable, Sendable {
    /// Blobs per block that leave the price unchanged.
    public var target: UInt64
    /// Greatest number of blobs per block.
    public var max: UInt64
    /// Excess blob gas that multiplies the price by e.
    public var updateFraction: UInt64

    /// Takes the numbers of a schedule; an update fraction of zero leads to no price.
    public init(target: UInt64, max: UInt64, updateFraction: UInt64) {
        self.target = target
        self.max = max
        self.updateFraction = updateFraction
    }

    /// Before EIP-4844: no blobs, at a price that nobody pays.
    public static let none = BlobParameters(target: 0, max: 0, updateFraction: 1)
    /// EIP-4844.
    public static let cancun = BlobParameters(target: 3, max: 6, updateFraction: 3_338_477)
    /// EIP-7691; Osaka starts with the same numbers.
    public static let prague = BlobParameters(target: 6, max: 9, updateFraction: 5_007_716)
    /// First step after Osaka on public networks (EIP-7892, BPO1).
    public static let blobStep1 = BlobParameters(target: 10, max: 15, updateFraction: 8_346_193)
    /// Second step after Osaka on public networks (EIP-7892, BPO2).
    public static let blobStep2 = BlobParameters(target: 14, max: 21, updateFraction: 11_684_671)
}

/// Rules that hold for a block.
public struct ForkRules: Hashable, Sendable {
    /// Fork whose EVM and header rules hold.
    public var fork: Fork
    /// Blob numbers that hold.
    public var blobs: BlobParameters
    /// Whether transactions may carry proofs: on an L1 whose EXECUTE verifies them, and nowhere else. `[SIM]`
    public var acceptsProofs: Bool

    /// Rules of a fork with blob numbers of another time, as steps between forks bring them (EIP-7892).
    public init(fork: Fork, blobs: BlobParameters, acceptsProofs: Bool = false) {
        self.fork = fork
        self.blobs = blobs
        self.acceptsProofs = acceptsProofs
    }

    /// A fork with the blob numbers that it came with.
    public init(fork: Fork, acceptsProofs: Bool = false) {
        let blobs: BlobParameters =
            switch fork {
            case .shanghai: .none
            case .cancun: .cancun
            case .prague, .osaka: .prague
            }
        self.init(fork: fork, blobs: blobs, acceptsProofs: acceptsProofs)
    }
}

/// Moment from which rules hold.
public struct ForkActivation: Hashable, Sendable {
    /// First block timestamp under the rules, in seconds.
    public var timestamp: UInt64
    /// The rules.
    public var rules: ForkRules

    /// Rules that hold from a block timestamp on, in seconds.
    public init(timestamp: UInt64, rules: ForkRules) {
        self.timestamp = timestamp
        self.rules = rules
    }
}

/// What distinguishes a chain: its id, when which rules start, and its deposit contract.
public struct ChainConfiguration: Hashable, Sendable {
    /// Chain id (EIP-155).
    public var chainId: UInt64
    /// Rules by time, in ascending order of timestamps.
    public var activations: [ForkActivation]
    /// Contract whose logs are deposit requests (EIP-6110).
    public var depositContract: Address

    /// A chain as a schedule describes it; before the first activation no block is understood.
    ///
    /// - Requires: `activations` in ascending order of timestamps.
    public init(chainId: UInt64, activations: [ForkActivation], depositContract: Address) {
        self.chainId = chainId
        self.activations = activations
        self.depositContract = depositContract
    }

    /// Rules for a block timestamp in seconds; nil before the first, whose blocks are not understood.
    public func rules(at timestamp: UInt64) -> ForkRules? {
        activations.last { $0.timestamp <= timestamp }?.rules
    }
}

extension ChainConfiguration {
    /// Address of the deposit contract on mainnet and Hoodi.
    public static let publicDepositContract = Address(
        w0: 0x0000_0000,
        w1: 0x219a_b540_356c_bb83,
        w2: 0x9cbe_0530_3d77_05fa
    )

    /// Simulated chain under one fork from its genesis on; by default its transactions carry no proofs.
    public static func from(_ fork: Fork, chainId: UInt64, acceptsProofs: Bool = false) -> ChainConfiguration {
        ChainConfiguration(
            chainId: chainId,
            activations: [ForkActivation(timestamp: 0, rules: ForkRules(fork: fork, acceptsProofs: acceptsProofs))],
            depositContract: publicDepositContract
        )
    }

    /// Simulated chain under Osaka from its genesis on.
    public static func osaka(chainId: UInt64) -> ChainConfiguration {
        from(.osaka, chainId: chainId)
    }

    /// Ethereum mainnet from Cancun on.
    public static let mainnet = ChainConfiguration(
        chainId: 1,
        activations: [
            ForkActivation(timestamp: 1_710_338_135, rules: ForkRules(fork: .cancun)),
            ForkActivation(timestamp: 1_746_612_311, rules: ForkRules(fork: .prague)),
            ForkActivation(timestamp: 1_764_798_551, rules: ForkRules(fork: .osaka)),
            ForkActivation(timestamp: 1_765_290_071, rules: ForkRules(fork: .osaka, blobs: .blobStep1)),
            ForkActivation(timestamp: 1_767_747_671, rules: ForkRules(fork: .osaka, blobs: .blobStep2)),
        ],
        depositContract: publicDepositContract
    )

    /// The Hoodi test network, which started under Cancun.
    public static let hoodi = ChainConfiguration(
        chainId: 560_048,
        activations: [
            ForkActivation(timestamp: 0, rules: ForkRules(fork: .cancun)),
            ForkActivation(timestamp: 1_742_999_832, rules: ForkRules(fork: .prague)),
            ForkActivation(timestamp: 1_761_677_592, rules: ForkRules(fork: .osaka)),
            ForkActivation(timestamp: 1_762_365_720, rules: ForkRules(fork: .osaka, blobs: .blobStep1)),
            ForkActivation(timestamp: 1_762_955_544, rules: ForkRules(fork: .osaka, blobs: .blobStep2)),
        ],
        depositContract: publicDepositContract
    )
}
