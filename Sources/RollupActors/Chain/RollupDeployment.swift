import EVM
public import L1Sim
public import Primitives
import RollupContracts
public import StateTransition

/// The deployment of a rollup: its contract's address and its L2 genesis, which need each other, and the transaction.
///
/// The contract stores the hash of a genesis whose messenger stores the contract's address; the address follows from
/// the deployer's nonce alone, so it is known before either exists.
public struct RollupDeployment: Sendable {
    /// Address that the contract will have on L1.
    public let rollup: Address
    /// Address on L1 of the contract that keeps the escrow and the messages: the portal's, or else the rollup's own.
    public let bridge: Address
    /// The L2 genesis.
    public let genesis: RollupGenesis
    /// The signed L1 transaction; it pays the genesis escrow in, unless a portal's does.
    public let transaction: Transaction
    /// The signed L1 transaction that deploys the portal and pays the genesis escrow in, one nonce before the other;
    /// nil without a portal.
    public let portalTransaction: Transaction?
    /// The contracts of a rollup with a sequencer; nil without one.
    public let sequenced: SequencedContracts?
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
    /// - Throws: `ActorError.genesisOverflow`, `otherAddress` when games or verifiers were made for another rollup than
    ///   the one that the nonce gives (a portal takes the nonce before it), or what reading L1 throws.
    public init(
        _ configuration: RollupConfiguration,
        deployer: Actor,
        shortfall: UInt256 = .zero,
        on chain: L1Chain
    ) throws(ActorError) {
        guard let escrow = configuration.genesisEscrow else { throw .genesisOverflow }
        var nonce: UInt64
        do {
            nonce = chain.mempool.nextNonce(
                of: deployer.address,
                accountNonce: try chain.nonce(of: deployer.address)
            )
        } catch {
            throw .l1(error)
        }
        let first = nonce
        bridge = Address.created(by: deployer.address, nonce: first)
        if configuration.portal != nil { nonce &+= 1 }
        rollup = Address.created(by: deployer.address, nonce: nonce)
        genesis = try RollupGenesis(configuration: configuration, bridge: bridge)
        var initCode = genesis.contractInitCode
        if case .execute(let key) = configuration.settlement, let delay = configuration.inboxDelay {
            let native = genesis.nativeGenesis(verificationKeyHash: key)
            let inbox = InboxContracts(deployer: deployer.address, nonce: nonce, configuration.sequencing)
            sequenced = inbox.sequenced
            companions = inbox.companions(native)
            initCode = ForcedInclusionRollup.initCode(native, implementation: inbox.implementation, delay: delay)
        } else if case .execute(let key) = configuration.settlement, let terms = configuration.sequencing {
            let contracts = SequencedContracts(deployer: deployer.address, nonce: nonce)
            let native = genesis.nativeGenesis(verificationKeyHash: key)
            sequenced = contracts
            companions = contracts.companions(native, terms)
            initCode = contracts.rollupInitCode(native, terms)
        } else if case .dispute(let dispute, let contracts) = configuration.settlement {
            sequenced = nil
            guard rollup == contracts.rollup else { throw .otherAddress(rollup) }
            companions = Array(contracts.deployments(dispute, genesis: genesis, escrow: escrow).dropFirst())
        } else if case .multiProof(let configuration, let contracts) = configuration.settlement {
            sequenced = nil
            guard rollup == contracts.rollup else { throw .otherAddress(rollup) }
            companions = contracts.companions(configuration, genesis: genesis)
        } else {
            sequenced = nil
            companions = []
        }
        let paidIn = escrow &- min(escrow, shortfall)
        func signed(_ initCode: [UInt8], value: UInt256, nonce: UInt64) -> Transaction {
            let intent = TransactionIntent(to: nil, value: value, data: initCode, gasLimit: Self.gasLimit)
            return deployer.signed(
                intent.transaction(
                    chainId: chain.configuration.chainId,
                    nonce: nonce,
                    baseFee: chain.head.baseFeePerGas
                )
            )
        }
        if let portal = configuration.portal {
            let initCode = genesis.initCode(of: portal, rollup: rollup)
            portalTransaction = signed(initCode, value: paidIn, nonce: first)
        } else {
            portalTransaction = nil
        }
        transaction = signed(
            initCode,
            value: configuration.portal == nil ? paidIn : .zero,
            nonce: nonce
        )
    }
}
