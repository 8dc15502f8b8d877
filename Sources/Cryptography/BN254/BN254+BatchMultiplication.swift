package import Primitives

// Entry points with concrete curves, so that the generic algorithms are specialised in this module.

/// A table of multiples of a point of G1, for many products with it.
package struct BN254G1Multiples: Sendable {
    private let multiples: FixedBaseMultiples<BN254.G1Curve>

    /// The multiples of a point.
    package init(of base: BN254.G1) { multiples = FixedBaseMultiples(of: base) }

    /// The base times each scalar.
    package func products(_ scalars: ArraySlice<UInt256>) -> [BN254.G1] { multiples.products(scalars) }
}

/// A table of multiples of a point of G2, for many products with it.
package struct BN254G2Multiples: Sendable {
    private let multiples: FixedBaseMultiples<BN254.G2Curve>

    /// The multiples of a point.
    package init(of base: BN254.G2) { multiples = FixedBaseMultiples(of: base) }

    /// The base times each scalar.
    package func products(_ scalars: ArraySlice<UInt256>) -> [BN254.G2] { multiples.products(scalars) }
}

extension AffinePoint where Curve == BN254.G1Curve {
    /// The sum of the points, each times its digit of one window.
    package static func windowSum(_ points: [Self], _ digits: BucketDigits, window: Int) -> Self {
        bucketSum(points, digits, window: window)
    }

    /// The sum of products, given the sums of all windows, lowest first.
    package static func sum(ofWindows windowSums: [Self], width: Int) -> Self { combined(windowSums, width: width) }
}

extension AffinePoint where Curve == BN254.G2Curve {
    /// The sum of the points, each times its digit of one window.
    package static func windowSum(_ points: [Self], _ digits: BucketDigits, window: Int) -> Self {
        bucketSum(points, digits, window: window)
    }

    /// The sum of products, given the sums of all windows, lowest first.
    package static func sum(ofWindows windowSums: [Self], width: Int) -> Self { combined(windowSums, width: width) }
}
