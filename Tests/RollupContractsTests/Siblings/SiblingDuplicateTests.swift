import Primitives
import RollupContracts
import Testing

@Suite("Siblings that say the same, and truths that have to be said again")
struct SiblingDuplicateTests {
    private typealias World = SiblingWorld
    private static let copier = TestChain.bob
    private static let newcomer = TestChain.alice

    /// A block of two games that differ in the state root alone, so that children of both answer the same questions.
    private static func twoParents(_ world: inout World) throws -> (truth: DisputeClaim, lie: DisputeClaim) {
        let truth = world.claim()
        var lie = truth
        lie.stateRoot = .zero
        _ = try world.game(truth)
        _ = try world.game(lie, from: World.liar)
        world.wait(12)
        return (truth, lie)
    }

    /// A claim and its contradiction: the question is the same, the answer is another.
    private static func contradiction(of claim: DisputeClaim) -> DisputeClaim {
        var lie = claim
        lie.stateRoot = .zero
        return lie
    }

    // MARK: One answer in several games

    @Test("A true claim made again on another parent game contradicts nothing, and its proof takes nobody's bond")
    func trueDuplicate() throws {
        var world = try World()
        let parents = try Self.twoParents(&world)
        let claim = world.claim(2, on: parents.truth.blockHash)
        let honest = try world.game(claim, parent: 0)
        let copy = try world.game(claim, parent: 1, from: Self.copier)
        for game in [honest, copy] { #expect(try world.status(game) == .uncontradicted) }
        #expect(try world.prove(copy, claim) == .success)
        // What is proven is the answer, not the game.
        #expect(!world.isEliminated(TestChain.alice) && !world.isEliminated(Self.copier))
        for game in [honest, copy] { #expect(try world.status(game) == .validityProven) }
        #expect(try world.prove(honest, claim) == .refused(.alreadyProven))
        let first = try #require(try world.game(at: 0))
        #expect(try world.prove(first, parents.truth) == .success)
        #expect(try world.resolve(first) == .success)
        #expect(try world.resolve(honest) == .success)
        #expect(world.outcome(honest) == .defenderWins)
        // The copy falls with its parent, and nobody is a liar for that.
        #expect(try world.resolve(try #require(try world.game(at: 1))) == .success)
        #expect(try world.resolve(copy) == .success)
        #expect(world.outcome(copy) == .challengerWins && !world.isEliminated(Self.copier))
        for proposer in [TestChain.alice, Self.copier] {
            #expect(try world.claimCredit(honest, proposer) == .success)
            #expect(!world.hasBond(proposer))
        }
    }

    @Test("The same on the anchor that the parent has become")
    func trueDuplicateOnAnchor() throws {
        var world = try World()
        let claim = world.claim()
        let parent = try world.game(claim)
        world.wait(12)
        let next = world.claim(2, on: claim.blockHash)
        let honest = try world.game(next, parent: 0)
        #expect(try world.prove(parent, claim) == .success)
        #expect(try world.resolve(parent) == .success)
        world.wait(DisputeWorld.airGap + 1)
        #expect(try world.close(parent) == .success)
        let copy = try world.game(next, from: Self.copier)
        #expect(try world.status(honest) == .uncontradicted)
        #expect(try world.prove(copy, next) == .success)
        #expect(!world.isEliminated(TestChain.alice))
        for game in [honest, copy] { #expect(try world.resolve(game) == .success) }
        #expect(world.outcome(honest) == .defenderWins && world.outcome(copy) == .challengerWins)
        #expect(!world.isEliminated(Self.copier))
    }

    @Test("A copy of a claim cannot hold it up: only another answer contradicts")
    func copyDoesNotContradict() throws {
        var world = try World()
        let parents = try Self.twoParents(&world)
        let claim = world.claim(2, on: parents.truth.blockHash)
        let honest = try world.game(claim, parent: 0)
        _ = try world.game(claim, parent: 1, from: Self.copier)
        let first = try #require(try world.game(at: 0))
        #expect(try world.prove(first, parents.truth) == .success)
        #expect(try world.resolve(first) == .success)
        world.wait(World.clock + 1)
        #expect(try world.resolve(honest) == .success)
        #expect(world.outcome(honest) == .defenderWins)
    }

    @Test("A lie told on two parents is one lie: a proof of either kind reaches both")
    func falseDuplicate() throws {
        var world = try World()
        let parents = try Self.twoParents(&world)
        let claim = world.claim(2, on: parents.truth.blockHash)
        let lie = Self.contradiction(of: claim)
        let truth = try world.game(claim, parent: 0)
        let first = try world.game(lie, parent: 0, from: World.liar)
        let second = try world.game(lie, parent: 1, from: Self.copier)
        #expect(try world.status(truth) == .contradicted && world.status(second) == .contradicted)
        #expect(try world.refute(first, lie) == .success)
        #expect(world.isEliminated(World.liar) && world.isEliminated(Self.copier))
        #expect(!world.isEliminated(TestChain.alice))
        for game in [first, second] { #expect(try world.status(game) == .eliminated) }
        // What is shown to be false cannot be claimed again.
        let again = try world.create(lie, parent: 0, from: World.vanguard)
        #expect(again.answer == .refused(.alreadyEliminated))
    }

    // MARK: The same claim again

    @Test("A true claim that fell with its proposer is made again by somebody else, proven or not")
    func claimedAgain() throws {
        for isProven in [false, true] {
            var world = try World()
            let claim = world.claim()
            let lost = try world.game(claim, from: World.liar)
            // As long as it stands there is one game for each claim.
            #expect(try world.create(claim).answer == .refused(.gameAlreadyExists))
            if isProven { #expect(try world.prove(lost, claim) == .success) }
            let lie = world.claim(question: 1)
            #expect(try world.refute(world.game(lie, from: World.liar), lie) == .success)
            #expect(try world.status(lost) == .eliminated)
            let game = try world.game(claim, from: Self.newcomer)
            #expect(game != lost)
            if isProven {
                #expect(try world.status(game) == .validityProven)
            } else {
                world.wait(World.clock + 1)
            }
            #expect(try world.resolve(game) == .success)
            #expect(world.outcome(game) == .defenderWins)
            #expect(try world.resolve(lost) == .success)
            #expect(world.outcome(lost) == .challengerWins)
            #expect(try world.create(claim, bond: .zero).answer == .refused(.gameAlreadyExists))
        }
    }

    @Test("A true claim of a retired game is made again, and so is one of a type that did not count")
    func claimedAgainAfterGuardian() throws {
        var world = try World()
        let claim = world.claim()
        let retired = try world.game(claim)
        #expect(try world.call(world.rollup, HybridRollup.retire, from: World.guardian) == .success)
        world.wait(12)
        let game = try world.game(claim)
        #expect(try world.prove(game, claim) == .success)
        for game in [retired, game] { #expect(try world.resolve(game) == .success) }
        world.wait(DisputeWorld.airGap + 1)
        #expect(try world.close(game) == .success)
        #expect(world.chain.host.storage(world.rollup, NativeRollup.Slot.headNumber) == .one)
    }

    @Test("A true claim that lost to a sibling is made again when the guardian takes the sibling back")
    func claimedAgainAfterABlacklistedWinner() throws {
        var world = try World()
        let claim = world.claim()
        let rival = world.claim(question: 1)
        let lost = try world.game(claim)
        let winner = try world.game(rival, from: World.liar)
        #expect(try world.prove(winner, rival) == .success)
        for game in [winner, lost] { #expect(try world.resolve(game) == .success) }
        #expect(world.outcome(lost) == .challengerWins)
        #expect(try world.call(world.rollup, HybridRollup.blacklist(winner), from: World.guardian) == .success)
        let game = try world.game(claim, from: Self.copier)
        #expect(try world.prove(game, claim) == .success)
        #expect(try world.resolve(game) == .success)
        #expect(world.outcome(game) == .defenderWins)
    }

    @Test("A fault proof reaches the game that it is about, however many newer ones there are")
    func oldestOfMany() throws {
        var world = try World()
        let lie = world.claim(answer: 1)
        let oldest = try world.game(lie, from: World.liar)
        for index in UInt64(2)...34 { _ = try world.game(world.claim(answer: index), from: Self.copier) }
        #expect(try world.refute(oldest, lie) == .success)
        #expect(world.isEliminated(World.liar) && !world.isEliminated(Self.copier))
        #expect(try world.credit(oldest, World.prover) == World.prize)
    }

    // MARK: The window of a lie

    @Test("The truth falls with its proposer: the lie that it contradicted waits its whole window again")
    func windowOfALie() throws {
        var world = try World()
        let claim = world.claim()
        let lie = Self.contradiction(of: claim)
        let truth = try world.game(claim, from: World.liar)
        let standing = try world.game(lie, from: World.vanguard)
        world.wait(World.clock + 1)
        let other = world.claim(question: 1)
        #expect(try world.refute(world.game(other, from: World.liar), other) == .success)
        #expect(try world.resolve(standing) == .refused(.siblingContradicts))
        #expect(try world.resolve(truth) == .success)
        #expect(world.outcome(truth) == .challengerWins)
        #expect(try world.resolve(standing) == .refused(.gameNotOver))
        // To the last second somebody honest can say it again.
        world.wait(World.clock)
        #expect(try world.resolve(standing) == .refused(.gameNotOver))
        let game = try world.game(claim, from: Self.newcomer)
        world.wait(World.clock + 1)
        #expect(try world.resolve(standing) == .refused(.siblingContradicts))
        #expect(try world.prove(game, claim) == .success)
        #expect(world.isEliminated(World.vanguard))
        #expect(try world.resolve(game) == .success)
        #expect(world.outcome(game) == .defenderWins)
    }

    @Test("The window of a claim is its own: it does not run from an older answer that is resolved")
    func windowAfterAResolvedAnswer() throws {
        var world = try World()
        let claim = world.claim()
        let lie = Self.contradiction(of: claim)
        // The liar's own other answer begins the clock, and is refuted by himself just before it ends.
        var decoy = lie
        decoy.blockHash = .zero
        let first = try world.game(decoy, from: World.liar)
        world.wait(World.clock - 10)
        let standing = try world.game(lie, from: World.vanguard)
        #expect(try world.refute(first, decoy) == .success)
        #expect(try world.resolve(first) == .success)
        world.wait(11)
        let game = try world.game(claim, from: Self.newcomer)
        #expect(try world.status(standing) == .contradicted)
        world.wait(World.clock + 1)
        #expect(try world.resolve(standing) == .refused(.siblingContradicts))
        #expect(try world.prove(game, claim) == .success)
        #expect(world.isEliminated(World.vanguard))
    }

    @Test("A lie that is told again has its window again, though the first time was long ago")
    func windowOfALieToldAgain() throws {
        var world = try World()
        let claim = world.claim()
        let lie = Self.contradiction(of: claim)
        let first = try world.game(lie, from: World.liar)
        let other = world.claim(question: 1)
        #expect(try world.refute(world.game(other, from: World.liar), other) == .success)
        // It is lost, and nobody has cared to resolve it.
        #expect(try world.status(first) == .eliminated)
        world.wait(World.clock + 1)
        let second = try world.game(lie, from: World.vanguard)
        world.wait(World.clock)
        #expect(try world.resolve(second) == .refused(.gameNotOver))
        let game = try world.game(claim, from: Self.newcomer)
        world.wait(1)
        #expect(try world.resolve(second) == .refused(.siblingContradicts))
        #expect(try world.prove(game, claim) == .success)
        #expect(world.isEliminated(World.vanguard) && !world.isEliminated(Self.newcomer))
    }

    @Test("Two lies contradict each other, and the truth can be said as long as they do")
    func truthAmongLies() throws {
        var world = try World()
        let claim = world.claim()
        _ = try world.game(Self.contradiction(of: claim), from: World.liar)
        var other = claim
        other.blockHash = .zero
        _ = try world.game(other, from: World.vanguard)
        world.wait(30 * DisputeWorld.day)
        let game = try world.game(claim, from: Self.newcomer)
        #expect(try world.prove(game, claim) == .success)
        #expect(world.isEliminated(World.liar) && world.isEliminated(World.vanguard))
    }

    // MARK: Payments, and winners that do not count

    @Test("Who earns again before he is paid is paid in time all the same")
    func payoutIsNotPostponed() throws {
        var world = try World()
        let lie = world.claim(answer: 1)
        let first = try world.game(lie, from: World.liar)
        let other = world.claim(question: 1, answer: 1)
        let second = try world.game(other, from: World.vanguard)
        #expect(try world.refute(first, lie) == .success)
        #expect(try world.claimCredit(first, World.prover) == .success)
        let prize = try world.credit(first, World.prover)
        world.wait(DisputeWorld.vaultDelay - 1)
        #expect(try world.refute(second, other) == .success)
        // Anybody may ask in his name; what waits already waits no longer for it.
        #expect(try world.claimCredit(second, World.prover, from: TestChain.bob) == .refused(.delayNotOver))
        world.wait(1)
        let before = world.chain.host.balance(of: World.prover)
        #expect(try world.claimCredit(second, World.prover) == .success)
        #expect(world.chain.host.balance(of: World.prover) == before &+ prize)
        #expect(try world.claimCredit(second, World.prover) == .success)
        world.wait(DisputeWorld.vaultDelay)
        #expect(try world.claimCredit(second, World.prover) == .success)
        #expect(world.chain.host.balance(of: World.prover) == before &+ prize &+ prize)
    }

    @Test("A winner of a type that did not count holds up nobody")
    func unrespectedWinner() throws {
        var world = try World()
        func respect(_ type: UInt64, _ world: inout World) throws {
            let call = HybridRollup.setRespectedGameType(type)
            #expect(try world.call(world.rollup, call, from: World.guardian) == .success)
        }
        try respect(1, &world)
        let claim = world.claim()
        let unheeded = try world.game(claim)
        try respect(SiblingElimination.type, &world)
        let rival = world.claim(question: 1)
        let counting = try world.game(rival)
        #expect(try world.prove(unheeded, claim) == .success)
        #expect(try world.prove(counting, rival) == .success)
        #expect(try world.resolve(unheeded) == .success)
        #expect(world.outcome(unheeded) == .defenderWins)
        #expect(try world.resolve(counting) == .success)
        #expect(world.outcome(counting) == .defenderWins)
        // The same claim counts when it is made again, and then it is too late.
        let late = try world.game(claim)
        #expect(try world.resolve(late) == .success)
        #expect(world.outcome(late) == .challengerWins)
        world.wait(DisputeWorld.airGap + 1)
        for game in [unheeded, counting] { #expect(try world.close(game) == .success) }
        #expect(world.chain.host.storage(world.rollup, NativeRollup.Slot.headHash) == rival.blockHash.uint256)
    }
}
