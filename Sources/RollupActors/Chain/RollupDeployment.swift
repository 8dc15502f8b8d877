import EVM
public import L1Sim
public import Primitives
public import StateTransition

/// The deployment of a rollup: its contract's address and its L2 genesis, which need each other, and the transaction.
///
/// The contract stores the hash of a genesis whose messenger stores the contract's address; the address follows from
/// the deployer's nonce alone, so it is known before either exists.
public struct RollupDeployment: Sendable {
    /// Address that the contract will have on L1.
    public let rollup: Address
    /// The L2 genesis.
    public let genesis: RollupGenesis
    /// The signed L1 transaction; it pays the genesis escrow in.
    public let transaction: Transaction
    /// What the deployer sends next, in order, where one contract is not enough.
    public let companions: [TransactionIntent]

    /// Gas limit of the deployment: at most 24 kB of code, and storage; `GasLimitTests` holds what it uses below it.
    public static let gasLimit: UInt64 = 8_000_000

    /// Signs the deployment for L1 as it is now; it is stale once the deployer sends another transaction first.
    ///
    /// - Parameters:
    ///   - configuration: What the rollup is.
    ///   - deployer: Signs and pays; its next free nonce decides the contract's address.
    ///   - shortfall: Wei of the genesis escrow that the deployer fails to pay in; an honest one pays all.
    ///   - chain: L1 as it is.
    /// - Throws: `ActorError.genesisOverflow`, or what reading L1 throws.
    public init(
        _ configuration: RollupConfiguration,
        deployer: Actor,
        shortfall: UInt256 = .zero,
        on chain: L1Chain
    ) throws(ActorError) {
        guard let escrow = configuration.genesisEscrow else { throw .genesisOverflow }
        do {
            let nonce = chain.mempool.nextNonce(
                of: deployer.address,
                accountNonce: try chain.nonce(of: deployer.address)
            )
            rollup = Address.created(by: deployer.address, nonce: nonce)
        } catch {
            throw .l1(error)
        }
        genesis = try RollupGenesis(configuration: configuration, rollup: rollup)
        if case .dispute(let dispute, let contracts) = configuration.settlement {
            companions = Array(contracts.deployments(dispute, genesis: genesis, escrow: escrow).dropFirst())
        } else {
            companions = []
        }
        let intent = TransactionIntent(
            to: nil,
            value: escrow &- min(escrow, shortfall),
            data: genesis.contractInitCode,
            gasLimit: Self.gasLimit
        )
        do {
            transaction = try deployer.transaction(intent, on: chain)
        } catch {
            throw .l1(error)
        }
    }
}
