import EVM
import ExecutePrecompile
import L1Sim
import PaymentsCircuit
import Primitives
import RollupActors
import RollupContracts
import StateTransition
import Testing

/// Followers of rollups whose contracts are called by other contracts, or in unusual encodings, by whoever likes to.
@Suite("Calls that do not come from a transaction")
struct ForwardedCallTests {
    /// An EXECUTE so cheap that two fit into a transaction.
    private static let cheap = L1Extensions([
        L1Extension(
            address: .execute,
            name: "EXECUTE",
            call: Execute(verifier: ReExecution(ExecuteConfiguration(gasRule: .flat100k))).answer
        )
    ])

    /// Includes a transaction whose init code takes some steps.
    private static func include(_ steps: [CallingCode.Step], in world: inout RollupWorld) throws {
        let intent = TransactionIntent(to: nil, data: CallingCode.initCode(steps), gasLimit: TransactionGas.cap)
        let record = try world.include(try world.alice.transaction(intent, on: world.l1))
        try #require(record.succeeded, "\(record.status)")
    }

    /// Expects that the follower has come to the sequencer's head.
    private static func expectDerived(_ world: inout RollupWorld, _ comment: Comment? = nil) throws {
        try world.follower.follow(world.l1)
        #expect(world.follower.divergence == nil, comment)
        #expect(world.follower.chain.headHash == world.sequencer.chain.headHash, comment)
    }

    @Test("A block that a contract hands to a native rollup is followed")
    func forwardedAdvance() throws {
        var world = try RollupWorld()
        let rollup = world.deployment.rollup
        let forwarder = try world.include(
            try world.alice.transaction(
                TransactionIntent(to: nil, data: CallingCode.forwarder(to: rollup), gasLimit: 200_000),
                on: world.l1
            )
        )
        let address = try #require(forwarder.createdAddress)
        _ = try world.deposit(RollupWorld.ether, from: world.alice)
        let payload = try world.seal().payload
        // Of what is left a call keeps a 64th, and there is one call more than usual.
        let direct = try world.advancer.transaction(
            payload: payload,
            gasRule: .gasLimitPlusBytes,
            gasLimit: TransactionGas.cap,
            on: world.l1
        )
        let record = try world.include(world.operatorActor.redirected(direct, to: address))
        #expect(record.succeeded && record.transaction.to != rollup, "\(record.status)")
        try Self.expectDerived(&world)
        // The next block comes in the usual way.
        #expect(try world.advance(try world.seal().payload).succeeded)
        try Self.expectDerived(&world)
        #expect(world.follower.chain.head.number == 2)
    }

    @Test("Two blocks in one transaction, and calls that are undone, are told apart")
    func twoAdvances() throws {
        var world = try RollupWorld(extensions: Self.cheap)
        let rollup = world.deployment.rollup
        let first = NativeRollup.advance(payload: try world.seal().payload.encoded)
        _ = try world.l1.produceBlock()
        let second = NativeRollup.advance(payload: try world.seal().payload.encoded)
        try Self.include(
            [.undone(rollup, first), .call(rollup, first), .undone(rollup, second), .call(rollup, second)],
            in: &world
        )
        #expect(world.l1.logs(of: rollup, from: 1, through: world.l1.head.number).count == 2)
        try Self.expectDerived(&world)
        #expect(world.follower.chain.head.number == 2)
    }

    @Test("Another encoding of the calldata changes nothing, through a contract or not")
    func oddEncoding() throws {
        for isDirect in [true, false] {
            var world = try RollupWorld()
            let rollup = world.deployment.rollup
            let payload = try world.seal().payload.encoded
            let odd = CallingCode.oddEncoding(
                of: NativeRollup.advance(payload: payload),
                argument: 0,
                of: 1,
                byteCount: payload.count
            )
            #expect(NativeRollup.payload(advanceCalldata: odd) == nil)
            if isDirect {
                let intent = TransactionIntent(to: rollup, data: odd, gasLimit: TransactionGas.cap)
                #expect(try world.include(try world.alice.transaction(intent, on: world.l1)).succeeded)
            } else {
                try Self.include([.call(rollup, odd)], in: &world)
            }
            try Self.expectDerived(&world)
        }
    }

    @Test("A lie through a contract is found like any other")
    func forwardedLie() throws {
        var world = try RollupWorld(extensions: FollowerTests.credulous)
        var lie = try world.seal().payload
        lie.newPayloadRequest.executionPayload.fields.stateRoot = Bytes32(UInt256(0xbad))
        lie.newPayloadRequest.executionPayload.fields.blockHash = lie.newPayloadRequest.block.hash
        try Self.include(
            [.call(world.deployment.rollup, NativeRollup.advance(payload: lie.encoded))],
            in: &world
        )
        try world.follower.follow(world.l1)
        guard case .invalidBlock(.invalid(.wrongStateRoot))? = world.follower.divergence?.reason else {
            Issue.record("unexpected: \(String(describing: world.follower.divergence))")
            return
        }
    }

    @Test("A message from L2 that is delivered to EXECUTE is no block, though the contract hands it on")
    func deliveredToExecute() throws {
        var world = try RollupWorld(extensions: FollowerTests.credulous)
        let rollup = world.deployment.rollup
        _ = try world.deposit(RollupWorld.ether, from: world.alice)
        let first = try world.seal().payload
        #expect(try world.advance(first).succeeded)
        var bait = first
        bait.witness = ExecutionWitness(state: [], codes: [], headers: [])
        bait.newPayloadRequest.executionPayload.transactions = []
        try #require(bait.encoded.count <= RollupMessage.maxDataByteCount)
        let sent = try world.transact(
            TransactionIntent(
                to: L2Messenger.address,
                data: L2Messenger.sendMessage(to: .execute, fee: .zero, data: bait.encoded),
                gasLimit: 1_000_000
            ),
            from: world.alice
        )
        let second = try world.seal()
        #expect(try world.advance(second.payload).succeeded)
        let sending = try #require(second.records.first { $0.hash == sent })
        let claim = try WithdrawalClaimer.claim(
            try #require(try WithdrawalClaimer.messages(sentBy: sending).first),
            provenAt: 2,
            of: world.sequencer.chain,
            rollup: rollup,
            feeRecipient: world.alice.address
        )
        _ = try world.l1.produceBlock()
        let third = NativeRollup.advance(payload: try world.seal().payload.encoded)
        try Self.include([.call(rollup, claim.data), .call(rollup, third)], in: &world)
        // Both have reached EXECUTE, the bait first.
        let kinds = try world.l1.messages(ofBlock: world.l1.head.number) { message in
            message.to == .execute ? message.kind : nil
        }
        #expect(kinds == [[.call, .staticCall]])
        try Self.expectDerived(&world)
        #expect(world.follower.chain.head.number == 3)
    }

    @Test("Proposals through a contract, two in one transaction and in another encoding, are followed")
    func proposals() throws {
        var world = try RollupWorld(settlement: { _ in .optimistic(proposer: .zero, challengeWindow: 60) })
        let rollup = world.deployment.rollup
        _ = try world.deposit(RollupWorld.ether, from: world.alice)
        var calls: [[UInt8]] = []
        for _ in 0..<3 {
            let proposal = OptimisticRollup.Proposal(try world.seal().payload.newPayloadRequest)
            let calldata = OptimisticRollup.propose(proposal)
            calls.append(
                calls.isEmpty
                    ? calldata
                    : CallingCode.oddEncoding(of: calldata, argument: 6, of: 7, byteCount: proposal.batch.count)
            )
            _ = try world.l1.produceBlock()
        }
        try Self.include(
            [.undone(rollup, calls[0]), .call(rollup, calls[0]), .call(rollup, calls[1])],
            in: &world
        )
        let intent = TransactionIntent(to: rollup, data: calls[2], gasLimit: 500_000)
        #expect(try world.include(try world.alice.transaction(intent, on: world.l1)).succeeded)
        try Self.expectDerived(&world)
        #expect(world.follower.chain.head.number == 3)
    }

    @Test("Batches of payments through a contract, in another encoding and undone, are followed")
    func commitments() throws {
        var world = try PaymentsWorld(acceptsAnySequencer: true)
        _ = try world.deposit(PaymentsWorld.ether, for: world.alice)
        var commitments: [[UInt8]] = []
        var batches: [SealedBatch] = []
        for _ in 0..<3 {
            _ = try world.sequencer.submit(1, to: nil, from: world.bob)
            let batch = try world.sequencer.seal(.all, l1: world.l1)
            batches.append(batch)
            commitments.append(ContractVerifiedRollup.commit(batch.commitment))
        }
        commitments[1] = CallingCode.oddEncoding(
            of: commitments[1],
            argument: 0,
            of: 2,
            byteCount: batches[1].commitment.payments.count
        )
        let code = CallingCode.initCode([
            .undone(world.rollup, commitments[0]), .call(world.rollup, commitments[0]),
            .call(world.rollup, commitments[1]),
        ])
        #expect(try world.send(TransactionIntent(to: nil, data: code, gasLimit: 5_000_000)).succeeded)
        #expect(try world.commit(batches[2]).succeeded)
        for batch in batches {
            let proof = try world.proofs.proof(of: batch.batch, appliedTo: batch.stateBefore)
            #expect(try world.prove(batch, proof).succeeded)
            #expect(try world.send(BatchSettler.execute(batch.outcome, rollup: world.rollup)).succeeded)
        }
        try world.follower.follow(world.l1)
        #expect(world.follower.divergence == nil)
        #expect(world.follower.state.root == world.sequencer.state.root && world.follower.executed.count == 3)
    }
}
