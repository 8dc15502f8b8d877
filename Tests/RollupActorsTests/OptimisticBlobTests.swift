import BlobKZG
import EVM
import ExecutePrecompile
import L1Sim
import Primitives
import RollupActors
import RollupContracts
import StateTransition
import Testing

@Suite("Optimistic rollup in blobs")
struct OptimisticBlobTests {
    private static func world() throws -> RollupWorld {
        try RollupWorld(
            extensions: L1Extensions([], blobCommitments: CeremonyCommitments()),
            settlement: { .optimistic(proposer: $0.address, challengeWindow: 60, usesBlobs: true) }
        )
    }

    /// Proposes a block whose transactions are in blobs, or are said to be.
    private static func propose(
        _ payload: StatelessInput,
        blobs: [[UInt8]]? = nil,
        in world: inout RollupWorld
    ) throws -> TransactionRecord {
        let scheme = try #require(world.l1.extensions.blobCommitments)
        let body = PayloadBody(transactions: payload.newPayloadRequest.executionPayload.transactions)
        let carried = try scheme.sidecar(of: blobs ?? body.blobs, form: .cells)
        let transaction = try Proposer(actor: world.operatorActor, rollup: world.deployment.rollup).transaction(
            proposing: payload,
            blobVersionedHashes: carried.versionedHashes,
            on: world.l1
        )
        #expect(transaction.type == .blob && transaction.data.count == 4 + 6 * 32)
        let hash = try world.l1.submit(transaction, blobs: carried)
        _ = try world.l1.produceBlock()
        return try #require(world.l1.record(of: hash))
    }

    @Test("A new node derives the L2 from blobs alone, as long as L1 has them")
    func rebuild() throws {
        var world = try Self.world()
        let start = world.follower
        for number in UInt64(1)...2 {
            _ = try world.deposit(RollupWorld.ether, from: world.alice)
            let record = try Self.propose(try world.seal().payload, in: &world)
            #expect(record.succeeded && record.blobFee == 131_072, "\(record.status)")
            #expect(record.gasUsed - record.transaction.intrinsicGas < Proposer.contractGas / 2)
            #expect(
                try world.l1.storage(
                    of: world.deployment.rollup,
                    OptimisticRollup.Slot.blobBatchHash(l2BlockNumber: number)
                )
                    == OptimisticRollup.batchHash(blobVersionedHashes: record.transaction.blobVersionedHashes).uint256
            )
        }
        var node = start
        try node.follow(world.l1)
        #expect(node.divergence == nil && node.missingData == nil)
        #expect(node.chain.headHash == world.sequencer.chain.headHash)
        #expect(try node.chain.balance(of: world.alice.address) == UInt256(2) &* RollupWorld.ether)

        try world.l1.skip(to: world.l1.clock.now + (4096 + 1) * 32 * 12)
        var late = start
        try late.follow(world.l1)
        #expect(late.missingData?.l2BlockNumber == 1 && late.divergence == nil && late.chain.head.number == 0)
        try node.follow(world.l1)
        #expect(node.chain.head.number == 2 && node.missingData == nil)
    }

    @Test("Nobody on L1 looks into the blobs, and the follower finds what they do not hold")
    func otherData() throws {
        let honest = try Self.world()
        for isList in [true, false] {
            let blobs = isList ? PayloadBody(transactions: []).blobs : BlobData.pack([0, 0, 0, 0, 0, 0, 0, 1, 0x80])
            var world = honest
            _ = try world.deposit(RollupWorld.ether, from: world.alice)
            #expect(try Self.propose(try world.seal().payload, blobs: blobs, in: &world).succeeded)
            try world.follower.follow(world.l1)
            switch (isList, world.follower.divergence?.reason) {
            case (true, .otherCommitment), (false, .blobs(.transactions(.expectedList))): break
            case (_, let other): Issue.record("unexpected: \(String(describing: other))")
            }
        }
    }

    @Test("A proposal in the other place than the rollup's data is refused")
    func otherPlace() throws {
        var world = try Self.world()
        let proposer = Proposer(actor: world.operatorActor, rollup: world.deployment.rollup)
        let payload = try world.seal().payload
        let inCalldata = try world.include(try proposer.transaction(proposing: payload, on: world.l1))
        #expect(RevertReason(output: inCalldata.status.output) == .message("batch not in blobs"))
        #expect(try Self.propose(payload, in: &world).succeeded)
    }
}
