import EVM
import ExecutePrecompile
import L1Sim
import Primitives
import RollupActors
import RollupContracts
import StateTransition
import Testing

/// L1 goes on from an earlier block: what nodes of a rollup make of it.
@Suite("Reorganizations of L1")
struct ReorganizationTests {
    private func head(_ world: RollupWorld) throws -> UInt64 {
        try world.l1.storage(of: world.deployment.rollup, NativeRollup.Slot.headNumber).saturatedUInt64
    }

    @Test("A follower steps back with L1, and derives what stands there instead")
    func follower() throws {
        var world = try RollupWorld()
        _ = try world.deposit(RollupWorld.ether, from: world.alice)
        #expect(try world.advance(try world.seal().payload).succeeded)
        try world.follower.follow(world.l1)
        let first = world.follower.chain.headHash
        #expect(try world.advance(try world.seal().payload).succeeded)
        try world.follower.follow(world.l1)
        #expect(world.follower.chain.head.number == 2)
        let second = world.follower.chain.headHash

        try world.l1.reorganize(depth: 1, keepsTransactions: false)
        try world.follower.follow(world.l1)
        #expect(world.follower.chain.head.number == 1 && world.follower.chain.headHash == first)
        #expect(try head(world) == 1)

        // The second block's anchor is still there: it is not lost, and settles again.
        #expect(world.sequencer.dropOrphans(on: world.l1).isEmpty)
        _ = try world.l1.produceBlock()
        #expect(world.sequencer.chain.headHash == second)

        // A node that has never seen the other branch has the same chain.
        var newcomer = Follower(genesis: world.deployment.genesis, rollup: world.deployment.rollup, start: 1)
        try newcomer.follow(world.l1)
        try world.follower.follow(world.l1)
        #expect(newcomer.chain.headHash == world.follower.chain.headHash)
        #expect(newcomer.nextL1Block == world.follower.nextL1Block)
    }

    @Test(
        "A block whose anchor is gone is refused by the contract, thrown away, and sealed again with its transactions"
    )
    func orphanedAnchor() throws {
        var world = try RollupWorld()
        _ = try world.deposit(UInt256(5) &* RollupWorld.ether, from: world.alice)
        #expect(try world.advance(try world.seal().payload).succeeded)
        _ = try world.l1.produceBlock()
        let hash = try world.transact(
            TransactionIntent(to: world.bob.address, value: RollupWorld.ether, gasLimit: 21_000),
            from: world.alice
        )
        let orphan = try world.seal()
        #expect(orphan.records.map(\.hash) == [hash] && world.sequencer.pending.isEmpty)

        try world.l1.reorganize(depth: 1, keepsTransactions: true)
        // Its anchor is not there yet, and then it is another block.
        for _ in 0..<2 {
            let record = try world.advance(orphan.payload)
            #expect(RevertReason(output: record.status.output) == .message("anchor not available"))
        }
        #expect(world.sequencer.dropOrphans(on: world.l1) == 2..<3)
        #expect(world.sequencer.chain.head.number == 1)
        #expect(world.sequencer.pending.map(\.hash) == [hash])
        #expect(world.sequencer.dropOrphans(on: world.l1).isEmpty)
        let again = try world.seal()
        #expect(again.records.map(\.hash) == [hash] && again.block.hash != orphan.block.hash)
        #expect(try world.advance(again.payload).succeeded)
        try world.follower.follow(world.l1)
        #expect(world.follower.chain.headHash == again.block.hash)
        #expect(try world.follower.chain.balance(of: world.bob.address) == RollupWorld.ether)
    }

    @Test("A deposit that is undone takes the L2 block that delivered it along")
    func undoneDeposit() throws {
        var world = try RollupWorld()
        _ = try world.deposit(RollupWorld.ether, from: world.alice)
        _ = try world.seal()
        #expect(try world.sequencer.chain.balance(of: world.alice.address) == RollupWorld.ether)
        try world.l1.reorganize(depth: 1, keepsTransactions: false)
        #expect(world.sequencer.dropOrphans(on: world.l1) == 1..<2)
        #expect(try world.sequencer.chain.balance(of: world.alice.address) == .zero)
        _ = try world.l1.produceBlock()
        let empty = try world.seal()
        #expect(empty.records.isEmpty)
        #expect(try world.advance(empty.payload).succeeded)
    }

    @Test("A divergence that is undone with its L1 block stops nobody")
    func undoneDivergence() throws {
        var world = try RollupWorld(extensions: FollowerTests.credulous)
        let honest = try world.seal().payload
        var lie = honest
        lie.newPayloadRequest.executionPayload.fields.stateRoot = Bytes32(UInt256(0xbad))
        lie.newPayloadRequest.executionPayload.fields.blockHash = lie.newPayloadRequest.block.hash
        #expect(try world.advance(lie).succeeded)
        try world.follower.follow(world.l1)
        #expect(world.follower.divergence != nil)
        try world.l1.reorganize(depth: 1, keepsTransactions: false)
        #expect(try world.advance(honest).succeeded)
        try world.follower.follow(world.l1)
        #expect(world.follower.divergence == nil && world.follower.chain.head.number == 1)
    }

    @Test("A cursor steps back to the newest block that both branches share")
    func cursor() throws {
        var world = try RollupWorld()
        for _ in 0..<4 { _ = try world.l1.produceBlock() }
        var cursor = L1Cursor(start: 1)
        while let block = world.l1.block(number: cursor.nextBlock) { cursor.pass(block) }
        #expect(cursor.nextBlock == 6)
        var isBehind = cursor.stepBack(on: world.l1)
        #expect(!isBehind)
        try world.l1.reorganize(depth: 3, keepsTransactions: true)
        for _ in 0..<5 { _ = try world.l1.produceBlock() }
        isBehind = cursor.stepBack(on: world.l1)
        #expect(isBehind && cursor.nextBlock == 3)
        isBehind = cursor.stepBack(on: world.l1)
        #expect(!isBehind)
    }
}
