import Cryptography
import Groth16
import PaymentsCircuit
import Primitives
import TestSupport
import Testing

@Suite("The payments circuit with payments in a blob")
struct BlobCircuitTests {
    typealias Fr = BN254.Fr

    private static let versionedHash = Bytes32(UInt256(1) << 248 | 0xb10b)
    /// Two pieces, and no deposit.
    private static let twofold = circuit(capacity: 2, depositCapacity: 0)?.constraintSystem

    private static func circuit(capacity: Int, depositCapacity: Int) -> PaymentsCircuit? {
        BatchShape(capacity: capacity, depositCapacity: depositCapacity, publication: .blob).map(PaymentsCircuit.init)
    }

    /// A batch of two payments, and its witness for a blob.
    private static func witness(
        _ payments: [Payment] = [.transfer(from: 3, to: 65_535, amount: 7), .withdrawal(from: 3, amount: 5)],
        versionedHash: Bytes32 = versionedHash
    ) throws -> BatchWitness {
        let sample = SampleRollup()
        let batch = try sample.batch(
            capacity: 2,
            depositCapacity: 0,
            publication: .blob,
            deposits: [],
            payments: payments
        )
        return try BatchWitness(batch, appliedTo: sample.state, versionedHash: versionedHash)
    }

    private func violations(_ witness: BatchWitness) throws -> Set<String> {
        ConstraintHunt(try #require(Self.twofold), PaymentsCircuit.assignment(for: witness)).violations
    }

    @Test("Batches satisfy the circuit, with seven public inputs", arguments: [(1, 1), (2, 0), (5, 1)])
    func honest(capacity: Int, depositCapacity: Int) throws {
        let sample = SampleRollup()
        let circuit = try #require(Self.circuit(capacity: capacity, depositCapacity: depositCapacity))
        let system = circuit.constraintSystem
        let count = system.constraintCount
        #expect((count...count + count / 20).contains(circuit.constraintBound), "\(count), \(circuit.constraintBound)")
        let deposits = depositCapacity == 0 ? [] : [sample.deposit(index: 7, amount: 5)]
        for payments in [[], (0..<capacity).map { Payment.withdrawal(from: 3, amount: UInt128($0)) }] {
            let batch = try sample.batch(
                capacity: capacity,
                depositCapacity: depositCapacity,
                publication: .blob,
                deposits: deposits,
                payments: payments
            )
            var state = sample.state
            let assignment = try circuit.assignment(
                for: batch,
                appliedTo: sample.state,
                versionedHash: Self.versionedHash
            )
            try system.check(assignment)
            let transition = try state.apply(batch)
            let evaluation = batch.data.evaluation(versionedHash: Self.versionedHash)
            #expect(
                assignment.publicInputs
                    == transition.publicInputs + [batch.data.paymentsDigest] + evaluation.publicInputs
            )
            #expect(assignment.publicInputs.count == PaymentsCircuit.publicInputCount(.blob))
        }
    }

    @Test("Without a blob there is no witness, and a batch for calldata is of another circuit")
    func refused() throws {
        let sample = SampleRollup()
        let circuit = try #require(Self.circuit(capacity: 2, depositCapacity: 0))
        func batch(_ publication: BatchPublication) throws -> Batch {
            try sample.batch(
                capacity: 2,
                depositCapacity: 0,
                publication: publication,
                deposits: [],
                payments: []
            )
        }
        #expect(throws: PaymentError.noBlob) { try circuit.assignment(for: try batch(.blob), appliedTo: sample.state) }
        let other = try batch(.calldata)
        #expect(throws: PaymentError.otherShape(expected: circuit.shape, got: other.shape)) {
            try circuit.assignment(for: other, appliedTo: sample.state, versionedHash: Self.versionedHash)
        }
        #expect(circuit.constraintSystem.digest != PaymentsCircuit(other.shape).constraintSystem.digest)
    }

    @Test("Each public input is bound")
    func publicInputs() throws {
        let expected: [(index: Int, names: Set<String>)] = [
            (0, ["payment/sender/leaf is in the state"]), (1, ["state root after"]), (2, ["withdrawals root"]),
            (3, ["data hash"]), (4, ["blob/digest"]),
        ]
        for (index, names) in expected {
            var witness = try Self.witness()
            witness.publicInputs[index] += .one
            #expect(try violations(witness) == names)
        }
        for (index, part) in [
            (5, UInt256(1)), (5, UInt256(1) << 68), (6, 1), (6, UInt256(1) << 68), (6, UInt256(1) << 128),
        ] {
            var witness = try Self.witness()
            witness.publicInputs[index] += Fr(reducing: part)
            let broken = try violations(witness)
            #expect(!broken.isEmpty && broken.allSatisfy { $0.hasPrefix("blob/polynomial/") }, "\(index): \(broken)")
        }
        // Words with more bits than their parts have.
        for (index, width) in [(5, 136), (6, 247)] {
            var witness = try Self.witness()
            witness.publicInputs[index] += Fr(reducing: UInt256(1) << width)
            #expect(try violations(witness).contains("blob/evaluation/value"))
        }
    }

    @Test("The digest and the value of other payments, or for another blob, do not go with the batch")
    func otherBlobs() throws {
        let honest = try Self.witness()
        var witness = honest
        let other = try Self.witness([.transfer(from: 3, to: 65_535, amount: 8), .withdrawal(from: 3, amount: 5)])
        // All that is said of the blob is true of another batch.
        witness.publicInputs.replaceSubrange(4..., with: other.publicInputs[4...])
        let broken = try violations(witness)
        #expect(broken.contains("blob/digest") && broken.contains { $0.hasPrefix("blob/polynomial/") })
        // The value alone is that of the other batch, at the point of this one.
        let point = try #require(UInt128(exactly: honest.publicInputs[6]))
        let moved = BlobEvaluation(point: point, value: 12)
        witness = honest
        witness.publicInputs.replaceSubrange(5..., with: moved.publicInputs)
        #expect(!(try violations(witness)).isEmpty)
        // The value at the point for another blob, with the point of this one.
        let elsewhere = try Self.witness(versionedHash: Bytes32(UInt256(1) << 248 | 0xb10c))
        witness = honest
        witness.publicInputs[5] = elsewhere.publicInputs[5]
        #expect(!(try violations(witness)).isEmpty)
        #expect(try violations(elsewhere).isEmpty)
    }

    @Test("Deposits are hashed by the contract: their bytes break the data hash, those of payments do not")
    func dataHash() throws {
        let sample = SampleRollup()
        func data(_ deposits: [Deposit], _ payments: [Payment]) throws -> BatchData {
            try sample.batch(capacity: 1, publication: .blob, deposits: deposits, payments: payments).data
        }
        let empty = try data([], [])
        #expect(try data([sample.deposit(index: 7, amount: 5)], []).hash != empty.hash)
        #expect(try data([], [.withdrawal(from: 3, amount: 1)]).hash == empty.hash)
        #expect(try data([], [.withdrawal(from: 3, amount: 1)]).paymentsDigest != empty.paymentsDigest)
        #expect(try data([sample.deposit(index: 7, amount: 5)], []).paymentsDigest == empty.paymentsDigest)
    }

    @Test("No value of a whole batch can be changed alone, and none is free but what the witness chooses")
    func everyValueIsHeld() throws {
        let assignment = PaymentsCircuit.assignment(for: try Self.witness())
        var random = SplitMix64(seed: 0x6865_6c64)
        let hunt = ConstraintHunt(try #require(Self.twofold), assignment)
        #expect(hunt.isSatisfied)
        #expect(hunt.changeableColumns(using: &random).isEmpty)
        // As with calldata: x of the key, two of the sender, three of the recipient, 32 siblings in each place.
        #expect(hunt.freeColumns(inputs: Set(1...7)).count == 2 * (1 + 2 + 3 + 32))
    }

    @Test("No constraint is empty: values drawn at random break every one")
    func noEmptyConstraint() throws {
        let system = try #require(Self.twofold)
        var random = SplitMix64(seed: 0x656d_7074_79)
        let values = [.one] + (1..<system.variableCount).map { _ in Fr.random(using: &random) }
        let hunt = ConstraintHunt(system, Assignment(values: values, publicCount: system.publicCount))
        #expect(hunt.violationCount == system.constraintCount)
    }

    @Test(
        "The numbers of constraints are the documented ones",
        arguments: [(1, 0, 47_256), (1, 1, 81_565), (4, 2, 183_433), (16, 2, 454_267)]
    )
    func constraintCounts(capacity: Int, depositCapacity: Int, expected: Int) throws {
        let system = try #require(Self.circuit(capacity: capacity, depositCapacity: depositCapacity)).constraintSystem
        #expect(system.constraintCount == expected)
    }
}

extension UInt128 {
    /// The point in the second word of an evaluation.
    fileprivate init?(exactly word: BN254.Fr) {
        let value = word.value
        self = UInt128(value.l1) << 64 | UInt128(value.l0)
    }
}
