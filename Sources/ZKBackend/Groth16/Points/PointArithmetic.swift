package import Cryptography
import Groth16Kernels

/// How points are added in batches: on any processor, or eight at a time where the processor can; results are equal.
package struct PointArithmetic: Sendable {
    /// Additions in G1.
    package let g1: BN254.G1.Adder
    /// Additions in G2.
    package let g2: BN254.G2.Adder

    /// Runs on every processor.
    package static let portable = PointArithmetic(g1: BN254.G1.addPortably, g2: BN254.G2.addPortably)

    /// By AVX-512's products of 52 bits, or nil where the processor has none.
    package static let vector: PointArithmetic? =
        groth16_has_ifma() ? PointArithmetic(g1: VectorAdditions.addG1, g2: VectorAdditions.addG2) : nil

    /// What is used: the vector one if the processor has it and it agrees with the portable one on a sample.
    ///
    /// A wrong answer then costs speed, not proofs.
    @TaskLocal package static var selected = vector.flatMap { $0.agreesOnSample ? $0 : nil } ?? portable

    /// Whether some additions, of multiples of the generators with equal, opposite and infinite ones among them, are
    /// the portable ones.
    private var agreesOnSample: Bool {
        var g1: [BN254.G1] = [.infinity]
        var g2: [BN254.G2] = [.infinity]
        for _ in 0..<7 {
            g1 += [g1[g1.count - 1] + .generator, -(g1[g1.count - 1] + .generator)]
            g2 += [g2[g2.count - 1] + .generator, -(g2[g2.count - 1] + .generator)]
        }
        var additions = PointAdditions()
        for left in g1.indices {
            for right in g1.indices {
                additions.append(UInt32(left), UInt32(right), sum: UInt32(left * g1.count + right))
            }
        }
        return Self.sums(g1, additions, self.g1) == Self.sums(g1, additions, Self.portable.g1)
            && Self.sums(g2, additions, self.g2) == Self.sums(g2, additions, Self.portable.g2)
    }

    private static func sums<Curve>(
        _ points: [AffinePoint<Curve>],
        _ additions: PointAdditions,
        _ add: AffinePoint<Curve>.Adder
    ) -> [AffinePoint<Curve>] {
        var sums = [AffinePoint<Curve>](repeating: .infinity, count: additions.sum.count)
        points.withUnsafeBufferPointer { points in
            sums.withUnsafeMutableBufferPointer { sums in
                guard let points = points.baseAddress, let sums = sums.baseAddress else { return }
                add(additions, points, points, sums)
            }
        }
        return sums
    }
}
