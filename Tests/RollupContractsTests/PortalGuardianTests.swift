import EVM
import Primitives
import RollupContracts
import Testing

@Suite("Guardian and rate limit of a portal")
struct PortalGuardianTests {
    private func reason(_ outcome: TestChain.Outcome) -> Portal.Revert? {
        outcome.revert.flatMap { Portal.Revert($0) }
    }

    /// A world with messages of some values that are ripe for delivery.
    private func ripe(
        _ values: [UInt256],
        _ change: (inout Portal.Genesis) -> Void = { _ in }
    ) throws -> (world: BridgeWorld, messages: [RollupMessage]) {
        var world = try BridgeWorld(change)
        try #require(try world.deposit(TestChain.ether(1)).result.isSuccess)
        try world.relay()
        var messages: [RollupMessage] = []
        for value in values { messages.append(try world.withdraw(value)) }
        try world.ripen(messages)
        return (world, messages)
    }

    @Test("A pause stops withdrawals and not deposits, ends by itself to the second, and cannot follow upon another")
    func pause() throws {
        var (world, messages) = try ripe([700, 50])
        let guardian = BridgeWorld.guardian
        #expect(reason(try world.onL1(world.portal, Portal.pause())) == .notGuardian)
        #expect(reason(try world.onL1(world.portal, Portal.unpause(), from: guardian)) == .notPaused)
        let paused = try world.onL1(world.portal, Portal.pause(), from: guardian)
        let until = world.l1.timestamp + BridgeWorld.pausePeriod
        let log = try #require(paused.result.logs.first)
        #expect(try Portal.Event(topics: log.topics, data: log.data) == .paused(until: until))
        #expect(reason(try world.finalize(messages[0])) == .paused)
        #expect(reason(try world.prove(messages[0], at: 1)) == .paused)
        #expect(reason(try world.retry(messages[0])) == .paused)
        #expect(try world.deposit(10).result.isSuccess)
        #expect(reason(try world.onL1(world.portal, Portal.unpause())) == .notGuardian)

        world.wait(BridgeWorld.pausePeriod - 1)
        #expect(reason(try world.finalize(messages[0])) == .paused)
        #expect(reason(try world.onL1(world.portal, Portal.pause(), from: guardian)) == .pauseNotAvailable)
        world.wait(1)
        #expect(try world.finalize(messages[0]).result.isSuccess)
        world.wait(BridgeWorld.pausePeriod - 1)
        #expect(reason(try world.onL1(world.portal, Portal.pause(), from: guardian)) == .pauseNotAvailable)
        world.wait(1)
        #expect(try world.onL1(world.portal, Portal.pause(), from: guardian).result.isSuccess)
        #expect(reason(try world.finalize(messages[1])) == .paused)

        // Ended early, the time until the next pause counts from there.
        #expect(try world.onL1(world.portal, Portal.unpause(), from: guardian).result.isSuccess)
        #expect(try world.finalize(messages[1]).result.isSuccess)
        world.wait(BridgeWorld.pausePeriod - 1)
        #expect(reason(try world.onL1(world.portal, Portal.pause(), from: guardian)) == .pauseNotAvailable)
        world.wait(1)
        #expect(try world.onL1(world.portal, Portal.pause(), from: guardian).result.isSuccess)
    }

    @Test("The limit is reached to the wei and not passed, and leaks away within its period")
    func rateLimit() throws {
        let limit: UInt256 = 864_000
        var (world, messages) = try ripe([limit &- 10, 10, 1, limit &+ 1, limit]) { $0.rateLimit = limit }
        func withdrawable() throws -> UInt256? {
            try world.l1.view(Portal.Function.withdrawable, at: world.portal).first?.asUInt256
        }
        #expect(try withdrawable() == limit)
        #expect(reason(try world.finalize(messages[3])) == .rateLimit)
        #expect(try world.finalize(messages[0]).result.isSuccess)
        #expect(try withdrawable() == 10)
        #expect(try world.finalize(messages[1]).result.isSuccess)
        #expect(try withdrawable() == .zero)
        #expect(reason(try world.finalize(messages[2])) == .rateLimit)
        // Ten wei a second.
        world.wait(1)
        #expect(try withdrawable() == 10)
        #expect(try world.finalize(messages[2]).result.isSuccess)
        #expect(try withdrawable() == 9)
        world.wait(BridgeWorld.ratePeriod - 1)
        #expect(reason(try world.finalize(messages[4])) == .rateLimit)
        world.wait(1)
        #expect(try world.finalize(messages[4]).result.isSuccess)
        world.wait(2 * BridgeWorld.ratePeriod)
        // What is more than the limit waits until the guardian raises it.
        #expect(reason(try world.finalize(messages[3])) == .rateLimit)
        let raise = Portal.setRateLimit(limit &+ 1)
        #expect(reason(try world.onL1(world.portal, raise)) == .notGuardian)
        #expect(try world.onL1(world.portal, raise, from: BridgeWorld.guardian).result.isSuccess)
        #expect(try world.finalize(messages[3]).result.isSuccess)
        world.expectEtherConserved("at the end")
    }

    @Test("A lowered limit counts what has left, and none at all is none")
    func loweredLimit() throws {
        var (world, messages) = try ripe([500, 500, 1]) { $0.rateLimit = 1_000 }
        #expect(try world.finalize(messages[0]).result.isSuccess)
        _ = try world.onL1(world.portal, Portal.setRateLimit(400), from: BridgeWorld.guardian)
        #expect(try world.l1.view(Portal.Function.withdrawable, at: world.portal) == [.uint(0)])
        #expect(reason(try world.finalize(messages[2])) == .rateLimit)
        _ = try world.onL1(world.portal, Portal.setRateLimit(.max), from: BridgeWorld.guardian)
        for message in messages[1...] { #expect(try world.finalize(message).result.isSuccess) }
        #expect(
            try world.l1.view(Portal.Function.withdrawable, at: world.portal) == [.uint(UInt256.max &- 1_001)]
        )
    }

    @Test("A guardian hands over, and one who is gone does nothing")
    func succession() throws {
        var (world, _) = try ripe([1])
        let handOver = Portal.setGuardian(TestChain.bob)
        #expect(reason(try world.onL1(world.portal, handOver)) == .notGuardian)
        let outcome = try world.onL1(world.portal, handOver, from: BridgeWorld.guardian)
        let log = try #require(outcome.result.logs.first)
        #expect(try Portal.Event(topics: log.topics, data: log.data) == .guardianChanged(guardian: TestChain.bob))
        #expect(world.l1.host.storage(world.portal, Portal.Slot.guardian) == TestChain.bob.uint256)
        #expect(reason(try world.onL1(world.portal, Portal.pause(), from: BridgeWorld.guardian)) == .notGuardian)
        #expect(try world.onL1(world.portal, Portal.pause(), from: TestChain.bob).result.isSuccess)
        #expect(
            world.l1.host.storage(world.portal, Portal.Slot.pausedUntil)
                == UInt256(world.l1.timestamp + BridgeWorld.pausePeriod)
        )
        #expect(try world.onL1(world.portal, Portal.setGuardian(.zero), from: TestChain.bob).result.isSuccess)
        #expect(reason(try world.onL1(world.portal, Portal.unpause(), from: TestChain.bob)) == .notGuardian)
    }
}
