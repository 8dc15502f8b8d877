// Fourier transforms of points of G1: layer by layer, each a batch of multiplications by twiddle factors and one of
// additions.
extension RootsOfUnity {
    /// `evaluate` for several columns of points of the subgroup, which stand one behind the other.
    ///
    /// - Parameters:
    ///   - points: The columns.
    ///   - count: The length of a column, a power of two.
    func evaluateColumns(_ points: inout [BLS12381.G1], count: Int) {
        var half = count / 2
        while half > 0 {
            scaleUpperHalves(&points, count: count, half: half) { twiddle($0) }
            addAndSubtract(&points, half: half)
            half /= 2
        }
    }

    /// `interpolateUnscaled` for a column of points of the subgroup.
    func interpolateColumnUnscaled(_ points: inout [BLS12381.G1]) {
        var half = 1
        while half < points.count {
            addAndSubtract(&points, half: half)
            scaleUpperHalves(&points, count: points.count, half: half) { inverseTwiddle($0) }
            half *= 2
        }
    }

    /// Multiplies the upper half of each block by the block's factor.
    private func scaleUpperHalves(
        _ points: inout [BLS12381.G1],
        count: Int,
        half: Int,
        _ factor: (_ block: Int) -> BLS12381.Fr
    ) {
        var positions: [Int] = []
        var factors: [BLS12381.Fr] = []
        for start in stride(from: 0, to: points.count, by: 2 * half) {
            let block = start % count / (2 * half)
            // The first block's factor is one.
            if block == 0 { continue }
            for position in start + half..<start + 2 * half where !points[position].isInfinity {
                positions.append(position)
                factors.append(factor(block))
            }
        }
        let products = BLS12381.G1.multiplyAll(positions.map { points[$0] }, by: factors)
        for (position, product) in zip(positions, products) { points[position] = product }
    }

    /// Replaces the halves (u, v) of each block by (u + v, u - v).
    private func addAndSubtract(_ points: inout [BLS12381.G1], half: Int) {
        let count = points.count
        points += points.map { -$0 }
        var additions: [BLS12381.G1.Addition] = []
        additions.reserveCapacity(count)
        for start in stride(from: 0, to: count, by: 2 * half) {
            for low in start..<start + half {
                // The difference takes the place of -v, until u + v was made.
                let opposite = count + low + half
                additions.append(BLS12381.G1.Addition(left: low, right: opposite, sum: opposite))
                additions.append(BLS12381.G1.Addition(left: low, right: low + half, sum: low))
            }
        }
        BLS12381.G1.perform(additions, on: &points)
        for start in stride(from: 0, to: count, by: 2 * half) {
            for high in start + half..<start + 2 * half { points[high] = points[count + high] }
        }
        points.removeLast(count)
    }
}
