import Primitives
import RollupContracts
import Testing

@Suite("Claims that only siblings dispute")
struct SiblingEliminationTests {
    private typealias World = SiblingWorld
    private static let day = DisputeWorld.day

    // MARK: What decides

    @Test("Nobody contradicts a claim: it stands by its age, and is adopted an air gap later")
    func uncontradicted() throws {
        var world = try World()
        let claim = world.claim()
        let game = try world.game(claim)
        #expect(try world.status(game) == .uncontradicted)
        // The last second of the clock still counts.
        world.wait(World.clock)
        #expect(try world.resolve(game) == .refused(.gameNotOver))
        world.wait(1)
        #expect(try world.resolve(game) == .success)
        #expect(world.outcome(game) == .defenderWins)
        #expect(try world.status(game) == .resolved)
        #expect(try world.resolve(game) == .refused(.claimAlreadyResolved))
        #expect(try world.close(game) == .refused(.gameNotFinalized))
        world.wait(DisputeWorld.airGap + 1)
        #expect(try world.close(game) == .success)
        #expect(try world.close(game) == .refused(.gameAlreadyClosed))
        #expect(world.chain.host.storage(world.rollup, NativeRollup.Slot.headNumber) == .one)
        #expect(world.chain.host.storage(world.rollup, NativeRollup.Slot.headHash) == claim.blockHash.uint256)
    }

    @Test("A proof ends the wait, and may come at any time")
    func fastLane() throws {
        var world = try World()
        let claim = world.claim()
        let game = try world.game(claim)
        #expect(try world.resolve(game) == .refused(.gameNotOver))
        #expect(try world.prove(game, claim) == .success)
        #expect(try world.status(game) == .validityProven)
        #expect(try world.prove(game, claim) == .refused(.alreadyProven))
        #expect(try world.resolve(game) == .success)
        #expect(world.outcome(game) == .defenderWins)
        #expect(try world.prove(game, claim) == .refused(.gameOver))
        #expect(try world.refute(game, claim) == .refused(.gameOver))
        // A proof of what nobody contradicts earns nothing.
        #expect(try world.credit(game, World.prover) == .zero)
        #expect(try world.claimCredit(game, World.prover) == .refused(.nothingUnlocked))
    }

    @Test("As long as two claims contradict each other neither stands, however old; one proof ends it")
    func contradiction() throws {
        var world = try World()
        let truth = world.claim()
        let lie = world.claim(answer: 1)
        let liar = try world.game(lie, from: World.liar)
        // When L1 knows the anchor's hash no more, and the block is older than an hour.
        world.wait(World.clock)
        let honest = try world.game(truth)
        #expect(try world.status(liar) == .contradicted && world.status(honest) == .contradicted)
        world.wait(30 * Self.day)
        #expect(try world.resolve(liar) == .refused(.siblingContradicts))
        #expect(try world.resolve(honest) == .refused(.siblingContradicts))
        #expect(try world.prove(honest, truth) == .success)
        #expect(try world.status(liar) == .eliminated)
        #expect(world.isEliminated(World.liar) && !world.isEliminated(TestChain.alice))
        #expect(try world.credit(liar, World.prover) == World.prize)
        #expect(try world.credit(honest, World.prover) == .zero)
        for game in [honest, liar] { #expect(try world.resolve(game) == .success) }
        #expect(world.outcome(honest) == .defenderWins && world.outcome(liar) == .challengerWins)
    }

    @Test("A question that is not asked yet has to be one of now, though its contradictions need not")
    func freshQuestions() throws {
        var world = try World()
        let old = world.claim()
        let other = world.claim(question: 1)
        _ = try world.game(old)
        world.wait(3601)
        #expect(try world.create(other, bond: .zero).answer == .refused(.timestampTooOld))
        var young = other
        young.timestamp = world.chain.timestamp
        #expect(try world.create(young, bond: .zero).answer == .refused(.anchorNotAvailable))
        var future = world.claim(question: 2)
        future.timestamp += 1
        #expect(try world.create(future, bond: .zero).answer == .refused(.timestampInTheFuture))
        var contradiction = old
        contradiction.stateRoot = .zero
        #expect(try world.create(contradiction, from: TestChain.bob).answer == .success)
    }

    @Test("The clock is over: what may stand now cannot be contradicted any more")
    func clockExpired() throws {
        var world = try World()
        let first = try world.game(world.claim())
        let late = world.claim(answer: 1)
        world.wait(World.clock + 1)
        #expect(try world.create(late, from: TestChain.bob).answer == .refused(.clockExpired))
        #expect(try world.resolve(first) == .success)
        #expect(world.outcome(first) == .defenderWins)
        // Afterwards another answer may be given, and cannot win: the parent has its child.
        let second = try world.game(late, from: TestChain.bob)
        #expect(try world.resolve(second) == .success)
        #expect(world.outcome(second) == .challengerWins)
        #expect(!world.isEliminated(TestChain.bob))
    }

    @Test("Other questions do not contradict: the first to be decided wins, and nobody is eliminated")
    func otherQuestions() throws {
        var world = try World()
        let claims = (0..<3).map { world.claim(question: UInt64($0)) }
        let games = try claims.map { try world.game($0) }
        for game in games { #expect(try world.status(game) == .uncontradicted) }
        #expect(try world.prove(games[1], claims[1]) == .success)
        #expect(try world.resolve(games[1]) == .success)
        world.wait(World.clock + 1)
        for game in [games[0], games[2]] {
            #expect(try world.resolve(game) == .success)
            #expect(world.outcome(game) == .challengerWins)
        }
        #expect(!world.isEliminated(TestChain.alice))
        #expect(world.bonds.held == World.bond)
    }

    @Test("A winner that the guardian has taken back holds nobody up")
    func blacklistedWinner() throws {
        var world = try World()
        let first = try world.game(world.claim())
        let second = try world.game(world.claim(question: 1))
        world.wait(World.clock + 1)
        #expect(try world.resolve(first) == .success)
        #expect(try world.call(world.rollup, HybridRollup.blacklist(first), from: World.guardian) == .success)
        #expect(try world.resolve(second) == .success)
        #expect(world.outcome(second) == .defenderWins)
        world.wait(DisputeWorld.airGap + 1)
        for game in [first, second] { #expect(try world.close(game) == .success) }
        let final = world.chain.host.storage(world.rollup, HybridRollup.Slot.finalGame(l2BlockNumber: 1))
        #expect(final == second.uint256)
    }

    // MARK: Elimination

    @Test("A fault proof eliminates a liar with all his claims: the prover has half his one bond, and half is burned")
    func elimination() throws {
        var world = try World()
        let lie = world.claim(answer: 7)
        let liar = try world.game(lie, from: World.liar)
        let others = try (1...3).map { try world.game(world.claim(question: $0), from: World.liar) }
        #expect(world.bonds.held == World.bond)
        #expect(try world.refute(liar, lie) == .success)
        for game in [liar] + others { #expect(try world.status(game) == .eliminated) }
        #expect(try world.refute(liar, lie) == .refused(.alreadyEliminated))
        #expect(try world.prove(others[0], world.claim(question: 1)) == .refused(.alreadyEliminated))
        let back = try world.create(world.claim(question: 9), from: World.liar)
        #expect(back.answer == .refused(.alreadyEliminated))
        // At once, without a clock.
        for game in [liar] + others {
            #expect(try world.resolve(game) == .success)
            #expect(world.outcome(game) == .challengerWins)
        }
        #expect(try world.claimCredit(liar, World.liar) == .refused(.nothingUnlocked))
        let before = world.chain.host.balance(of: World.prover)
        #expect(try world.claimCredit(liar, World.prover, from: TestChain.bob) == .success)
        #expect(try world.claimCredit(liar, World.prover) == .refused(.delayNotOver))
        world.wait(DisputeWorld.vaultDelay)
        #expect(try world.claimCredit(liar, World.prover) == .success)
        #expect(world.chain.host.balance(of: World.prover) == before &+ World.prize)
        #expect(world.bonds.paid == World.prize && world.bonds.held == .zero)
        #expect(world.bonds.burned == World.bond &- World.prize)
        #expect(world.chain.host.balance(of: .zero) == World.bond &- World.prize)
        #expect(try world.claimCredit(liar, World.prover) == .refused(.nothingUnlocked))
    }

    @Test("One validity proof eliminates every sibling that contradicts, and earns every bond")
    func manySiblings() throws {
        var world = try World()
        let truth = world.claim()
        let honest = try world.game(truth)
        var liars: [(proposer: Address, game: Address)] = []
        for index in UInt64(1)...34 {
            let proposer = Address(0x11a0_0000 + index)
            world.chain.host.addBalance(proposer, TestChain.ether(1))
            liars.append((proposer, try world.game(world.claim(answer: index), from: proposer)))
        }
        #expect(try world.prove(honest, truth) == .success)
        // The walk takes the newest thirty-two of thirty-five; whom it does not reach falls when he is resolved.
        #expect(liars.count { world.isEliminated($0.proposer) } == 32)
        #expect(try liars.allSatisfy { try world.status($0.game) == .eliminated })
        for liar in liars { #expect(try world.resolve(liar.game) == .success) }
        #expect(liars.allSatisfy { world.isEliminated($0.proposer) && world.outcome($0.game) == .challengerWins })
        #expect(try world.create(world.claim(answer: 99), from: TestChain.bob).answer == .refused(.alreadyProven))
        #expect(try world.claimCredit(honest, World.prover) == .success)
        world.wait(DisputeWorld.vaultDelay)
        #expect(try world.claimCredit(honest, World.prover) == .success)
        #expect(world.bonds.paid == World.prize &* 34)
        #expect(world.bonds.burned == (World.bond &- World.prize) &* 34)
        #expect(world.bonds.deposited == world.bonds.held &+ world.bonds.paid &+ world.bonds.burned)
    }

    @Test("A claim falls with its parent, and its proposer is no liar")
    func parents() throws {
        var world = try World()
        let lie = world.claim(answer: 1)
        let parent = try world.game(lie, from: World.liar)
        world.wait(12)
        let child = try world.game(world.claim(2, on: lie.blockHash), parent: 0)
        world.wait(World.clock + 1)
        #expect(try world.resolve(child) == .refused(.parentGameNotResolved))
        #expect(try world.refute(parent, lie) == .success)
        let orphan = world.claim(2, on: lie.blockHash, question: 1)
        #expect(try world.create(orphan, parent: 0, bond: .zero).answer == .refused(.invalidParentGame))
        #expect(try world.resolve(parent) == .success)
        #expect(try world.resolve(child) == .success)
        #expect(world.outcome(child) == .challengerWins)
        #expect(!world.isEliminated(TestChain.alice))
        #expect(try world.create(orphan, parent: 0, bond: .zero).answer == .refused(.invalidParentGame))
    }

    @Test("Two verifications contradict each other: then the claim does not stand")
    func provenAndRefuted() throws {
        var world = try World()
        let claim = world.claim()
        let game = try world.game(claim)
        #expect(try world.prove(game, claim) == .success)
        #expect(try world.refute(game, claim) == .success)
        #expect(try world.status(game) == .eliminated)
        #expect(try world.resolve(game) == .success)
        #expect(world.outcome(game) == .challengerWins)
    }

    // MARK: Bonds

    @Test("One bond stands behind all claims of a proposer, exactly, and is free when all are resolved")
    func bonds() throws {
        var world = try World()
        let claims = (0..<3).map { world.claim(question: UInt64($0)) }
        for bond in [UInt256.zero, World.bond &- .one, World.bond &+ .one] {
            #expect(try world.create(claims[0], bond: bond).answer == .refused(.incorrectBondAmount))
        }
        let first = try world.game(claims[0])
        #expect(try world.create(claims[1], bond: World.bond).answer == .refused(.incorrectBondAmount))
        let second = try world.game(claims[1])
        #expect(try world.prove(first, claims[0]) == .success)
        #expect(try world.resolve(first) == .success)
        #expect(try world.claimCredit(first, TestChain.alice) == .refused(.nothingUnlocked))
        #expect(try world.resolve(second) == .success)
        // Nobody else can take the bond from under his next claim.
        #expect(try world.claimCredit(first, TestChain.alice, from: World.liar) == .refused(.nothingUnlocked))
        #expect(try world.claimCredit(first, TestChain.alice) == .success)
        #expect(!world.hasBond(TestChain.alice))
        #expect(try world.create(claims[2], bond: .zero).answer == .refused(.incorrectBondAmount))
        world.wait(DisputeWorld.vaultDelay)
        let before = world.chain.host.balance(of: TestChain.alice)
        #expect(try world.claimCredit(second, TestChain.alice) == .success)
        #expect(world.chain.host.balance(of: TestChain.alice) == before &+ World.bond)
        #expect(world.bonds.held == .zero && world.bonds.paid == World.bond)
    }

    @Test("A liar whose bond is gone is eliminated all the same, and there is nothing to earn")
    func withdrawnBond() throws {
        var world = try World()
        let lie = world.claim(answer: 1)
        let won = try world.game(lie, from: World.liar)
        world.wait(World.clock + 1)
        #expect(try world.resolve(won) == .success)
        #expect(try world.claimCredit(won, World.liar) == .success)
        var truth = lie
        truth.stateRoot = .zero
        let honest = try world.game(truth)
        #expect(try world.prove(honest, truth) == .success)
        #expect(world.isEliminated(World.liar))
        #expect(try world.credit(won, World.prover) == .zero)
        #expect(try world.claimCredit(honest, World.prover) == .refused(.nothingUnlocked))
        #expect(world.bonds.deposited == world.bonds.held &+ world.bonds.paid)
    }

    @Test("A pause stops bonds and closing, and nothing else")
    func pause() throws {
        var world = try World()
        let claim = world.claim()
        let game = try world.game(claim)
        #expect(try world.call(world.rollup, HybridRollup.pause, from: World.guardian) == .success)
        #expect(try world.prove(game, claim) == .success)
        #expect(try world.close(game) == .refused(.gamePaused))
        #expect(try world.resolve(game) == .success)
        #expect(try world.claimCredit(game, TestChain.alice) == .refused(.gamePaused))
        #expect(try world.call(world.rollup, HybridRollup.unpause, from: World.guardian) == .success)
        #expect(try world.claimCredit(game, TestChain.alice) == .success)
    }

    // MARK: Who may do what

    @Test("The vanguard may claim a parent's first child before everybody else, and nobody waits for him longer")
    func vanguard() throws {
        var rules = World.rules
        (rules.vanguard, rules.vanguardAdvantage) = (World.vanguard, 600)
        var world = try World(rules)
        world.wait(600)
        #expect(try world.create(world.claim()).answer == .refused(.vanguardError))
        var late = world
        late.wait(1)
        #expect(try late.create(late.claim()).answer == .success)
        let first = world.claim(answer: 1)
        _ = try world.game(first, from: World.vanguard)
        // Whoever contradicts him need not wait.
        #expect(try world.create(world.claim()).answer == .success)
        // The next parent is open since it was claimed.
        world.wait(12)
        let child = world.claim(2, on: first.blockHash)
        #expect(try world.create(child, parent: 0, bond: .zero).answer == .refused(.vanguardError))
        world.wait(589)
        #expect(try world.create(child, parent: 0, bond: .zero).answer == .success)
    }

    @Test("On an anchor the head start counts from the game that made it")
    func vanguardOnAnchor() throws {
        var rules = World.rules
        (rules.vanguard, rules.vanguardAdvantage) = (World.vanguard, 6 * Self.day)
        var world = try World(rules)
        world.wait(World.clock)
        let first = world.claim()
        let game = try world.game(first)
        #expect(try world.prove(game, first) == .success)
        #expect(try world.resolve(game) == .success)
        world.wait(DisputeWorld.airGap + 1)
        #expect(try world.close(game) == .success)
        let next = world.claim(2, on: first.blockHash)
        #expect(try world.create(next, bond: .zero).answer == .refused(.vanguardError))
        world.wait(3 * Self.day)
        #expect(try world.create(world.claim(2, on: first.blockHash), bond: .zero).answer == .success)
    }

    @Test("Only games may tell the treasury anything, and the implementation is no game")
    func strangers() throws {
        var world = try World()
        let game = try world.game(world.claim())
        typealias Function = SiblingTreasury.Function
        let address = ABIValue.address(World.liar)
        let calls = [
            Function.enter.encodeCall([
                address, .bytes32(.zero), .bytes32(.zero), .bytes32(.zero), .uint(.zero),
            ]),
            Function.acceptValidity.encodeCall([address]), Function.acceptFault.encodeCall([address]),
            Function.leave.encodeCall([.bytes32(.zero), .bool(true)]),
            Function.claimCredit.encodeCall([address, address]),
        ]
        for call in calls {
            for caller in [World.liar, world.implementation] {
                #expect(try world.call(world.treasury, call, from: caller) == .refused(.badAuth))
            }
        }
        let claim = world.claim()
        #expect(try world.prove(world.implementation, claim) == .refused(.gameOver))
        #expect(try world.resolve(world.implementation) == .refused(.claimAlreadyResolved))
        #expect(try world.close(world.implementation) == .refused(.gameNotResolved))
        let begin = SiblingElimination.Function.initialize.encodeCall([
            address, .uint(UInt256(SiblingElimination.type)), .address(.zero), claim.abiValue,
        ])
        for target in [game, world.implementation] {
            #expect(try world.call(target, begin) == .refused(.badAuth))
        }
        #expect(try world.call(game, begin, from: world.factory) == .refused(.alreadyInitialized))
    }

    @Test("A claim that does not fit its parent is refused for its reason")
    func claims() throws {
        var world = try World()
        let lies: [(DisputeRevert, (inout DisputeClaim) -> Void)] = [
            (.wrongBlockNumber, { $0.number += 1 }), (.wrongParent, { $0.parentHash = .zero }),
            (.timestampNotAfterParent, { $0.timestamp -= 12 }), (.anchorNotAvailable, { $0.anchorBlockNumber += 1 }),
            (.anchorNotAvailable, { $0.anchorHash = .zero }),
            (
                .anchorNotAvailable,
                {
                    $0.anchorBlockNumber -= 256
                    $0.anchorHash = TestChain.blockHash($0.anchorBlockNumber)
                }
            ),
        ]
        for (reason, change) in lies {
            var claim = world.claim()
            change(&claim)
            #expect(try world.create(claim).answer == .refused(reason))
        }
        let first = world.claim()
        let parent = try world.game(first)
        world.wait(3000)
        var second = world.claim(2, on: first.blockHash)
        second.anchorBlockNumber = first.anchorBlockNumber - 1
        second.anchorHash = TestChain.blockHash(second.anchorBlockNumber)
        #expect(try world.create(second, parent: 0, bond: .zero).answer == .refused(.anchorMovedBackwards))
        second = world.claim(2, on: first.blockHash)
        #expect(try world.call(world.rollup, HybridRollup.blacklist(parent), from: World.guardian) == .success)
        #expect(try world.create(second, parent: 0, bond: .zero).answer == .refused(.invalidParentGame))
    }

    @Test("A treasury with terms that would decide nothing is not deployed")
    func deployment() throws {
        let cases: [(DisputeRevert, (inout SiblingTreasury.Rules) -> Void)] = [
            (.durationOutOfRange, { $0.maxClockDuration = 0 }),
            (.durationOutOfRange, { $0.maxClockDuration = 31_536_001 }),
            (.durationOutOfRange, { $0.vanguardAdvantage = $0.maxClockDuration }),
            (.bondOutOfRange, { $0.bond = .zero }), (.bondOutOfRange, { $0.bond = .one << 128 }),
        ]
        for (reason, change) in cases {
            var rules = World.rules
            change(&rules)
            var chain = TestChain()
            let code = SiblingTreasury.initCode(rules, factory: .zero, rollup: .zero, vault: .zero)
            #expect(try chain.deploy(code).outcome.revert == .message(reason.rawValue))
        }
    }

    @Test("What is called alike in both kinds of games is the same")
    func sharedInterface() throws {
        let names = [
            "initialize", "prove", "settle", "resolve", "close", "claimCredit", "credit", "burned", "facts", "claimed",
        ]
        for name in names {
            let sibling = try #require(SiblingElimination.artifact.functions.first { $0.name == name })
            let game = try #require(ZKDisputeGame.artifact.functions.first { $0.name == name })
            #expect(sibling.signature == game.signature && sibling.outputs == game.outputs)
        }
    }

    @Test("A liar who proves his own lie gets no more than the prize back: half his bond is gone")
    func selfRefutation() throws {
        var world = try World()
        let lie = world.claim(answer: 1)
        let before = world.chain.host.balance(of: World.liar)
        let game = try world.game(lie, from: World.liar)
        #expect(try world.refute(game, lie, from: World.vanguard) == .success)
        #expect(try world.view(SiblingElimination.Function.burned, at: game) == World.bond &- World.prize)
        #expect(try world.claimCredit(game, World.vanguard) == .success)
        world.wait(DisputeWorld.vaultDelay)
        #expect(try world.claimCredit(game, World.vanguard) == .success)
        #expect(world.chain.host.balance(of: World.liar) == before &- World.bond)
        #expect(world.bonds.paid == World.prize && world.bonds.held == .zero)
    }
}
