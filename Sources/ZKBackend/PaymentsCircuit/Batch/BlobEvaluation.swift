package import Cryptography
package import Primitives

/// The value of a blob's polynomial at one point: what L1's contract and the circuit both know of a blob.
///
/// The contract has the point evaluation precompile show that the blob with a versioned hash has this value there; the
/// circuit, that the payments have. The point is a hash of both, so that neither could be chosen after it.
package struct BlobEvaluation: Equatable, Sendable {
    /// The point, by whose 128 bits two polynomials are told apart but for a probability of 4,095 / 2^128.
    package let point: UInt128
    /// The value, below BLS12-381's scalar order.
    package let value: UInt256

    /// Bits of the point.
    package static var pointBitCount: Int { 128 }

    /// Joins point and value, unchecked.
    package init(point: UInt128, value: UInt256) {
        self.point = point
        self.value = value
    }

    /// The value at a point of the polynomial with given coefficients, lowest first.
    init(of coefficients: [UInt256], at point: UInt128) {
        let z = BLS12381.Fr(reducing: BN254.Fr(wide: point).value)
        var sum = BLS12381.Fr.zero
        for coefficient in coefficients.reversed() { sum = sum * z + BLS12381.Fr(reducing: coefficient) }
        self.init(point: point, value: sum.value)
    }

    /// The point for a blob and the payments that it is said to hold: the last 128 bits of Keccak-256 of both hashes.
    package static func point(versionedHash: Bytes32, paymentsDigest: BN254.Fr) -> UInt128 {
        let digest = Keccak256.hash(versionedHash.bytes + paymentsDigest.bigEndianBytes).uint256
        return UInt128(digest.l1) << 64 | UInt128(digest.l0)
    }

    /// The public inputs that the contract makes of it: the 136 lowest bits of the value; then its other 119, followed
    /// by the point.
    package var publicInputs: [BN254.Fr] {
        let width = CircuitResidue.lowBitCount
        let low = value & ((UInt256(1) << width) &- 1)
        let high = (value >> width) << Self.pointBitCount | BN254.Fr(wide: point).value
        return [BN254.Fr(reducing: low), BN254.Fr(reducing: high)]
    }
}

extension BatchData {
    /// Poseidon digest of the payments' pieces: what the circuit is bound to before the point is chosen.
    package var paymentsDigest: BN254.Fr {
        Self.digest(of: PaymentsBlob.pieces(of: encodedPayments).map { BN254.Fr(reducing: $0) })
    }

    /// The digest of elements: it begins as their number, and each step takes four more, with zeros behind the last.
    static func digest(of pieces: [BN254.Fr]) -> BN254.Fr {
        var digest = BN254.Fr(UInt64(pieces.count))
        for start in stride(from: 0, to: pieces.count, by: digestStep) {
            let step = pieces[start..<min(start + digestStep, pieces.count)]
            digest = Poseidon.five.hash([digest] + step + Array(repeating: .zero, count: digestStep - step.count))
        }
        return digest
    }

    /// Elements that a step of the digest takes.
    static var digestStep: Int { 4 }

    /// The value of the payments' polynomial at the point for a blob.
    package func evaluation(versionedHash: Bytes32) -> BlobEvaluation {
        BlobEvaluation(
            of: PaymentsBlob.pieces(of: encodedPayments),
            at: BlobEvaluation.point(versionedHash: versionedHash, paymentsDigest: paymentsDigest)
        )
    }

    /// The public inputs behind those of the transition: none with payments in calldata, with payments in a blob their
    /// digest and the evaluation.
    ///
    /// - Throws: `PaymentError.noBlob` when there must be a blob, and none is named.
    package func blobInputs(versionedHash: Bytes32?) throws(PaymentError) -> [BN254.Fr] {
        guard shape.publication == .blob else { return [] }
        guard let versionedHash else { throw .noBlob }
        return [paymentsDigest] + evaluation(versionedHash: versionedHash).publicInputs
    }
}
