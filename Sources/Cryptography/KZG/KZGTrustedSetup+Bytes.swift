extension KZGTrustedSetup {
    /// Bytes of a packed setup.
    static let packedByteCount = 2 * KZG.fieldElementsPerBlob * 48 + g2Count * 96

    /// A setup from the points that this project ships, which were checked when they were packed.
    ///
    /// Each point must decode to one of its curve. Subgroups and the relations between the points are not checked
    /// again: `init(text:)` does that for a file of others, and a test does it for these bytes.
    ///
    /// - Parameter bytes: 4096 Lagrange points of G1, 65 powers in G2 and 4096 powers in G1, compressed, in natural
    ///   order; with another number of points there is no setup.
    /// - Complexity: 8,257 square roots.
    package convenience init?(trustedPoints bytes: UnsafeRawBufferPointer) {
        guard bytes.count == Self.packedByteCount, let base = bytes.baseAddress else { return nil }
        var offset = 0
        func read<Point>(_ count: Int, _ byteCount: Int, _ decode: (UnsafeRawPointer) -> Point?) -> [Point]? {
            var points: [Point] = []
            points.reserveCapacity(count)
            for _ in 0..<count {
                // Safety: the counts and lengths below add up to the buffer's, which was compared.
                guard let point = decode(base + offset) else { return nil }
                points.append(point)
                offset += byteCount
            }
            return points
        }
        guard
            let lagrange = read(KZG.fieldElementsPerBlob, 48, { BLS12381.G1(compressedAt: $0) }),
            let g2 = read(Self.g2Count, 96, { BLS12381.G2(compressedAt: $0) }),
            let monomial = read(KZG.fieldElementsPerBlob, 48, { BLS12381.G1(compressedAt: $0) })
        else { return nil }
        self.init(g1Lagrange: lagrange, g1Monomial: monomial, g2Monomial: g2)
    }
}
