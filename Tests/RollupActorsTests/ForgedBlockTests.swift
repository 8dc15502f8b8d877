import EVM
import ExecutePrecompile
import L1Sim
import Primitives
import RollupActors
import RollupContracts
import StateTransition
import Testing

/// Blocks that somebody makes beside the sequencer, on a rollup that has all its checks.
@Suite("Forged blocks")
struct ForgedBlockTests {
    private static func forge(_ lie: BlockLie, in world: RollupWorld) throws -> ForgedBlock {
        try ForgedBlock(
            lie,
            by: world.alice,
            upon: world.follower.chain,
            of: world.deployment.genesis.configuration,
            rollup: world.deployment.rollup,
            bridge: world.deployment.bridge,
            on: world.l1
        )
    }

    private static let lies: [BlockLie] = [
        .outputs(wei: .one), .messageCount, .chain(id: 7, transactions: []), .anchor(wei: .one), .timestamp,
        .withdrawal(gwei: 1),
    ]

    @Test("No lie gets past the contract and EXECUTE, and none moves L1's view of the rollup", arguments: lies.indices)
    func refused(_ index: Int) throws {
        var world = try RollupWorld()
        let forged = try Self.forge(Self.lies[index], in: world)
        #expect(forged.number == 1)
        let transaction = try forged.transaction(
            by: Advancer(actor: world.alice, rollup: world.deployment.rollup),
            gasRule: .gasLimitPlusBytes,
            on: world.l1
        )
        #expect(try !world.include(transaction).succeeded)
        #expect(try world.l1.storage(of: world.deployment.rollup, NativeRollup.Slot.headNumber) == .zero)
        try world.follower.follow(world.l1)
        #expect(world.follower.divergence == nil && world.follower.chain.head.number == 0)
        // Nobody is the worse for it.
        #expect(try world.advance(try world.seal().payload).succeeded)
    }

    @Test("What is forged is a valid block, but for the lie")
    func validity() throws {
        let world = try RollupWorld()
        for lie in [BlockLie.messageCount, .timestamp, .anchor(wei: .one)] {
            let payload = try Self.forge(lie, in: world).payload
            let block = payload.newPayloadRequest.block
            var chain = world.follower.chain
            try chain.importBlock(block.encoded)
            #expect(chain.headHash == payload.newPayloadRequest.executionPayload.fields.blockHash)
        }
    }

    @Test("A sequencer goes on from a longer chain that contains its own, and from no other")
    func adoption() throws {
        var world = try RollupWorld()
        let other = world.sequencer
        #expect(try world.advance(try world.seal().payload).succeeded)
        try world.follower.follow(world.l1)
        let settled = world.follower.chain

        var behind = other
        behind.adopt(settled)
        #expect(behind.chain.headHash == settled.headHash)
        // Its next block follows.
        #expect(try behind.seal(at: world.l1.clock.now, messages: .all, l1: world.l1).block.header.number == 2)

        var ahead = world.sequencer
        _ = try ahead.seal(at: world.l1.clock.now, messages: .all, l1: world.l1)
        let head = ahead.chain.headHash
        ahead.adopt(settled)
        #expect(ahead.chain.headHash == head)

        // One that has sealed something else at that height stays where it is.
        var apart = other
        _ = try apart.submit(
            try apart.transaction(TransactionIntent(to: world.bob.address, gasLimit: 21_000), from: world.relayer)
        )
        _ = try apart.seal(at: world.l1.clock.now, messages: .all, l1: world.l1)
        #expect(try world.advance(try world.seal().payload).succeeded)
        try world.follower.follow(world.l1)
        let own = apart.chain.headHash
        apart.adopt(world.follower.chain)
        #expect(apart.chain.headHash == own)
    }
}
