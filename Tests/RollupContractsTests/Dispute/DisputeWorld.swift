import EVM
import Primitives
import RollupContracts
import Testing

/// The contracts of the dispute game on a chain of the tests, with a verifier that anybody can satisfy.
struct DisputeWorld {
    static let genesisHash = Bytes32(UInt256(0x6e))
    static let guardian = Address(0x6a4d)
    static let eve = Address(0xe7e)
    static let day: UInt64 = 86_400

    static let rules = ZKDisputeGame.Rules(
        maxChallengeDuration: 7 * day,
        maxProveDuration: day,
        initBond: UInt256(80),
        challengerBond: UInt256(500)
    )
    static let airGap = 3 * day
    static let vaultDelay = day

    /// What a call said when it reverted, or that it did not.
    enum Answer: Equatable {
        case success
        case refused(DisputeRevert)
        case other(String)
    }

    var chain = TestChain()
    let vault: Address
    let factory: Address
    let rollup: Address
    let verifier: Address
    let implementation: Address

    /// Everything, deployed by alice.
    ///
    /// - Parameters:
    ///   - rules: Clocks and bonds.
    ///   - escrow: Wei that the rollup begins with.
    ///   - verifierCode: Init code of the verifier.
    /// - Throws: What the deployments throw.
    init(
        rules: ZKDisputeGame.Rules = rules,
        escrow: UInt256 = .zero,
        verifierCode: [UInt8] = SimulatedClaimVerifier.artifact.creationCode
    ) throws {
        for address in [Self.guardian, Self.eve] { chain.host.addBalance(address, TestChain.ether(1000)) }
        var deployed: [Address] = []
        func deploy(_ code: [UInt8], value: UInt256 = .zero, on chain: inout TestChain) throws -> Address {
            let (address, outcome) = try chain.deploy(code, value: value)
            try #require(outcome.result.isSuccess, "\(String(describing: outcome.revert))")
            deployed.append(address)
            return address
        }
        vault = try deploy(BondVault.initCode(delay: Self.vaultDelay), on: &chain)
        factory = try deploy(DisputeGameFactory.initCode(owner: TestChain.alice), on: &chain)
        rollup = try deploy(
            HybridRollup.initCode(
                HybridRollup.Genesis(
                    blockHash: Self.genesisHash,
                    stateRoot: Bytes32(UInt256(0x57)),
                    timestamp: chain.timestamp - 12,
                    factory: factory,
                    guardian: Self.guardian,
                    airGap: Self.airGap
                )
            ),
            value: escrow,
            on: &chain
        )
        verifier = try deploy(verifierCode, on: &chain)
        implementation = try deploy(
            ZKDisputeGame.initCode(rules, factory: factory, rollup: rollup, vault: vault, verifier: verifier),
            on: &chain
        )
        #expect(Set(deployed).count == 5)
        let add = DisputeGameFactory.setImplementation(implementation, ofType: ZKDisputeGame.type)
        #expect(try chain.call(factory, add).result.isSuccess)
    }

    /// Lets time pass; L1's blocks come every 12 seconds.
    mutating func wait(_ seconds: UInt64) {
        chain.timestamp += seconds
        chain.number += (seconds + 11) / 12
    }

    /// A claim that the contracts can take now.
    ///
    /// - Parameters:
    ///   - number: Number of the L2 block.
    ///   - parentHash: Hash of its parent.
    ///   - salt: What distinguishes blocks of one height.
    /// - Returns: The claim.
    func claim(_ number: UInt64 = 1, on parentHash: Bytes32 = genesisHash, salt: UInt64 = 0) -> DisputeClaim {
        let seed = UInt256(number) &* UInt256(1_000_003) &+ UInt256(salt)
        return DisputeClaim(
            number: number,
            parentHash: parentHash,
            feeRecipient: TestPayload.feeRecipient,
            prevRandao: TestPayload.prevRandao,
            timestamp: chain.timestamp,
            anchorBlockNumber: chain.number - 1,
            anchorHash: TestChain.blockHash(chain.number - 1),
            batchHash: Keccak256.hash([]),
            blockHash: Keccak256.hash(seed.bigEndianBytes),
            stateRoot: Keccak256.hash((seed &+ (UInt256(1) << 200)).bigEndianBytes)
        )
    }

    /// Makes a game, whose address is zero when that is refused.
    mutating func create(
        _ claim: DisputeClaim,
        parent: UInt64 = DisputeGameFactory.anchorIndex,
        type: UInt64 = ZKDisputeGame.type,
        from proposer: Address = TestChain.alice,
        bond: UInt256 = rules.initBond
    ) throws -> (game: Address, answer: Answer, outcome: TestChain.Outcome) {
        let data = DisputeGameFactory.create(claim, type: type, parentIndex: parent, batch: [])
        let outcome = try chain.call(factory, data, from: proposer, value: bond)
        guard outcome.result.isSuccess else { return (.zero, Self.answer(outcome), outcome) }
        var creation: DisputeGameFactory.Creation?
        for log in outcome.result.logs where log.address == factory {
            creation = try DisputeGameFactory.Creation(topics: log.topics, data: log.data)
        }
        return (try #require(creation).game, .success, outcome)
    }

    /// A game that must come into being.
    mutating func game(
        _ claim: DisputeClaim,
        parent: UInt64 = DisputeGameFactory.anchorIndex,
        from proposer: Address = TestChain.alice
    ) throws -> Address {
        let created = try create(claim, parent: parent, from: proposer)
        try #require(created.answer == .success)
        return created.game
    }

    mutating func call(
        _ to: Address,
        _ data: [UInt8],
        from: Address = TestChain.alice,
        value: UInt256 = .zero
    ) throws -> Answer {
        Self.answer(try chain.call(to, data, from: from, value: value))
    }

    mutating func challenge(
        _ game: Address,
        from: Address = TestChain.bob,
        bond: UInt256 = rules.challengerBond
    ) throws -> Answer {
        try call(game, ZKDisputeGame.challenge, from: from, value: bond)
    }

    mutating func prove(_ game: Address, _ claim: DisputeClaim, from: Address = TestChain.relayer) throws -> Answer {
        try call(game, ZKDisputeGame.prove(payload: SimulatedClaimVerifier.payload(for: claim)), from: from)
    }

    /// Refutes a game's claim by executing its block again.
    mutating func refute(_ game: Address, _ claim: DisputeClaim) throws -> Answer {
        let payload = SimulatedClaimVerifier.payload(against: claim)
        return try call(game, ZKDisputeGame.settle(payload: payload), from: Self.eve)
    }

    mutating func resolve(_ game: Address) throws -> Answer { try call(game, ZKDisputeGame.resolve) }
    mutating func close(_ game: Address) throws -> Answer { try call(game, ZKDisputeGame.close) }
    mutating func guardian(_ data: [UInt8]) throws -> Answer { try call(rollup, data, from: Self.guardian) }

    mutating func claimCredit(_ game: Address, _ recipient: Address) throws -> Answer {
        try call(game, ZKDisputeGame.claimCredit(recipient: recipient), from: Self.eve)
    }

    func slot(_ contract: Address, _ slot: UInt256) -> UInt256 { chain.host.storage(contract, slot) }
    func status(_ game: Address) -> ZKDisputeGame.Status? {
        ZKDisputeGame.Status(rawValue: slot(game, ZKDisputeGame.Slot.status).saturatedUInt64)
    }
    func outcome(_ game: Address) -> ZKDisputeGame.Outcome? {
        ZKDisputeGame.Outcome(rawValue: slot(game, ZKDisputeGame.Slot.outcome).saturatedUInt64)
    }
    func mode(_ game: Address) -> ZKDisputeGame.Mode? {
        ZKDisputeGame.Mode(rawValue: slot(game, ZKDisputeGame.Slot.mode).saturatedUInt64)
    }

    /// Wei of a game's bonds that are somebody's.
    mutating func credit(_ game: Address, _ recipient: Address) throws -> UInt256 {
        guard
            case .uint(let wei)? = try chain.view(ZKDisputeGame.Function.credit, [.address(recipient)], at: game).first
        else { return .zero }
        return wei
    }

    /// What came into the vault, and what it holds, has paid and has burned.
    var bonds: (deposited: UInt256, held: UInt256, paid: UInt256, burned: UInt256) {
        (
            slot(vault, BondVault.Slot.totalDeposited), chain.host.balance(of: vault),
            slot(vault, BondVault.Slot.totalPaid), slot(vault, BondVault.Slot.totalBurned)
        )
    }

    static func answer(_ outcome: TestChain.Outcome) -> Answer {
        guard !outcome.result.isSuccess else { return .success }
        guard let reason = outcome.revert else { return .other("\(outcome.result.status)") }
        return DisputeRevert(reason).map { .refused($0) } ?? .other(reason.description)
    }
}
