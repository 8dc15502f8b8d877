public import Primitives
public import RollupContracts
public import StateTransition

/// What distinguishes one rollup whose L2 is an EVM chain: fixed at deployment, known to its contract, its sequencer
/// and its followers.
public struct RollupConfiguration: Sendable {
    /// Name in the scenario.
    public var name: String
    /// L2 chain id (EIP-155), which the contract compares with EXECUTE's result.
    public var chainId: UInt64
    /// Gas limit of every L2 block.
    public var gasLimit: UInt64
    /// Base fee of the genesis block in wei per unit of gas; never zero.
    public var genesisBaseFee: UInt256
    /// Time of the genesis block in seconds.
    public var genesisTimestamp: UInt64
    /// Ether of accounts at L2 genesis in wei; the sum is escrowed on L1 (decision 0007).
    public var genesisBalances: [Address: UInt256]
    /// Account that receives the priority fees of L2 blocks.
    public var feeRecipient: Address
    /// How L1 comes to accept its blocks.
    public var settlement: RollupSettlement
    /// The portal that keeps its escrow and its messages; nil when the rollup's contract does it.
    public var portal: PortalConfiguration?
    /// Who alone hands in its blocks, as long as he does; nil for everybody.
    ///
    /// For rollups that EXECUTE settles.
    public var sequencing: SequencingTerms?
    /// Seconds from the forcing of a transaction on L1 to the block that must begin with it; nil without an inbox.
    ///
    /// For rollups that EXECUTE settles.
    public var inboxDelay: UInt64?
    /// The check that the contract of a native rollup goes without; nil for none, as it should be.
    public var missingCheck: NativeRollup.MissingCheck?
    /// Whether L2 blocks may hold withdrawals (EIP-4895), which mint ether: never but to show that.
    public var allowsUnsafeWithdrawals: Bool

    /// A rollup; the base fee begins at 1 gwei unless another is given, and it has a portal, a sequencer or an inbox,
    /// and goes without checks, only when told so.
    public init(
        name: String,
        chainId: UInt64,
        gasLimit: UInt64,
        genesisBaseFee: UInt256 = 1_000_000_000,
        genesisTimestamp: UInt64,
        genesisBalances: [Address: UInt256],
        feeRecipient: Address,
        settlement: RollupSettlement = .execute(verificationKeyHash: .zero),
        portal: PortalConfiguration? = nil,
        sequencing: SequencingTerms? = nil,
        inboxDelay: UInt64? = nil,
        missingCheck: NativeRollup.MissingCheck? = nil,
        allowsUnsafeWithdrawals: Bool = false
    ) {
        self.name = name
        self.chainId = chainId
        self.gasLimit = gasLimit
        self.genesisBaseFee = genesisBaseFee
        self.genesisTimestamp = genesisTimestamp
        self.genesisBalances = genesisBalances
        self.feeRecipient = feeRecipient
        self.settlement = settlement
        self.portal = portal
        self.sequencing = sequencing
        self.inboxDelay = inboxDelay
        self.missingCheck = missingCheck
        self.allowsUnsafeWithdrawals = allowsUnsafeWithdrawals
    }

    /// Rules of the L2 chain: those of the L1 fork, as the point of a native rollup is.
    public var chain: ChainConfiguration { .osaka(chainId: chainId) }

    /// Wei that the rollup contract's constructor must receive; nil when the balances exceed 2^256 - 1.
    public var genesisEscrow: UInt256? {
        var sum = UInt256.zero
        for balance in genesisBalances.values {
            let (next, overflow) = sum.addingReportingOverflow(balance)
            guard !overflow else { return nil }
            sum = next
        }
        return sum
    }
}
