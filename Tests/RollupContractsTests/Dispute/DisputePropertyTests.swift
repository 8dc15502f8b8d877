import Primitives
import RollupContracts
import TestSupport
import Testing

/// Random play of many games by everybody at once, with the twelve invariants of the ZKDisputeGame specification
/// (iZKG-001 to 012) checked after every action.
@Suite("Invariants of dispute games under random play")
struct DisputePropertyTests {
    private static let people = [TestChain.alice, TestChain.bob, TestChain.relayer, DisputeWorld.eve]

    /// What is known of a game beside what it stores.
    private struct Entry {
        let address: Address
        let claim: DisputeClaim
        /// Position of the parent; nil for the anchor.
        let parent: Int?
        /// Whether a proof of the claim can be had.
        let isTrue: Bool
    }

    private struct Play {
        var world: DisputeWorld
        var random: SplitMix64
        var entries: [Entry] = []

        var isPaused: Bool {
            UInt256(world.chain.timestamp) < world.slot(world.rollup, HybridRollup.Layout.pausedUntil)
        }

        mutating func below(_ bound: Int) -> Int { Int(random.next() % UInt64(bound)) }
        mutating func person() -> Address { people[below(people.count)] }

        func slot(_ game: Int, _ slot: UInt256) -> UInt256 { world.slot(entries[game].address, slot) }

        func isOver(_ game: Int) -> Bool {
            !slot(game, ZKDisputeGame.Slot.prover).isZero
                || slot(game, ZKDisputeGame.Slot.deadline) < UInt256(world.chain.timestamp)
        }

        func isProper(_ game: Int) -> Bool {
            let address = entries[game].address
            return world.slot(world.rollup, HybridRollup.Slot.isBlacklisted(address)).isZero
                && slot(game, ZKDisputeGame.Slot.createdAt)
                    > world.slot(world.rollup, HybridRollup.Slot.retirementTime)
        }

        func isFinal(_ game: Int) -> Bool {
            let resolved = slot(game, ZKDisputeGame.Slot.resolvedAt)
            return !resolved.isZero && UInt256(world.chain.timestamp) &- resolved > UInt256(DisputeWorld.airGap)
        }

        func outcome(_ game: Int) -> ZKDisputeGame.Outcome? { world.outcome(entries[game].address) }
    }

    @Test("Whatever people do, and in whatever order, the twelve invariants hold", arguments: UInt64(1)...24)
    func play(seed: UInt64) throws {
        var play = Play(world: try DisputeWorld(), random: SplitMix64(seed: seed))
        for step in 0..<140 {
            let before = play
            let action = try act(&play)
            try check(play, after: before, "seed \(seed), step \(step): \(action)")
        }
        try settleAll(&play, "seed \(seed)")
    }

    /// Does one thing at random, and compares whether it worked with what the specification says.
    ///
    /// - Returns: What it was.
    /// - Throws: What the calls throw.
    private func act(_ play: inout Play) throws -> String {
        let who = play.person()
        let choice = play.below(20)
        if play.entries.isEmpty || choice < 4 { return try create(&play, by: who) }
        // Mostly the newest games, where more can happen.
        let game = play.entries.count - 1 - min(play.below(6), play.entries.count - 1)
        let entry = play.entries[game]
        let over = play.isOver(game)
        let status = play.world.status(entry.address)
        let isDecided = play.outcome(game) != .inProgress
        func expect(_ answer: DisputeWorld.Answer, _ isPossible: Bool, _ what: String) -> String {
            #expect((answer == .success) == isPossible, "\(what) of game \(game) by \(who): \(answer)")
            return what
        }
        switch choice {
        case 4...6:
            let answer = try play.world.challenge(entry.address, from: who)
            return expect(answer, !over && status == .unchallenged, "challenge")
        case 7...8:
            let answer = try play.world.prove(entry.address, entry.isTrue ? entry.claim : forged(entry), from: who)
            return expect(answer, entry.isTrue && !over, "proof")
        case 9:
            // Execution finds out what is so, whoever asks for it.
            let payload =
                entry.isTrue
                ? SimulatedClaimVerifier.payload(for: entry.claim)
                : SimulatedClaimVerifier.payload(against: entry.claim)
            let answer = try play.world.call(entry.address, ZKDisputeGame.settle(payload: payload), from: who)
            return expect(answer, !over && status == .challenged, "settlement")
        case 10...12:
            let isParentDecided = entry.parent.map { play.outcome($0) != .inProgress } ?? true
            let answer = try play.world.resolve(entry.address)
            return expect(answer, over && isParentDecided && !isDecided, "resolution")
        case 13...14:
            let isOpen = play.world.mode(entry.address) == .undecided
            let isPossible = isOpen && isDecided && play.isFinal(game) && !play.isPaused
            return expect(try play.world.close(entry.address), isPossible, "closing")
        case 15:
            // Who gets what is checked at the end; here only that a claim never breaks anything.
            _ = try play.world.claimCredit(entry.address, who)
            return "credit"
        case 16: return try govern(&play, entry.address)
        default:
            let hours: [UInt64] = [1, 5, 24, 40, 100, 170]
            play.world.wait(hours[play.below(hours.count)] * 3600 + UInt64(play.below(3)))
            return "waiting"
        }
    }

    private func forged(_ entry: Entry) -> DisputeClaim {
        var claim = entry.claim
        claim.stateRoot = .zero
        return claim
    }

    private func create(_ play: inout Play, by who: Address) throws -> String {
        let anchor = play.world.slot(play.world.rollup, NativeRollup.Slot.headNumber).saturatedUInt64
        let parent = play.entries.isEmpty || play.below(4) == 0 ? nil : play.entries.count - 1 - play.below(2)
        let index = parent.map { max(0, $0) }
        let number = (index.map { play.entries[$0].claim.number } ?? anchor) + 1
        let hash =
            index.map { play.entries[$0].claim.blockHash }
            ?? Bytes32(play.world.slot(play.world.rollup, NativeRollup.Slot.headHash))
        play.world.wait(12)
        let claim = play.world.claim(number, on: hash, salt: play.random.next())
        var isPossible = true
        if let index {
            isPossible =
                play.outcome(index) != .challengerWins && play.isProper(index)
                && play.entries[index].claim.number > anchor
        }
        let created = try play.world.create(
            claim,
            parent: index.map { UInt64($0) } ?? DisputeGameFactory.anchorIndex,
            from: who
        )
        #expect((created.answer == .success) == isPossible, "game on \(String(describing: index)): \(created.answer)")
        if created.answer == .success {
            let isTrue = play.below(3) != 0
            play.entries.append(Entry(address: created.game, claim: claim, parent: index, isTrue: isTrue))
        }
        return "game"
    }

    private func govern(_ play: inout Play, _ game: Address) throws -> String {
        switch play.below(8) {
        case 0...2:
            #expect(try play.world.guardian(HybridRollup.blacklist(game)) == .success)
            return "blacklisting"
        case 3:
            #expect(try play.world.guardian(HybridRollup.retire) == .success)
            return "retirement"
        case 4...5:
            #expect(try play.world.guardian(play.isPaused ? HybridRollup.unpause : HybridRollup.pause) == .success)
            return "pause"
        case 6:
            // Somebody who is not the guardian changes nothing.
            let who = play.person()
            for call in [HybridRollup.blacklist(game), HybridRollup.retire, HybridRollup.pause, HybridRollup.unpause] {
                #expect(try play.world.call(play.world.rollup, call, from: who) == .refused(.notGuardian))
            }
            return "usurpation"
        default:
            let answer = try play.world.call(play.world.rollup, HybridRollup.adopt(game))
            #expect(answer == (play.isPaused ? .refused(.paused) : .success))
            return "adoption"
        }
    }

    private func check(_ play: Play, after before: Play, _ place: String) throws {
        let world = play.world
        for (index, entry) in play.entries.enumerated() {
            let name = "\(place), game \(index)"
            let outcome = play.outcome(index)
            let isParentLost = entry.parent.map { play.outcome($0) == .challengerWins } ?? false
            let isChallenged = !play.slot(index, ZKDisputeGame.Slot.challenger).isZero
            let isProven = !play.slot(index, ZKDisputeGame.Slot.prover).isZero
            if outcome != .inProgress {
                let isLost = outcome == .challengerWins
                #expect(!(isProven && !isParentLost && isLost), "iZKG-001 \(name)")
                #expect(!(isChallenged && !isProven && !isLost), "iZKG-002 \(name)")
                #expect(!(isParentLost && !isLost), "iZKG-005 \(name)")
                #expect(!(isProven && !entry.isTrue), "\(name): a false claim is proven")
                let isParentDecided = entry.parent.map { play.outcome($0) != .inProgress } ?? true
                #expect(isParentDecided, "iZKG-009 \(name)")
                // Nobody is found to have lied without a proof that is missing.
                #expect(!(isLost && !isParentLost && !isChallenged), "\(name): lost without a challenge")
            }
            #expect(world.chain.host.balance(of: entry.address) == .zero, "iZKG-003 \(name)")
            if index < before.entries.count {
                let seen = before.slot(index, ZKDisputeGame.Slot.challenger)
                let now = play.slot(index, ZKDisputeGame.Slot.challenger)
                #expect(seen.isZero || seen == now, "iZKG-010 \(name)")
                let was = before.outcome(index)
                #expect(was == .inProgress || was == outcome, "\(name): decided twice")
                if before.world.mode(entry.address) == .undecided, world.mode(entry.address) != .undecided {
                    #expect(!before.isPaused, "iZKG-006 \(name)")
                    #expect(before.isFinal(index), "iZKG-007 \(name)")
                    #expect(
                        world.mode(entry.address) == (before.isProper(index) ? .normal : .refund),
                        "iZKG-008 \(name)"
                    )
                }
            }
        }
        let bonds = world.bonds
        #expect(bonds.deposited == bonds.held &+ bonds.paid &+ bonds.burned, "iZKG-011 \(place)")
        #expect(world.chain.host.balance(of: world.factory) == .zero, "iZKG-003 \(place)")
        try checkChain(play, after: before, place)
    }

    /// What is paid on is one chain, which goes back only behind a claim that is taken back.
    private func checkChain(_ play: Play, after before: Play, _ place: String) throws {
        func chain(_ play: Play) -> [UInt256] {
            let head = play.world.slot(play.world.rollup, NativeRollup.Slot.headNumber).saturatedUInt64
            return head == 0
                ? []
                : (1...head).map {
                    play.world.slot(play.world.rollup, HybridRollup.Slot.finalGame(l2BlockNumber: $0))
                }
        }
        func entry(_ game: UInt256) -> Entry? { play.entries.first { $0.address.uint256 == game } }
        let games = chain(play)
        var hash = DisputeWorld.genesisHash
        for (index, game) in games.enumerated() {
            let entry = try #require(entry(game), "\(place): a block of nobody")
            #expect(entry.claim.number == UInt64(index + 1) && entry.claim.parentHash == hash, "one chain, \(place)")
            let isBlacklisted = play.world.slot(play.world.rollup, HybridRollup.Slot.isBlacklisted(entry.address))
            #expect(isBlacklisted.isZero && play.world.outcome(entry.address) == .defenderWins, "\(place)")
            hash = entry.claim.blockHash
        }
        #expect(play.world.slot(play.world.rollup, NativeRollup.Slot.headHash) == hash.uint256, "\(place)")
        let old = chain(before)
        let kept = zip(old, games).prefix { $0 == $1 }.count
        if kept < old.count, let first = entry(old[kept]) {
            let blacklisted = HybridRollup.Slot.isBlacklisted(first.address)
            #expect(games.count == kept, "\(place): the chain is replaced")
            #expect(before.world.slot(play.world.rollup, blacklisted).isZero, "iZKG-012 \(place)")
            #expect(play.world.slot(play.world.rollup, blacklisted) == .one, "iZKG-012 \(place)")
        }
    }

    /// Ends every game and pays everybody: nothing is left over, and nobody has more than his share.
    private func settleAll(_ play: inout Play, _ place: String) throws {
        if play.isPaused {
            #expect(try play.world.guardian(HybridRollup.unpause) == .success)
        }
        play.world.wait(9 * DisputeWorld.day)
        // Parents stand before their children.
        for entry in play.entries where play.world.outcome(entry.address) == .inProgress {
            #expect(try play.world.resolve(entry.address) == .success, "\(place)")
        }
        play.world.wait(DisputeWorld.airGap + 1)
        for entry in play.entries where play.world.mode(entry.address) == .undecided {
            #expect(try play.world.close(entry.address) == .success, "\(place)")
        }
        for _ in 0..<2 {
            for entry in play.entries {
                for person in Self.people { _ = try play.world.claimCredit(entry.address, person) }
            }
            play.world.wait(DisputeWorld.vaultDelay)
        }
        // What stays is of games that were blacklisted after they had been closed.
        var stuck = UInt256.zero
        for (index, entry) in play.entries.enumerated() {
            let left = play.world.slot(play.world.vault, BondVault.Slot.balance(of: entry.address))
            if play.isProper(index) || play.world.mode(entry.address) == .refund {
                #expect(left == .zero, "iZKG-011 \(place), game \(index)")
            }
            stuck = stuck &+ left
        }
        #expect(play.world.bonds.held == stuck, "\(place)")
        #expect(play.entries.count > 5, "\(place): hardly anything happened")
    }
}
