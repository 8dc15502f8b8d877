import Primitives
import RollupContracts
import TestSupport
import Testing

/// Random play of honest and hostile proposers, a prover and a guardian, on parents of which some are false and one is
/// told twice.
@Suite("Invariants of siblings under random play")
struct SiblingPropertyTests {
    private typealias World = SiblingWorld

    private struct Entry {
        let address: Address
        let claim: DisputeClaim
        let isTrue: Bool
        /// Whether its type was the respected one when it was made.
        let wasRespected: Bool
        var isBlacklisted = false
    }

    /// A claim that can be made, and whether it is so.
    private struct Choice {
        let claim: DisputeClaim
        let isTrue: Bool
    }

    private struct Play {
        static let honest = [Address(0x600d_0001), Address(0x600d_0002)]
        static let hostile = [Address(0xbad_0001), Address(0xbad_0002), Address(0xbad_0003), Address(0xbad_0004)]

        var world: World
        var random: SplitMix64
        var choices: [Choice] = []
        var entries: [Entry] = []
        var isRespected = true

        mutating func below(_ bound: Int) -> Int { Int(random.next() % UInt64(bound)) }

        /// Two questions about block 1, one about its twin of another root, and two about the block on the first.
        init(seed: UInt64) throws {
            world = try World()
            random = SplitMix64(seed: seed)
            for person in Self.honest + Self.hostile { world.chain.host.addBalance(person, TestChain.ether(1)) }
            let first = world.claim()
            var twin = first
            twin.stateRoot = .zero
            for question in UInt64(0)..<2 {
                for answer in UInt64(0)..<3 {
                    let claim = world.claim(question: question, answer: answer)
                    choices.append(Choice(claim: claim, isTrue: answer == 0))
                }
            }
            choices.append(Choice(claim: twin, isTrue: false))
            try make(0, by: Self.honest[0], on: DisputeGameFactory.anchorIndex)
            try make(3, by: Self.hostile[0], on: DisputeGameFactory.anchorIndex)
            try make(6, by: Self.hostile[1], on: DisputeGameFactory.anchorIndex)
            world.wait(12)
            for question in UInt64(0)..<2 {
                for answer in UInt64(0)..<3 {
                    let claim = world.claim(2, on: first.blockHash, question: question, answer: answer)
                    choices.append(Choice(claim: claim, isTrue: answer == 0))
                }
            }
            try make(7, by: Self.honest[1], on: 0)
            try make(10, by: Self.hostile[2], on: 2)
        }

        mutating func make(_ choice: Int, by proposer: Address, on parent: UInt64) throws {
            let (claim, isTrue) = (choices[choice].claim, choices[choice].isTrue)
            let bond = world.hasBond(proposer) ? UInt256.zero : World.bond
            let made = try world.create(claim, parent: parent, from: proposer, bond: bond)
            guard made.answer == .success else { return }
            let entry = Entry(address: made.game, claim: claim, isTrue: isTrue, wasRespected: isRespected)
            entries.append(entry)
        }
    }

    @Test("Nobody honest loses his bond, a parent has one child, and every wei is somewhere", arguments: UInt64(1)...24)
    func play(seed: UInt64) throws {
        var play = try Play(seed: seed)
        for step in 0..<120 {
            let action = try act(&play)
            check(play, "seed \(seed), step \(step): \(action)")
        }
        try settleAll(&play, "seed \(seed)")
    }

    /// Does one thing at random.
    ///
    /// - Returns: What it was.
    /// - Throws: What the calls throw.
    private func act(_ play: inout Play) throws -> String {
        let pick = play.below(24)
        let game = play.below(play.entries.count)
        let entry = play.entries[game]
        switch pick {
        case 0..<6:
            let isHonest = pick < 2
            var choice = play.below(play.choices.count)
            if isHonest { choice = [0, 3, 7, 10][play.below(4)] }
            let people = isHonest ? Play.honest : Play.hostile
            let proposer = people[play.below(people.count)]
            let isChild = play.choices[choice].claim.number == 2
            let parent = isChild ? UInt64(play.below(play.entries.count)) : DisputeGameFactory.anchorIndex
            try play.make(choice, by: proposer, on: parent)
            return "\(proposer) claims \(choice) on \(parent)"
        case 6..<9:
            let seconds = play.random.next() % (4 * DisputeWorld.day)
            play.world.wait(seconds)
            return "wait \(seconds)"
        case 9..<11 where entry.isTrue:
            return "prove \(game): \(try play.world.prove(entry.address, entry.claim))"
        case 9..<12 where !entry.isTrue:
            return "refute \(game): \(try play.world.refute(entry.address, entry.claim))"
        case 12..<18: return "resolve \(game): \(try play.world.resolve(entry.address))"
        case 18..<20: return "close \(game): \(try play.world.close(entry.address))"
        case 20..<22:
            let people = Play.honest + Play.hostile + [World.prover]
            let person = people[play.below(people.count)]
            return "credit of \(person): \(try play.world.claimCredit(entry.address, person))"
        case 22 where play.below(4) == 0:
            play.entries[game].isBlacklisted = true
            let call = HybridRollup.blacklist(entry.address)
            return "blacklist \(game): \(try play.world.call(play.world.rollup, call, from: World.guardian))"
        case 23 where play.below(4) == 0:
            play.isRespected.toggle()
            let call = HybridRollup.setRespectedGameType(play.isRespected ? SiblingElimination.type : 1)
            let answer = try play.world.call(play.world.rollup, call, from: World.guardian)
            return "respected \(play.isRespected): \(answer)"
        default: return "nothing"
        }
    }

    private func check(_ play: Play, _ place: String) {
        let bonds = play.world.bonds
        #expect(bonds.deposited == bonds.held &+ bonds.paid &+ bonds.burned, "\(place)")
        for person in Play.honest { #expect(!play.world.isEliminated(person), "\(place): \(person)") }
        for hash in Set(play.entries.map(\.claim.parentHash)) {
            let winners = play.entries.count {
                $0.claim.parentHash == hash && $0.wasRespected && !$0.isBlacklisted
                    && play.world.outcome($0.address) == .defenderWins
            }
            #expect(winners <= 1, "\(place): \(winners) winners")
        }
    }

    /// Has everything decided, and everybody paid.
    private func settleAll(_ play: inout Play, _ place: String) throws {
        for entry in play.entries {
            if entry.isTrue {
                _ = try play.world.prove(entry.address, entry.claim)
            } else {
                _ = try play.world.refute(entry.address, entry.claim)
            }
        }
        // Parents first, whatever the order in which they were made; and a lie that has won before has its age.
        for _ in 0..<3 {
            for entry in play.entries { _ = try play.world.resolve(entry.address) }
            play.world.wait(World.clock + 1)
        }
        for (index, entry) in play.entries.enumerated() {
            #expect(play.world.outcome(entry.address) != .inProgress, "\(place): game \(index)")
        }
        check(play, "\(place), resolved")
        let game = play.entries[0].address
        let prizes = try play.entries.reduce(UInt256.zero) { try $0 &+ play.world.credit($1.address, World.prover) }
        for _ in 0..<4 {
            for person in Play.honest + Play.hostile + [World.prover] {
                _ = try play.world.claimCredit(game, person)
            }
            play.world.wait(DisputeWorld.vaultDelay)
        }
        let bonds = play.world.bonds
        #expect(bonds.held == .zero && bonds.deposited == bonds.paid &+ bonds.burned, "\(place)")
        #expect(play.world.chain.host.balance(of: World.prover) == TestChain.ether(1000) &+ prizes, "\(place)")
        for person in Play.honest {
            #expect(play.world.chain.host.balance(of: person) == TestChain.ether(1), "\(place): \(person)")
        }
    }
}
