import Cryptography
import EVM
import L1Sim
import PaymentsCircuit
import Primitives
import ProofProver
import RollupActors
import RollupContracts
import StateTransition
import Testing

@Suite("Round trip through a payments rollup")
struct PaymentsRoundTripTests {
    private static let ether: UInt128 = 1_000_000_000_000_000_000

    private static func reason(_ record: TransactionRecord) -> ContractVerifiedRollup.Revert? {
        ContractVerifiedRollup.Revert(RevertReason(output: record.status.output))
    }

    /// Deposit, transfer, withdrawal and claim under the given proofs.
    private static func roundTrip(_ proofs: any BatchProofs, capacity: Int, depositCapacity: Int) throws {
        var world = try PaymentsWorld(proofs, capacity: capacity, depositCapacity: depositCapacity)
        let deposited = try world.deposit(UInt256(3) &* PaymentsWorld.ether, for: world.alice)
        #expect(deposited.succeeded && deposited.gasUsed < BatchSettler.depositGasLimit / 2)
        let first = try world.sequencer.seal(.all, l1: world.l1)
        for record in try world.settle(first) {
            #expect(record.succeeded, "\(String(describing: reason(record)))")
            #expect(record.gasUsed < record.transaction.gasLimit / 2, "\(record.gasUsed)")
        }
        #expect(world.sequencer.account(of: world.alice.owner)?.balance == 3 * ether)

        _ = try world.sequencer.submit(ether, to: world.bob.owner, from: world.alice)
        if capacity == 1 { _ = try world.settle(try world.sequencer.seal(.all, l1: world.l1)) }
        _ = try world.sequencer.submit(ether / 2, to: nil, from: world.alice)
        let last = try world.sequencer.seal(.all, l1: world.l1)
        let withdrawal = try #require(last.transition.withdrawals.withdrawals.first)
        let early = try world.claim(withdrawal, of: last)
        #expect(reason(early) == .notExecuted)
        #expect(try world.settle(last).allSatisfy(\.succeeded))
        #expect(world.sequencer.account(of: world.bob.owner)?.balance == 2 * ether)

        let before = try world.l1.balance(of: world.rollup)
        let claimed = try world.claim(withdrawal, of: last)
        #expect(claimed.succeeded && claimed.gasUsed < claimed.transaction.gasLimit * 3 / 4, "\(claimed.gasUsed)")
        #expect(try world.l1.balance(of: world.rollup) == before &- UInt256(ether / 2))
        #expect(reason(try world.claim(withdrawal, of: last)) == .alreadyClaimed)

        try world.follower.follow(world.l1)
        #expect(world.follower.divergence == nil)
        #expect(world.follower.state.root == world.sequencer.state.root)
        #expect(UInt64(world.follower.executed.count) == world.sequencer.batchCount)
    }

    @Test("With simulated proofs: what is deposited, paid and withdrawn arrives, and is claimed once")
    func simulated() throws {
        try Self.roundTrip(SimulatedBatchProofs(), capacity: 4, depositCapacity: 2)
    }

    @Test("With Groth16 proofs, verified on L1, the same")
    func proved() throws {
        try Self.roundTrip(Groth16BatchProofs(workers: Workers(count: 2)), capacity: 1, depositCapacity: 1)
    }

    @Test("A proof of another outcome, and a damaged proof, are refused; the batch can still be proven")
    func wrongProofs() throws {
        var world = try PaymentsWorld(Groth16BatchProofs(workers: Workers(count: 2)), capacity: 1, depositCapacity: 0)
        _ = try world.sequencer.submit(1, to: nil, from: world.bob)
        let batch = try world.sequencer.seal(.all, l1: world.l1)
        let proof = try world.proofs.proof(of: batch.batch, appliedTo: batch.stateBefore)
        #expect(try world.commit(batch).succeeded)
        var outcome = batch.outcome
        outcome.root = outcome.root &+ .one
        let hash = batch.batch.data.hash.value
        let other = BatchSettler.prove(dataHash: hash, outcome: outcome, proof: proof, rollup: world.rollup)
        #expect(Self.reason(try world.send(other)) == .proofRefused)
        for word in 0..<8 {
            var damaged = proof
            damaged[word] = damaged[word] ^ .one
            #expect(Self.reason(try world.prove(batch, damaged)) == .proofRefused, "word \(word)")
        }
        #expect(try world.prove(batch, proof).succeeded)
    }

    /// Hands in a batch that withdraws everything, with the forged proof; what each transaction came to.
    private static func forge(
        _ proofs: any BatchProofs,
        by thief: Actor,
        publication: BatchPublication
    ) throws -> (PaymentsWorld, [TransactionRecord]) {
        var world = try PaymentsWorld(proofs, capacity: 1, depositCapacity: 0, publication: publication)
        let forged = try ForgedBatch(for: thief.address, of: world.sequencer, on: world.l1)
        let blob = publication == .blob ? try world.blob(of: forged.batch.data) : nil
        let inputs = try forged.publicInputs(versionedHash: blob?.versionedHash)
        let proof = try proofs.forgery(of: inputs, for: forged.batch.shape)
        let intents = BatchSettler.settlement(
            of: forged.batch,
            as: forged.commitment,
            leadingTo: forged.outcome,
            blob: blob,
            proof: proof,
            rollup: world.rollup
        )
        var records: [TransactionRecord] = []
        for (index, intent) in intents.enumerated() {
            let transaction = try world.operatorActor.transaction(intent, on: world.l1)
            records.append(try world.include(transaction, blobs: index == 0 ? blob?.sidecar : nil))
            guard records[index].succeeded else { return (world, records) }
        }
        let (withdrawal, tree) = (forged.withdrawal, forged.withdrawals)
        records.append(
            try world.send(BatchSettler.claim(withdrawal, of: forged.number, in: tree, rollup: world.rollup))
        )
        return (world, records)
    }

    @Test(
        "Under a key whose gamma equals delta somebody without a witness takes everything; a sound key refuses him",
        arguments: [BatchPublication.calldata, .blob]
    )
    func forgery(publication: BatchPublication) throws {
        let thief = Actor(name: "mallory", seed: 1)
        let proofs = Groth16BatchProofs(workers: Workers(count: 2))
        var (world, records) = try Self.forge(proofs.underDegenerateKeys, by: thief, publication: publication)
        #expect(records.count == 4 && records.allSatisfy(\.succeeded))
        #expect(try world.l1.balance(of: world.rollup) == .zero)
        #expect(try world.l1.balance(of: thief.address) == PaymentsWorld.ether)
        // Whoever follows the data sees the lie, and L1 does not.
        try world.follower.follow(world.l1)
        #expect(world.follower.divergence == "batch 1 is executed on L1, and it leads to another root")

        (world, records) = try Self.forge(proofs, by: thief, publication: publication)
        #expect(records.map(\.succeeded) == [true, false])
        #expect(Self.reason(try #require(records.last)) == .proofRefused)
        #expect(try world.l1.balance(of: world.rollup) == PaymentsWorld.ether)
    }

    @Test("A batch that nobody can prove is reverted, and its deposit goes into the next")
    func reverted() throws {
        var world = try PaymentsWorld()
        _ = try world.deposit(PaymentsWorld.ether, for: world.alice)
        let before = world.sequencer
        let batch = try world.sequencer.seal(.all, l1: world.l1)
        var lie = batch.commitment
        lie.payments[0] = 9
        #expect(try world.send(BatchSettler.commit(lie, shape: batch.batch.shape, rollup: world.rollup)).succeeded)
        let proof = try world.proofs.proof(of: batch.batch, appliedTo: batch.stateBefore)
        #expect(Self.reason(try world.prove(batch, proof)) == .wrongData)
        let reverted = try world.send(BatchSettler.revert(rollup: world.rollup))
        #expect(reverted.succeeded && reverted.gasUsed < BatchSettler.revertGasLimit / 2)
        world.sequencer = before
        #expect(try world.settle(try world.sequencer.seal(.all, l1: world.l1)).allSatisfy(\.succeeded))
        try world.follower.follow(world.l1)
        #expect(world.follower.divergence == nil && world.follower.state.root == world.sequencer.state.root)
    }

    @Test("What exceeds a batch waits, and what cannot be paid is refused or dropped")
    func pool() throws {
        var world = try PaymentsWorld(capacity: 2, depositCapacity: 1)
        #expect(throws: PaymentError.unknownAccount(index: .max)) {
            try world.sequencer.submit(1, to: nil, from: world.alice)
        }
        #expect(throws: PaymentError.self) { try world.sequencer.submit(2 * Self.ether, to: nil, from: world.bob) }
        for _ in 0..<3 { _ = try world.deposit(PaymentsWorld.ether, for: world.alice) }
        for _ in 0..<3 { _ = try world.sequencer.submit(Self.ether / 4, to: nil, from: world.bob) }
        let first = try world.sequencer.seal(.all, l1: world.l1)
        #expect(first.batch.deposits.count == 1 && first.batch.payments.count == 2)
        #expect(world.sequencer.pending.count == 1)
        let second = try world.sequencer.seal(.none, l1: world.l1)
        #expect(second.batch.deposits.isEmpty && second.batch.payments.count == 1)
        let third = try world.sequencer.seal(.all, l1: world.l1)
        #expect(third.batch.deposits.count == 1 && third.depositEnd == 2)
        for batch in [first, second, third] { #expect(try world.settle(batch).allSatisfy(\.succeeded)) }
        try world.follower.follow(world.l1)
        #expect(world.follower.divergence == nil && world.follower.state.root == world.sequencer.state.root)
    }

    @Test("A follower finds roots that the data do not lead to, when a simulated verifier has let them pass")
    func divergence() throws {
        var world = try PaymentsWorld()
        let batch = try world.sequencer.seal(.all, l1: world.l1)
        var outcome = batch.outcome
        outcome.root = outcome.root &+ .one
        let hash = batch.batch.data.hash.value
        let inputs = [batch.transition.rootBefore.value, outcome.root, outcome.withdrawalsRoot, hash]
        let proof = SimulatedVerifier.proof(of: inputs)
        #expect(try world.commit(batch).succeeded)
        let proven = BatchSettler.prove(dataHash: hash, outcome: outcome, proof: proof, rollup: world.rollup)
        #expect(try world.send(proven).succeeded)
        #expect(try world.send(BatchSettler.execute(outcome, rollup: world.rollup)).succeeded)
        try world.follower.follow(world.l1)
        #expect(world.follower.divergence == "batch 1 is executed on L1, and it leads to another root")
    }
}
