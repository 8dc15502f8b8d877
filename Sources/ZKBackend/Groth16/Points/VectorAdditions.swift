import Cryptography
import Groth16Kernels

/// Additions of points by the C kernels, which take eight at a time and leave exceptions to Swift.
enum VectorAdditions {
    /// Additions in one lane.
    private static let laneCount = 8
    /// Groups of additions that share an inversion: enough that it does not count, few enough to stay in the second
    /// cache.
    private static let groupLimit = 128
    /// Words of scratch memory for each word of a field element and each group.
    private static let scratchFactor = 20

    /// Additions in G1.
    static let addG1: BN254.G1.Adder = { additions, left, right, sums in
        add(
            additions,
            left,
            right,
            sums,
            denominators: groth16_g1_denominators,
            sums: groth16_g1_sums,
            invert: BN254.G1.invertAll,
            rest: BN254.G1.addPortably
        )
    }

    /// Additions in G2.
    static let addG2: BN254.G2.Adder = { additions, left, right, sums in
        add(
            additions,
            left,
            right,
            sums,
            denominators: groth16_g2_denominators,
            sums: groth16_g2_sums,
            invert: BN254.G2.invertAll,
            rest: BN254.G2.addPortably
        )
    }

    private static func add<Curve>(
        _ additions: PointAdditions,
        _ left: UnsafePointer<AffinePoint<Curve>>,
        _ right: UnsafePointer<AffinePoint<Curve>>,
        _ sums: UnsafeMutablePointer<AffinePoint<Curve>>,
        denominators makeDenominators: (UnsafePointer<groth16_additions>?) -> Void,
        sums makeSums: (UnsafePointer<groth16_additions>?) -> Void,
        invert: (inout [Curve.Field]) -> Void,
        rest addRest: AffinePoint<Curve>.Adder
    ) {
        let wordCount = MemoryLayout<Curve.Field>.size / MemoryLayout<UInt64>.size
        let groupCount = additions.left.count / laneCount
        var rest = PointAdditions()
        var lanes = [Curve.Field](repeating: .zero, count: laneCount)
        withUnsafeTemporaryAllocation(
            byteCount: scratchFactor * wordCount * groupLimit * MemoryLayout<UInt64>.size,
            alignment: 64
        ) { scratch in
            withUnsafeTemporaryAllocation(of: UInt8.self, capacity: groupLimit) { exceptions in
                additions.left.withUnsafeBufferPointer { leftIndices in
                    additions.right.withUnsafeBufferPointer { rightIndices in
                        additions.sum.withUnsafeBufferPointer { sumIndices in
                            guard let leftIndices = leftIndices.baseAddress,
                                let rightIndices = rightIndices.baseAddress,
                                let sumIndices = sumIndices.baseAddress, let exceptions = exceptions.baseAddress
                            else { return }
                            for first in stride(from: 0, to: groupCount, by: groupLimit) {
                                let count = min(groupLimit, groupCount - first)
                                // Safety: points and field elements are their limbs in order, the indices are
                                // within their arrays, and scratch memory holds `groupLimit` groups.
                                var batch = groth16_additions(
                                    left: UnsafeRawPointer(left).assumingMemoryBound(to: UInt64.self),
                                    right: UnsafeRawPointer(right).assumingMemoryBound(to: UInt64.self),
                                    sums: UnsafeMutableRawPointer(sums).assumingMemoryBound(to: UInt64.self),
                                    left_indices: leftIndices + laneCount * first,
                                    right_indices: rightIndices + laneCount * first,
                                    sum_indices: sumIndices + laneCount * first,
                                    group_count: count,
                                    scratch: scratch.baseAddress?.assumingMemoryBound(to: UInt64.self),
                                    exceptions: exceptions,
                                    lanes: nil
                                )
                                func run(_ kernel: (UnsafePointer<groth16_additions>?) -> Void) {
                                    lanes.withUnsafeMutableBytes { lanes in
                                        batch.lanes = lanes.baseAddress?.assumingMemoryBound(to: UInt64.self)
                                        kernel(&batch)
                                    }
                                }
                                run(makeDenominators)
                                invert(&lanes)
                                run(makeSums)
                                for group in 0..<count where exceptions[group] != 0 {
                                    for lane in 0..<laneCount where exceptions[group] >> UInt8(lane) & 1 == 1 {
                                        let index = laneCount * (first + group) + lane
                                        rest.append(leftIndices[index], rightIndices[index], sum: sumIndices[index])
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
        for index in laneCount * groupCount..<additions.left.count {
            rest.append(additions.left[index], additions.right[index], sum: additions.sum[index])
        }
        if !rest.left.isEmpty { addRest(rest, left, right, sums) }
    }
}
