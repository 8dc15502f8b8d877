package import ProofVerifier

/// eq(point, row) for all rows, as products of two short tables: one over a row's first bits, one over its last ones.
package struct RowWeights: Sendable {
    /// log2 of the longest table over last bits: small enough for the nearest cache.
    private static let maximumInnerVariableCount = 9

    /// log2 of the entries over last bits.
    package let innerVariableCount: Int
    /// eq of the last coordinates.
    package let inner: [CubicExtension]
    /// eq of the first coordinates.
    package let outer: [CubicExtension]
    /// `inner` as three planes.
    private let planes: [UInt64]

    /// The weights at a point of as many coordinates as rows have bits.
    package init(_ point: some Collection<CubicExtension>) {
        innerVariableCount = min(point.count, Self.maximumInnerVariableCount)
        inner = EqualityPolynomial.table(point.suffix(innerVariableCount))
        outer = EqualityPolynomial.table(point.dropLast(innerVariableCount))
        planes = inner.map(\.c0.value) + inner.map(\.c1.value) + inner.map(\.c2.value)
    }

    /// The factor that all rows have in common whose first bits are those of `row`.
    @inline(__always)
    func outer(at row: Int) -> CubicExtension { outer[row >> innerVariableCount] }

    /// Lends the other factors, from that of `row` on, and the words between their planes.
    @inline(__always)
    func withPlanes<Result>(at row: Int, _ body: (UnsafePointer<UInt64>, Int) -> Result) -> Result {
        planes.withUnsafeBufferPointer { planes in
            // Safety: the table is not empty; chunks are aligned and no longer than it, so they lie inside.
            body(planes.baseAddress.unsafelyUnwrapped + (row & (inner.count - 1)), inner.count)
        }
    }
}
