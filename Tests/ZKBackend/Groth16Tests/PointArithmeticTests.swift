import Cryptography
import Groth16
import Primitives
import ProofProver
import TestSupport
import Testing

@Suite("Additions of points, eight at a time")
struct PointArithmeticTests {
    /// Points of which many are equal, opposite or infinite.
    static func points<Curve>(_ count: Int, _ generator: AffinePoint<Curve>) -> [AffinePoint<Curve>] {
        var points: [AffinePoint<Curve>] = [.infinity, generator]
        while points.count < count {
            let next = points[points.count - 1] + generator
            points += points.count % 5 == 0 ? [.infinity, next, -next] : [next]
        }
        return Array(points.prefix(count))
    }

    static func sums<Curve>(
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

    /// Counts around a group of 8 and a batch of 1024.
    @Test(
        "They are the sums of the group law",
        .enabled(if: PointArithmetic.vector != nil, "this processor has no IFMA"),
        arguments: [0, 1, 7, 8, 9, 1023, 1024, 1025, 2100]
    )
    func agreement(count: Int) throws {
        let vector = try #require(PointArithmetic.vector)
        var random = SplitMix64(seed: UInt64(count))
        let g1 = Self.points(64, BN254.G1.generator)
        let g2 = Self.points(64, BN254.G2.generator)
        var additions = PointAdditions()
        for index in 0..<count {
            additions.append(UInt32(random.next() % 64), UInt32(random.next() % 64), sum: UInt32(count - 1 - index))
        }
        let sums1 = Self.sums(g1, additions, vector.g1)
        let sums2 = Self.sums(g2, additions, vector.g2)
        #expect(sums1 == Self.sums(g1, additions, BN254.G1.addPortably))
        #expect(sums2 == Self.sums(g2, additions, BN254.G2.addPortably))
        for index in stride(from: 0, to: count, by: 37) {
            let (left, right) = (Int(additions.left[index]), Int(additions.right[index]))
            #expect(sums1[count - 1 - index] == g1[left] + g1[right])
            #expect(sums2[count - 1 - index] == g2[left] + g2[right])
        }
    }

    @Test(
        "Sums may take the places of their own left summands",
        .enabled(if: PointArithmetic.vector != nil, "this processor has no IFMA")
    )
    func inPlace() throws {
        let vector = try #require(PointArithmetic.vector)
        let table = Self.points(50, BN254.G1.generator)
        var sums = Self.points(1500, BN254.G1.generator)
        let expected = sums.indices.map { sums[$0] + table[$0 % 50] }
        var additions = PointAdditions()
        for index in sums.indices { additions.append(UInt32(index), UInt32(index % 50), sum: UInt32(index)) }
        table.withUnsafeBufferPointer { table in
            sums.withUnsafeMutableBufferPointer { sums in
                guard let table = table.baseAddress, let sums = sums.baseAddress else { return }
                vector.g1(additions, sums, table, sums)
            }
        }
        #expect(sums == expected)
    }

    @Test("Keys and proofs do not depend on how points are added")
    func sameProofs() throws {
        let portable = try PointArithmetic.$selected.withValue(.portable) { try SampleCircuit.proved(length: 500) }
        let selected = try SampleCircuit.proved(length: 500)
        #expect(portable.key == selected.key && portable.proof == selected.proof)
    }

    @Test(
        "Keys and proofs by the kernels are those of any processor",
        .enabled(if: PointArithmetic.vector != nil, "this processor has no IFMA")
    )
    func sameProofsByKernels() throws {
        let vector = try #require(PointArithmetic.vector)
        let selected = try PointArithmetic.$selected.withValue(.portable) { try SampleCircuit.proved(length: 500) }
        let forced = try PointArithmetic.$selected.withValue(vector) { try SampleCircuit.proved(length: 500) }
        #expect(forced.key == selected.key && forced.proof == selected.proof)
    }
}
