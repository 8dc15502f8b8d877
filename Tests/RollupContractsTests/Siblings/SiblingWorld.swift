import EVM
import Primitives
import RollupContracts
import Testing

/// The contracts of contradicting claims on a chain of the tests, with a verifier that anybody can satisfy.
struct SiblingWorld {
    static let guardian = Address(0x6a4d)
    static let vanguard = Address(0x7a17)
    static let liar = Address(0x11a5)
    static let prover = Address(0x9807)
    static let bond = UInt256(81)
    /// What a liar's prover has of it; the rest is burned.
    static let prize = UInt256(41)
    static let clock = 7 * DisputeWorld.day
    static let rules = SiblingTreasury.Rules(bond: bond, maxClockDuration: clock)

    var chain = TestChain()
    let vault: Address
    let factory: Address
    let rollup: Address
    let treasury: Address
    let verifier: Address
    let implementation: Address

    /// Everything, deployed by alice.
    init(_ rules: SiblingTreasury.Rules = rules) throws {
        for address in [Self.guardian, Self.vanguard, Self.liar, Self.prover] {
            chain.host.addBalance(address, TestChain.ether(1000))
        }
        func deploy(_ code: [UInt8], on chain: inout TestChain) throws -> Address {
            let (address, outcome) = try chain.deploy(code)
            try #require(outcome.result.isSuccess, "\(String(describing: outcome.revert))")
            return address
        }
        vault = try deploy(BondVault.initCode(delay: DisputeWorld.vaultDelay), on: &chain)
        factory = try deploy(DisputeGameFactory.initCode(owner: TestChain.alice), on: &chain)
        rollup = try deploy(
            HybridRollup.initCode(
                HybridRollup.Genesis(
                    blockHash: DisputeWorld.genesisHash,
                    stateRoot: Bytes32(UInt256(0x57)),
                    timestamp: chain.timestamp - 12,
                    factory: factory,
                    guardian: Self.guardian,
                    airGap: DisputeWorld.airGap,
                    gameType: SiblingElimination.type
                )
            ),
            on: &chain
        )
        treasury = try deploy(
            SiblingTreasury.initCode(rules, factory: factory, rollup: rollup, vault: vault),
            on: &chain
        )
        verifier = try deploy(SimulatedClaimVerifier.artifact.creationCode, on: &chain)
        implementation = try deploy(
            SiblingElimination.initCode(factory: factory, rollup: rollup, treasury: treasury, verifier: verifier),
            on: &chain
        )
        let add = DisputeGameFactory.setImplementation(implementation, ofType: SiblingElimination.type)
        try #require(try chain.call(factory, add).result.isSuccess)
    }

    mutating func wait(_ seconds: UInt64) {
        chain.timestamp += seconds
        chain.number += (seconds + 11) / 12
    }

    /// A claim that the contracts can take now; claims of one question differ by `answer` alone.
    func claim(
        _ number: UInt64 = 1,
        on parentHash: Bytes32 = DisputeWorld.genesisHash,
        question: UInt64 = 0,
        answer: UInt64 = 0
    ) -> DisputeClaim {
        let seed = UInt256(number) &* 1_000_003 &+ UInt256(question) &* 1009 &+ UInt256(answer)
        return DisputeClaim(
            number: number,
            parentHash: parentHash,
            feeRecipient: Address(UInt64(0xfee + question)),
            prevRandao: TestPayload.prevRandao,
            timestamp: chain.timestamp,
            anchorBlockNumber: chain.number - 1,
            anchorHash: TestChain.blockHash(chain.number - 1),
            batchHash: Keccak256.hash([]),
            blockHash: Keccak256.hash(seed.bigEndianBytes),
            stateRoot: Keccak256.hash((seed &+ (UInt256.one << 200)).bigEndianBytes)
        )
    }

    mutating func create(
        _ claim: DisputeClaim,
        parent: UInt64 = DisputeGameFactory.anchorIndex,
        from proposer: Address = TestChain.alice,
        bond: UInt256 = bond
    ) throws -> (game: Address, answer: DisputeWorld.Answer) {
        let data = DisputeGameFactory.create(
            claim,
            type: SiblingElimination.type,
            parentIndex: parent,
            batch: []
        )
        let outcome = try chain.call(factory, data, from: proposer, value: bond)
        guard outcome.result.isSuccess else { return (.zero, DisputeWorld.answer(outcome)) }
        var creation: DisputeGameFactory.Creation?
        for log in outcome.result.logs where log.address == factory {
            creation = try DisputeGameFactory.Creation(topics: log.topics, data: log.data)
        }
        return (try #require(creation).game, .success)
    }

    /// A game that must come into being, with the bond of a proposer who has none yet.
    mutating func game(
        _ claim: DisputeClaim,
        parent: UInt64 = DisputeGameFactory.anchorIndex,
        from proposer: Address = TestChain.alice
    ) throws -> Address {
        let bond = hasBond(proposer) ? UInt256.zero : Self.bond
        let created = try create(claim, parent: parent, from: proposer, bond: bond)
        try #require(created.answer == .success)
        return created.game
    }

    /// A game by its position, as children name their parent.
    mutating func game(at index: UInt64) throws -> Address? {
        let values = try chain.view(DisputeGameFactory.Function.games, [.uint(UInt256(index))], at: factory)
        guard case .address(let game)? = values.first else { return nil }
        return game
    }

    mutating func call(_ to: Address, _ data: [UInt8], from: Address = TestChain.bob) throws -> DisputeWorld.Answer {
        DisputeWorld.answer(try chain.call(to, data, from: from))
    }

    mutating func prove(
        _ game: Address,
        _ claim: DisputeClaim,
        from: Address = prover
    ) throws -> DisputeWorld.Answer {
        try call(game, ZKDisputeGame.prove(payload: SimulatedClaimVerifier.payload(for: claim)), from: from)
    }

    mutating func refute(_ game: Address, _ claim: DisputeClaim, from: Address = prover) throws -> DisputeWorld.Answer {
        try call(game, ZKDisputeGame.settle(payload: SimulatedClaimVerifier.payload(against: claim)), from: from)
    }

    mutating func resolve(_ game: Address) throws -> DisputeWorld.Answer { try call(game, ZKDisputeGame.resolve) }
    mutating func close(_ game: Address) throws -> DisputeWorld.Answer { try call(game, ZKDisputeGame.close) }

    mutating func claimCredit(
        _ game: Address,
        _ recipient: Address,
        from: Address? = nil
    ) throws -> DisputeWorld.Answer {
        try call(game, ZKDisputeGame.claimCredit(recipient: recipient), from: from ?? recipient)
    }

    mutating func status(_ game: Address) throws -> SiblingElimination.Status? {
        guard case .uint(let value)? = try chain.view(SiblingElimination.Function.status, at: game).first else {
            return nil
        }
        return SiblingElimination.Status(rawValue: value.saturatedUInt64)
    }

    /// A number that a contract tells when nothing is asked of it.
    mutating func view(_ function: ABIFunction, at address: Address) throws -> UInt256 {
        guard case .uint(let value)? = try chain.view(function, at: address).first else { return .max }
        return value
    }

    mutating func credit(_ game: Address, _ recipient: Address) throws -> UInt256 {
        guard
            case .uint(let wei)? = try chain.view(
                SiblingElimination.Function.credit,
                [.address(recipient)],
                at: game
            ).first
        else { return .max }
        return wei
    }

    func outcome(_ game: Address) -> ZKDisputeGame.Outcome? {
        ZKDisputeGame.Outcome(rawValue: chain.host.storage(game, SiblingElimination.Slot.outcome).saturatedUInt64)
    }
    func hasBond(_ proposer: Address) -> Bool {
        chain.host.storage(treasury, SiblingTreasury.Slot.hasBond(proposer)) == .one
    }
    func isEliminated(_ proposer: Address) -> Bool {
        chain.host.storage(treasury, SiblingTreasury.Slot.isEliminated(proposer)) == .one
    }

    /// What came into the vault, and what it holds, has paid and has burned.
    var bonds: (deposited: UInt256, held: UInt256, paid: UInt256, burned: UInt256) {
        func slot(_ slot: UInt256) -> UInt256 { chain.host.storage(vault, slot) }
        return (
            slot(BondVault.Slot.totalDeposited), chain.host.balance(of: vault), slot(BondVault.Slot.totalPaid),
            slot(BondVault.Slot.totalBurned)
        )
    }
}
