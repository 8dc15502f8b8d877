import EVM
import Primitives
import RollupContracts
import Testing

/// True claims on one parent, which choose other transactions: all may be proven, and one chain of them is paid on.
@Suite("Rival true claims")
struct RivalClaimTests {
    /// A world with an escrow, in which claims can hold messages.
    private struct Fork {
        var world: DisputeWorld
        private var games: UInt64 = 0

        init() throws {
            world = try DisputeWorld(escrow: UInt256(10_000))
        }

        /// A message of an index, and the state that holds it.
        static func message(_ index: UInt64) -> (message: RollupMessage, root: Bytes32, proof: AccountAndStorageProof) {
            let message = RollupMessage(
                sender: Address(0x12),
                to: Address(0xfeed),
                value: UInt256(700),
                fee: UInt256(30),
                data: [],
                index: index
            )
            let state = ReferenceTrie.state(holding: message)
            return (message, state.root, state.proof)
        }

        /// Begins a game; its index among all games.
        mutating func begin(
            _ claim: DisputeClaim,
            parent: UInt64 = DisputeGameFactory.anchorIndex,
            from proposer: Address = TestChain.alice
        ) throws -> (game: Address, index: UInt64) {
            let game = try world.game(claim, parent: parent, from: proposer)
            defer { games += 1 }
            return (game, games)
        }

        /// Begins a game, proves its claim, and decides it.
        mutating func win(
            _ claim: DisputeClaim,
            parent: UInt64 = DisputeGameFactory.anchorIndex,
            from proposer: Address = TestChain.alice
        ) throws -> (game: Address, index: UInt64) {
            let begun = try begin(claim, parent: parent, from: proposer)
            #expect(try world.prove(begun.game, claim) == .success)
            #expect(try world.resolve(begun.game) == .success)
            #expect(world.outcome(begun.game) == .defenderWins)
            return begun
        }

        mutating func withdraw(_ index: UInt64, from block: UInt64) throws -> RevertReason? {
            let (message, _, proof) = Self.message(index)
            let call = NativeRollup.claimL2Message(
                message,
                l2BlockNumber: block,
                proof: proof,
                feeRecipient: TestChain.bob
            )
            return try world.chain.call(world.rollup, call).revert
        }

        var head: UInt256 { world.slot(world.rollup, NativeRollup.Slot.headNumber) }
        var headHash: Bytes32 { Bytes32(world.slot(world.rollup, NativeRollup.Slot.headHash)) }
    }

    private static let notFinal = RevertReason.message(DisputeRevert.notFinal.rawValue)

    @Test("A fork of two true blocks beside an adopted one is paid on nowhere")
    func forkOfTwo() throws {
        var fork = try Fork()
        var honest = fork.world.claim()
        honest.stateRoot = Fork.message(300).root
        let first = try fork.win(honest)
        let rival = fork.world.claim(salt: 1)
        let second = try fork.win(rival, from: DisputeWorld.eve)
        fork.world.wait(12)
        // On this side the same account has sent the same ether once more, under the next index.
        var child = fork.world.claim(2, on: rival.blockHash)
        child.stateRoot = Fork.message(301).root
        let third = try fork.win(child, parent: second.index, from: DisputeWorld.eve)
        fork.world.wait(DisputeWorld.airGap + 1)
        for game in [first, second, third] { #expect(try fork.world.close(game.game) == .success) }
        #expect(try fork.withdraw(300, from: 1) == nil)
        #expect(try fork.withdraw(301, from: 2) == Self.notFinal)
        #expect(fork.head == 1 && fork.headHash == honest.blockHash)
        #expect(fork.world.slot(fork.world.rollup, NativeRollup.Slot.escrow) == 9_270)
    }

    @Test("The first that is decided has the place, whichever is closed first")
    func firstDecided() throws {
        var fork = try Fork()
        let claims = [fork.world.claim(), fork.world.claim(salt: 1)]
        let first = try fork.win(claims[0]).game
        let second = try fork.win(claims[1]).game
        fork.world.wait(DisputeWorld.airGap + 1)
        #expect(try fork.world.close(second) == .success)
        #expect(fork.head == .zero)
        #expect(try fork.world.close(first) == .success)
        #expect(fork.head == 1 && fork.headHash == claims[0].blockHash)
        // Asked again, or for the other once more, nothing changes.
        for (game, isOnChain) in [(first, true), (second, false)] {
            let outcome = try fork.world.chain.call(fork.world.rollup, HybridRollup.adopt(game))
            #expect(outcome.result.isSuccess && outcome.result.output.last == (isOnChain ? 1 : 0))
        }
        #expect(fork.head == 1 && fork.headHash == claims[0].blockHash)
    }

    @Test("Whoever told the truth beside the chain has his bond, and whoever proved it what it earns")
    func bonds() throws {
        var fork = try Fork()
        let honest = fork.world.claim()
        let rival = fork.world.claim(salt: 1)
        let first = try fork.begin(honest).game
        let second = try fork.begin(rival, from: DisputeWorld.eve).game
        #expect(try fork.world.challenge(second) == .success)
        #expect(try fork.world.prove(first, honest) == .success)
        #expect(try fork.world.resolve(first) == .success)
        // The place is taken, and the proof in time still decides about the bonds.
        #expect(try fork.world.prove(second, rival) == .success)
        #expect(try fork.world.resolve(second) == .success)
        #expect(fork.world.outcome(second) == .defenderWins)
        fork.world.wait(DisputeWorld.airGap + 1)
        for game in [second, first] { #expect(try fork.world.close(game) == .success) }
        #expect(fork.world.mode(second) == .normal && fork.headHash == honest.blockHash)
        let credits: [(Address, Address, UInt256)] = [
            (first, TestChain.alice, 80), (second, DisputeWorld.eve, 80), (second, TestChain.relayer, 500),
            (second, TestChain.bob, 0),
        ]
        for (game, recipient, wei) in credits { #expect(try fork.world.credit(game, recipient) == wei) }
        for _ in 0..<2 {
            for (game, recipient, wei) in credits where wei > .zero {
                #expect(try fork.world.claimCredit(game, recipient) == .success)
            }
            fork.world.wait(DisputeWorld.vaultDelay)
        }
        let bonds = fork.world.bonds
        #expect(bonds.deposited == 660 && bonds.paid == 660 && bonds.held == .zero && bonds.burned == .zero)
    }

    @Test("A place is for games that are won and count, whoever asks")
    func places() throws {
        var fork = try Fork()
        let claim = fork.world.claim()
        let place = HybridRollup.Slot.winner(l2BlockNumber: 1, on: DisputeWorld.genesisHash)
        func record(_ game: Address, _ fork: inout Fork) throws {
            let call = HybridRollup.recordWinner(game)
            #expect(try fork.world.call(fork.world.rollup, call, from: DisputeWorld.eve) == .success)
        }
        #expect(try fork.world.guardian(HybridRollup.setRespectedGameType(11)) == .success)
        let unrespected = try fork.win(fork.world.claim(salt: 9)).game
        #expect(try fork.world.guardian(HybridRollup.setRespectedGameType(ZKDisputeGame.type)) == .success)
        let running = try fork.begin(claim).game
        let lost = try fork.begin(fork.world.claim(salt: 1)).game
        #expect(try fork.world.challenge(lost) == .success)
        fork.world.wait(DisputeWorld.day + 1)
        #expect(try fork.world.resolve(lost) == .success)
        for game in [unrespected, running, lost, fork.world.implementation, fork.world.vault, Address(0x99)] {
            try record(game, &fork)
            #expect(fork.world.slot(fork.world.rollup, place) == .zero)
        }
        #expect(try fork.world.prove(running, claim) == .success)
        try record(running, &fork)
        #expect(fork.world.slot(fork.world.rollup, place) == .zero)
        #expect(try fork.world.resolve(running) == .success)
        #expect(fork.world.slot(fork.world.rollup, place) == running.uint256)
    }

    @Test("A winner that the guardian has taken back gives its place to the next, before and after its adoption")
    func takenBack() throws {
        var fork = try Fork()
        var claims = [fork.world.claim(), fork.world.claim(salt: 1)]
        for index in 0..<2 { claims[index].stateRoot = Fork.message(300 + UInt64(index)).root }
        let first = try fork.win(claims[0]).game
        let second = try fork.win(claims[1]).game
        fork.world.wait(DisputeWorld.airGap + 1)
        for isAdopted in [false, true] {
            var copy = fork
            if isAdopted {
                #expect(try copy.world.close(first) == .success)
                #expect(copy.headHash == claims[0].blockHash)
                #expect(try copy.withdraw(300, from: 1) == nil)
            }
            #expect(try copy.world.guardian(HybridRollup.blacklist(first)) == .success)
            #expect(copy.head == .zero && copy.headHash == DisputeWorld.genesisHash)
            #expect(try copy.withdraw(300, from: 1) == Self.notFinal)
            #expect(try copy.world.close(second) == .success)
            #expect(copy.head == 1 && copy.headHash == claims[1].blockHash)
            #expect(try copy.withdraw(301, from: 1) == nil)
            // What was taken back does not come back.
            #expect(try copy.world.call(copy.world.rollup, HybridRollup.adopt(first)) == .success)
            #expect(copy.headHash == claims[1].blockHash)
        }
        // Retired before its adoption, a winner holds up nobody either.
        #expect(try fork.world.guardian(HybridRollup.retire) == .success)
        fork.world.wait(12)
        let third = fork.world.claim(salt: 2)
        let game = try fork.win(third).game
        fork.world.wait(DisputeWorld.airGap + 1)
        for game in [first, second, game] { #expect(try fork.world.close(game) == .success) }
        #expect(fork.head == 1 && fork.headHash == third.blockHash)
    }

    @Test("What stands on a claim that is taken back is paid on no more, and its rivals take the chain over")
    func children() throws {
        var fork = try Fork()
        let genesisTimestamp = fork.world.slot(fork.world.rollup, NativeRollup.Slot.headTimestamp)
        let honest = fork.world.claim()
        let first = try fork.win(honest)
        let rival = fork.world.claim(salt: 1)
        let other = try fork.win(rival).game
        fork.world.wait(12)
        var child = fork.world.claim(2, on: honest.blockHash)
        child.stateRoot = Fork.message(300).root
        let second = try fork.win(child, parent: first.index)
        fork.world.wait(12)
        let grandchild = try fork.begin(fork.world.claim(3, on: child.blockHash), parent: second.index).game
        fork.world.wait(DisputeWorld.airGap + 1)
        #expect(try fork.world.close(second.game) == .success)
        #expect(fork.head == 2)
        #expect(try fork.world.guardian(HybridRollup.blacklist(first.game)) == .success)
        #expect(fork.head == .zero)
        #expect(fork.world.slot(fork.world.rollup, NativeRollup.Slot.headTimestamp) == genesisTimestamp)
        #expect(fork.world.slot(fork.world.rollup, NativeRollup.Slot.lastAnchor) == .zero)
        #expect(fork.world.slot(fork.world.rollup, HybridRollup.Layout.anchorGame) == .zero)
        #expect(try fork.withdraw(300, from: 2) == Self.notFinal)
        #expect(try fork.world.call(fork.world.rollup, HybridRollup.adopt(second.game)) == .success)
        #expect(fork.head == .zero)
        // Blacklisted too, what has left the chain moves no head.
        var both = fork
        #expect(try both.world.guardian(HybridRollup.blacklist(second.game)) == .success)
        #expect(both.head == .zero && both.headHash == DisputeWorld.genesisHash)
        #expect(try fork.world.close(other) == .success)
        #expect(fork.head == 1 && fork.headHash == rival.blockHash)
        // Its number fits now, and its parent does not.
        #expect(try fork.world.call(fork.world.rollup, HybridRollup.adopt(second.game)) == .success)
        #expect(fork.head == 1)
        #expect(try fork.withdraw(300, from: 2) == Self.notFinal)
        // It was no lie: the bond of what is off the chain comes back.
        #expect(try fork.world.credit(second.game, TestChain.alice) == 80)
        fork.world.wait(7 * DisputeWorld.day)
        #expect(try fork.world.resolve(grandchild) == .success)
        fork.world.wait(DisputeWorld.airGap + 1)
        #expect(try fork.world.close(grandchild) == .success)
        #expect(fork.head == 1)
        #expect(try fork.world.credit(grandchild, TestChain.alice) == 80)
        // The chain goes on from the rival.
        let next = fork.world.claim(2, on: rival.blockHash, salt: 7)
        let third = try fork.win(next).game
        fork.world.wait(DisputeWorld.airGap + 1)
        #expect(try fork.world.close(third) == .success)
        #expect(fork.head == 2 && fork.headHash == next.blockHash)
    }

    @Test("The head steps back to the claim before the one that is taken back, whose own state counts again")
    func falseHead() throws {
        var fork = try Fork()
        let first = fork.world.claim()
        let parent = try fork.win(first)
        fork.world.wait(12)
        let lie = fork.world.claim(2, on: first.blockHash)
        let liar = try fork.begin(lie, parent: parent.index, from: DisputeWorld.eve).game
        fork.world.wait(7 * DisputeWorld.day + 1)
        #expect(try fork.world.resolve(liar) == .success)
        fork.world.wait(DisputeWorld.airGap + 1)
        #expect(try fork.world.close(liar) == .success)
        #expect(fork.head == 2)
        // Somebody who is no game, and a game that is on no chain, move nothing.
        for stranger in [Address(0x99), fork.world.vault] {
            #expect(try fork.world.guardian(HybridRollup.blacklist(stranger)) == .success)
        }
        #expect(fork.head == 2)
        #expect(try fork.world.guardian(HybridRollup.blacklist(liar)) == .success)
        #expect(fork.head == 1 && fork.headHash == first.blockHash)
        let rollup = fork.world.rollup
        #expect(fork.world.slot(rollup, NativeRollup.Slot.headTimestamp) == UInt256(first.timestamp))
        #expect(fork.world.slot(rollup, NativeRollup.Slot.lastAnchor) == UInt256(first.anchorBlockNumber))
        #expect(fork.world.slot(rollup, HybridRollup.Layout.anchorGame) == parent.game.uint256)
        // Again: it is on the chain no more, and another claim of its height is.
        let truth = fork.world.claim(2, on: first.blockHash, salt: 1)
        let game = try fork.win(truth).game
        fork.world.wait(DisputeWorld.airGap + 1)
        #expect(try fork.world.close(game) == .success)
        #expect(try fork.world.guardian(HybridRollup.blacklist(liar)) == .success)
        #expect(fork.head == 2 && fork.headHash == truth.blockHash)
    }

    @Test("A head that is retired stays, and the next claim stands on it")
    func retiredHead() throws {
        var fork = try Fork()
        var claim = fork.world.claim()
        claim.stateRoot = Fork.message(300).root
        let first = try fork.win(claim).game
        fork.world.wait(DisputeWorld.airGap + 1)
        #expect(try fork.world.close(first) == .success)
        #expect(try fork.world.guardian(HybridRollup.retire) == .success)
        #expect(fork.head == 1)
        #expect(try fork.withdraw(300, from: 1) == Self.notFinal)
        fork.world.wait(12)
        var next = fork.world.claim(2, on: claim.blockHash)
        next.stateRoot = claim.stateRoot
        let second = try fork.win(next).game
        fork.world.wait(DisputeWorld.airGap + 1)
        #expect(try fork.world.close(second) == .success)
        #expect(fork.head == 2)
        #expect(try fork.withdraw(300, from: 2) == nil)
    }

    @Test("Nothing is adopted under a pause")
    func pause() throws {
        var fork = try Fork()
        let game = try fork.win(fork.world.claim()).game
        fork.world.wait(DisputeWorld.airGap + 1)
        #expect(try fork.world.guardian(HybridRollup.pause) == .success)
        #expect(try fork.world.call(fork.world.rollup, HybridRollup.adopt(game)) == .refused(.paused))
        #expect(try fork.world.guardian(HybridRollup.unpause) == .success)
        #expect(try fork.world.call(fork.world.rollup, HybridRollup.adopt(game)) == .success)
        #expect(fork.head == 1)
    }

    @Test("Thirty-two claims are adopted at once, and more one after the other")
    func longPath() throws {
        var fork = try Fork()
        var parent: UInt64 = DisputeGameFactory.anchorIndex
        var hash = DisputeWorld.genesisHash
        var games: [Address] = []
        for number in UInt64(1)...33 {
            fork.world.wait(12)
            let claim = fork.world.claim(number, on: hash)
            let game = try fork.win(claim, parent: parent)
            games.append(game.game)
            (parent, hash) = (game.index, claim.blockHash)
        }
        fork.world.wait(DisputeWorld.airGap + 1)
        let outcome = try fork.world.chain.call(games[32], ZKDisputeGame.close)
        #expect(outcome.result.isSuccess && fork.head == .zero)
        #expect(try fork.world.close(games[31]) == .success)
        #expect(fork.head == 32)
        #expect(try fork.world.call(fork.world.rollup, HybridRollup.adopt(games[32])) == .success)
        #expect(fork.head == 33 && fork.headHash == hash)
    }
}
