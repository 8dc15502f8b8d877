import EVM
public import Primitives
public import StateTransition
public import StateTrie

/// Everything that a simulated L1 starts from; two chains from equal values stay equal under equal inputs.
public struct L1Genesis: Hashable, Sendable {
    /// Chain id, forks and deposit contract.
    public var configuration: ChainConfiguration
    /// Accounts besides the system contracts of EIP-2935, 4788, 7002 and 7251, which are always there.
    public var accounts: [Address: GenesisAccount]
    /// Time of the genesis block, in seconds since 1970.
    public var timestamp: UInt64
    /// Length of a slot, in seconds.
    public var slotSeconds: UInt64
    /// Gas limit of the genesis block, which the blocks built here keep, in gas.
    public var gasLimit: UInt64
    /// Base fee of the genesis block, in wei per unit of gas.
    public var baseFeePerGas: UInt256
    /// Account that receives the priority fees of the blocks built here.
    public var feeRecipient: Address
    /// Seed of the simulated beacon values.
    public var seed: UInt64

    /// A genesis whose defaults are mainnet's numbers where it has them: slots of 12 seconds, 60 million gas per block
    /// (EIP-7935).
    public init(
        configuration: ChainConfiguration = .osaka(chainId: 1),
        accounts: [Address: GenesisAccount] = [:],
        timestamp: UInt64 = 1_800_000_000,
        slotSeconds: UInt64 = 12,
        gasLimit: UInt64 = 60_000_000,
        baseFeePerGas: UInt256 = 1_000_000_000,
        feeRecipient: Address = .zero,
        seed: UInt64 = 0
    ) {
        self.configuration = configuration
        self.accounts = accounts
        self.timestamp = timestamp
        self.slotSeconds = slotSeconds
        self.gasLimit = gasLimit
        self.baseFeePerGas = baseFeePerGas
        self.feeRecipient = feeRecipient
        self.seed = seed
    }

    /// The genesis header over a state root.
    ///
    /// - Throws: `L1Error.unsupportedGenesisTime` when no fork is active at the timestamp.
    func header(stateRoot: Bytes32) throws(L1Error) -> BlockHeader {
        guard let rules = configuration.rules(at: timestamp) else { throw .unsupportedGenesisTime(timestamp) }
        return BlockHeader(
            parentHash: .zero,
            feeRecipient: feeRecipient,
            stateRoot: stateRoot,
            number: 0,
            gasLimit: gasLimit,
            timestamp: timestamp,
            baseFeePerGas: baseFeePerGas,
            hasBlobFields: rules.fork.hasBlobs,
            requestsHash: rules.fork.hasRequests ? TypedRequests.hash([]) : nil
        )
    }

    /// The given accounts and the system contracts, by address; an account given at a system contract's address keeps
    /// its balance.
    var allAccounts: [(Address, GenesisAccount)] {
        var all = accounts
        for contract in SystemContract.all {
            // EIP-2935 and its siblings were deployed with nonce 1.
            let balance = all[contract.address]?.balance ?? .zero
            all[contract.address] = GenesisAccount(balance: balance, nonce: 1, code: contract.runtimeCode)
        }
        return all.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}
