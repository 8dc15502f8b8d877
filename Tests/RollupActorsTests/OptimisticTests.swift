import EVM
import ExecutePrecompile
import L1Sim
import Primitives
import RollupActors
import RollupContracts
import StateTransition
import Testing

@Suite("Round trip through an optimistic rollup")
struct OptimisticTests {
    private static let window: UInt64 = 86_400

    private static func world() throws -> RollupWorld {
        try RollupWorld(settlement: { .optimistic(proposer: $0.address, challengeWindow: window) })
    }

    private static func propose(_ payload: StatelessInput, in world: inout RollupWorld) throws -> TransactionRecord {
        let proposer = Proposer(actor: world.operatorActor, rollup: world.deployment.rollup)
        return try world.include(try proposer.transaction(proposing: payload, on: world.l1))
    }

    private static func finalizable(_ world: RollupWorld) throws -> UInt64? {
        try Proposer.finalizableNumber(
            of: world.deployment.rollup,
            challengeWindow: window,
            at: world.l1.clock.now,
            on: world.l1
        )
    }

    private static func withdraw(in world: inout RollupWorld) throws -> Bytes32 {
        try world.transact(
            TransactionIntent(
                to: L2Messenger.address,
                value: RollupWorld.ether,
                data: L2Messenger.withdraw(to: world.alice.address, fee: .zero),
                gasLimit: 300_000
            ),
            from: world.alice
        )
    }

    @Test("A deposit arrives, a withdrawal is paid after the window, and the follower needs L1's calldata alone")
    func roundTrip() throws {
        var world = try Self.world()
        #expect(try world.deposit(UInt256(3) &* RollupWorld.ether, from: world.alice).succeeded)
        #expect(try Self.propose(try world.seal().payload, in: &world).succeeded)
        let withdrawal = try Self.withdraw(in: &world)
        let second = try world.seal()
        #expect(try Self.propose(second.payload, in: &world).succeeded)
        try world.follower.follow(world.l1)
        #expect(world.follower.divergence == nil)
        #expect(world.follower.chain.headHash == world.sequencer.chain.headHash)

        let record = try #require(second.records.first { $0.hash == withdrawal })
        let claim = try WithdrawalClaimer.claim(
            try #require(try WithdrawalClaimer.messages(sentBy: record).first),
            provenAt: 2,
            of: world.follower.chain,
            rollup: world.deployment.rollup,
            feeRecipient: world.alice.address
        )
        let early = try world.include(try world.alice.transaction(claim, on: world.l1))
        #expect(RevertReason(output: early.status.output) == .message("not final"))
        #expect(try Self.finalizable(world) == nil)
        _ = try world.l1.advance(to: world.l1.clock.now + Self.window)
        #expect(try Self.finalizable(world) == 2)
        let finalization = Proposer.finalization(of: 2, rollup: world.deployment.rollup)
        let finalized = try world.include(try world.alice.transaction(finalization, on: world.l1))
        #expect(finalized.succeeded && finalized.gasUsed < Proposer.finalizationGasLimit / 2)
        #expect(try Self.finalizable(world) == nil)
        let claimed = try world.include(try world.alice.transaction(claim, on: world.l1))
        #expect(claimed.succeeded && claimed.gasUsed < WithdrawalClaimer.claimGasLimit / 2)
    }

    @Test("A proposal costs less than half of the gas set aside for the contract")
    func headroom() throws {
        var world = try Self.world()
        let deployment = try #require(world.l1.block(number: 1)?.records.first)
        #expect(deployment.gasUsed < deployment.transaction.gasLimit)
        let record = try Self.propose(try world.seal().payload, in: &world)
        #expect(record.succeeded)
        #expect(record.gasUsed - record.transaction.intrinsicGas < Proposer.contractGas / 2)
    }

    @Test("Only those blocks can be made final whose window has passed")
    func finalizableBlocks() throws {
        var world = try Self.world()
        for _ in 0..<5 {
            #expect(try Self.propose(try world.seal().payload, in: &world).succeeded)
            _ = try world.l1.advance(to: world.l1.clock.now + Self.window / 4)
        }
        // The first has waited five quarters, the second four, the third three.
        #expect(try Self.finalizable(world) == 2)
    }

    /// Lies that the contract takes, and the reason for which a node that executes the batch refuses them.
    @Test("The contract takes a lie, and the follower finds it", arguments: ["state root", "block hash", "omission"])
    func lies(_ lie: String) throws {
        var world = try Self.world()
        _ = try world.deposit(RollupWorld.ether, from: world.alice)
        var payload = try world.seal().payload
        switch lie {
        case "state root": payload.newPayloadRequest.executionPayload.fields.stateRoot = Bytes32(UInt256(0xbad))
        case "block hash": payload.newPayloadRequest.executionPayload.fields.blockHash = Bytes32(UInt256(0xbad))
        default: payload.newPayloadRequest.executionPayload.transactions.removeLast()
        }
        #expect(try Self.propose(payload, in: &world).succeeded)
        try world.follower.follow(world.l1)
        let divergence = try #require(world.follower.divergence)
        guard divergence.l2BlockNumber == 1, case .otherCommitment = divergence.reason else {
            Issue.record("expected another commitment, got \(divergence)")
            return
        }
    }

    @Test("Batches that make no block are found")
    func impossibleBatches() throws {
        let honest = try Self.world()
        for (index, transactions) in [[[UInt8]([3, 0xc0])], [[2, 0xc0]], [[]]].enumerated() {
            var world = honest
            var payload = try world.seal().payload
            payload.newPayloadRequest.executionPayload.transactions = transactions
            #expect(try Self.propose(payload, in: &world).succeeded)
            try world.follower.follow(world.l1)
            switch (index, try #require(world.follower.divergence).reason) {
            case (0, .forbidden(.transactionType(index: 0, firstByte: 3))),
                (2, .forbidden(.emptyTransaction(index: 0))):
                break
            case (1, .invalidBlock(.invalid(.transaction(index: 0, _)))): break
            case (_, let reason): Issue.record("unexpected: \(reason)")
            }
        }
    }

    @Test("Transactions that cannot follow each other are found")
    func brokenOrder() throws {
        var world = try Self.world()
        _ = try world.deposit(RollupWorld.ether, from: world.alice)
        #expect(try Self.propose(try world.seal().payload, in: &world).succeeded)
        for _ in 0..<2 {
            _ = try world.transact(
                TransactionIntent(to: world.bob.address, value: 1, gasLimit: 21_000),
                from: world.alice
            )
        }
        var payload = try world.seal().payload
        payload.newPayloadRequest.executionPayload.transactions.reverse()
        #expect(try Self.propose(payload, in: &world).succeeded)
        try world.follower.follow(world.l1)
        guard
            case .invalidBlock(.invalid(.transaction(index: 0, .nonceTooHigh)))? = world.follower.divergence?.reason
        else {
            Issue.record("unexpected: \(String(describing: world.follower.divergence))")
            return
        }
    }
}
