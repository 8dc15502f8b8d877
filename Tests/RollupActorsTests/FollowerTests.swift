import EVM
import ExecutePrecompile
import L1Sim
import Primitives
import RollupActors
import RollupContracts
import StateTransition
import Testing

@Suite("Follower")
struct FollowerTests {
    /// An EXECUTE that believes everything, as a broken verifier would.
    static let credulous = L1Extensions([
        L1Extension(address: .execute, name: "EXECUTE that accepts anything") { call in
            guard let claim = try? StatelessInput(decoding: call.input) else { return .failure(.invalidInput) }
            let result = StatelessValidationResult(
                newPayloadRequestRoot: claim.newPayloadRequest.root(.executionSpecs),
                successfulValidation: true,
                chainId: claim.chainId,
                schemaId: InputSchema.osaka.rawValue
            )
            return .success(output: result.encoded, gasUsed: 100_000)
        }
    ])

    @Test("A false state root that L1 was made to accept is found from L1's calldata alone")
    func falseStateRoot() throws {
        var world = try RollupWorld(extensions: Self.credulous)
        #expect(try world.advance(try world.seal().payload).succeeded)
        try world.follower.follow(world.l1)
        #expect(world.follower.divergence == nil)

        var lie = try world.seal().payload
        lie.newPayloadRequest.executionPayload.fields.stateRoot = Bytes32(UInt256(0xbad))
        let block = lie.newPayloadRequest.block
        lie.newPayloadRequest.executionPayload.fields.blockHash = block.hash
        #expect(try world.advance(lie).succeeded)
        try world.follower.follow(world.l1)
        let divergence = try #require(world.follower.divergence)
        #expect(divergence.l2BlockNumber == 2)
        guard case .invalidBlock(.invalid(.wrongStateRoot)) = divergence.reason else {
            Issue.record("expected a wrong state root, got \(divergence.reason)")
            return
        }
        #expect(world.follower.chain.head.number == 1)
    }

    @Test("A block hash that is not the block's is found too")
    func falseBlockHash() throws {
        var world = try RollupWorld(extensions: Self.credulous)
        var lie = try world.seal().payload
        lie.newPayloadRequest.executionPayload.fields.blockHash = Bytes32(UInt256(0xbad))
        #expect(try world.advance(lie).succeeded)
        try world.follower.follow(world.l1)
        guard case .otherCommitment? = world.follower.divergence?.reason else {
            Issue.record("expected another commitment, got \(String(describing: world.follower.divergence))")
            return
        }
    }

    @Test("A withdrawal, which is valid on L1, is not on L2 whatever EXECUTE was made to accept")
    func mintingWithdrawal() throws {
        var world = try RollupWorld(extensions: Self.credulous)
        var lie = try world.seal().payload
        lie.newPayloadRequest.executionPayload.withdrawals = [
            Withdrawal(index: 0, validatorIndex: 0, address: world.alice.address, amountInGwei: 1)
        ]
        #expect(try world.advance(lie).succeeded)
        try world.follower.follow(world.l1)
        guard case .forbidden(.withdrawals(count: 1))? = world.follower.divergence?.reason else {
            Issue.record("expected a forbidden block, got \(String(describing: world.follower.divergence))")
            return
        }
    }

    @Test("With the real EXECUTE the same lie never reaches the follower")
    func lieRefused() throws {
        var world = try RollupWorld()
        var lie = try world.seal().payload
        lie.newPayloadRequest.executionPayload.fields.stateRoot = Bytes32(UInt256(0xbad))
        let block = lie.newPayloadRequest.block
        lie.newPayloadRequest.executionPayload.fields.blockHash = block.hash
        let record = try world.advance(lie)
        #expect(!record.succeeded)
        #expect(RevertReason(output: record.status.output) == .message("execute failed"))
        try world.follower.follow(world.l1)
        #expect(world.follower.divergence == nil)
        #expect(world.follower.chain.head.number == 0)
    }
}
