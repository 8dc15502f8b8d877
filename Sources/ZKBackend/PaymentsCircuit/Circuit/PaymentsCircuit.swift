package import Groth16
package import Primitives

/// The circuit of a batch of payments.
///
/// It is not the EVM: it knows deposits, transfers and withdrawals of one asset.
///
/// Public inputs, in order: the state root before, the state root after, the withdrawals root, and SHA-256 of the
/// public data modulo 2^253. With payments in a blob that hash is of domain and deposits alone, and more inputs follow:
/// Poseidon's digest of the payments' data, and a point with the value that their polynomial has there. The circuit is
/// satisfied only if the public data decodes, every payment is signed and covered, and applying the operations in order
/// leads from one state root to the other; docs/payments-circuit.md has the statement.
package struct PaymentsCircuit: Sendable {
    /// How many operations the circuit has places for.
    package let shape: BatchShape

    /// Public inputs of a proof, the constant one not counted.
    package static func publicInputCount(_ publication: BatchPublication) -> Int {
        switch publication {
        case .calldata: 4
        case .blob: 7
        }
    }

    /// The circuit of a shape.
    package init(_ shape: BatchShape) {
        self.shape = shape
    }

    /// The circuit with places for so many payments and deposits, or nil if there is no such shape.
    package init?(capacity: Int, depositCapacity: Int = 1) {
        guard let shape = BatchShape(capacity: capacity, depositCapacity: depositCapacity) else { return nil }
        self.init(shape)
    }

    /// More constraints than the circuit has, by a few hundredths: known before it is built, for what it will take.
    package var constraintBound: Int {
        // The parts' own numbers, which tests hold (docs/payments-circuit.md). SHA-256 pads with 9 bytes at least.
        let hashedByteCount = shape.publicDataSize - (shape.publication == .blob ? shape.paymentsByteCount : 0)
        let blocks = (hashedByteCount + 9 + 63) / 64
        let digests = (1 << WithdrawalTree.depth(capacity: shape.capacity)) - 1
        return 22_012 * shape.capacity + 9_107 * shape.depositCapacity + 25_208 * blocks + 240 * digests
            + BatchData.hashBitCount + Self.publicInputCount(shape.publication)
            + (shape.publication == .blob ? blobConstraintBound : 0)
    }

    /// More constraints than those that bind the payments to a blob.
    private var blobConstraintBound: Int {
        let pieces = (shape.paymentsByteCount + PaymentsBlob.pieceByteCount - 1) / PaymentsBlob.pieceByteCount
        return 383 + 529 * pieces + 321 * ((pieces + BatchData.digestStep - 1) / BatchData.digestStep)
    }

    /// The constraints.
    package var constraintSystem: R1CS {
        var builder = ConstraintBuilder(.shape)
        Self.build(BatchWitness(emptyOf: shape), &builder)
        return builder.constraintSystem
    }

    /// The values of all variables for a batch that is applied to a state.
    ///
    /// - Parameters:
    ///   - batch: The batch.
    ///   - state: The state before it.
    ///   - versionedHash: Names the blob that holds its payments; nil where they are in calldata.
    /// - Returns: The values, which satisfy the circuit.
    /// - Throws: `PaymentError` when the batch cannot be applied, has another shape, or needs a blob.
    package func assignment(
        for batch: Batch,
        appliedTo state: AccountTree,
        versionedHash: Bytes32? = nil
    ) throws(PaymentError) -> Assignment {
        guard batch.shape == shape else { throw .otherShape(expected: shape, got: batch.shape) }
        return Self.assignment(for: try BatchWitness(batch, appliedTo: state, versionedHash: versionedHash))
    }

    /// The values of all variables for a witness, which may be wrong.
    package static func assignment(for witness: BatchWitness) -> Assignment {
        var builder = ConstraintBuilder(.assignment)
        build(witness, &builder)
        // A builder for assignments always has one.
        return builder.assignment ?? Assignment(values: [], publicCount: 0)
    }

    /// Builds the constraints, with the values of a witness where the builder wants them.
    private static func build(_ witness: BatchWitness, _ builder: inout ConstraintBuilder) {
        let inputs = witness.publicInputs.map { value in
            LinearCombination(builder.allocatePublic { _ in value })
        }
        // The highest bits of the 256 that the domain has in the public data are zero.
        let domainBits = builder.allocateBits("bits of the domain", witness.domain, count: BatchData.hashBitCount)
        let domain = LinearCombination.integer(domainBits)
        var data = Self.bigEndian(domainBits, byteCount: BatchData.domainSize)
        var root = inputs[0]
        for place in witness.deposits {
            builder.within("deposit") { data += $0.deposit(place, root: &root) }
        }
        var payments: [LinearCombination] = []
        var leaves: [LinearCombination] = []
        for (index, place) in witness.payments.enumerated() {
            builder.within("payment") { builder in
                let (bits, leaf) = builder.payment(place, index: index, domain: domain, root: &root)
                payments += bits
                leaves.append(leaf)
            }
        }
        builder.constrainEqual("state root after", root, inputs[1])
        builder.constrainEqual("withdrawals root", builder.within("withdrawals") { $0.merkleRoot(leaves) }, inputs[2])
        if witness.publication == .calldata { data += payments }
        let digest = builder.within("data") { $0.sha256(data) }
        let hash = LinearCombination.integer(digest.suffix(BatchData.hashBitCount).reversed())
        builder.constrainEqual("data hash", hash, inputs[3])
        guard witness.publication == .blob else { return }
        builder.within("blob") { $0.bindToBlob(payments, digest: inputs[4], evaluation: (inputs[5], inputs[6])) }
    }

    /// Bits of an integer in the order of SHA-256, the most significant first, with zeros in front.
    static func bigEndian(_ bits: [LinearCombination], byteCount: Int) -> [LinearCombination] {
        Array(repeating: .zero, count: 8 * byteCount - bits.count) + bits.reversed()
    }
}
