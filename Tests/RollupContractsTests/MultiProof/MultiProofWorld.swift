import EVM
import Primitives
import RollupContracts
import Testing

/// A multi-proof portal on a chain of the tests, with verifiers that anybody can satisfy.
struct MultiProofWorld {
    static let genesisHash = Bytes32(UInt256(0x6e))
    static let guardian = Address(0x6a4d)
    static let `operator` = Address(0x0b)
    static let prover = Address(0x9409)
    static let eve = Address(0xe7e)
    static let day: UInt64 = 86_400
    static let bond = TestChain.ether(2)

    /// Two of three systems from two families; the first two are of one.
    static let terms = MultiProofPortal.Terms(
        threshold: 2,
        families: 2,
        minBits: 80,
        mode: .zk,
        window: 7 * day,
        proofDelay: day,
        proofTimeout: day / 2,
        bond: bond,
        operator: `operator`,
        guardian: guardian
    )
    static let families: [UInt64] = [0, 0, 1]

    /// What a call said when it reverted, or that it did not.
    enum Answer: Equatable {
        case success
        case refused(MultiProofRevert)
        case other(String)
    }

    var chain = TestChain()
    let portal: Address
    let court: Address
    let verifier: Address

    /// The portal, deployed by alice.
    ///
    /// - Parameters:
    ///   - terms: What decides its claims.
    ///   - families: The family of each system.
    ///   - recursive: Which systems are recursive.
    ///   - escrow: Wei that it begins with.
    /// - Throws: What the deployments throw.
    init(
        _ terms: MultiProofPortal.Terms = terms,
        families: [UInt64] = families,
        recursive: Set<Int> = [],
        escrow: UInt256 = .zero
    ) throws {
        let made = try Self.deployed(terms, families: families, recursive: recursive, escrow: escrow)
        try #require(made.outcome.result.isSuccess, "\(String(describing: made.outcome.revert))")
        (chain, portal, court, verifier) = (made.chain, made.portal, made.court, made.verifier)
        try #require(try chain.deploy(Self.courtCode(portal, verifier)).address == court)
    }

    /// What comes of a deployment.
    static func deployed(
        _ terms: MultiProofPortal.Terms,
        families: [UInt64] = families,
        recursive: Set<Int> = [],
        escrow: UInt256 = .zero
    ) throws -> (
        chain: TestChain, portal: Address, court: Address, verifier: Address, outcome: TestChain.Outcome
    ) {
        var chain = TestChain()
        for address in [guardian, eve, prover, Self.operator] { chain.host.addBalance(address, TestChain.ether(1000)) }
        let verifier = try chain.deploy(SimulatedClaimVerifier.artifact)
        let court = Address.created(by: TestChain.alice, nonce: chain.host.nonce(of: TestChain.alice) + 1)
        let genesis = MultiProofPortal.Genesis(
            blockHash: genesisHash,
            stateRoot: Bytes32(UInt256(0x57)),
            timestamp: chain.timestamp - 12,
            terms: terms,
            systems: families.enumerated().map { index, family in
                MultiProofPortal.System(
                    verifier: verifier,
                    family: family,
                    bits: 100,
                    isRecursive: recursive.contains(index)
                )
            },
            court: court
        )
        let (portal, outcome) = try chain.deploy(MultiProofPortal.initCode(genesis), value: escrow)
        return (chain, portal, court, verifier, outcome)
    }

    /// Init code of the portal's court, whose referee anybody can satisfy.
    static func courtCode(
        _ portal: Address,
        _ referee: Address,
        bond: UInt256 = bond,
        window: UInt64 = terms.window
    ) -> [UInt8] {
        ClaimCourt.initCode(portal: portal, referee: referee, bond: bond, window: window)
    }

    /// Lets time pass; L1's blocks come every 12 seconds.
    mutating func wait(_ seconds: UInt64) {
        chain.timestamp += seconds
        chain.number += (seconds + 11) / 12
    }

    /// A claim that the portal can take now.
    ///
    /// - Parameters:
    ///   - number: Number of the L2 block.
    ///   - parentHash: Hash of its parent.
    ///   - salt: What distinguishes outcomes of one block.
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

    mutating func call(_ data: [UInt8], from: Address = TestChain.alice) throws -> Answer {
        Self.answer(try chain.call(portal, data, from: from))
    }

    mutating func propose(
        _ claim: DisputeClaim,
        parent: DisputeClaim? = nil,
        batch: [UInt8] = [],
        from: Address = TestChain.alice,
        bond: UInt256 = bond
    ) throws -> Answer {
        let data = MultiProofPortal.propose(claim, parent: parent.map { MultiProofPortal.id(of: $0) }, batch: batch)
        return Self.answer(try chain.call(portal, data, from: from, value: bond))
    }

    /// A claim that must be taken.
    mutating func claimed(
        _ number: UInt64 = 1,
        on parent: DisputeClaim? = nil,
        salt: UInt64 = 0
    ) throws -> DisputeClaim {
        let claim = claim(number, on: parent?.blockHash ?? Self.genesisHash, salt: salt)
        try #require(try propose(claim, parent: parent) == .success)
        return claim
    }

    mutating func prove(
        _ claim: DisputeClaim,
        _ system: Int,
        from: Address = TestChain.relayer,
        payload: [UInt8]? = nil
    ) throws -> Answer {
        let payload = payload ?? SimulatedClaimVerifier.payload(for: claim)
        let id = MultiProofPortal.id(of: claim)
        return try call(MultiProofPortal.submitProof(of: id, system: system, payload: payload), from: from)
    }

    mutating func refute(
        _ claim: DisputeClaim,
        isTrue: Bool = false,
        from: Address = eve
    ) throws -> Answer {
        let payload =
            isTrue ? SimulatedClaimVerifier.payload(for: claim) : SimulatedClaimVerifier.payload(against: claim)
        return try ask(ClaimCourt.refute(MultiProofPortal.id(of: claim), payload: payload), from: from)
    }

    mutating func uphold(_ claim: DisputeClaim, isTrue: Bool = true) throws -> Answer {
        let payload =
            isTrue ? SimulatedClaimVerifier.payload(for: claim) : SimulatedClaimVerifier.payload(against: claim)
        return try ask(ClaimCourt.uphold(MultiProofPortal.id(of: claim), payload: payload))
    }

    mutating func challenge(_ claim: DisputeClaim, bond: UInt256 = bond, from: Address = prover) throws -> Answer {
        try ask(ClaimCourt.challenge(MultiProofPortal.id(of: claim)), from: from, value: bond)
    }

    mutating func expire(_ claim: DisputeClaim) throws -> Answer {
        try ask(ClaimCourt.expire(MultiProofPortal.id(of: claim)))
    }

    /// Has somebody collect what a claim's bonds have brought to somebody.
    mutating func collect(_ claim: DisputeClaim, for recipient: Address) throws -> Answer {
        try ask(ClaimCourt.collect(MultiProofPortal.id(of: claim), recipient: recipient))
    }

    /// Calls the court.
    mutating func ask(_ data: [UInt8], from: Address = TestChain.relayer, value: UInt256 = .zero) throws -> Answer {
        Self.answer(try chain.call(court, data, from: from, value: value))
    }

    /// Wei that somebody can collect.
    func credit(of address: Address) -> UInt256 { chain.host.storage(court, ClaimCourt.Slot.credit(of: address)) }
    /// Wei that the court has.
    var held: UInt256 { chain.host.balance(of: court) }
    /// Wei that the court has burned.
    var burned: UInt256 { chain.host.storage(court, ClaimCourt.Slot.totalBurned) }
    /// Whether all that has come into the court is there, paid or burned.
    var isConserved: Bool {
        let (deposited, paid) = (ClaimCourt.Slot.totalDeposited, ClaimCourt.Slot.totalPaid)
        return chain.host.storage(court, deposited) == held &+ chain.host.storage(court, paid) &+ burned
    }

    mutating func finalize(_ claim: DisputeClaim) throws -> Answer {
        try call(MultiProofPortal.finalize(MultiProofPortal.id(of: claim)), from: Self.eve)
    }

    mutating func fallBack(_ claim: DisputeClaim) throws -> Answer {
        try call(MultiProofPortal.fallBack(MultiProofPortal.id(of: claim)), from: Self.eve)
    }

    mutating func guardian(_ data: [UInt8]) throws -> Answer { try call(data, from: Self.guardian) }
    mutating func `operator`(_ data: [UInt8]) throws -> Answer { try call(data, from: Self.operator) }

    func slot(_ slot: UInt256) -> UInt64 { chain.host.storage(portal, slot).saturatedUInt64 }
    var mode: MultiProofPortal.Mode? { MultiProofPortal.Mode(rawValue: slot(MultiProofPortal.Slot.mode)) }
    var head: UInt64 { slot(NativeRollup.Slot.headNumber) }

    func status(_ claim: DisputeClaim) -> MultiProofPortal.Status? {
        MultiProofPortal.Status(rawValue: slot(MultiProofPortal.Slot.status(MultiProofPortal.id(of: claim))))
    }

    /// The systems that are switched on.
    var enabled: [Int] { (0..<3).filter { slot(MultiProofPortal.Slot.isEnabled($0)) == 1 } }

    /// The newest entry of the mode log: mode, since when, who, why.
    var entry: (mode: MultiProofPortal.Mode?, since: UInt64, who: Address, why: MultiProofPortal.Cause?) {
        let first = MultiProofPortal.Slot.modeEntry(slot(MultiProofPortal.Slot.modeCount) - 1)
        return (
            MultiProofPortal.Mode(rawValue: slot(first)), slot(first &+ .one),
            Address(truncating: chain.host.storage(portal, first &+ UInt256(2))),
            MultiProofPortal.Cause(rawValue: slot(first &+ UInt256(3)))
        )
    }

    static func answer(_ outcome: TestChain.Outcome) -> Answer {
        guard !outcome.result.isSuccess else { return .success }
        guard let reason = outcome.revert else { return .other("\(outcome.result.status)") }
        return MultiProofRevert(reason).map { .refused($0) } ?? .other(reason.description)
    }
}
