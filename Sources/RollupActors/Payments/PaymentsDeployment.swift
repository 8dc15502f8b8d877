import Cryptography
import EVM
package import L1Sim
package import PaymentsCircuit
package import Primitives
import RollupContracts
package import StateTransition

/// The deployment of a payments rollup: its verifier, then its contract, which must find the verifier there.
///
/// Where games decide about its batches, a verifier that believes them stands between the two, and their contracts
/// follow.
package struct PaymentsDeployment: Sendable {
    /// Address that the rollup's contract will have on L1.
    package let rollup: Address
    /// The state that the ledger begins with.
    package let genesis: AccountTree
    /// The contracts of its games; nil where each batch is proven.
    package let games: DisputeContracts?
    /// The signed L1 transactions, in order; that of the rollup's contract pays the genesis escrow in.
    package let transactions: [Transaction]

    /// Gas limit of the verifier's deployment: its code, and pairings that check the key.
    package static let verifierGasLimit: UInt64 = 4_000_000
    /// Gas limit of the contract's deployment without its first accounts.
    package static let rollupGasLimit: UInt64 = 6_000_000
    /// Gas limit of each first account: a place, and the counter.
    package static let gasPerAccount: UInt64 = 40_000

    /// Signs the deployment for L1 as it is now; it is stale once the deployer sends another transaction first.
    ///
    /// - Parameters:
    ///   - configuration: What the rollup is.
    ///   - verifier: The verifier of the configuration's shape.
    ///   - deployer: Signs and pays; its next free nonce decides the addresses.
    ///   - shortfall: Wei of the genesis escrow that the deployer fails to pay in; an honest one pays all.
    ///   - l1: L1 as it is.
    /// - Throws: `ActorError.payments` when the ledger cannot begin so, or what reading L1 throws.
    package init(
        _ configuration: PaymentsConfiguration,
        verifier: BatchVerifier,
        deployer: Actor,
        shortfall: UInt256 = .zero,
        on l1: L1Chain
    ) throws(ActorError) {
        guard let genesis = configuration.genesisState else {
            throw .payments("the first accounts are more than the contract takes, or one stands there twice")
        }
        self.genesis = genesis
        let nonce: UInt64
        do {
            nonce = l1.mempool.nextNonce(of: deployer.address, accountNonce: try l1.nonce(of: deployer.address))
        } catch {
            throw .l1(error)
        }
        let groth16 = Address.created(by: deployer.address, nonce: nonce)
        let disputes = configuration.disputes
        games = disputes.map { _ in DisputeContracts(deployer: deployer.address, nonce: nonce + 3) }
        rollup = Address.created(by: deployer.address, nonce: nonce + (disputes == nil ? 1 : 2))
        let escrow = configuration.genesisEscrow
        let contract = configuration.contract(
            genesis: genesis,
            verifier: disputes == nil ? groth16 : Address.created(by: deployer.address, nonce: nonce + 1),
            keyHash: verifier.keyHash
        )
        let accountGas = Self.gasPerAccount * UInt64(configuration.genesisAccounts.count)
        var intents = [TransactionIntent(to: nil, data: verifier.initCode, gasLimit: Self.verifierGasLimit)]
        if let games {
            let code = GameVerdictVerifier.initCode(registry: games.rollup, keyHash: verifier.keyHash)
            intents.append(TransactionIntent(to: nil, data: code, gasLimit: Self.verifierGasLimit))
        }
        intents.append(
            TransactionIntent(
                to: nil,
                value: escrow &- min(escrow, shortfall),
                data: ContractVerifiedRollup.initCode(contract),
                gasLimit: Self.rollupGasLimit + accountGas
            )
        )
        if let games, let disputes {
            intents += games.deployments(
                disputes,
                rollup: games.registryInitCode(disputes, genesisRoot: genesis.root.value),
                verifier: BatchClaimVerifier.initCode(ledger: rollup, groth16: groth16, keyHash: verifier.keyHash)
            )
        }
        transactions = intents.enumerated().map { index, intent in
            deployer.signed(
                intent.transaction(
                    chainId: l1.configuration.chainId,
                    nonce: nonce + UInt64(index),
                    baseFee: l1.head.baseFeePerGas
                )
            )
        }
    }
}
