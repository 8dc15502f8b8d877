public import EVM
public import Primitives
public import StateTrie

/// One block in execution: import and building run through the same three steps, `init`, `apply` and `finish`.
///
/// A value: a copy goes its own way from the moment of copying.
public struct BlockExecution<T: Tracer> {
    /// Header of the block; while building, the fields that execution decides do not matter yet.
    public let header: BlockHeader
    /// Rules that hold for the block.
    public let rules: ForkRules
    /// State as far as the block has been executed.
    public internal(set) var state: WorldState
    /// Watches the execution of transactions, not of the protocol's own calls.
    public var tracer: T
    /// Gas used by the transactions so far.
    public internal(set) var gasUsed: UInt64 = 0
    /// Blob gas used by the transactions so far.
    public internal(set) var blobGasUsed: UInt64 = 0
    /// Receipts of the transactions so far.
    public internal(set) var receipts: [Receipt] = []
    /// How many blocks back BLOCKHASH was answered with a hash so far, at most.
    public internal(set) var ancestorsRead = 0

    let configuration: ChainConfiguration
    let blobBaseFee: UInt256
    var evm: EVM
    var encodedTransactions: [[UInt8]] = []

    /// Starts a block: finds its rules and makes the protocol's calls that come before the transactions (EIP-4788,
    /// EIP-2935).
    ///
    /// - Parameters:
    ///   - header: Header of the block; `BlockHeader.child` makes one for a builder.
    ///   - state: State after the parent.
    ///   - ancestorHashes: Hashes for BLOCKHASH, the parent's first, as many as are known; a block number that the
    ///     list should have and lacks is a fault.
    ///   - configuration: The chain.
    ///   - precompiles: Precompiles of the fork, and extensions.
    ///   - scheduledCalls: Calls that are due in the block, made before all others.
    ///   - tracer: Watches the transactions.
    /// - Throws: `BlockFailure`; `.invalid` for a scheduled call that fails.
    public init(
        header: BlockHeader,
        state: consuming WorldState,
        ancestorHashes: [Bytes32],
        configuration: ChainConfiguration,
        precompiles: PrecompileTable,
        scheduledCalls: [ScheduledSystemCall] = [],
        tracer: T
    ) throws(BlockFailure) {
        do throws(InvalidBlock) {
            try self.init(
                withoutSystemCalls: header,
                state: state,
                ancestorHashes: ancestorHashes,
                configuration: configuration,
                precompiles: precompiles,
                tracer: tracer
            )
        } catch {
            throw .invalid(error)
        }
        for call in scheduledCalls { try make(call) }
        try storeBlockContext()
    }

    /// Prepares for transactions without the protocol's calls, for single transactions that belong to no chain.
    ///
    /// - Throws: `InvalidBlock` when the header leads to no rules or prices.
    package init(
        withoutSystemCalls header: BlockHeader,
        state: consuming WorldState,
        ancestorHashes: [Bytes32],
        configuration: ChainConfiguration,
        precompiles: PrecompileTable,
        tracer: T
    ) throws(InvalidBlock) {
        let rules = try header.rules(of: configuration)
        guard
            let blobBaseFee = FeeRules.blobBaseFee(excessBlobGas: header.excessBlobGas, blobs: rules.blobs)
        else { throw .blobBaseFeeNotComputable }
        self.header = header
        self.rules = rules
        self.state = state
        self.tracer = tracer
        self.configuration = configuration
        self.blobBaseFee = blobBaseFee
        evm = EVM(
            fork: rules.fork,
            precompiles: precompiles,
            block: BlockEnvironment(
                number: header.number,
                timestamp: header.timestamp,
                coinbase: header.feeRecipient,
                gasLimit: header.gasLimit,
                baseFee: header.baseFeePerGas,
                prevRandao: header.prevRandao,
                blobBaseFee: blobBaseFee,
                chainId: configuration.chainId,
                ancestorHashes: ancestorHashes
            ),
            transaction: TransactionEnvironment(origin: SystemContract.caller, gasPrice: header.baseFeePerGas)
        )
    }
}
