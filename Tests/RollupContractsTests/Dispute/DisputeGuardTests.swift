import Primitives
import RollupContracts
import Testing

@Suite("Guards of a dispute game")
struct DisputeGuardTests {
    private typealias World = DisputeWorld

    /// A claim that the contracts cannot take, and why.
    struct Lie: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let reason: DisputeRevert
        let change: @Sendable (inout DisputeClaim) -> Void

        init(_ name: String, _ reason: DisputeRevert, _ change: @escaping @Sendable (inout DisputeClaim) -> Void) {
            (testDescription, self.reason, self.change) = (name, reason, change)
        }
    }

    private static let lies = [
        Lie("a block further on", .wrongBlockNumber) { $0.number += 1 },
        Lie("the parent's number", .wrongBlockNumber) { $0.number -= 1 },
        Lie("another parent", .wrongParent) { $0.parentHash = $0.blockHash },
        Lie("the parent's timestamp", .timestampNotAfterParent) { $0.timestamp -= 12 },
        Lie("a timestamp of tomorrow", .timestampInTheFuture) { $0.timestamp += 1 },
        Lie("an anchor that is the block itself", .anchorNotAvailable) { $0.anchorBlockNumber += 1 },
        Lie("an anchor too old", .anchorNotAvailable) {
            $0.anchorBlockNumber -= 256
            $0.anchorHash = TestChain.blockHash($0.anchorBlockNumber)
        },
        Lie("other transactions", .wrongTransactions) { $0.batchHash = .zero },
        Lie("another anchor's hash", .anchorNotAvailable) { $0.anchorHash = TestChain.blockHash(1) },
    ]

    @Test("A claim that does not fit is refused for its reason", arguments: lies)
    func claims(_ lie: Lie) throws {
        var world = try World()
        var claim = world.claim()
        lie.change(&claim)
        #expect(try world.create(claim).answer == .refused(lie.reason))
        #expect(world.bonds.deposited == .zero)
        #expect(try world.create(world.claim()).answer == .success)
    }

    @Test("A block older than an hour is refused, and one whose anchor is before its parent's")
    func oldBlocks() throws {
        var world = try World()
        let first = world.claim()
        _ = try world.game(first)
        world.wait(3000)
        var second = world.claim(2, on: first.blockHash)
        second.anchorBlockNumber = first.anchorBlockNumber - 1
        second.anchorHash = TestChain.blockHash(second.anchorBlockNumber)
        #expect(try world.create(second, parent: 0).answer == .refused(.anchorMovedBackwards))
        second = world.claim(2, on: first.blockHash)
        world.wait(3601)
        #expect(try world.create(second, parent: 0).answer == .refused(.timestampTooOld))
    }

    @Test("Bonds are exact, and nobody can begin a game but the factory, nor twice")
    func creation() throws {
        var world = try World()
        let claim = world.claim()
        for bond in [DisputeWorld.rules.initBond &- .one, DisputeWorld.rules.initBond &+ .one] {
            #expect(try world.create(claim, bond: bond).answer == .refused(.incorrectBondAmount))
        }
        #expect(try world.create(claim, type: 11).answer == .refused(.noImplementation))
        let game = try world.game(claim)
        #expect(try world.create(claim).answer == .refused(.gameAlreadyExists))
        #expect(try world.create(world.claim(salt: 1)).answer == .success)
        let begin = ZKDisputeGame.Function.initialize.encodeCall([
            .address(TestChain.alice), .uint(UInt256(ZKDisputeGame.type)), .address(.zero), claim.abiValue,
        ])
        for target in [game, world.implementation] {
            #expect(try world.call(target, begin, value: DisputeWorld.rules.initBond) == .refused(.badAuth))
        }
        // The factory makes a game's address only once; were it to begin one again, the game would refuse.
        let again = try world.chain.call(game, begin, from: world.factory, value: .zero)
        #expect(again.revert == .message(DisputeRevert.alreadyInitialized.rawValue))
    }

    @Test("The implementation itself is no game")
    func implementation() throws {
        var world = try World()
        let target = world.implementation
        #expect(try world.challenge(target) == .refused(.gameOver))
        #expect(try world.prove(target, world.claim()) == .refused(.gameOver))
        #expect(try world.resolve(target) == .refused(.claimAlreadyResolved))
        #expect(try world.close(target) == .refused(.gameNotResolved))
        guard
            case .bool(false)? = try world.chain.view(
                HybridRollup.Function.isClaimValid,
                [.address(target)],
                at: world.rollup
            ).first
        else {
            Issue.record("the implementation counts as a game")
            return
        }
    }

    @Test("An implementation is set once, by the owner")
    func factoryOwner() throws {
        var world = try World()
        let add = DisputeGameFactory.setImplementation(world.implementation, ofType: 11)
        #expect(try world.call(world.factory, add, from: TestChain.bob) == .refused(.badAuth))
        #expect(try world.call(world.factory, add) == .success)
        #expect(try world.call(world.factory, add) == .refused(.implementationAlreadySet))
    }

    @Test("A claim is challenged once, in time, for the whole bond")
    func challenges() throws {
        var world = try World()
        let game = try world.game(world.claim())
        let late = try world.game(world.claim(salt: 1))
        for bond in [DisputeWorld.rules.challengerBond &- .one, DisputeWorld.rules.challengerBond &+ .one] {
            #expect(try world.challenge(game, bond: bond) == .refused(.incorrectBondAmount))
        }
        // The last second of the clock still counts.
        world.wait(7 * DisputeWorld.day)
        #expect(try world.challenge(game) == .success)
        #expect(world.status(game) == .challenged)
        #expect(try world.challenge(game, from: DisputeWorld.eve) == .refused(.claimAlreadyChallenged))
        world.wait(1)
        #expect(try world.challenge(late) == .refused(.gameOver))
    }

    @Test("A proof is of the claim, in time, and ends the game")
    func proofs() throws {
        var world = try World()
        let claim = world.claim()
        let game = try world.game(claim)
        var other = claim
        other.stateRoot = .zero
        #expect(try world.prove(game, other) == .refused(.invalidProof))
        #expect(try world.resolve(game) == .refused(.gameNotOver))
        #expect(try world.prove(game, claim) == .success)
        #expect(world.status(game) == .unchallengedAndValidProofProvided)
        #expect(try world.prove(game, claim) == .refused(.gameOver))
        #expect(try world.challenge(game) == .refused(.gameOver))
        #expect(try world.resolve(game) == .success)
        #expect(try world.resolve(game) == .refused(.claimAlreadyResolved))

        let second = world.claim(salt: 1)
        let disputed = try world.game(second)
        world.wait(7 * DisputeWorld.day)
        #expect(try world.challenge(disputed) == .success)
        world.wait(DisputeWorld.day)
        #expect(try world.resolve(disputed) == .refused(.gameNotOver))
        var late = world
        late.wait(1)
        #expect(try late.prove(disputed, second) == .refused(.gameOver))
        #expect(try world.prove(disputed, second) == .success)
        #expect(world.status(disputed) == .challengedAndValidProofProvided)
    }

    @Test("Only a dispute is settled by execution")
    func settlement() throws {
        var world = try World()
        let claim = world.claim()
        let game = try world.game(claim)
        let settle = ZKDisputeGame.settle(payload: SimulatedClaimVerifier.payload(for: claim))
        #expect(try world.call(game, settle) == .refused(.claimNotChallenged))
        #expect(try world.challenge(game) == .success)
        #expect(try world.call(game, ZKDisputeGame.settle(payload: [1])) == .refused(.invalidProof))
        #expect(try world.call(game, settle, from: DisputeWorld.eve) == .success)
        #expect(world.slot(game, ZKDisputeGame.Slot.prover) == DisputeWorld.eve.uint256)
        #expect(try world.call(game, settle) == .refused(.gameOver))
    }

    @Test("A refutation ends a dispute at once, and only a dispute")
    func refutation() throws {
        var world = try World()
        let claim = world.claim()
        let game = try world.game(claim)
        let refutation = SimulatedClaimVerifier.payload(against: claim)
        #expect(try world.refute(game, claim) == .refused(.claimNotChallenged))
        #expect(try world.call(game, ZKDisputeGame.prove(payload: refutation)) == .refused(.invalidProof))
        #expect(try world.challenge(game) == .success)
        for refute in [ZKDisputeGame.prove(payload: refutation), ZKDisputeGame.settle(payload: refutation)] {
            var copy = world
            #expect(try copy.call(game, refute, from: DisputeWorld.eve) == .success)
            #expect(copy.status(game) == .challenged)
            #expect(copy.slot(game, ZKDisputeGame.Slot.prover) == .zero)
            #expect(try copy.prove(game, claim) == .refused(.gameOver))
            #expect(try copy.resolve(game) == .success)
            #expect(copy.outcome(game) == .challengerWins)
            #expect(try copy.credit(game, TestChain.bob) == 580)
        }
    }

    @Test("A parent must be a game of the type above the anchor, that nobody has taken back and that has not lost")
    func parents() throws {
        var world = try World()
        let first = world.claim()
        let parent = try world.game(first)
        func child(_ world: inout DisputeWorld, type: UInt64 = ZKDisputeGame.type) throws -> DisputeWorld.Answer {
            world.wait(12)
            return try world.create(world.claim(2, on: first.blockHash), parent: 0, type: type).answer
        }
        #expect(try world.create(world.claim(2, on: first.blockHash), parent: 1).answer == .refused(.invalidParentGame))
        var copy = world
        #expect(try child(&copy) == .success)

        copy = world
        let add = DisputeGameFactory.setImplementation(world.implementation, ofType: 11)
        #expect(try copy.call(copy.factory, add) == .success)
        #expect(try child(&copy, type: 11) == .refused(.invalidParentGame))

        copy = world
        #expect(try copy.guardian(HybridRollup.blacklist(parent)) == .success)
        #expect(try child(&copy) == .refused(.invalidParentGame))

        copy = world
        #expect(try copy.guardian(HybridRollup.retire) == .success)
        #expect(try child(&copy) == .refused(.invalidParentGame))

        copy = world
        #expect(try copy.challenge(parent) == .success)
        #expect(try child(&copy) == .success)
        copy.wait(DisputeWorld.day + 1)
        #expect(try copy.resolve(parent) == .success)
        #expect(try child(&copy) == .refused(.invalidParentGame))

        // At the anchor, the anchor itself is the parent.
        copy = world
        #expect(try copy.prove(parent, first) == .success)
        #expect(try copy.resolve(parent) == .success)
        copy.wait(DisputeWorld.airGap + 1)
        #expect(try child(&copy) == .success)
        #expect(try copy.close(parent) == .success)
        #expect(copy.slot(copy.rollup, NativeRollup.Slot.headNumber) == .one)
        #expect(copy.slot(copy.rollup, NativeRollup.Slot.headHash) == first.blockHash.uint256)
        #expect(try child(&copy) == .refused(.invalidParentGame))
        #expect(try copy.create(copy.claim(2, on: first.blockHash)).answer == .success)
        #expect(try copy.create(copy.claim()).answer == .refused(.wrongBlockNumber))
    }

    @Test("Blacklisting a parent takes its children off the chain, and leaves them their bonds")
    func childrenOfBlacklisted() throws {
        var world = try World()
        let first = world.claim()
        let parent = try world.game(first)
        world.wait(12)
        let second = world.claim(2, on: first.blockHash)
        let child = try world.game(second, parent: 0)
        #expect(try world.prove(child, second) == .success)
        #expect(try world.guardian(HybridRollup.blacklist(parent)) == .success)
        world.wait(7 * DisputeWorld.day + 1)
        #expect(try world.resolve(parent) == .success)
        #expect(try world.resolve(child) == .success)
        world.wait(DisputeWorld.airGap + 1)
        var copy = world
        #expect(try copy.close(child) == .success)
        #expect(copy.mode(child) == .normal && copy.outcome(child) == .defenderWins)
        #expect(try copy.credit(child, TestChain.alice) == 80)
        #expect(copy.slot(copy.rollup, NativeRollup.Slot.headNumber) == .zero)
        #expect(try world.guardian(HybridRollup.blacklist(child)) == .success)
        #expect(try world.close(child) == .success)
        #expect(world.mode(child) == .refund)
        #expect(world.slot(world.rollup, NativeRollup.Slot.headNumber) == .zero)
    }

    @Test("A game is closed once, after the air gap, and not under a pause, which ends by itself")
    func closing() throws {
        var world = try World()
        let game = try world.game(world.claim())
        #expect(try world.close(game) == .refused(.gameNotResolved))
        #expect(try world.claimCredit(game, TestChain.alice) == .refused(.gameNotResolved))
        world.wait(7 * DisputeWorld.day)
        #expect(try world.resolve(game) == .refused(.gameNotOver))
        world.wait(1)
        #expect(try world.resolve(game) == .success)
        world.wait(DisputeWorld.airGap)
        #expect(try world.close(game) == .refused(.gameNotFinalized))
        #expect(try world.claimCredit(game, TestChain.alice) == .refused(.gameNotFinalized))
        world.wait(1)
        #expect(try world.guardian(HybridRollup.pause) == .success)
        #expect(try world.close(game) == .refused(.gamePaused))
        world.wait(HybridRollup.pauseSeconds - 1)
        #expect(try world.close(game) == .refused(.gamePaused))
        world.wait(1)
        #expect(try world.close(game) == .success)
        #expect(try world.close(game) == .refused(.gameAlreadyClosed))
        #expect(try world.claimCredit(game, .zero) == .refused(.noCreditToClaim))
        #expect(try world.claimCredit(game, DisputeWorld.eve) == .refused(.noCreditToClaim))
    }

    @Test("Rules that cannot be are not deployed")
    func rules() throws {
        var world = try World()
        func deployed(_ change: (inout ZKDisputeGame.Rules) -> Void) throws -> RevertReason? {
            var rules = DisputeWorld.rules
            change(&rules)
            let code = ZKDisputeGame.initCode(
                rules,
                factory: world.factory,
                rollup: world.rollup,
                vault: world.vault,
                verifier: world.verifier
            )
            return try world.chain.deploy(code).outcome.revert
        }
        let duration = RevertReason.message(DisputeRevert.durationOutOfRange.rawValue)
        let bond = RevertReason.message(DisputeRevert.bondOutOfRange.rawValue)
        #expect(try deployed { _ in } == nil)
        #expect(try deployed { $0.maxChallengeDuration = 0 } == duration)
        #expect(try deployed { $0.maxProveDuration = 0 } == duration)
        #expect(try deployed { $0.maxChallengeDuration = 31_536_001 } == duration)
        #expect(try deployed { $0.maxProveDuration = 31_536_001 } == duration)
        #expect(try deployed { $0.initBond = UInt256(1) << 128 } == bond)
        #expect(try deployed { $0.challengerBond = UInt256(1) << 128 } == bond)
        let vault = try world.chain.deploy(BondVault.initCode(delay: 31_536_001)).outcome
        #expect(vault.revert == .message(DisputeRevert.delayOutOfRange.rawValue))
        for (chainId, gasLimit, reason) in [
            (UInt64(0), UInt64(1), DisputeRevert.chainIdOutOfRange), (1, 0, .gasLimitOutOfRange),
            (1, 1 << 63, .gasLimitOutOfRange),
        ] {
            let code = ExecuteVerifier.initCode(chainId: chainId, gasLimit: gasLimit, verificationKeyHash: .zero)
            #expect(try world.chain.deploy(code).outcome.revert == .message(reason.rawValue))
        }
    }
}
