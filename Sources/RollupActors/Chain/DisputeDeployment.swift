import EVM
public import Primitives
public import RollupContracts
public import StateTransition

/// What distinguishes one hybrid rollup from another: fixed at deployment.
public struct DisputeConfiguration: Hashable, Sendable {
    /// Clocks and bonds of its games.
    public var rules: ZKDisputeGame.Rules
    /// Bond, clock and vanguard of claims that only contradicting siblings dispute; nil where anybody can challenge.
    ///
    /// With them `rules` mean nothing.
    public var siblings: SiblingTreasury.Rules?
    /// Seconds between a game's resolution and its finality.
    public var airGap: UInt64
    /// Seconds between unlocking and paying a share of the bonds.
    public var vaultDelay: UInt64
    /// Who can blacklist and retire games, and pause.
    public var guardian: Address
    /// Hash of the key that proofs must be made for; zero to follow the registry (EIP-8357).
    public var verificationKeyHash: Bytes32
    /// Who can exchange the contract that decides games; nil for nobody.
    public var governance: UpgradeableVerifier.Governance?

    /// A configuration as it is to be deployed; the contracts check it.
    public init(
        rules: ZKDisputeGame.Rules,
        airGap: UInt64,
        vaultDelay: UInt64,
        guardian: Address,
        verificationKeyHash: Bytes32 = .zero,
        siblings: SiblingTreasury.Rules? = nil,
        governance: UpgradeableVerifier.Governance? = nil
    ) {
        self.rules = rules
        self.siblings = siblings
        self.airGap = airGap
        self.vaultDelay = vaultDelay
        self.guardian = guardian
        self.verificationKeyHash = verificationKeyHash
        self.governance = governance
    }

    /// The type of games that counts.
    public var gameType: UInt64 { siblings == nil ? ZKDisputeGame.type : SiblingElimination.type }

    /// How many contracts a deployment makes.
    public var contractCount: Int { 5 + (siblings == nil ? 0 : 1) + (governance == nil ? 0 : 1) }
}

/// Addresses of a hybrid rollup's contracts, which need each other's; they follow from the deployer's nonces alone.
public struct DisputeContracts: Hashable, Sendable {
    /// `HybridRollup`: messages, escrow and anchor.
    public let rollup: Address
    /// `DisputeGameFactory`.
    public let factory: Address
    /// `BondVault`.
    public let vault: Address
    /// What decides a dispute: `ExecuteVerifier`, or `BatchClaimVerifier` where the L2 is a ledger of payments.
    public let verifier: Address
    /// `ZKDisputeGame` or `SiblingElimination`, the implementation behind all games.
    public let implementation: Address
    /// `SiblingTreasury`, where only siblings dispute a claim.
    public let treasury: Address
    /// `UpgradeableVerifier`, where the verifier can be exchanged; games ask it in the place of `verifier` then.
    public let upgradeableVerifier: Address
    private let deployer: Address

    /// Gas limit of each deployment: at most 24 kB of code, and storage.
    public static let gasLimit: UInt64 = 8_000_000

    /// The contracts that a deployer makes from `nonce` on, one a transaction.
    public init(deployer: Address, nonce: UInt64) {
        self.deployer = deployer
        rollup = Address.created(by: deployer, nonce: nonce)
        factory = Address.created(by: deployer, nonce: nonce &+ 1)
        vault = Address.created(by: deployer, nonce: nonce &+ 2)
        verifier = Address.created(by: deployer, nonce: nonce &+ 3)
        implementation = Address.created(by: deployer, nonce: nonce &+ 4)
        treasury = Address.created(by: deployer, nonce: nonce &+ 5)
        // The call that makes the type of games known takes a nonce too.
        upgradeableVerifier = Address.created(by: deployer, nonce: nonce &+ 6)
    }

    /// Init code of the rollup's own contract.
    func rollupInitCode(_ configuration: DisputeConfiguration, genesis: RollupGenesis) -> [UInt8] {
        HybridRollup.initCode(
            HybridRollup.Genesis(
                blockHash: genesis.header.hash,
                stateRoot: genesis.header.stateRoot,
                timestamp: genesis.header.timestamp,
                factory: factory,
                guardian: configuration.guardian,
                airGap: configuration.airGap,
                gameType: configuration.gameType
            )
        )
    }

    /// What the deployer sends, in order: the deployments, the call that makes the type of games known, and the
    /// deployment in front of the verifier where that can be exchanged.
    ///
    /// - Parameters:
    ///   - configuration: What distinguishes the rollup.
    ///   - genesis: The L2 genesis.
    ///   - escrow: Wei behind the ETH that the genesis gives away, which the first transaction pays in.
    /// - Returns: The transactions, to be signed with successive nonces.
    public func deployments(
        _ configuration: DisputeConfiguration,
        genesis: RollupGenesis,
        escrow: UInt256
    ) -> [TransactionIntent] {
        let verifierCode = ExecuteVerifier.initCode(
            chainId: genesis.configuration.chainId,
            gasLimit: genesis.configuration.gasLimit,
            verificationKeyHash: configuration.verificationKeyHash
        )
        var intents = deployments(
            configuration,
            rollup: rollupInitCode(configuration, genesis: genesis),
            verifier: verifierCode
        )
        intents[0].value = escrow
        return intents
    }

    /// The same with the init codes of the contract that believes the games, and of the one that decides disputes; of a
    /// ledger that one says which claims can be taken as well.
    func deployments(
        _ configuration: DisputeConfiguration,
        rollup rollupCode: [UInt8],
        verifier verifierCode: [UInt8],
        isLedger: Bool = false
    ) -> [TransactionIntent] {
        var codes = [
            rollupCode, DisputeGameFactory.initCode(owner: deployer),
            BondVault.initCode(delay: configuration.vaultDelay), verifierCode,
            implementationInitCode(configuration, isLedger: isLedger),
        ]
        if let siblings = configuration.siblings {
            codes.append(SiblingTreasury.initCode(siblings, factory: factory, rollup: rollup, vault: vault))
        }
        var intents = codes.map { TransactionIntent(to: nil, data: $0, gasLimit: Self.gasLimit) }
        intents.append(
            TransactionIntent(
                to: factory,
                data: DisputeGameFactory.setImplementation(implementation, ofType: configuration.gameType),
                gasLimit: 200_000
            )
        )
        if let governance = configuration.governance {
            intents.append(
                TransactionIntent(
                    to: nil,
                    data: UpgradeableVerifier.initCode(implementation: verifier, governance: governance),
                    gasLimit: Self.gasLimit
                )
            )
        }
        return intents
    }

    /// Init code of the implementation behind all games.
    func implementationInitCode(_ configuration: DisputeConfiguration, isLedger: Bool = false) -> [UInt8] {
        guard configuration.siblings == nil else {
            return SiblingElimination.initCode(
                factory: factory,
                rollup: rollup,
                treasury: treasury,
                verifier: verifier
            )
        }
        return ZKDisputeGame.initCode(
            configuration.rules,
            factory: factory,
            rollup: rollup,
            vault: vault,
            verifier: configuration.governance == nil ? verifier : upgradeableVerifier,
            admission: isLedger ? verifier : .zero
        )
    }
}

extension DisputeClaim {
    /// What a proposer claims of a block, honest or not.
    public init(_ request: NewPayloadRequest) {
        let fields = request.executionPayload.fields
        self.init(
            number: fields.blockNumber,
            parentHash: fields.parentHash,
            feeRecipient: fields.feeRecipient,
            prevRandao: fields.prevRandao,
            timestamp: fields.timestamp,
            // An anchor that is not named in 8 bytes is none: the contract refuses block 0 as too old.
            anchorBlockNumber: NativeRollup.anchorBlockNumber(extraData: fields.extraData) ?? 0,
            anchorHash: request.parentBeaconBlockRoot,
            batchHash: Keccak256.hash(SSZ.encodeByteLists(request.executionPayload.transactions)),
            blockHash: fields.blockHash,
            stateRoot: fields.stateRoot
        )
    }
}
