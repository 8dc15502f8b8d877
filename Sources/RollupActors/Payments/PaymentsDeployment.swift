import Cryptography
import EVM
package import L1Sim
package import PaymentsCircuit
package import Primitives
import RollupContracts
package import StateTransition

/// The deployment of a payments rollup: its verifier, what its way out computes with if it has one, then its contract,
/// which must find the others there.
///
/// Where games decide about its batches, a verifier that believes them stands between the two, and their contracts
/// follow; such a ledger has no way out of its own.
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
    /// Gas limit of each contract with a way out, or for it: their code is longer.
    package static let hatchGasLimit: UInt64 = 8_000_000
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
        var intents = [TransactionIntent(to: nil, data: verifier.initCode, gasLimit: Self.verifierGasLimit)]
        var hatch: HatchAddresses?
        let disputes = configuration.disputes
        games = disputes.map { _ in DisputeContracts(deployer: deployer.address, nonce: nonce + 3) }
        if let games {
            guard configuration.escape == nil else { throw .payments("a ledger with games has no way out of its own") }
            let code = GameVerdictVerifier.initCode(registry: games.rollup, keyHash: verifier.keyHash)
            intents.append(TransactionIntent(to: nil, data: code, gasLimit: Self.verifierGasLimit))
        } else if configuration.escape != nil {
            hatch = HatchAddresses(
                accountHash: Address.created(by: deployer.address, nonce: nonce + 1),
                signatures: Address.created(by: deployer.address, nonce: nonce + 2)
            )
            for artifact in [AccountHash.artifact, EdDSAVerifier.artifact] {
                let code = artifact.creationCode
                intents.append(TransactionIntent(to: nil, data: code, gasLimit: Self.hatchGasLimit))
            }
        }
        rollup = Address.created(by: deployer.address, nonce: nonce + UInt64(intents.count))
        let escrow = configuration.genesisEscrow
        let initCode = configuration.initCode(
            genesis: genesis,
            verifier: disputes == nil ? groth16 : Address.created(by: deployer.address, nonce: nonce + 1),
            keyHash: verifier.keyHash,
            hatch: hatch
        )
        let accountGas = Self.gasPerAccount * UInt64(configuration.genesisAccounts.count)
        let gasLimit = configuration.escape == nil ? Self.rollupGasLimit : Self.hatchGasLimit
        intents.append(
            TransactionIntent(
                to: nil,
                value: escrow &- min(escrow, shortfall),
                data: initCode,
                gasLimit: gasLimit + accountGas
            )
        )
        if let games, let disputes {
            intents += games.deployments(
                disputes,
                rollup: games.registryInitCode(disputes, genesisRoot: genesis.root.value),
                verifier: BatchClaimVerifier.initCode(ledger: rollup, groth16: groth16, keyHash: verifier.keyHash),
                isLedger: true
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
