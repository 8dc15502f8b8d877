import EVM
import Primitives
import RollupContracts
import Testing

@Suite("Court of the multi-proof portal")
struct ClaimCourtTests {
    private typealias World = MultiProofWorld
    private static let window = World.terms.window
    private static let half = World.bond >> 1

    /// A portal where waiting is enough from the beginning.
    private static func hybrid() throws -> World {
        var terms = World.terms
        terms.mode = .hybrid
        return try World(terms)
    }

    @Test("A claim that nobody can prove or refute dies of a challenge, and its bond is the challenger's and nobody's")
    func unprovableClaim() throws {
        var world = try Self.hybrid()
        // Of such transactions L1 makes no block, so that no payload could show what is wrong.
        let batch: [UInt8] = [1, 2, 3]
        var lie = world.claim()
        lie.batchHash = Keccak256.hash(batch)
        #expect(try world.propose(lie, batch: batch, from: World.eve) == .success)
        world.wait(Self.window - 1)
        #expect(try world.challenge(lie) == .success)
        world.wait(1)
        #expect(try world.finalize(lie) == .refused(.claimChallenged))
        world.wait(Self.window - 2)
        #expect(try world.expire(lie) == .refused(.challengeWindowOpen))
        #expect(try world.collect(lie, for: World.prover) == .refused(.claimPending))
        world.wait(1)
        #expect(try world.expire(lie) == .success)
        #expect(world.status(lie) == .rejected)
        #expect(try world.finalize(lie) == .refused(.claimNotPending))
        #expect(try world.expire(lie) == .refused(.claimNotPending))
        #expect(world.credit(of: World.prover) == World.bond &+ Self.half)
        #expect(world.credit(of: World.eve) == 0 && world.burned == Self.half)
        let before = world.chain.host.balance(of: World.prover)
        #expect(try world.collect(lie, for: World.eve) == .refused(.noCredit))
        #expect(try world.collect(lie, for: World.prover) == .success)
        #expect(world.chain.host.balance(of: World.prover) == before &+ World.bond &+ Self.half)
        #expect(try world.collect(lie, for: World.prover) == .refused(.noCredit))
        #expect(world.held == 0 && world.isConserved)
        // Without the challenge it would have won by waiting.
        var alone = try Self.hybrid()
        let unseen = try alone.claimed()
        alone.wait(Self.window)
        #expect(try alone.finalize(unseen) == .success)
        #expect(try alone.challenge(unseen) == .refused(.claimNotPending))
    }

    @Test("A challenge is made once, with the bond, and where waiting would be enough")
    func challenges() throws {
        var world = try World()
        let claim = try world.claimed()
        #expect(try world.challenge(claim) == .refused(.waitingNotEnough))
        world.wait(World.day / 2)
        #expect(try world.fallBack(claim) == .success)
        #expect(try world.challenge(world.claim(1, salt: 7)) == .refused(.claimNotPending))
        #expect(try world.challenge(claim, bond: World.bond &- .one) == .refused(.incorrectBondAmount))
        #expect(try world.challenge(claim, bond: .zero) == .refused(.incorrectBondAmount))
        #expect(try world.challenge(claim) == .success)
        #expect(try world.challenge(claim, from: World.eve) == .refused(.claimAlreadyChallenged))
        // Proofs answer it, and the portal returns.
        for system in [0, 2] { #expect(try world.prove(claim, system) == .success) }
        #expect(world.mode == .zk)
        world.wait(World.day)
        #expect(try world.finalize(claim) == .success)
        #expect(try world.collect(claim, for: TestChain.alice) == .success)
        #expect(world.held == 0 && world.credit(of: World.prover) == 0)
    }

    @Test("L1 finds a challenged claim true, once and for all")
    func upheld() throws {
        var world = try Self.hybrid()
        let claim = try world.claimed()
        #expect(try world.uphold(claim) == .refused(.noChallenge))
        #expect(try world.challenge(claim) == .success)
        #expect(try world.uphold(claim, isTrue: false) == .refused(.claimIsFalse))
        let id = MultiProofPortal.id(of: claim)
        // Whatever else the referee fails of says nothing of the claim.
        #expect(try world.ask(ClaimCourt.uphold(id, payload: [1])) == .refused(.invalidProof))
        #expect(try world.ask(ClaimCourt.refute(id, payload: [1])) == .refused(.invalidProof))
        #expect(world.status(claim) == .pending)
        #expect(try world.uphold(claim) == .success)
        #expect(world.credit(of: TestChain.alice) == World.bond)
        #expect(try world.uphold(claim) == .refused(.noChallenge))
        #expect(try world.challenge(claim, from: World.eve) == .refused(.claimAlreadyChallenged))
        world.wait(Self.window)
        #expect(try world.expire(claim) == .refused(.noChallenge))
        #expect(try world.finalize(claim) == .success)
        let before = world.chain.host.balance(of: TestChain.alice)
        #expect(try world.collect(claim, for: TestChain.alice) == .success)
        #expect(world.chain.host.balance(of: TestChain.alice) == before &+ World.bond &+ World.bond)
        #expect(world.held == 0 && world.isConserved)
    }

    @Test("Whoever refutes a claim has half of its bond, also where he made it himself", arguments: [false, true])
    func refuted(_ isChallenged: Bool) throws {
        var world = try Self.hybrid()
        let lie = world.claim(1, salt: 1)
        #expect(try world.propose(lie, from: World.eve) == .success)
        if isChallenged { #expect(try world.challenge(lie) == .success) }
        #expect(try world.refute(lie, isTrue: true) == .refused(.claimIsTrue))
        #expect(try world.refute(lie, from: World.eve) == .success)
        #expect(world.burned == Self.half && world.chain.host.balance(of: .zero) == Self.half)
        #expect(world.credit(of: World.prover) == (isChallenged ? World.bond &+ Self.half : 0))
        #expect(world.credit(of: World.eve) == (isChallenged ? 0 : Self.half))
        #expect(try world.collect(lie, for: isChallenged ? World.prover : World.eve) == .success)
        #expect(world.held == 0 && world.isConserved)
    }

    @Test("An agreed claim does not expire, and its challenger was wrong")
    func agreed() throws {
        var world = try Self.hybrid()
        let claim = try world.claimed()
        #expect(try world.challenge(claim) == .success)
        #expect(try world.prove(claim, 0) == .success)
        world.wait(Self.window)
        #expect(try world.prove(claim, 2) == .success)
        #expect(try world.expire(claim) == .refused(.claimProven))
        #expect(try world.finalize(claim) == .refused(.claimChallenged))
        world.wait(World.day)
        #expect(try world.finalize(claim) == .success)
        #expect(try world.collect(claim, for: World.prover) == .refused(.noCredit))
        #expect(try world.collect(claim, for: TestChain.alice) == .success)
        #expect(world.held == 0 && world.isConserved)
    }

    @Test("The time for an answer does not pass where nobody can answer")
    func noAnswerPossible() throws {
        var world = try Self.hybrid()
        let claim = try world.claimed()
        #expect(try world.challenge(claim) == .success)
        #expect(try world.guardian(MultiProofPortal.pause) == .success)
        world.wait(Self.window)
        #expect(try world.expire(claim) == .refused(.paused))
        #expect(try world.guardian(MultiProofPortal.resume) == .success)
        #expect(try world.expire(claim) == .refused(.challengeWindowOpen))
        #expect(try world.operator(MultiProofPortal.enableOptimisticMode) == .success)
        world.wait(Self.window)
        #expect(try world.expire(claim) == .refused(.optimisticModeEnabled))
        #expect(try world.operator(MultiProofPortal.disableOptimisticMode) == .success)
        world.wait(Self.window - 1)
        #expect(try world.expire(claim) == .refused(.challengeWindowOpen))
        world.wait(1)
        #expect(try world.expire(claim) == .success)
    }

    @Test("What the guardian takes out nobody has decided", arguments: [false, true])
    func rejected(_ isChallenged: Bool) throws {
        var world = try Self.hybrid()
        let claim = try world.claimed()
        if isChallenged { #expect(try world.challenge(claim) == .success) }
        #expect(try world.guardian(MultiProofPortal.reject(MultiProofPortal.id(of: claim))) == .success)
        #expect(try world.collect(claim, for: TestChain.alice) == .success)
        #expect(world.credit(of: World.prover) == (isChallenged ? World.bond : 0))
        #expect(world.burned == 0)
        #expect(world.held == (isChallenged ? World.bond : 0) && world.isConserved)
    }

    @Test("An overtaken claim can be refuted for as long as others, and then its bond is free")
    func overtaken() throws {
        var world = try Self.hybrid()
        let (first, rival, doubted) = (
            try world.claimed(), try world.claimed(1, salt: 1), try world.claimed(1, salt: 2)
        )
        #expect(try world.challenge(doubted) == .success)
        #expect(try world.prove(rival, 1) == .success)
        #expect(try world.collect(rival, for: TestChain.alice) == .refused(.claimPending))
        world.wait(12)
        let winner = try world.claimed(1, salt: 3)
        for system in [0, 2] { #expect(try world.prove(winner, system) == .success) }
        world.wait(World.day)
        #expect(try world.finalize(winner) == .success)
        #expect(try world.collect(first, for: TestChain.alice) == .refused(.challengeWindowOpen))
        world.wait(Self.window - World.day)
        #expect(try world.collect(first, for: TestChain.alice) == .success)
        #expect(try world.challenge(first) == .refused(.waitingNotEnough))
        #expect(try world.challenge(rival) == .refused(.waitingNotEnough))
        #expect(try world.collect(doubted, for: TestChain.alice) == .refused(.claimChallenged))
        #expect(try world.expire(doubted) == .success)
        #expect(try world.collect(rival, for: TestChain.alice) == .success)
        // Without a bond left a lie is still one, and who has vouched for it still concerned.
        #expect(try world.refute(rival) == .success)
        #expect(world.enabled == [0, 2] && world.mode == .paused)
        #expect(world.credit(of: World.eve) == 0 && world.burned == Self.half && world.isConserved)
    }

    @Test("Portal and court take each other's word alone")
    func rights() throws {
        var world = try World()
        let claim = world.claim()
        let id = MultiProofPortal.id(of: claim)
        #expect(try world.propose(claim, bond: World.bond &+ .one) == .refused(.incorrectBondAmount))
        #expect(try world.propose(claim, bond: .zero) == .refused(.incorrectBondAmount))
        let open = ClaimCourt.Function.open.encodeCall([.bytes32(id), .address(World.eve)])
        #expect(try world.ask(open, value: World.bond) == .refused(.badAuth))
        #expect(try world.propose(claim) == .success)
        let refuted = MultiProofPortal.Function.refuted.encodeCall([.bytes32(id), .address(World.eve)])
        for stranger in [World.guardian, World.operator, World.eve] {
            #expect(try world.call(refuted, from: stranger) == .refused(.notCourt))
        }
        #expect(try world.call(MultiProofPortal.reject(id), from: World.operator) == .refused(.notGuardian))
        // The escrow is apart from the bonds.
        #expect(world.held == World.bond && world.chain.host.balance(of: world.portal) == 0)
    }

    @Test("Whoever takes no ether keeps his credit, and nobody else's is held up")
    func unpayable() throws {
        var world = try Self.hybrid()
        world.chain.host.addBalance(world.verifier, World.bond)
        let claim = world.claim()
        #expect(try world.propose(claim, from: world.verifier) == .success)
        #expect(try world.challenge(claim) == .success)
        #expect(try world.guardian(MultiProofPortal.reject(MultiProofPortal.id(of: claim))) == .success)
        #expect(try world.collect(claim, for: world.verifier) == .refused(.paymentFailed))
        #expect(try world.collect(claim, for: World.prover) == .success)
        #expect(try world.collect(claim, for: world.verifier) == .refused(.paymentFailed))
        #expect(world.credit(of: world.verifier) == World.bond && world.held == World.bond)
    }

    @Test("A court without a bond or a window is not deployed")
    func deployments() throws {
        func answer(_ bond: UInt256, _ window: UInt64) throws -> World.Answer {
            var chain = TestChain()
            let code = World.courtCode(World.eve, World.eve, bond: bond, window: window)
            return World.answer(try chain.deploy(code).outcome)
        }
        #expect(try answer(.one, MultiProofPortal.maximumDuration) == .success)
        #expect(try answer(.zero, 1) == .refused(.bondOutOfRange))
        #expect(try answer(.one << 128, 1) == .refused(.bondOutOfRange))
        #expect(try answer(.one, 0) == .refused(.durationOutOfRange))
        #expect(try answer(.one, MultiProofPortal.maximumDuration + 1) == .refused(.durationOutOfRange))
    }
}
