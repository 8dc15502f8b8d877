import EVM
import ExecutePrecompile
import L1Sim
import Primitives
import RollupActors
import RollupContracts
import StateTransition
import Testing

/// What a block has to begin with when somebody has forced a transaction upon the L2.
@Suite("A delayed inbox")
struct ForcedInclusionTests {
    private static let missing = ForcedInclusionRollup.Revert.forcedTransactionMissing.rawValue
    private static let delay = InboxWorld.delay

    // MARK: Inclusion

    @Test("An honest sequencer begins the next block with what was forced, and the inbox is empty again")
    func honest() throws {
        var inbox = try InboxWorld()
        let transaction = try inbox.transfer(from: inbox.alice, value: 5)
        #expect(try inbox.force(transaction, by: inbox.alice) == nil)
        let entry = try #require(try inbox.waiting().first)
        #expect(entry.index == 0 && entry.sender == inbox.alice.address && entry.transaction == transaction.encoded)
        #expect(entry.dueAt == inbox.world.l1.head.timestamp + Self.delay)

        let other = try inbox.world.transact(
            TransactionIntent(to: inbox.world.bob.address, value: 7, gasLimit: 21_000),
            from: inbox.carol
        )
        let sealed = try inbox.world.seal()
        #expect(sealed.records.map(\.hash) == [transaction.hash, other])
        #expect(try inbox.advance(sealed.payload) == nil)
        #expect(try inbox.waiting().isEmpty)
        #expect(try inbox.settled().balance(of: inbox.world.bob.address) == 12)
        // It is done with: nothing is asked of later blocks, and nobody can hand it in again.
        #expect(try inbox.force(transaction, by: inbox.alice) == "wrong nonce")
        try inbox.wait(until: entry.dueAt + 24)
        try inbox.settle()
    }

    @Test("A block that is due and does not begin with it is refused, whoever hands it in; one that does is taken")
    func censored() throws {
        var inbox = try InboxWorld()
        let transaction = try inbox.transfer(from: inbox.alice)
        #expect(try inbox.force(transaction, by: inbox.alice) == nil)
        let dueAt = try #require(try inbox.waiting().first).dueAt
        // Before it is due it can be left out, and by a block of before that can be handed in later too.
        let early = try inbox.sealWithoutForced()
        #expect(try inbox.advance(early.payload) == nil)
        try inbox.wait(until: dueAt + 600)
        let promised = try inbox.sealWithoutForced(at: dueAt - 1)
        #expect(promised.block.header.timestamp == dueAt - 1)
        #expect(try inbox.advance(promised.payload) == nil)

        var censoring = inbox
        let without = try censoring.sealWithoutForced(at: dueAt)
        #expect(without.block.header.timestamp == dueAt)
        for actor in [inbox.world.operatorActor, inbox.alice] {
            #expect(try censoring.advance(without.payload, by: actor) == Self.missing)
        }
        #expect(try censoring.waiting().count == 1)

        let sealed = try inbox.world.seal()
        #expect(sealed.records.first?.hash == transaction.hash)
        #expect(try inbox.advance(sealed.payload) == nil)
        #expect(try inbox.waiting().isEmpty)
    }

    @Test("It has to be the first of the block, and the bytes of a block without transactions are none")
    func elsewhere() throws {
        var inbox = try InboxWorld()
        let transaction = try inbox.transfer(from: inbox.alice)
        #expect(try inbox.force(transaction, by: inbox.alice) == nil)
        try inbox.wait(until: try #require(try inbox.waiting().first).dueAt)

        var second = inbox
        _ = try second.world.transact(
            TransactionIntent(to: second.world.bob.address, value: 7, gasLimit: 21_000),
            from: second.carol
        )
        _ = try second.world.sequencer.submit(transaction)
        let shuffled = try second.sealWithoutForced()
        #expect(shuffled.records.map(\.hash).last == transaction.hash && shuffled.records.count == 2)
        #expect(try second.advance(shuffled.payload) == Self.missing)

        // The transaction's bytes in the witness, where the section of the transactions would go on if it had any.
        var hidden = inbox
        var payload = try hidden.sealWithoutForced().payload
        #expect(payload.newPayloadRequest.block.transactions.isEmpty)
        for bytes in [transaction.encoded, [4, 0, 0, 0] + transaction.encoded] {
            payload.witness.state.insert(bytes, at: 0)
            #expect(try hidden.advance(payload) == Self.missing)
        }
    }

    @Test("Several at once have their blocks in order")
    func several() throws {
        var inbox = try InboxWorld()
        var hashes: [Bytes32] = []
        for actor in [inbox.alice, inbox.carol, inbox.dave] {
            let transaction = try inbox.transfer(from: actor)
            #expect(try inbox.force(transaction, by: actor) == nil)
            hashes.append(transaction.hash)
        }
        try inbox.wait(until: try #require(try inbox.waiting().last).dueAt)
        var swapped = inbox
        _ = try swapped.world.sequencer.submit(try swapped.transfer(from: swapped.carol))
        let wrong = try swapped.sealWithoutForced()
        #expect(wrong.records.map(\.hash) == [hashes[1]])
        #expect(try swapped.advance(wrong.payload) == Self.missing)
        for hash in hashes {
            let sealed = try inbox.world.seal()
            #expect(sealed.records.map(\.hash) == [hash])
            #expect(try inbox.advance(sealed.payload) == nil)
        }
        #expect(try inbox.waiting().isEmpty)
    }

    @Test("Blocks that were sealed ahead are settled one after the other, each with its own")
    func ahead() throws {
        var inbox = try InboxWorld()
        for actor in [inbox.alice, inbox.carol] {
            #expect(try inbox.force(try inbox.transfer(from: actor), by: actor) == nil)
        }
        let first = try inbox.world.seal()
        let second = try inbox.world.seal()
        let third = try inbox.world.seal()
        #expect([first, second, third].map(\.records.count) == [1, 1, 0])
        for sealed in [first, second, third] { #expect(try inbox.advance(sealed.payload) == nil) }
        #expect(try inbox.waiting().isEmpty)
    }

    @Test("A forced withdrawal is paid out on L1")
    func withdrawal() throws {
        var inbox = try InboxWorld()
        let transaction = try inbox.transfer(
            from: inbox.alice,
            value: RollupWorld.ether,
            to: L2Messenger.address,
            gasLimit: 200_000,
            data: L2Messenger.withdraw(to: inbox.world.bob.address, fee: .zero)
        )
        #expect(try inbox.force(transaction, by: inbox.alice) == nil)
        let sealed = try inbox.world.seal()
        #expect(try inbox.advance(sealed.payload) == nil)
        let record = try #require(sealed.records.first)
        let claim = try WithdrawalClaimer.claim(
            try #require(try WithdrawalClaimer.messages(sentBy: record).first),
            provenAt: sealed.block.header.number,
            of: try inbox.settled(),
            rollup: inbox.rollup,
            feeRecipient: inbox.alice.address
        )
        #expect(try inbox.world.include(try inbox.alice.transaction(claim, on: inbox.world.l1)).succeeded)
        #expect(try inbox.world.l1.balance(of: inbox.world.bob.address) == RollupWorld.ether)
    }

    // MARK: What becomes impossible

    @Test("One whose account has moved on is taken out by a proof, not before it is due, and not while it is possible")
    func dropped() throws {
        var inbox = try InboxWorld()
        #expect(try inbox.drop(inbox.alice) == "nothing forced")
        #expect(try inbox.force(try inbox.transfer(from: inbox.alice), by: inbox.alice) == nil)
        #expect(try inbox.force(try inbox.transfer(from: inbox.carol), by: inbox.carol) == nil)
        let dueAt = try #require(try inbox.waiting().last).dueAt
        #expect(try inbox.drop(inbox.alice) == "not due")

        // alice's nonce goes to another transaction of hers.
        _ = try inbox.world.sequencer.submit(try inbox.transfer(from: inbox.alice, value: 99))
        #expect(try inbox.advance(try inbox.sealWithoutForced().payload) == nil)
        try inbox.wait(until: dueAt)
        let next = try inbox.world.seal()
        #expect(next.records.count == 1 && next.records.first?.sender == inbox.carol.address)
        var stubborn = inbox
        #expect(try stubborn.advance(next.payload) == Self.missing)
        // A proof of somebody else's account takes out nobody.
        #expect(try inbox.drop(inbox.carol) == "invalid proof")
        #expect(try inbox.drop(inbox.alice) == nil)
        #expect(try inbox.drop(inbox.carol) == "still possible")
        #expect(try inbox.advance(next.payload) == nil)
        #expect(try inbox.waiting().isEmpty)
        #expect(try inbox.drop(inbox.carol) == "nothing forced")
        // alice can force again.
        #expect(try inbox.force(try inbox.transfer(from: inbox.alice), by: inbox.alice) == nil)
    }

    @Test("One that is priced below the block falls out, four at a block, and those behind them are asked for")
    func underpriced() throws {
        var inbox = try InboxWorld()
        let actors = (0..<5).map { Actor(name: "user \($0)", seed: RollupWorld.seed) }
        for actor in actors {
            let intent = TransactionIntent(
                to: inbox.rollup,
                value: RollupWorld.ether,
                data: NativeRollup.deposit(to: actor.address, fee: .zero),
                gasLimit: 400_000
            )
            #expect(try inbox.world.include(try inbox.alice.transaction(intent, on: inbox.world.l1)).succeeded)
        }
        try inbox.settle()
        let price = try inbox.settled().head.baseFeePerGas
        #expect(try inbox.world.l1.storage(of: inbox.rollup, ForcedInclusionRollup.Slot.baseFee) == price)
        #expect(
            try inbox.force(try inbox.transfer(from: inbox.alice, maxFee: price &- 1), by: inbox.alice)
                == "underpriced"
        )
        for actor in actors {
            #expect(try inbox.force(try inbox.transfer(from: actor, maxFee: price), by: actor) == nil)
        }
        #expect(try inbox.force(try inbox.transfer(from: inbox.dave), by: inbox.dave) == nil)
        // A heavy block raises the price for the next one.
        let load = TransactionIntent(to: nil, data: [0x5b, 0x5f, 0x56], gasLimit: 14_000_000)
        for _ in 0..<4 {
            _ = try inbox.world.transact(load, from: inbox.carol)
            #expect(try inbox.advance(try inbox.sealWithoutForced().payload) == nil)
        }
        #expect(try inbox.settled().head.baseFeePerGas > price)
        try inbox.wait(until: try #require(try inbox.waiting().last).dueAt)
        // Four fall out and nothing more is asked of this block; the next lets the fifth fall and has to have dave's.
        #expect(try inbox.advance(try inbox.sealWithoutForced().payload) == nil)
        #expect(try inbox.waiting().map(\.sender) == [actors[4].address, inbox.dave.address])
        var censoring = inbox
        #expect(try censoring.advance(try censoring.sealWithoutForced().payload) == Self.missing)
        let sealed = try inbox.world.seal()
        #expect(sealed.records.map(\.sender) == [inbox.dave.address])
        #expect(try inbox.advance(sealed.payload) == nil)
        #expect(try inbox.waiting().isEmpty)
    }

    // MARK: With a sequencer

    @Test("Two hours after it was due everybody hands in, however lately the sequencer has")
    func overdue() throws {
        var inbox = try InboxWorld(isSequenced: true)
        #expect(try inbox.force(try inbox.transfer(from: inbox.alice), by: inbox.alice) == nil)
        let dueAt = try #require(try inbox.waiting().first).dueAt
        try inbox.wait(until: dueAt + 3500)
        #expect(try inbox.advance(try inbox.sealWithoutForced(at: dueAt - 1).payload) == nil)
        let sealed = try inbox.world.seal()
        // In the last slot before, and in the first after.
        try inbox.wait(until: dueAt + ForcedInclusionRollup.overdue - 23)
        #expect(try inbox.advance(sealed.payload, by: inbox.alice) == "not sequencer")
        #expect(inbox.world.l1.head.timestamp == dueAt + ForcedInclusionRollup.overdue - 12)
        #expect(try inbox.rescue() == nil)
        #expect(try inbox.waiting().isEmpty)
        // The sequencer's first word is back with it.
        let next = try inbox.world.seal().payload
        #expect(try inbox.advance(next, by: inbox.alice) == "not sequencer")
        #expect(try inbox.advance(next) == nil)
    }

    @Test("The sequencer's promises, bond and L1's messages work behind the inbox as without it")
    func behindTheInbox() throws {
        var inbox = try InboxWorld(isSequenced: true)
        let contracts = try #require(inbox.world.deployment.sequenced)
        #expect(contracts.rollup == inbox.rollup)
        #expect(try inbox.advance(try inbox.world.seal().payload, by: inbox.alice) == "not sequencer")
        let bonded = try inbox.world.l1.call(CallRequest(to: contracts.bond, data: SequencerBond.isBonded()))
        #expect(bonded.output.last == 1)
        let open = try inbox.world.l1.call(CallRequest(to: inbox.rollup, data: SequencedNativeRollup.isOpen()))
        #expect(open.output.count == 32 && open.output.last == 0)
        #expect(try inbox.world.l1.balance(of: inbox.rollup) == UInt256(19) &* RollupWorld.ether)
    }
}

extension InboxWorld {
    /// alice makes the next block by herself upon what L1 has settled, and hands it in.
    fileprivate mutating func rescue() throws -> String? {
        var own = Sequencer(
            genesis: world.deployment.genesis,
            relayer: alice,
            rollup: rollup,
            inbox: rollup
        )
        let chain = try settled()
        own.adopt(chain)
        let sealed = try own.seal(at: world.l1.clock.now, messages: .none, l1: world.l1)
        let found = try advance(sealed.payload, by: alice)
        world.sequencer = own
        return found
    }
}
