extension KZG {
    /// Checks that a compressed point of G1 has its 48 bytes.
    static func requirePointLength(_ operand: KZGError.Operand, _ bytes: [UInt8]) throws(KZGError) {
        guard bytes.count == bytesPerCommitment else {
            throw .wrongLength(operand, expected: bytesPerCommitment, got: bytes.count)
        }
    }

    /// A point of G1 in compressed form, which may be infinity.
    static func point(_ operand: KZGError.Operand, _ bytes: [UInt8]) throws(KZGError) -> BLS12381.G1 {
        try requirePointLength(operand, bytes)
        guard let point = BLS12381.G1(compressed: bytes) else { throw .notInG1(operand) }
        return point
    }
}

extension AffinePoint where Curve == BLS12381.G1Curve {
    /// The point of the subgroup with a compressed encoding, or nil when the bytes are none.
    package init?(compressed bytes: [UInt8]) {
        guard bytes.count == 48 else { return nil }
        self.init(compressedAt: bytes)
        guard isInSubgroup else { return nil }
    }

    /// The compressed encoding, 48 bytes.
    package var compressedBytes: [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 48) { buffer, count in
            guard let base = buffer.baseAddress else { return }
            storeCompressed(to: base)
            count = 48
        }
    }

    /// The sum of multiples of points of the subgroup.
    static func linearCombination(_ points: [Self], _ scalars: [BLS12381.Fr]) -> Self {
        multiScalarMultiplication(points: points, scalars: scalars.map { $0.value })
    }
}

extension AffinePoint where Curve == BLS12381.G2Curve {
    /// The point of the subgroup with a compressed encoding, or nil when the bytes are none.
    package init?(compressed bytes: [UInt8]) {
        guard bytes.count == 96 else { return nil }
        self.init(compressedAt: bytes)
        guard isInSubgroup else { return nil }
    }
}
