import EVM
import Primitives
import RollupContracts
import Testing

@Suite("Modes of the multi-proof portal")
struct MultiProofModeTests {
    private typealias World = MultiProofWorld

    @Test("Two proven outcomes of one block switch their systems off and stop everything")
    func contradiction() throws {
        var world = try World()
        let (lie, truth) = (try world.claimed(1, salt: 1), try world.claimed())
        #expect(try world.prove(lie, 0) == .success)
        world.wait(12)
        #expect(try world.prove(truth, 2, from: World.prover) == .success)
        #expect(world.enabled == [1])
        #expect(world.entry.mode == .paused)
        #expect(world.entry.since == world.chain.timestamp)
        #expect(world.entry.who == World.prover)
        #expect(world.entry.why == .contradiction)
        #expect(world.slot(MultiProofPortal.Slot.modeCount) == 2)
        for claim in [lie, truth] {
            #expect(world.slot(MultiProofPortal.Slot.proofs(MultiProofPortal.id(of: claim))) == 0)
        }
        // Nothing goes on.
        #expect(try world.propose(world.claim(1, salt: 3)) == .refused(.paused))
        #expect(try world.prove(truth, 1) == .refused(.paused))
        #expect(try world.finalize(truth) == .refused(.paused))
        #expect(try world.fallBack(truth) == .refused(.noFallback))
        #expect(try world.operator(MultiProofPortal.enableOptimisticMode) == .refused(.paused))
        #expect(try world.guardian(MultiProofPortal.pause) == .refused(.paused))
        // One system is left: proofs cannot be enough any more, and waiting is not enough for this block.
        #expect(try world.guardian(MultiProofPortal.resume) == .success)
        #expect(world.entry.why == .guardian && world.mode == .zk)
        #expect(try world.fallBack(truth) == .success)
        #expect(world.entry.why == .outOfReach && world.mode == .hybrid)
        world.wait(7 * World.day)
        #expect(try world.finalize(lie) == .refused(.claimContradicted))
        // The guardian switches on what was right; the truth is proven anew, and the portal returns.
        #expect(try world.guardian(MultiProofPortal.setSystem(2, isEnabled: true, bits: 100)) == .success)
        #expect(try world.prove(truth, 1) == .success)
        #expect(world.mode == .hybrid)
        #expect(try world.prove(truth, 2) == .success)
        #expect(world.entry.why == .proofsReturned && world.mode == .zk)
        world.wait(World.day)
        #expect(try world.finalize(truth) == .success)
    }

    @Test("A system that proves both outcomes contradicts itself")
    func selfContradiction() throws {
        var world = try World()
        let (lie, truth) = (try world.claimed(1, salt: 1), try world.claimed())
        #expect(try world.prove(lie, 2) == .success)
        #expect(try world.prove(truth, 2) == .success)
        #expect(world.enabled == [0, 1])
        #expect(world.mode == .paused)
    }

    @Test("Other blocks, and systems that do not count, contradict nothing")
    func noContradiction() throws {
        var world = try World()
        let first = try world.claimed()
        world.wait(12)
        // Another timestamp is another input.
        let other = try world.claimed(1, salt: 1)
        #expect(try world.prove(first, 0) == .success)
        #expect(try world.prove(other, 2) == .success)
        #expect(world.mode == .zk)
        // A liar that was switched off takes nobody with him.
        var second = try World()
        let (lie, truth) = (try second.claimed(1, salt: 1), try second.claimed())
        #expect(try second.prove(lie, 0) == .success)
        #expect(try second.guardian(MultiProofPortal.setSystem(0, isEnabled: false, bits: 100)) == .success)
        #expect(try second.prove(truth, 2) == .success)
        #expect(second.mode == .zk)
        #expect(try second.prove(truth, 1) == .success)
        second.wait(World.day)
        #expect(try second.finalize(truth) == .success)
    }

    @Test("A final block that is contradicted still stops everything")
    func contradictionAfterFinality() throws {
        var world = try World()
        let (lie, truth) = (try world.claimed(1, salt: 1), try world.claimed())
        #expect(try world.prove(lie, 0) == .success)
        #expect(try world.prove(lie, 2) == .success)
        world.wait(World.day)
        #expect(try world.finalize(lie) == .success)
        #expect(try world.prove(truth, 1) == .success)
        #expect(world.mode == .paused)
        #expect(world.enabled == [])
        #expect(world.status(lie) == .final)
    }

    @Test("L1's own execution refutes a claim, and whoever has proven it")
    func refutation() throws {
        var world = try World()
        let (lie, truth) = (try world.claimed(1, salt: 1), try world.claimed())
        #expect(try world.refute(truth, isTrue: true) == .refused(.claimIsTrue))
        #expect(try world.refute(lie) == .success)
        #expect(world.status(lie) == .rejected)
        #expect(world.mode == .zk && world.enabled == [0, 1, 2])
        #expect(try world.refute(lie) == .refused(.claimNotPending))
        #expect(try world.prove(lie, 0) == .refused(.claimNotPending))
        let forged = try world.claimed(1, salt: 2)
        #expect(try world.prove(forged, 0) == .success)
        #expect(try world.prove(forged, 2) == .success)
        #expect(try world.refute(forged) == .success)
        #expect(world.entry.why == .contradiction && world.enabled == [1])
        world.wait(World.day)
        #expect(try world.finalize(forged) == .refused(.claimNotPending))
    }

    @Test("Without proofs for long enough anybody lets waiting be enough, and proofs end that")
    func fallBack() throws {
        var world = try World()
        let first = try world.claimed()
        world.wait(12)
        let second = try world.claimed(2, on: first)
        #expect(try world.fallBack(second) == .refused(.parentNotFinal))
        world.wait(World.day / 2 - 13)
        #expect(try world.fallBack(first) == .refused(.proofsNotLate))
        world.wait(1)
        #expect(try world.fallBack(first) == .success)
        #expect(world.mode == .hybrid)
        #expect(world.entry.who == World.eve && world.entry.why == .noProof)
        #expect(world.entry.since == world.chain.timestamp)
        #expect(try world.fallBack(first) == .refused(.noFallback))
        // The window begins with the mode, not with the claim.
        world.wait(7 * World.day - 1)
        #expect(try world.finalize(first) == .refused(.challengeWindowOpen))
        world.wait(1)
        #expect(try world.finalize(first) == .success)
        #expect(try world.finalize(second) == .success)
        // Proofs are back.
        let third = world.claim(3, on: second.blockHash)
        #expect(try world.propose(third) == .success)
        #expect(try world.prove(third, 0) == .success)
        #expect(world.mode == .hybrid)
        #expect(try world.prove(third, 2) == .success)
        #expect(world.mode == .zk)
        #expect(world.entry.why == .proofsReturned)
        #expect(world.slot(MultiProofPortal.Slot.modeCount) == 3)
        #expect(try world.fallBack(third) == .refused(.claimProven))
    }

    @Test("Proofs that came lately are not late, and where waiting is enough nothing falls back")
    func noFallBack() throws {
        var terms = World.terms
        terms.proofDelay = 0
        var world = try World(terms)
        let first = try world.claimed()
        let rival = try world.claimed(1, salt: 1)
        world.wait(World.day / 2 - 1)
        #expect(try world.prove(first, 0) == .success)
        #expect(try world.prove(first, 2) == .success)
        world.wait(1)
        #expect(try world.fallBack(rival) == .refused(.proofsNotLate))
        #expect(try world.finalize(first) == .success)
        #expect(try world.fallBack(first) == .refused(.claimNotPending))
        #expect(try world.fallBack(rival) == .refused(.parentNotFinal))
        terms.mode = .hybrid
        terms.proofTimeout = 1
        var hybrid = try World(terms)
        let other = try hybrid.claimed()
        hybrid.wait(World.day)
        #expect(try hybrid.fallBack(other) == .refused(.noFallback))
    }

    @Test("In a hybrid a proof ends the wait, and a proven rival makes waiting worthless")
    func hybrid() throws {
        var terms = World.terms
        terms.mode = .hybrid
        var world = try World(terms)
        let (lie, truth) = (try world.claimed(1, salt: 1), try world.claimed())
        #expect(try world.prove(truth, 0) == .success)
        world.wait(7 * World.day)
        #expect(try world.finalize(lie) == .refused(.rivalProven))
        #expect(try world.finalize(truth) == .success)
        var fast = try World(terms)
        let claim = try fast.claimed()
        #expect(try fast.prove(claim, 0) == .success)
        #expect(try fast.prove(claim, 2) == .success)
        fast.wait(World.day - 1)
        #expect(try fast.finalize(claim) == .refused(.challengeWindowOpen))
        fast.wait(1)
        #expect(try fast.finalize(claim) == .success)
    }

    @Test("An operator switches proofs off, and nobody can object")
    func toggle() throws {
        var world = try World()
        let truth = try world.claimed()
        #expect(try world.call(MultiProofPortal.enableOptimisticMode) == .refused(.notOperator))
        #expect(try world.operator(MultiProofPortal.disableOptimisticMode) == .refused(.optimisticModeNotEnabled))
        #expect(try world.operator(MultiProofPortal.enableOptimisticMode) == .success)
        #expect(world.mode == .optimistic && world.entry.why == .operator && world.entry.who == World.operator)
        #expect(try world.operator(MultiProofPortal.enableOptimisticMode) == .refused(.optimisticModeEnabled))
        #expect(try world.prove(truth, 0) == .refused(.optimisticModeEnabled))
        #expect(try world.propose(world.claim(1, salt: 1)) == .refused(.notOperator))
        world.wait(12)
        let lie = world.claim(1, salt: 1)
        #expect(try world.propose(lie, from: World.operator) == .success)
        #expect(try world.refute(lie) == .refused(.optimisticModeEnabled))
        #expect(try world.fallBack(truth) == .refused(.noFallback))
        world.wait(7 * World.day - 1)
        #expect(try world.finalize(lie) == .refused(.challengeWindowOpen))
        world.wait(1)
        // What somebody else has claimed before the switch does not become final by it.
        #expect(try world.finalize(truth) == .refused(.notOperator))
        #expect(try world.finalize(lie) == .success)
        #expect(try world.call(MultiProofPortal.disableOptimisticMode) == .refused(.notOperator))
        #expect(try world.operator(MultiProofPortal.disableOptimisticMode) == .success)
        #expect(world.mode == .zk)
    }

    @Test("What was agreed before proofs were switched off does not become final by them")
    func agreedBeforeTheSwitch() throws {
        var world = try World()
        let claim = try world.claimed()
        for system in [0, 2] { #expect(try world.prove(claim, system) == .success) }
        #expect(try world.operator(MultiProofPortal.enableOptimisticMode) == .success)
        world.wait(30 * World.day)
        #expect(try world.finalize(claim) == .refused(.notOperator))
        #expect(try world.operator(MultiProofPortal.disableOptimisticMode) == .success)
        // Nobody could object in that time.
        #expect(try world.finalize(claim) == .refused(.proofDelayNotOver))
        world.wait(World.day)
        #expect(try world.finalize(claim) == .success)
    }

    @Test("The delay after an agreement does not pass in a pause, nor while one of the systems is switched off")
    func delays() throws {
        var world = try World(families: [0, 1, 2])
        let claim = try world.claimed()
        for system in [0, 2] { #expect(try world.prove(claim, system) == .success) }
        let setSystem = { MultiProofPortal.setSystem(2, isEnabled: $0, bits: 100) }
        let switches = [
            (MultiProofPortal.pause, MultiProofPortal.resume), (setSystem(false), setSystem(true)),
        ]
        for (off, on) in switches {
            #expect(try world.guardian(off) == .success)
            world.wait(World.day)
            #expect(try world.guardian(on) == .success)
            #expect(try world.finalize(claim) == .refused(.proofDelayNotOver))
            world.wait(World.day - 1)
            #expect(try world.finalize(claim) == .refused(.proofDelayNotOver))
        }
        // What was on already begins nothing anew.
        #expect(try world.guardian(setSystem(true)) == .success)
        world.wait(1)
        #expect(try world.finalize(claim) == .success)
    }

    @Test("A rollup without a guardian or an operator goes on after a contradiction")
    func abandoned() throws {
        var terms = World.terms
        (terms.guardian, terms.operator) = (.zero, .zero)
        var world = try World(terms, families: [0, 1])
        let (lie, truth) = (try world.claimed(1, salt: 1), try world.claimed())
        #expect(try world.prove(lie, 0) == .success)
        #expect(try world.prove(truth, 1) == .success)
        world.wait(MultiProofPortal.pauseSeconds)
        #expect(try world.call(MultiProofPortal.resume) == .success)
        let next = try world.claimed(1, salt: 2)
        #expect(try world.fallBack(next) == .success)
        #expect(world.entry.why == .outOfReach)
        world.wait(7 * World.day)
        #expect(try world.finalize(next) == .success)
    }

    @Test("Systems that have not kept up are out of reach")
    func recursiveReach() throws {
        var terms = World.terms
        (terms.proofDelay, terms.threshold, terms.families) = (0, 1, 1)
        var world = try World(terms, families: [0, 1], recursive: [1])
        let first = try world.claimed()
        #expect(try world.prove(first, 0) == .success)
        #expect(try world.finalize(first) == .success)
        #expect(try world.guardian(MultiProofPortal.setSystem(0, isEnabled: false, bits: 100)) == .success)
        world.wait(12)
        let second = world.claim(2, on: first.blockHash)
        #expect(try world.propose(second) == .success)
        #expect(try world.prove(second, 1) == .refused(.parentNotProven))
        #expect(try world.fallBack(second) == .success)
        #expect(world.entry.why == .outOfReach)
    }

    @Test("A lie that was refuted is never final, whoever switches proofs off")
    func refutedBeforeTheSwitch() throws {
        var world = try World()
        let lie = world.claim(1, salt: 1)
        #expect(try world.propose(lie, from: World.operator) == .success)
        for system in [0, 2] { #expect(try world.prove(lie, system) == .success) }
        #expect(try world.refute(lie) == .success)
        #expect(try world.guardian(MultiProofPortal.resume) == .success)
        #expect(try world.operator(MultiProofPortal.enableOptimisticMode) == .success)
        #expect(try world.propose(lie, from: World.operator) == .refused(.alreadyClaimed))
        world.wait(30 * World.day)
        #expect(try world.finalize(lie) == .refused(.claimNotPending))
    }

    @Test("The guardian takes claims out and stops everything; anybody ends a long pause")
    func guardian() throws {
        var world = try World()
        let claim = try world.claimed()
        let id = MultiProofPortal.id(of: claim)
        for data in [
            MultiProofPortal.reject(id), MultiProofPortal.pause,
            MultiProofPortal.setSystem(0, isEnabled: false, bits: 0),
        ] {
            #expect(try world.call(data) == .refused(.notGuardian))
        }
        #expect(try world.guardian(MultiProofPortal.setSystem(3, isEnabled: true, bits: 0)) == .refused(.noSuchSystem))
        #expect(try world.guardian(MultiProofPortal.resume) == .refused(.notPaused))
        #expect(try world.prove(claim, 0) == .success)
        #expect(try world.guardian(MultiProofPortal.reject(id)) == .success)
        #expect(try world.guardian(MultiProofPortal.reject(id)) == .refused(.claimNotPending))
        // What was said for the rejected claim contradicts nothing.
        let truth = try world.claimed(1, salt: 1)
        #expect(try world.prove(truth, 2) == .success)
        #expect(world.mode == .zk)
        #expect(try world.guardian(MultiProofPortal.pause) == .success)
        world.wait(MultiProofPortal.pauseSeconds - 1)
        #expect(try world.call(MultiProofPortal.resume) == .refused(.notGuardian))
        world.wait(1)
        #expect(try world.call(MultiProofPortal.resume) == .success)
        #expect(world.entry.why == .pauseOver && world.entry.who == TestChain.alice && world.mode == .zk)
    }

    @Test("A withdrawal is paid from a final block, and not under a pause")
    func withdrawal() throws {
        let message = RollupMessage(
            sender: Address(0x12),
            to: Address(0xfeed),
            value: UInt256(700),
            fee: UInt256(30),
            data: [],
            index: 300
        )
        let state = ReferenceTrie.state(holding: message)
        var world = try World(escrow: UInt256(730))
        var claim = world.claim()
        claim.stateRoot = state.root
        #expect(try world.propose(claim) == .success)
        func withdraw(_ world: inout World) throws -> World.Answer {
            let call = NativeRollup.claimL2Message(
                message,
                l2BlockNumber: 1,
                proof: state.proof,
                feeRecipient: TestChain.bob
            )
            return try world.call(call)
        }
        #expect(try world.prove(claim, 0) == .success)
        #expect(try world.prove(claim, 2) == .success)
        #expect(try withdraw(&world) == .refused(.notFinal))
        world.wait(World.day)
        #expect(try world.finalize(claim) == .success)
        #expect(try world.guardian(MultiProofPortal.pause) == .success)
        #expect(try withdraw(&world) == .refused(.paused))
        #expect(try world.guardian(MultiProofPortal.resume) == .success)
        #expect(try withdraw(&world) == .success)
        #expect(world.chain.host.balance(of: message.to) == 700)
        #expect(world.slot(NativeRollup.Slot.escrow) == 0)
        #expect(try withdraw(&world) == .other("AlreadyClaimed"))
    }
}
