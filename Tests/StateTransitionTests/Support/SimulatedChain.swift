import EVM
import HostAccelerators
import Primitives
import StateTransition
import StateTrie
import Testing

/// A chain of one genesis block with a funded account and the system contracts.
struct SimulatedChain {
    let key: PrivateKey
    let configuration: ChainConfiguration
    let genesis: BlockHeader
    var database = NodeDatabase()

    /// Makes the genesis; `missing` is a system contract that it leaves out, `blobs` replaces the fork's blob numbers.
    ///
    /// - Throws: `StateError`.
    init(
        fork: Fork = .osaka,
        blobs: BlobParameters? = nil,
        accounts: [(Address, GenesisAccount)] = [],
        missing: Address? = nil
    ) throws {
        let key = try #require(PrivateKey(Bytes32(UInt256(0xacc0))))
        self.key = key
        let rules = ForkRules(fork: fork)
        configuration = ChainConfiguration(
            chainId: 1337,
            activations: [
                ForkActivation(timestamp: 0, rules: ForkRules(fork: fork, blobs: blobs ?? rules.blobs))
            ],
            depositContract: ChainConfiguration.publicDepositContract
        )
        var all = accounts
        all.append((key.address, GenesisAccount(balance: UInt256(1_000_000) &* 1_000_000_000_000_000_000)))
        for contract in SystemContract.all where contract.address != missing {
            all.append((contract.address, GenesisAccount(nonce: 1, code: contract.runtimeCode)))
        }
        genesis = BlockHeader(
            parentHash: .zero,
            feeRecipient: .zero,
            stateRoot: try WorldState.genesisRoot(of: all, into: &database),
            number: 0,
            gasLimit: 30_000_000,
            timestamp: 1_000_000,
            baseFeePerGas: 1_000_000_000,
            requestsHash: fork >= .prague ? TypedRequests.hash([]) : nil
        )
    }

    static let attributes = BlockAttributes(
        timestamp: 1_000_012,
        feeRecipient: Address(0xfee),
        prevRandao: Bytes32(UInt256(5)),
        parentBeaconBlockRoot: Bytes32(UInt256(0xbeac)),
        gasLimit: 30_000_000
    )

    /// Execution of the first block.
    func begin() throws -> BlockExecution<NoTracer> {
        let header = try BlockHeader.child(of: genesis, attributes: Self.attributes, configuration: configuration)
        return try BlockExecution(
            header: header,
            state: WorldState(root: genesis.stateRoot, database: database),
            ancestorHashes: [genesis.hash],
            configuration: configuration,
            precompiles: PrecompileTable(fork: configuration.activations[0].rules.fork),
            tracer: NoTracer()
        )
    }

    /// Validation of the first block from its bytes.
    func importBlock(_ bytes: [UInt8]) throws -> (result: BlockResult, state: WorldState) {
        var tracer = NoTracer()
        return try BlockProcessor.importBlock(
            Block(decoding: bytes),
            parent: genesis,
            state: WorldState(root: genesis.stateRoot, database: database),
            ancestorHashes: [genesis.hash],
            configuration: configuration,
            precompiles: { PrecompileTable(fork: $0) },
            tracer: &tracer
        )
    }

    func sign(_ transaction: Transaction) -> Transaction {
        let signature = key.sign(transaction.signingHash)
        return transaction.signed(r: signature.r, s: signature.s, yParity: signature.yParity)
    }

    /// Signed call with a priority fee of 1 gwei.
    func call(
        _ to: Address?,
        nonce: UInt64 = 0,
        value: UInt256 = 0,
        data: [UInt8] = [],
        gasLimit: UInt64 = 100_000
    ) -> Transaction {
        sign(
            .dynamicFee(
                chainId: 1337,
                nonce: nonce,
                maxPriorityFeePerGas: 1_000_000_000,
                maxFeePerGas: 10_000_000_000,
                gasLimit: gasLimit,
                to: to,
                value: value,
                data: data
            )
        )
    }
}
