import EVM
import Primitives
import RollupContracts
import Testing

@Suite("Claims of the multi-proof portal")
struct MultiProofClaimTests {
    private typealias World = MultiProofWorld

    /// What may not be changed of a claim, how it is, and what the portal says.
    static let changes: [(change: @Sendable (inout DisputeClaim, MultiProofWorld) -> Void, reason: MultiProofRevert)] =
        [
            ({ claim, _ in claim.number = 2 }, .wrongBlockNumber),
            ({ claim, _ in claim.number = 0 }, .wrongBlockNumber),
            ({ claim, _ in claim.parentHash = .zero }, .wrongParent),
            ({ claim, world in claim.timestamp = world.chain.timestamp - 12 }, .timestampNotAfterParent),
            ({ claim, _ in claim.timestamp += 1 }, .timestampInTheFuture),
            ({ claim, world in claim.anchorBlockNumber = world.chain.number }, .anchorNotAvailable),
            ({ claim, world in claim.anchorBlockNumber = world.chain.number - 257 }, .anchorNotAvailable),
            ({ claim, _ in claim.anchorHash = .zero }, .anchorNotAvailable),
            ({ claim, _ in claim.batchHash = .zero }, .wrongTransactions),
        ]

    @Test("A claim follows its parent, and names what decides its block", arguments: 0..<changes.count)
    func proposals(_ index: Int) throws {
        var world = try World()
        var claim = world.claim()
        Self.changes[index].change(&claim, world)
        #expect(try world.propose(claim) == .refused(Self.changes[index].reason))
    }

    @Test("A claim is made once, in time, and on a claim that waits")
    func parents() throws {
        var world = try World()
        let first = try world.claimed()
        #expect(try world.propose(first) == .refused(.alreadyClaimed))
        let unknown = world.claim(1, salt: 9)
        #expect(try world.propose(world.claim(2, on: unknown.blockHash), parent: unknown) == .refused(.invalidParent))
        world.wait(12)
        var second = world.claim(2, on: first.blockHash)
        second.anchorBlockNumber = first.anchorBlockNumber - 1
        second.anchorHash = TestChain.blockHash(second.anchorBlockNumber)
        #expect(try world.propose(second, parent: first) == .refused(.anchorMovedBackwards))
        let late = world.claim(2, on: first.blockHash)
        world.wait(3601)
        #expect(try world.propose(late, parent: first) == .refused(.timestampTooOld))
        #expect(try world.guardian(MultiProofPortal.reject(MultiProofPortal.id(of: first))) == .success)
        #expect(try world.propose(world.claim(2, on: first.blockHash), parent: first) == .refused(.invalidParent))
    }

    /// Which of three systems have proven a claim, and whether two of them from two families are among them.
    @Test(
        "Two of one family are two systems and one family",
        arguments: [
            ([], false), ([0], false), ([2], false), ([0, 1], false), ([0, 2], true), ([1, 2], true),
            ([0, 1, 2], true),
        ] as [([Int], Bool)]
    )
    func families(_ systems: [Int], _ isEnough: Bool) throws {
        var world = try World()
        let claim = try world.claimed()
        for system in systems { #expect(try world.prove(claim, system) == .success) }
        world.wait(World.day)
        #expect(try world.finalize(claim) == (isEnough ? .success : .refused(.proofsMissing)))
        #expect(world.head == (isEnough ? 1 : 0))
        #expect(world.status(claim) == (isEnough ? .final : .pending))
        // Without the rule about families the pair of one would have been enough.
        var terms = World.terms
        terms.families = 1
        var lax = try World(terms)
        let other = try lax.claimed()
        for system in systems { #expect(try lax.prove(other, system) == .success) }
        lax.wait(World.day)
        #expect(try lax.finalize(other) == (systems.count >= 2 ? .success : .refused(.proofsMissing)))
    }

    @Test("A claim is final in its turn, a delay after enough systems agreed")
    func finality() throws {
        var world = try World()
        let first = try world.claimed()
        world.wait(12)
        let second = try world.claimed(2, on: first)
        for claim in [first, second] {
            #expect(try world.prove(claim, 0) == .success)
            #expect(try world.prove(claim, 2) == .success)
        }
        #expect(try world.finalize(second) == .refused(.parentNotFinal))
        world.wait(World.day - 1)
        #expect(try world.finalize(first) == .refused(.proofDelayNotOver))
        world.wait(1)
        #expect(try world.finalize(first) == .success)
        #expect(try world.finalize(first) == .refused(.claimNotPending))
        #expect(try world.finalize(second) == .success)
        #expect(world.head == 2)
        let root = MultiProofPortal.Slot.stateRoot(l2BlockNumber: 2)
        #expect(Bytes32(world.chain.host.storage(world.portal, root)) == second.stateRoot)
        // What is final is no parent any more, the head is; and a rival comes too late.
        #expect(try world.propose(world.claim(3, on: second.blockHash), parent: second) == .refused(.invalidParent))
        #expect(try world.propose(world.claim(3, on: second.blockHash)) == .success)
        #expect(try world.propose(world.claim(2, on: first.blockHash, salt: 1)) == .refused(.wrongBlockNumber))
    }

    @Test("A proof counts once, of a system that is known, switched on and secure enough")
    func proofs() throws {
        var world = try World()
        let claim = try world.claimed()
        #expect(try world.prove(claim, 3) == .refused(.noSuchSystem))
        #expect(try world.prove(world.claim(1, salt: 5), 0) == .refused(.claimNotPending))
        #expect(try world.prove(claim, 0, payload: [1]) == .refused(.invalidProof))
        let refutation = SimulatedClaimVerifier.payload(against: claim)
        #expect(try world.prove(claim, 0, payload: refutation) == .refused(.invalidProof))
        #expect(try world.prove(claim, 0) == .success)
        #expect(try world.prove(claim, 0) == .refused(.alreadyProven))
        #expect(try world.guardian(MultiProofPortal.setSystem(2, isEnabled: false, bits: 100)) == .success)
        #expect(try world.prove(claim, 2) == .refused(.systemDisabled))
        #expect(try world.guardian(MultiProofPortal.setSystem(2, isEnabled: true, bits: 79)) == .success)
        #expect(try world.prove(claim, 2) == .refused(.tooFewBits))
        #expect(
            try world.guardian(MultiProofPortal.setSystem(2, isEnabled: true, bits: 80))
                == .refused(.bitsCanOnlyFall)
        )
    }

    @Test("A system that is switched off after its proof counts no more", arguments: [false, true])
    func retraction(_ byBits: Bool) throws {
        var world = try World()
        let claim = try world.claimed()
        #expect(try world.prove(claim, 0) == .success)
        #expect(try world.prove(claim, 2) == .success)
        world.wait(World.day)
        let change = MultiProofPortal.setSystem(2, isEnabled: byBits, bits: byBits ? 79 : 100)
        #expect(try world.guardian(change) == .success)
        #expect(try world.finalize(claim) == .refused(.proofsMissing))
    }

    @Test("An agreement that was lost and is made again waits again")
    func regainedAgreement() throws {
        var world = try World(families: [0, 1, 2])
        let claim = try world.claimed()
        for system in [0, 2] { #expect(try world.prove(claim, system) == .success) }
        #expect(try world.guardian(MultiProofPortal.setSystem(2, isEnabled: false, bits: 100)) == .success)
        world.wait(World.terms.proofDelay)
        #expect(try world.finalize(claim) == .refused(.proofsMissing))
        #expect(try world.prove(claim, 1) == .success)
        #expect(try world.finalize(claim) == .refused(.proofDelayNotOver))
        world.wait(World.terms.proofDelay - 1)
        #expect(try world.finalize(claim) == .refused(.proofDelayNotOver))
        world.wait(1)
        #expect(try world.finalize(claim) == .success)
    }

    @Test("Who may submit proofs, and when everybody may")
    func prover() throws {
        var terms = World.terms
        (terms.prover, terms.permissionlessAfter) = (World.prover, 5 * World.day)
        var world = try World(terms)
        let claim = try world.claimed()
        #expect(try world.prove(claim, 0, from: World.prover) == .success)
        world.wait(5 * World.day - 1)
        #expect(try world.prove(claim, 2, from: World.eve) == .refused(.notProver))
        world.wait(1)
        #expect(try world.prove(claim, 2, from: World.eve) == .success)
    }

    @Test("A recursive system stops where its own proof of a block is missing")
    func recursion() throws {
        var terms = World.terms
        terms.proofDelay = 0
        var world = try World(terms, families: [0, 1, 2], recursive: [2])
        let first = try world.claimed()
        // The two others take the chain on, without the recursive one.
        #expect(try world.prove(first, 0) == .success)
        #expect(try world.prove(first, 1) == .success)
        #expect(try world.finalize(first) == .success)
        world.wait(12)
        let second = try world.claimed(2, on: nil, onHead: first)
        #expect(try world.prove(second, 2) == .refused(.parentNotProven))
        #expect(try world.prove(second, 0) == .success)
        #expect(try world.prove(first, 2) == .refused(.claimNotPending))
        // In order it goes on from the genesis.
        var other = try World(terms, families: [0, 1, 2], recursive: [2])
        let one = try other.claimed()
        other.wait(12)
        let two = try other.claimed(2, on: one)
        #expect(try other.prove(two, 2) == .refused(.parentNotProven))
        #expect(try other.prove(one, 2) == .success)
        #expect(try other.prove(two, 2) == .success)
    }

    @Test("What rests on a claim that has fallen falls with it")
    func fallenLinks() throws {
        var terms = World.terms
        terms.proofDelay = 0
        var world = try World(terms, families: [0, 1, 2], recursive: [2])
        let truth = try world.claimed()
        // Another state of the same block: what goes on from it goes on from the block's hash.
        var lie = truth
        lie.stateRoot = Keccak256.hash([1])
        #expect(try world.propose(lie) == .success)
        #expect(try world.prove(lie, 2) == .success)
        world.wait(12)
        let onTruth = world.claim(2, on: truth.blockHash)
        #expect(try world.propose(onTruth, parent: truth) == .success)
        #expect(try world.prove(onTruth, 2) == .refused(.parentNotProven))
        let onLie = world.claim(2, on: truth.blockHash, salt: 1)
        #expect(try world.propose(onLie, parent: lie) == .success)
        #expect(try world.prove(onLie, 2) == .success)
        #expect(try world.prove(onLie, 0) == .success)
        world.wait(12)
        let third = world.claim(3, on: onLie.blockHash)
        #expect(try world.propose(third, parent: onLie) == .success)
        #expect(try world.prove(third, 2) == .success)
        #expect(try world.prove(third, 0) == .success)

        #expect(try world.guardian(MultiProofPortal.reject(MultiProofPortal.id(of: lie))) == .success)
        #expect(try world.prove(truth, 0) == .success)
        #expect(try world.prove(truth, 1) == .success)
        #expect(try world.finalize(truth) == .success)
        // Two systems have said so, and one of them has gone on from what was taken out.
        #expect(try world.finalize(onLie) == .refused(.proofsMissing))
        #expect(try world.prove(onLie, 2) == .refused(.parentNotProven))
        #expect(try world.prove(onLie, 1) == .success)
        #expect(try world.finalize(onLie) == .success)
        // What has gone on from that has fallen too.
        #expect(try world.finalize(third) == .refused(.proofsMissing))
        #expect(try world.prove(third, 1) == .success)
        #expect(try world.finalize(third) == .success)
    }

    @Test("A batch is no longer than what L1 could execute again")
    func batches() throws {
        var world = try World()
        for (count, isTaken) in [(MultiProofPortal.maximumBatchByteCount, true), (49_153, false), (131_072, false)] {
            let batch = [UInt8](repeating: 7, count: count)
            var claim = world.claim(1, salt: UInt64(count))
            claim.batchHash = Keccak256.hash(batch)
            #expect((try world.propose(claim, batch: batch) == .success) == isTaken)
        }
    }

    @Test("Terms that make no sense are refused")
    func deployments() throws {
        let changes: [((inout MultiProofPortal.Terms) -> Void, MultiProofRevert)] = [
            ({ $0.threshold = 0 }, .thresholdOutOfRange), ({ $0.threshold = 4 }, .thresholdOutOfRange),
            ({ $0.families = 0 }, .familiesOutOfRange), ({ $0.families = 3 }, .familiesOutOfRange),
            ({ $0.mode = .optimistic }, .modeOutOfRange), ({ $0.mode = .paused }, .modeOutOfRange),
            ({ $0.window = 0 }, .durationOutOfRange), ({ $0.window = 31_536_001 }, .durationOutOfRange),
            ({ $0.proofDelay = 31_536_001 }, .durationOutOfRange),
            ({ $0.proofTimeout = 31_536_001 }, .durationOutOfRange), ({ $0.proofTimeout = 0 }, .durationOutOfRange),
            ({ $0.permissionlessAfter = 31_536_001 }, .durationOutOfRange),
            ({ $0.minBits = 101 }, .quorumOutOfReach),
        ]
        for (change, reason) in changes {
            var terms = World.terms
            change(&terms)
            #expect(World.answer(try World.deployed(terms).outcome) == .refused(reason))
        }
        let one = try World.deployed(World.terms, families: [4, 4, 4])
        #expect(World.answer(one.outcome) == .refused(.quorumOutOfReach))
        let far = try World.deployed(World.terms, families: [0, 1, 256])
        #expect(World.answer(far.outcome) == .refused(.familiesOutOfRange))
    }
}

extension MultiProofWorld {
    /// A claim about the block after a final one, which must be taken.
    fileprivate mutating func claimed(
        _ number: UInt64,
        on parent: DisputeClaim?,
        onHead head: DisputeClaim
    ) throws -> DisputeClaim {
        let claim = claim(number, on: head.blockHash)
        try #require(try propose(claim, parent: parent) == .success)
        return claim
    }
}
