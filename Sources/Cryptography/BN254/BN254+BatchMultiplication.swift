// Not in the guest, whose image would change by code that it never calls.
#if !hasFeature(Embedded)
package import Primitives

// Entry points with concrete curves, so that the generic algorithms are specialised in this module.

/// A table of multiples of a point of G1, for many products with it.
package struct BN254G1Multiples: Sendable {
    private let multiples: FixedBaseMultiples<BN254.G1Curve>

    /// The multiples of a point.
    package init(of base: BN254.G1) { multiples = FixedBaseMultiples(of: base) }

    /// The base times each scalar.
    package func products(
        _ scalars: ArraySlice<UInt256>,
        _ add: BN254.G1.Adder = BN254.G1.addPortably
    ) -> [BN254.G1] { multiples.products(scalars, add) }
}

/// A table of multiples of a point of G2, for many products with it.
package struct BN254G2Multiples: Sendable {
    private let multiples: FixedBaseMultiples<BN254.G2Curve>

    /// The multiples of a point.
    package init(of base: BN254.G2) { multiples = FixedBaseMultiples(of: base) }

    /// The base times each scalar.
    package func products(
        _ scalars: ArraySlice<UInt256>,
        _ add: BN254.G2.Adder = BN254.G2.addPortably
    ) -> [BN254.G2] { multiples.products(scalars, add) }
}

extension AffinePoint where Curve == BN254.G1Curve {
    /// Memory for the sums of windows.
    package static func windowMemory(_ digits: BucketDigits) -> PointGroupSums<Curve> {
        PointGroupSums(capacity: digits.pointCapacity)
    }

    /// Performs additions on any processor.
    package static var addPortably: Adder {
        { additions, left, right, sums in perform(additions, left: left, right: right, to: sums) }
    }

    /// Replaces elements that are not zero by their inverses.
    package static func invertAll(_ elements: inout [Curve.Field]) { Curve.Field.invertAll(&elements) }

    /// The sum of the points, each times its digit of one window; `bucketSum` has what must hold.
    package static func windowSum(
        _ points: [Self],
        _ digits: BucketDigits,
        window: Int,
        _ memory: inout PointGroupSums<Curve>,
        _ add: Adder = addPortably
    ) -> Self { bucketSum(points, digits, window: window, &memory, add) }

    /// The sum of products, given the sums of all windows, lowest first.
    package static func sum(ofWindows windowSums: [Self], width: Int) -> Self { combined(windowSums, width: width) }
}

extension AffinePoint where Curve == BN254.G2Curve {
    /// Memory for the sums of windows.
    package static func windowMemory(_ digits: BucketDigits) -> PointGroupSums<Curve> {
        PointGroupSums(capacity: digits.pointCapacity)
    }

    /// Performs additions on any processor.
    package static var addPortably: Adder {
        { additions, left, right, sums in perform(additions, left: left, right: right, to: sums) }
    }

    /// Replaces elements that are not zero by their inverses.
    package static func invertAll(_ elements: inout [Curve.Field]) { Curve.Field.invertAll(&elements) }

    /// The sum of the points, each times its digit of one window; `bucketSum` has what must hold.
    package static func windowSum(
        _ points: [Self],
        _ digits: BucketDigits,
        window: Int,
        _ memory: inout PointGroupSums<Curve>,
        _ add: Adder = addPortably
    ) -> Self { bucketSum(points, digits, window: window, &memory, add) }

    /// The sum of products, given the sums of all windows, lowest first.
    package static func sum(ofWindows windowSums: [Self], width: Int) -> Self { combined(windowSums, width: width) }
}
#endif
