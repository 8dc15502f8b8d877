public import Primitives
import RollupContracts
public import StateTransition
import StateTrie

/// The first block and state of an L2 chain, computable by anyone who knows the configuration and the contract's
/// address.
public struct RollupGenesis: Sendable {
    /// What the rollup is.
    public let configuration: RollupConfiguration
    /// The genesis header.
    public let header: BlockHeader
    /// Every node and code of the genesis state.
    let database: NodeDatabase

    /// Wei that the messenger holds at genesis: far more than all ether that L1 could ever escrow.
    ///
    /// It does not circulate: only a message proven against L1 takes any of it out (decision 0007).
    public static let messengerBalance = UInt256(1) << 128

    /// The genesis of a rollup whose messages are kept by the contract that stands at `bridge` on L1: its portal, or
    /// else its own.
    ///
    /// - Throws: `ActorError.state` when the accounts do not make a state.
    public init(configuration: RollupConfiguration, bridge: Address) throws(ActorError) {
        var accounts: [Address: GenesisAccount] = [:]
        for contract in SystemContract.all {
            accounts[contract.address] = GenesisAccount(nonce: 1, code: contract.runtimeCode)
        }
        let messenger = L2Genesis.messenger(rollup: bridge, balance: Self.messengerBalance)
        accounts[messenger.address] = GenesisAccount(
            balance: messenger.balance,
            nonce: 1,
            code: messenger.code,
            storage: messenger.storage
        )
        for (address, balance) in configuration.genesisBalances {
            accounts[address, default: GenesisAccount()].balance = balance
        }
        var database = NodeDatabase()
        let sorted = accounts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        let stateRoot: Bytes32
        do {
            stateRoot = try WorldState.genesisRoot(of: sorted, into: &database)
        } catch {
            throw .state(error)
        }
        self.configuration = configuration
        self.database = database
        header = BlockHeader(
            parentHash: .zero,
            feeRecipient: configuration.feeRecipient,
            stateRoot: stateRoot,
            number: 0,
            gasLimit: configuration.gasLimit,
            timestamp: configuration.genesisTimestamp,
            baseFeePerGas: configuration.genesisBaseFee,
            requestsHash: TypedRequests.hash([])
        )
    }

    /// Init code of a portal to the rollup whose contract stands, or will, at `rollup` on L1.
    func initCode(of portal: PortalConfiguration, rollup: Address) -> [UInt8] {
        let isOptimistic = if case .optimistic = configuration.settlement { true } else { false }
        return Portal.initCode(
            Portal.Genesis(
                rollup: rollup,
                isOptimistic: isOptimistic,
                trustedRoot: portal.hasUnsafeZeroRoot ? .zero : header.stateRoot,
                guardian: portal.guardian,
                maturity: portal.maturity,
                finalityDelay: portal.finalityDelay,
                pausePeriod: portal.pausePeriod,
                rateLimit: portal.rateLimit,
                ratePeriod: portal.ratePeriod,
                hasUnsafeZeroRoot: portal.hasUnsafeZeroRoot
            )
        )
    }

    /// Init code of the rollup's contract.
    ///
    /// The value of its deployment, or of its portal's, is the escrow behind the ETH given away here.
    var contractInitCode: [UInt8] {
        switch configuration.settlement {
        case .execute(let verificationKeyHash):
            NativeRollup.initCode(
                nativeGenesis(verificationKeyHash: verificationKeyHash),
                without: configuration.missingCheck
            )
        case .optimistic(let proposer, let challengeWindow, let usesBlobs):
            OptimisticRollup.initCode(
                OptimisticRollup.Genesis(
                    blockHash: header.hash,
                    stateRoot: header.stateRoot,
                    timestamp: header.timestamp,
                    proposer: proposer,
                    challengeWindow: challengeWindow,
                    usesBlobs: usesBlobs
                )
            )
        case .dispute(let configuration, let contracts):
            contracts.rollupInitCode(configuration, genesis: self)
        case .multiProof(let configuration, let contracts):
            contracts.rollupInitCode(configuration, genesis: self)
        }
    }

    /// The genesis as a native rollup is deployed with it.
    func nativeGenesis(verificationKeyHash: Bytes32) -> NativeRollup.Genesis {
        NativeRollup.Genesis(
            chainId: configuration.chainId,
            gasLimit: configuration.gasLimit,
            blockHash: header.hash,
            stateRoot: header.stateRoot,
            timestamp: header.timestamp,
            verificationKeyHash: verificationKeyHash
        )
    }
}
