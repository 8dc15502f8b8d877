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

    /// Two of three systems from two families; the first two are of one.
    static let terms = MultiProofPortal.Terms(
        threshold: 2,
        families: 2,
        minBits: 80,
        mode: .zk,
        window: 7 * day,
        proofDelay: day,
        proofTimeout: day / 2,
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
        (chain, portal, verifier) = (made.chain, made.portal, made.verifier)
    }

    /// What comes of a deployment.
    static func deployed(
        _ terms: MultiProofPortal.Terms,
        families: [UInt64] = families,
        recursive: Set<Int> = [],
        escrow: UInt256 = .zero
    ) throws -> (chain: TestChain, portal: Address, verifier: Address, outcome: TestChain.Outcome) {
        var chain = TestChain()
        for address in [guardian, eve, prover, Self.operator] { chain.host.addBalance(address, TestChain.ether(1000)) }
        let verifier = try chain.deploy(SimulatedClaimVerifier.artifact)
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
            referee: verifier
        )
        let (portal, outcome) = try chain.deploy(MultiProofPortal.initCode(genesis), value: escrow)
        return (chain, portal, verifier, outcome)
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
        from: Address = TestChain.alice
    ) throws -> Answer {
        let id = parent.map { MultiProofPortal.id(of: $0) }
        return try call(MultiProofPortal.propose(claim, parent: id, batch: []), from: from)
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

    mutating func refute(_ claim: DisputeClaim, isTrue: Bool = false) throws -> Answer {
        let payload =
            isTrue ? SimulatedClaimVerifier.payload(for: claim) : SimulatedClaimVerifier.payload(against: claim)
        return try call(MultiProofPortal.refute(MultiProofPortal.id(of: claim), payload: payload), from: Self.eve)
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
