import EVM
import ExecutePrecompile
import L1Sim
import Primitives
import RollupActors
import RollupContracts
import StateTransition
import Testing

@Suite("Round trip through a native rollup")
struct RoundTripTests {
    @Test("A deposit arrives, a transfer settles, and a withdrawal is claimed once")
    func roundTrip() throws {
        let ether = RollupWorld.ether
        var world = try RollupWorld()
        #expect(try world.deposit(UInt256(3) &* ether, from: world.alice).succeeded)
        let first = try world.seal()
        #expect(first.records.allSatisfy { $0.result.isSuccess })
        #expect(try world.sequencer.chain.balance(of: world.alice.address) == UInt256(3) &* ether)
        let advanced = try world.advance(first.payload)
        #expect(advanced.succeeded, "\(advanced.status)")
        #expect(advanced.gasUsed >= 15_000_000)

        _ = try world.transact(
            TransactionIntent(to: world.bob.address, value: ether, gasLimit: 21_000),
            from: world.alice
        )
        let withdrawal = try world.transact(
            TransactionIntent(
                to: L2Messenger.address,
                value: ether,
                data: L2Messenger.withdraw(to: world.alice.address, fee: .zero),
                gasLimit: 300_000
            ),
            from: world.alice
        )
        let second = try world.seal()
        #expect(try world.sequencer.chain.balance(of: world.bob.address) == ether)
        #expect(try world.advance(second.payload).succeeded)

        let record = try #require(second.records.first { $0.hash == withdrawal })
        let message = try #require(try WithdrawalClaimer.messages(sentBy: record).first)
        let escrowBefore = try world.l1.balance(of: world.deployment.rollup)
        let claim = try WithdrawalClaimer.claim(
            message,
            provenAt: 2,
            of: world.sequencer.chain,
            rollup: world.deployment.rollup,
            feeRecipient: world.alice.address
        )
        #expect(try world.include(try world.alice.transaction(claim, on: world.l1)).succeeded)
        #expect(try world.l1.balance(of: world.deployment.rollup) == escrowBefore &- ether)
        let again = try world.include(try world.alice.transaction(claim, on: world.l1))
        #expect(RevertReason(output: again.status.output) == .message("AlreadyClaimed"))

        try world.follower.follow(world.l1)
        #expect(world.follower.divergence == nil)
        #expect(world.follower.chain.headHash == world.sequencer.chain.headHash)
    }

    @Test("An empty block, a block of many messages and a block without them all settle")
    func blocksOfAllKinds() throws {
        var world = try RollupWorld()
        #expect(try world.advance(try world.seal().payload).succeeded)
        for _ in 0..<3 { _ = try world.deposit(RollupWorld.ether, from: world.alice) }
        let withoutMessages = try world.seal(.none)
        #expect(withoutMessages.records.isEmpty)
        #expect(try world.advance(withoutMessages.payload).succeeded)
        let one = try world.seal(.atMost(1))
        #expect(one.records.count == 2)
        #expect(try world.advance(one.payload).succeeded)
        let rest = try world.seal()
        #expect(rest.records.count == 3)
        #expect(try world.advance(rest.payload).succeeded)
        #expect(try world.sequencer.chain.balance(of: world.alice.address) == UInt256(3) &* RollupWorld.ether)
    }

    @Test("A block that reads an old block hash carries the headers back to it")
    func ancestorHeaders() throws {
        var world = try RollupWorld()
        _ = try world.deposit(RollupWorld.ether, from: world.alice)
        for _ in 0..<4 { #expect(try world.advance(try world.seal().payload).succeeded) }
        // Init code: PUSH1 1, BLOCKHASH, POP, STOP.
        let initCode: [UInt8] = [0x60, 0x01, 0x40, 0x50, 0x00]
        _ = try world.transact(TransactionIntent(to: nil, data: initCode, gasLimit: 100_000), from: world.alice)
        let sealed = try world.seal()
        #expect(sealed.payload.witness.headers.count == 4)
        #expect(try world.advance(sealed.payload).succeeded)
    }

    @Test("A block that asks for ever older hashes settles with headers enough for all of them")
    func everOlderHashes() throws {
        var world = try RollupWorld()
        _ = try world.deposit(RollupWorld.ether, from: world.alice)
        for _ in 0..<8 { #expect(try world.advance(try world.seal().payload).succeeded) }
        // Init code for block 9: BLOCKHASH of 7, 6, ... 1, each dropped.
        let initCode: [UInt8] = (1...7).reversed().flatMap { [0x60, UInt8($0), 0x40, 0x50] as [UInt8] }
        _ = try world.transact(TransactionIntent(to: nil, data: initCode, gasLimit: 100_000), from: world.alice)
        let sealed = try world.seal()
        #expect(sealed.payload.witness.headers.count == 8)
        #expect(try world.advance(sealed.payload).succeeded)
    }

    @Test("What can never be included is dropped, what may become valid waits")
    func poolPolicy() throws {
        var world = try RollupWorld()
        _ = try world.deposit(RollupWorld.ether, from: world.alice)
        _ = try world.seal()
        let transfer = TransactionIntent(to: world.bob.address, value: 1, gasLimit: 21_000)
        let first = try world.sequencer.transaction(transfer, from: world.alice)
        _ = try world.sequencer.submit(first)
        let second = try world.sequencer.transaction(transfer, from: world.alice)
        _ = try world.seal()
        // The first is used up; the second has its nonce now, and the poor one has nothing to pay with.
        _ = try world.sequencer.submit(first)
        _ = try world.sequencer.submit(second)
        _ = try world.transact(transfer, from: world.bob)
        let poor = try world.sequencer.transaction(
            TransactionIntent(to: nil, value: RollupWorld.ether, gasLimit: 100_000),
            from: world.bob
        )
        let poorHash = try world.sequencer.submit(poor)
        let sealed = try world.seal()
        #expect(sealed.dropped.map(\.hash) == [first.hash])
        #expect(sealed.records.map(\.hash) == [second.hash])
        #expect(world.sequencer.pending.contains { $0.hash == poorHash })
        #expect(throws: (any Error).self) {
            var copy = world
            var foreign = first
            foreign.chainId = 5
            _ = try copy.sequencer.submit(copy.alice.signed(foreign))
        }
    }

    @Test("Keys follow from seed and name alone")
    func keys() {
        let alice = Actor(name: "alice", seed: 1)
        #expect(alice == Actor(name: "alice", seed: 1))
        #expect(alice.address != Actor(name: "alice", seed: 2).address)
        #expect(alice.address != Actor(name: "bob", seed: 1).address)
    }
}
