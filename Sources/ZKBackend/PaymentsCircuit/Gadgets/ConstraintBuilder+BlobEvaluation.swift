import Cryptography
package import Groth16
import Primitives

extension ConstraintBuilder {
    /// Demands that a blob holds the payments whose bits are given, as far as the digest and one value of the blob's
    /// polynomial tell.
    ///
    /// - Parameters:
    ///   - payments: Bits of the payments' public data, the most significant of each byte first.
    ///   - digest: Public input: Poseidon's digest of the pieces.
    ///   - evaluation: The two public inputs of `BlobEvaluation`.
    mutating func bindToBlob(
        _ payments: [LinearCombination],
        digest: LinearCombination,
        evaluation: (LinearCombination, LinearCombination)
    ) {
        let width = 8 * PaymentsBlob.pieceByteCount
        let pieces = stride(from: 0, to: payments.count, by: width).map { start in
            let bits = payments[start..<min(start + width, payments.count)]
            return CircuitResidue(bits: Array(repeating: .zero, count: width - bits.count) + bits.reversed())
        }
        constrainEqual("digest", within("digest") { $0.digest(of: pieces.map(\.element)) }, digest)
        let (point, value) = blobEvaluation(evaluation.0, evaluation.1)
        constrainEvaluation(of: pieces, at: point, equals: value)
    }

    /// `BatchData.digest(of:)` of combinations.
    ///
    /// 321 constraints for four of them, fewer for the last three, two or one, and the first step.
    private mutating func digest(of pieces: [LinearCombination]) -> LinearCombination {
        var digest = LinearCombination(UInt64(pieces.count))
        for start in stride(from: 0, to: pieces.count, by: BatchData.digestStep) {
            let step = pieces[start..<min(start + BatchData.digestStep, pieces.count)]
            let zeros = Array(repeating: LinearCombination.zero, count: BatchData.digestStep - step.count)
            digest = poseidon(.five, [digest] + step + zeros)
        }
        return digest
    }

    /// Reads a point and a value from the two public inputs of `BlobEvaluation`.
    ///
    /// 383 constraints.
    ///
    /// The parts of either input together have fewer bits than every element has, so that they mean one integer. The
    /// value may be any integer below 2^255: that it is below BLS12-381's order is demanded by the precompile.
    package mutating func blobEvaluation(
        _ low: LinearCombination,
        _ high: LinearCombination
    ) -> (point: [LinearCombination], value: CircuitResidue) {
        within("evaluation") { builder in
            let width = CircuitResidue.limbBitCount
            let lowValue = builder.values?[low].value ?? UInt256()
            let point = builder.values?[high].value ?? UInt256()
            let pointBits = BlobEvaluation.pointBitCount
            let z0 = builder.allocateInteger("point", point & mask(width), width: width)
            let z1 = builder.allocateInteger(
                "point",
                (point >> width) & mask(pointBits - width),
                width: pointBits - width
            )
            let y0 = builder.allocateInteger("value", lowValue & mask(width), width: width)
            // The rest of each input is what these leave of it.
            let y1 = (low - y0) * CircuitResidue.weight(width).inverse
            builder.constrainRange("value", y1, width: width)
            let y2 = (high - z0 - z1 * CircuitResidue.weight(width)) * CircuitResidue.weight(pointBits).inverse
            builder.constrainRange("value", y2, width: CircuitResidue.highBitCount)
            return ([z0, z1], CircuitResidue([y0, y1, y2]))
        }
    }

    /// Demands that the polynomial with given coefficients has a value at a point, modulo BLS12-381's scalar order.
    ///
    /// 529 constraints for each coefficient but the two lowest, 274 for the second: Horner's rule, whose last step has
    /// the value for its result.
    ///
    /// - Parameters:
    ///   - coefficients: At least one, lowest first, each below 2^248.
    ///   - point: The limbs of the point.
    ///   - value: The value.
    package mutating func constrainEvaluation(
        of coefficients: [CircuitResidue],
        at point: [LinearCombination],
        equals value: CircuitResidue
    ) {
        within("polynomial") { builder in
            guard var sum = coefficients.last else { return }
            for (index, coefficient) in coefficients.dropLast().enumerated().reversed() {
                let result = index == 0 ? value : builder.allocateResidue(ofNext: sum, point, coefficient)
                builder.constrainMultiplication(sum, point, plus: coefficient, equals: result)
                sum = result
            }
            guard coefficients.count == 1 else { return }
            // Below 2^248 there is one integer for a residue.
            for (limb, expected) in zip(sum.limbs, value.limbs) { builder.constrainEqual("value", limb, expected) }
        }
    }

    /// The integers that limbs of a point and of residues stand for, as elements of BLS12-381's scalar field.
    private func residue(_ value: UInt256) -> BLS12381.Fr { BLS12381.Fr(reducing: value) }

    /// A new residue, the one that a step of Horner's rule leads to.
    private mutating func allocateResidue(
        ofNext sum: CircuitResidue,
        _ point: [LinearCombination],
        _ coefficient: CircuitResidue
    ) -> CircuitResidue {
        let z = CircuitResidue(point).integer(values)
        let next = residue(sum.integer(values)) * residue(z) + residue(coefficient.integer(values))
        let (value, width) = (next.value, CircuitResidue.limbBitCount)
        return CircuitResidue([
            allocateInteger("residue", value & mask(width), width: width),
            allocateInteger("residue", (value >> width) & mask(width), width: width),
            allocateInteger("residue", value >> (2 * width), width: CircuitResidue.highBitCount),
        ])
    }

    /// Demands a z + d = r modulo BLS12-381's scalar order q, for a and r below 2^255, z below 2^128, d below 2^248.
    ///
    /// 274 constraints.
    ///
    /// There is a quotient k below 2^129 with a z + d = k q + r over the integers. Both sides are below 2^385, so that
    /// it suffices that they are equal modulo the circuit's own order, which is above 2^253, and modulo 2^136, which is
    /// prime to it. The latter goes limb by limb: what is left of each power of 2^68 is a multiple of the next, and the
    /// carry is small, of either sign.
    private mutating func constrainMultiplication(
        _ a: CircuitResidue,
        _ z: [LinearCombination],
        plus d: CircuitResidue,
        equals r: CircuitResidue
    ) {
        let width = CircuitResidue.limbBitCount
        let q = BLS12381.Fr.modulus
        let quotient = quotient(a, z, plus: d, minus: r)
        let k0 = allocateInteger("quotient", quotient & mask(width), width: width)
        // A quotient too large for its places has none; its lowest bits keep the builder's values within bounds.
        let k1 = allocateInteger(
            "quotient",
            (quotient >> width) & mask(Self.highQuotientWidth),
            width: Self.highQuotientWidth
        )
        let (q0, q1) = (BN254.Fr(reducing: q & mask(width)), BN254.Fr(reducing: (q >> width) & mask(width)))
        let inverse = CircuitResidue.weight(width).inverse

        let low = multiplied("low limbs", a.limbs[0], z[0])
        // |low sum| < 2^136 + 2^69: the carry is within 2^68 + 2 of zero.
        let carry = ((low + d.limbs[0] - k0 * q0 - r.limbs[0]) * inverse).merged
        constrainRange("low carry", carry + LinearCombination(CircuitResidue.weight(width + 1)), width: width + 2)
        let middle = multiplied("middle limbs", a.limbs[0], z[1]) + multiplied("middle limbs", a.limbs[1], z[0])
        // |middle sum| < 2^137 + 2^70: the carry is within 2^69 + 4 of zero.
        let difference = middle + d.limbs[1] - k0 * q1 - k1 * q0 - r.limbs[1] + carry
        let high = (difference * inverse).merged
        constrainRange("middle carry", high + LinearCombination(CircuitResidue.weight(width + 2)), width: width + 3)
        let k = k0 + k1 * CircuitResidue.weight(width)
        constrain(
            "modulo the circuit's order",
            a.element,
            CircuitResidue(z).element,
            k * BN254.Fr(reducing: q) + r.element - d.element
        )
    }

    /// Bits of a quotient's upper limb.
    private static var highQuotientWidth: Int { 61 }

    /// (a z + d - r) / q modulo 2^256, which is the quotient where the division leaves nothing.
    private func quotient(
        _ a: CircuitResidue,
        _ z: [LinearCombination],
        plus d: CircuitResidue,
        minus r: CircuitResidue
    ) -> UInt256 {
        let numerator = a.integer(values) &* CircuitResidue(z).integer(values) &+ d.integer(values) &- r.integer(values)
        return numerator &* Self.inverseOfOrder
    }

    /// The inverse of BLS12-381's scalar order modulo 2^256, by Newton's iteration: each step doubles the bits.
    private static let inverseOfOrder: UInt256 = {
        let q = BLS12381.Fr.modulus
        // q is odd, so it is its own inverse modulo 8.
        var inverse = q
        for _ in 0..<7 { inverse = inverse &* (UInt256(2) &- q &* inverse) }
        return inverse
    }()

    /// A new private integer below 2^`width`.
    ///
    /// `width` constraints.
    private mutating func allocateInteger(_ name: String, _ value: UInt256, width: Int) -> LinearCombination {
        let integer = LinearCombination(allocatePrivate { _ in BN254.Fr(reducing: value) })
        constrainRange(name, integer, width: width)
        return integer
    }
}

/// 2^`width` - 1.
private func mask(_ width: Int) -> UInt256 { (UInt256(1) << width) &- 1 }
