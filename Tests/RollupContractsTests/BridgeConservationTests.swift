import EVM
import Primitives
import RollupContracts
import TestSupport
import Testing

/// Random histories of a bridge: whatever is done in whatever order, nothing is made, lost or paid twice.
@Suite("Conservation of a bridge")
struct BridgeConservationTests {
    private static let actors = [TestChain.alice, TestChain.bob]

    /// One history.
    private struct History {
        var world: TokenWorld
        var random: SplitMix64
        let receiver: Address
        /// L2 blocks by the messages that they are the first to hold.
        var heldSince: [UInt64: UInt64] = [:]
        var proven: Set<UInt64> = []
        var newest: UInt64 = 0
        /// How often each kind of thing succeeded.
        var tally: [String: Int] = [:]

        init(seed: UInt64) throws {
            random = SplitMix64(seed: seed)
            world = try TokenWorld {
                $0.rateLimit = 30_000
                $0.maturity = 600
                $0.finalityDelay = 60
                $0.pausePeriod = 2_000
            }
            receiver = try world.bridge.l1.deploy(Receiver.artifact)
        }

        mutating func note(_ name: String, _ outcome: TestChain.Outcome) {
            if outcome.result.isSuccess { tally[name, default: 0] += 1 }
        }

        mutating func amount() -> UInt256 { UInt256(UInt64.random(in: 0...9_000, using: &random)) }

        mutating func message() -> RollupMessage? { world.bridge.sentToL1.randomElement(using: &random) }

        mutating func step() throws {
            let actor = actors[Int.random(in: 0..<2, using: &random)]
            let token = world.tokens[Int.random(in: 0..<3, using: &random)]
            switch Int.random(in: 0..<19, using: &random) {
            case 0, 1:
                let fee = amount()
                note("deposit", try world.bridge.deposit(fee &+ amount(), fee: fee, to: actor))
            case 2, 3: note("lock", try world.lock(token, amount()))
            case 4, 5: try world.bridge.relay()
            case 6, 7:
                let target = Bool.random(using: &random) ? receiver : actor
                let call = L2Messenger.sendMessage(to: target, fee: amount(), data: [])
                note("withdraw", try world.bridge.onL2(L2Messenger.address, call, from: actor, value: amount()))
            case 8: note("burn", try world.burn(token, amount(), to: actor))
            case 9, 10:
                newest = try world.bridge.propose()
                for message in world.bridge.sentToL1 where heldSince[message.index] == nil {
                    heldSince[message.index] = newest
                }
                world.bridge.wait(12)
                for message in world.bridge.sentToL1 where !proven.contains(message.index) {
                    let outcome = try world.bridge.prove(message, at: newest)
                    note("prove", outcome)
                    if outcome.result.isSuccess { proven.insert(message.index) }
                }
            case 11, 12:
                world.bridge.wait(UInt64.random(in: 0...12_000, using: &random))
                note("final", try world.bridge.finalizeBlock(newest))
            case 13, 14, 15:
                guard let message = message() else { return }
                note("finalize", try world.bridge.finalize(message))
                #expect(!(try world.bridge.finalize(message).result.isSuccess), "delivered twice")
            case 16, 17:
                guard let message = message() else { return }
                note("retry", try world.bridge.retry(message))
                var forgery = message
                forgery.value = forgery.value &+ .one
                #expect(!(try world.bridge.finalize(forgery).result.isSuccess), "delivered a forgery")
                #expect(!(try world.bridge.retry(forgery).result.isSuccess), "delivered a forgery")
            default:
                let isRefusing = Bool.random(using: &random)
                _ = try world.bridge.onL1(receiver, Receiver.Function.refuse.encodeCall([.bool(isRefusing)]))
                if Int.random(in: 0..<4, using: &random) == 0 {
                    let pause = try world.bridge.onL1(
                        world.bridge.portal,
                        Portal.pause(),
                        from: BridgeWorld.guardian
                    )
                    note("pause", pause)
                }
            }
        }

        /// Delivers all that is owed: no message may be lost.
        mutating func settle() throws {
            try world.bridge.relay()
            _ = try world.bridge.onL1(receiver, Receiver.Function.refuse.encodeCall([.bool(false)]))
            world.bridge.wait(2 * BridgeWorld.pausePeriod)
            newest = try world.bridge.propose()
            world.bridge.wait(12)
            for message in world.bridge.sentToL1 where !proven.contains(message.index) {
                try #require(try world.bridge.prove(message, at: newest).result.isSuccess)
            }
            world.bridge.wait(BridgeWorld.window + 600)
            try #require(try world.bridge.finalizeBlock(newest).result.isSuccess)
            for message in world.bridge.sentToL1 where !world.bridge.paid.contains(message.index) {
                world.bridge.wait(BridgeWorld.ratePeriod)
                let slot = Portal.Slot.failedMessage(leaf: message.leaf)
                let isFailed = world.bridge.l1.host.storage(world.bridge.portal, slot) == .one
                let outcome = try isFailed ? world.bridge.retry(message) : world.bridge.finalize(message)
                #expect(outcome.result.isSuccess, "\(message.index): \(String(describing: outcome.revert))")
            }
        }
    }

    @Test("Ether and tokens are conserved through random histories, and no message is lost", arguments: 0..<6)
    func conserved(_ index: UInt64) throws {
        let seed = 0x6272_6964_6765 &+ index
        var history = try History(seed: seed)
        for step in 0..<240 {
            try history.step()
            try history.world.expectConserved("seed \(seed), step \(step)")
        }
        try history.settle()
        try history.world.expectConserved("seed \(seed), settled")
        let bridge = history.world.bridge
        #expect(bridge.paid.count == bridge.sentToL1.count, "seed \(seed)")
        #expect(bridge.sentToL2.allSatisfy { bridge.isDelivered($0) }, "seed \(seed)")
        let tally = history.tally.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        print("bridge history of seed \(seed): \(tally.joined(separator: ", "))")
        // A history in which nothing came through would show nothing.
        for name in ["deposit", "lock", "withdraw", "burn", "prove", "final", "finalize"] {
            #expect(history.tally[name, default: 0] > 0, "seed \(seed): no \(name)")
        }
    }
}
