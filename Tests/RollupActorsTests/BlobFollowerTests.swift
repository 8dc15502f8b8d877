import BlobKZG
import EVM
import ExecutePrecompile
import L1Sim
import Primitives
import RollupActors
import RollupContracts
import StateTransition
import Testing

/// A follower of a rollup whose transactions are in blobs.
///
/// What is proved is simulated: every proof is believed.
@Suite("Follower of a rollup in blobs")
struct BlobFollowerTests {
    private struct Keys: VerificationKeys {
        func systemName(of hash: Bytes32) -> String? { "simulated" }
        func securityBits(of hash: Bytes32) -> Int? { 128 }
    }

    /// An L1 that believes proofs, and looks into blobs unless it is told to believe these too.
    private static func extensions(believesBlobs: Bool) -> L1Extensions {
        L1Extensions(
            [
                L1Extension(
                    address: .execute,
                    name: "EXECUTE",
                    call: Execute(verifier: ProofVerification(ExecuteConfiguration(), keys: Keys())).answer
                )
            ],
            dependencyVerifier: DependencyVerifier(
                blobSchemes: believesBlobs ? [] : [ProofScheme.payloadBlobs],
                blobRefusal: { dependency, carried in
                    PayloadBlobStatement.refusal(
                        of: dependency,
                        versionedHashes: carried.versionedHashes,
                        blobs: carried.blobs
                    )
                },
                refusal: { _, _, _ in nil }
            ),
            blobCommitments: CeremonyCommitments()
        )
    }

    /// Offers a block whose transactions are in blobs, or blobs of something else.
    private static func submit(
        _ sealed: SealedBlock,
        blobs: [[UInt8]]? = nil,
        through forwarder: Address? = nil,
        to world: inout RollupWorld
    ) throws -> Bytes32 {
        let request = sealed.payload.newPayloadRequest
        let scheme = try #require(world.l1.extensions.blobCommitments)
        let body = PayloadBody(transactions: request.executionPayload.transactions)
        let carried = try scheme.sidecar(of: blobs ?? body.blobs, form: .cells)
        let input = BlobProofInput(
            request: request,
            blobVersionedHashes: carried.versionedHashes,
            verificationKeyHashes: [RollupWorld.key],
            chainId: sealed.payload.chainId
        )
        let sidecar = ProofSidecar([.init(publicInput: [], proof: []), .init(publicInput: [], proof: [])])
        let proofs = sidecar.proofs(of: [
            ProofDependency(
                scheme: ProofScheme.statelessValidation,
                publicInputRoot: input.publicInputRoot,
                verificationKeyHash: RollupWorld.key
            ),
            input.blobStatement(under: L2Rules()).dependency,
        ])
        var transaction = try world.advancer.transaction(
            input: .blobs(input),
            proofs: proofs,
            gasRule: .perDependency,
            on: world.l1
        )
        if let forwarder { transaction = world.operatorActor.redirected(transaction, to: forwarder) }
        return try world.l1.submit(transaction, sidecar: sidecar.encoded, blobs: carried)
    }

    @Test("A new node derives the L2 from blobs alone, as long as L1 has them")
    func rebuild() throws {
        var world = try RollupWorld(extensions: Self.extensions(believesBlobs: false), acceptsProofs: true)
        let start = world.follower
        for number in 1...2 as ClosedRange<UInt64> {
            if number == 2 {
                #expect(try world.deposit(RollupWorld.ether, from: world.alice).succeeded)
            }
            let hash = try Self.submit(try world.seal(), to: &world)
            _ = try world.l1.produceBlock()
            let record = try #require(world.l1.record(of: hash))
            #expect(record.succeeded, "\(record.status)")
            #expect(record.blobFee == 131_072)
        }
        var node = start
        try node.follow(world.l1)
        #expect(node.divergence == nil && node.missingData == nil)
        #expect(node.chain.headHash == world.sequencer.chain.headHash)
        #expect(try node.chain.balance(of: world.alice.address) == RollupWorld.ether)

        let blockNumber = world.l1.head.number
        try world.l1.skip(to: world.l1.clock.now + (4096 + 1) * 32 * 12)
        var late = start
        try late.follow(world.l1)
        let missing = try #require(late.missingData)
        #expect(missing.l2BlockNumber == 1 && missing.l1BlockNumber < blockNumber)
        #expect(missing.description.contains("have expired"))
        #expect(late.chain.head.number == 0 && late.divergence == nil)
        // What was derived in time stays, and goes on.
        try node.follow(world.l1)
        #expect(node.chain.head.number == 2 && node.missingData == nil)
        try late.follow(world.l1)
        #expect(late.missingData == missing)
    }

    @Test("A proved block in blobs that a contract hands on is followed")
    func forwarded() throws {
        var world = try RollupWorld(extensions: Self.extensions(believesBlobs: false), acceptsProofs: true)
        let intent = TransactionIntent(
            to: nil,
            data: CallingCode.forwarder(to: world.deployment.rollup),
            gasLimit: 200_000
        )
        let forwarder = try world.include(try world.alice.transaction(intent, on: world.l1)).createdAddress
        _ = try world.deposit(RollupWorld.ether, from: world.alice)
        let hash = try Self.submit(try world.seal(), through: forwarder, to: &world)
        _ = try world.l1.produceBlock()
        let record = try #require(world.l1.record(of: hash))
        #expect(forwarder != nil && record.succeeded && record.transaction.to == forwarder, "\(record.status)")
        try world.follower.follow(world.l1)
        #expect(world.follower.divergence == nil && world.follower.missingData == nil)
        #expect(world.follower.chain.headHash == world.sequencer.chain.headHash)
    }

    @Test("B9 other blobs under the same proof never get into a block of an honest L1")
    func otherBlobs() throws {
        var world = try RollupWorld(extensions: Self.extensions(believesBlobs: false), acceptsProofs: true)
        let sealed = try world.seal()
        let other = PayloadBody(transactions: [[2, 0xc0]]).blobs
        #expect(
            throws: MempoolRejection.proofs(.refused(dependency: 1, reason: "the blobs hold other transactions"))
        ) { try Self.submit(sealed, blobs: other, to: &world) }
        #expect(
            throws: MempoolRejection.proofs(
                .refused(dependency: 1, reason: "16777224 bytes are declared, the blobs carry 126976")
            )
        ) {
            try Self.submit(sealed, blobs: BlobData.pack([1] + [UInt8](repeating: 0, count: 300)), to: &world)
        }
    }

    @Test("On an L1 that looks into no blob, the follower finds what they do not hold")
    func believed() throws {
        var world = try RollupWorld(extensions: Self.extensions(believesBlobs: true), acceptsProofs: true)
        let hash = try Self.submit(
            try world.seal(),
            blobs: BlobData.pack([0, 0, 0, 0, 0, 0, 0, 1, 0x80]),
            to: &world
        )
        _ = try world.l1.produceBlock()
        #expect(world.l1.record(of: hash)?.succeeded == true)
        try world.follower.follow(world.l1)
        guard case .blobs(.transactions(.expectedList))? = world.follower.divergence?.reason else {
            Issue.record("\(String(describing: world.follower.divergence))")
            return
        }
    }
}
