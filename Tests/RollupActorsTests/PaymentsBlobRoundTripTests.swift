import BlobKZG
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

/// The payments are in blobs with real KZG commitments, which the precompile opens on L1.
@Suite("Round trip through a payments rollup in blobs")
struct PaymentsBlobRoundTripTests {
    private static let ether: UInt128 = 1_000_000_000_000_000_000

    private static func reason(_ record: TransactionRecord) -> ContractVerifiedRollup.Revert? {
        ContractVerifiedRollup.Revert(RevertReason(output: record.status.output))
    }

    private static func world(
        _ proofs: any BatchProofs = SimulatedBatchProofs(),
        capacity: Int = 4,
        depositCapacity: Int = 2
    ) throws -> PaymentsWorld {
        try PaymentsWorld(proofs, capacity: capacity, depositCapacity: depositCapacity, publication: .blob)
    }

    /// A deposit, a transfer and a withdrawal in batches, each settled; gas of each transaction is below its limit.
    private static func roundTrip(_ proofs: any BatchProofs, capacity: Int, depositCapacity: Int) throws {
        var world = try world(proofs, capacity: capacity, depositCapacity: depositCapacity)
        _ = try world.deposit(UInt256(3) &* PaymentsWorld.ether, for: world.alice)
        let first = try world.sequencer.seal(.all, l1: world.l1)
        for record in try world.settle(first) {
            #expect(record.succeeded, "\(String(describing: reason(record)))")
            #expect(record.gasUsed < record.transaction.gasLimit / 2, "\(record.gasUsed)")
        }
        _ = try world.sequencer.submit(ether / 2, to: nil, from: world.alice)
        let last = try world.sequencer.seal(.all, l1: world.l1)
        let records = try world.settle(last)
        for record in records { #expect(record.succeeded, "\(String(describing: reason(record)))") }
        #expect(records.map(\.transaction.blobGas) == [131_072, 0, 0])
        let withdrawal = try #require(last.transition.withdrawals.withdrawals.first)
        #expect(try world.claim(withdrawal, of: last).succeeded)

        try world.follower.follow(world.l1)
        #expect(world.follower.divergence == nil && world.follower.missingData == nil)
        #expect(world.follower.state.root == world.sequencer.state.root)
        #expect(world.follower.executed.count == 2)
        #expect(world.follower.executed.last?.data == last.batch.data)
    }

    @Test("With simulated proofs: what is deposited, paid and withdrawn arrives, and a node derives it from blobs")
    func simulated() throws {
        try Self.roundTrip(SimulatedBatchProofs(), capacity: 4, depositCapacity: 2)
    }

    @Test("With Groth16 proofs of the circuit for blobs, verified on L1, the same")
    func proved() throws {
        try Self.roundTrip(Groth16BatchProofs(workers: Workers(count: 2)), capacity: 2, depositCapacity: 1)
    }

    /// The second batch of a rollup of 16 payments, so that no slot is written for the first time; without a deposit.
    @Test("The gas of a settled batch is the documented one, but for a simulated verifier", arguments: [true, false])
    func gas(inBlob: Bool) throws {
        var world = try PaymentsWorld(capacity: 16, depositCapacity: 2, publication: inBlob ? .blob : .calldata)
        var records: [TransactionRecord] = []
        for _ in 0..<2 {
            for _ in 0..<16 { _ = try world.sequencer.submit(1_000_000_000_000, to: nil, from: world.bob) }
            records = try world.settle(try world.sequencer.seal(.none, l1: world.l1))
        }
        for record in records { #expect(record.succeeded, "\(String(describing: Self.reason(record)))") }
        #expect(records.map(\.gasUsed) == (inBlob ? [58_152, 105_244, 60_927] : [62_995, 50_462, 60_927]))
    }

    @Test("The circuits for calldata and for blobs have different keys, and neither contract takes the other's proof")
    func keys() throws {
        let proofs = Groth16BatchProofs(workers: Workers(count: 2))
        var (blobs, calldata) = (
            try Self.world(proofs, capacity: 1, depositCapacity: 0),
            try PaymentsWorld(proofs, capacity: 1, depositCapacity: 0)
        )
        let keys = try [blobs, calldata].map { try proofs.verifier(for: $0.sequencer.configuration.shape).keyHash }
        #expect(keys[0] != keys[1])
        _ = try blobs.sequencer.submit(1, to: nil, from: blobs.bob)
        _ = try calldata.sequencer.submit(1, to: nil, from: calldata.bob)
        let (inBlob, inCalldata) = (
            try blobs.sequencer.seal(.all, l1: blobs.l1), try calldata.sequencer.seal(.all, l1: calldata.l1)
        )
        let blob = try calldata.blob(of: inCalldata.batch.data)
        let proof = try proofs.proof(of: inCalldata.batch, appliedTo: inCalldata.stateBefore)
        let proofForBlob = try proofs.proof(
            of: inBlob.batch,
            appliedTo: inBlob.stateBefore,
            versionedHash: blob.versionedHash
        )
        // Calldata on the rollup in blobs is committed and never proven, whichever proof comes; and so is a blob on the
        // other one.
        var hash = try Self.committedHash(try blobs.commit(inBlob))
        for proof in [proof, proofForBlob] {
            #expect(Self.reason(try blobs.prove(inBlob, proof, dataHash: hash)) == .proofRefused)
        }
        #expect(try blobs.send(BatchSettler.revert(rollup: blobs.rollup)).succeeded)
        #expect(try blobs.settle(inBlob).allSatisfy(\.succeeded))
        hash = try Self.committedHash(try calldata.commit(inCalldata, blob: blob))
        for proof in [proof, proofForBlob] {
            let record = try calldata.prove(inCalldata, proof, opening: blob.proof, dataHash: hash)
            #expect(Self.reason(record) == .proofRefused)
        }
        #expect(try calldata.send(BatchSettler.revert(rollup: calldata.rollup)).succeeded)
        #expect(try calldata.settle(inCalldata).allSatisfy(\.succeeded))
        // The gas of a proof depends on the number of public inputs, and not on the batch.
        _ = try blobs.sequencer.submit(1, to: nil, from: blobs.bob)
        _ = try calldata.sequencer.submit(1, to: nil, from: calldata.bob)
        let (ofBlob, ofCalldata) = (
            try blobs.settle(try blobs.sequencer.seal(.all, l1: blobs.l1)),
            try calldata.settle(try calldata.sequencer.seal(.all, l1: calldata.l1))
        )
        #expect([ofBlob[1].gasUsed, ofCalldata[1].gasUsed] == [335_073, 261_232])
    }

    /// The data hash that a commitment has made the contract compute.
    private static func committedHash(_ record: TransactionRecord) throws -> UInt256 {
        let log = try #require(record.logs.first)
        switch try ContractVerifiedRollup.Event(topics: log.topics, data: log.data) {
        case .batchCommitted(_, let hash, _)?, .blobCommitted(_, _, let hash, _)?: return hash
        default:
            Issue.record("no commitment")
            return .zero
        }
    }

    @Test("A Groth16 proof goes with one blob and one opening")
    func wrongBlobs() throws {
        var world = try Self.world(Groth16BatchProofs(workers: Workers(count: 2)), capacity: 2, depositCapacity: 0)
        // The last byte of the second payment is alone in its piece.
        for _ in 0..<2 { _ = try world.sequencer.submit(1, to: nil, from: world.bob) }
        let batch = try world.sequencer.seal(.all, l1: world.l1)
        let blob = try world.blob(of: batch.batch.data)
        let proof = try world.proofs.proof(
            of: batch.batch,
            appliedTo: batch.stateBefore,
            versionedHash: blob.versionedHash
        )
        // Payments that differ by one bit, and a coefficient behind the payments: both well committed to and opened.
        let payments = batch.batch.data.encodedPayments
        let last = payments[payments.count - 1]
        for published in [payments.dropLast() + [last ^ 1], payments + [UInt8](repeating: 1, count: 62)] {
            let other = try world.blob(of: batch.batch.data, publishing: Array(published))
            #expect(try world.commit(batch, blob: other).succeeded)
            // Neither the opening of the honest blob nor its own goes with a proof.
            #expect(Self.reason(try world.prove(batch, proof, opening: blob.proof)) == .wrongData)
            #expect(Self.reason(try world.prove(batch, proof, opening: other.proof)) == .proofRefused)
            let own = try world.proofs.proof(
                of: batch.batch,
                appliedTo: batch.stateBefore,
                versionedHash: other.versionedHash
            )
            #expect(Self.reason(try world.prove(batch, own, opening: other.proof)) == .proofRefused)
            #expect(try world.send(BatchSettler.revert(rollup: world.rollup)).succeeded)
        }
        #expect(try world.commit(batch, blob: blob).succeeded)
        var opening = blob.proof
        opening.value = opening.value ^ .one
        #expect(Self.reason(try world.prove(batch, proof, opening: opening)) == .wrongEvaluation)
        opening = blob.proof
        opening.paymentsDigest = opening.paymentsDigest ^ .one
        #expect(Self.reason(try world.prove(batch, proof, opening: opening)) == .wrongEvaluation)
        for word in 0..<8 {
            var damaged = proof
            damaged[word] = damaged[word] ^ .one
            #expect(Self.reason(try world.prove(batch, damaged, opening: blob.proof)) == .proofRefused, "word \(word)")
        }
        #expect(try world.prove(batch, proof, opening: blob.proof).succeeded)
    }

    @Test("L1 takes no commitment whose blob is missing, or another")
    func missingBlobs() throws {
        var world = try Self.world()
        let batch = try world.sequencer.seal(.all, l1: world.l1)
        let blob = try world.blob(of: batch.batch.data)
        let transaction = try world.operatorActor.transaction(world.commitment(of: batch, blob: blob), on: world.l1)
        #expect(throws: MempoolRejection.blobs(.missing)) { try world.l1.submit(transaction) }
        var changed = blob.sidecar
        changed.blobs[0][31] ^= 1
        #expect(throws: MempoolRejection.blobs(.refused(reason: "a proof does not hold"))) {
            try world.l1.submit(transaction, blobs: changed)
        }
        // Data without a blob is refused by the contract.
        let bare = TransactionIntent(
            to: world.rollup,
            data: ContractVerifiedRollup.commitBlob(depositCount: 0),
            gasLimit: BatchSettler.commitGasLimit
        )
        #expect(Self.reason(try world.send(bare)) == .noBlob)
    }

    @Test("A follower that a simulated verifier has deceived finds what the blob does not say")
    func divergence() throws {
        let trailing =
            "batch 1 is executed on L1, and the coefficients of the blob's polynomial are no payments: byte 64, behind the "
            + "data, is not zero"
        for (isWithdrawal, expected) in [
            (true, "batch 1 is executed on L1, and it leads to another root"), (false, trailing),
        ] {
            var world = try Self.world()
            let batch = try world.sequencer.seal(.all, l1: world.l1)
            // A withdrawal of bob's that the batch does not have; or a byte that no batch has.
            var other = world.sequencer
            _ = try other.submit(1, to: nil, from: world.bob)
            let published =
                isWithdrawal
                ? try other.seal(.none, l1: world.l1).batch.data.encodedPayments
                : batch.batch.data.encodedPayments + [1]
            let blob = try world.blob(of: batch.batch.data, publishing: published)
            #expect(try world.commit(batch, blob: blob).succeeded)
            let evaluation = BlobEvaluation(
                point: BlobEvaluation.point(
                    versionedHash: blob.versionedHash,
                    paymentsDigest: batch.batch.data.paymentsDigest
                ),
                value: blob.proof.value
            )
            let inputs =
                batch.transition.publicInputs + [batch.batch.data.paymentsDigest] + evaluation.publicInputs
            let proof = SimulatedVerifier.proof(of: inputs.map(\.value))
            #expect(try world.prove(batch, proof, opening: blob.proof).succeeded)
            #expect(try world.send(BatchSettler.execute(batch.outcome, rollup: world.rollup)).succeeded)
            try world.follower.follow(world.l1)
            #expect(world.follower.divergence == expected)
        }
    }

    @Test("A new node derives the ledger while the blobs are kept, and says which is gone afterwards")
    func expiry() throws {
        var world = try Self.world()
        let fresh = world.follower
        _ = try world.sequencer.submit(Self.ether / 4, to: nil, from: world.bob)
        let batch = try world.sequencer.seal(.all, l1: world.l1)
        #expect(try world.settle(batch).allSatisfy(\.succeeded))
        try world.follower.follow(world.l1)
        #expect(world.follower.state.root == world.sequencer.state.root)
        let commitment = world.l1.head.number - 2

        try world.l1.skip(to: world.l1.clock.now + (4096 + 1) * 32 * 12)
        var late = fresh
        try late.follow(world.l1)
        let missing = try #require(late.missingData)
        #expect(missing.l1BlockNumber == commitment && missing.batch == 1)
        #expect("\(missing)" == "the blob of batch 1, in L1 block \(commitment), has expired")
        #expect(late.divergence == nil && late.executed.isEmpty)
        // The node that was there goes on.
        #expect(try world.settle(try world.sequencer.seal(.all, l1: world.l1)).allSatisfy(\.succeeded))
        try world.follower.follow(world.l1)
        #expect(world.follower.executed.count == 2 && world.follower.missingData == nil)
        try late.follow(world.l1)
        #expect(late.executed.isEmpty)
    }
}
