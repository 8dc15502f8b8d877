package import ProofVerifier

extension PowerWeight {
    /// Entries that share one table of powers; a power of two.
    private static let blockSize = 1 << 7

    /// Adds scale * (1, y, y^2, ...) to a table of 2^n entries.
    package static func add(
        _ y: CubicExtension,
        scale: CubicExtension,
        to weights: UnsafeMutableBufferPointer<CubicExtension>,
        workers: Workers
    ) {
        let blockSize = min(weights.count, blockSize)
        let blockCount = weights.count / blockSize
        let powers = y.powers(blockSize)
        let step = y.raised(to: UInt64(blockSize))
        powers.withUnsafeBufferPointer { powers in
            // Safety: every block is written by one thread and has as many entries as there are powers.
            let (target, source) = (weights, powers)
            workers.forEachRange(of: blockCount, minimum: 1 << 5) { blocks in
                var first = scale * step.raised(to: UInt64(blocks.lowerBound))
                for block in blocks {
                    let start = block * blockSize
                    for index in 0..<blockSize { target[start + index] += source[index] * first }
                    first *= step
                }
            }
        }
    }

    /// Adds the sum over j of scales[j] * (1, y_j, y_j^2, ...) to a table of 2^n entries, for base-field y_j.
    ///
    /// Entry a * blockSize + b is the inner product of scales[j] y_j^(a * blockSize) with y_j^b, reduced once.
    package static func add(
        _ ys: [Goldilocks],
        scales: [CubicExtension],
        to weights: UnsafeMutableBufferPointer<CubicExtension>,
        workers: Workers
    ) {
        precondition(ys.count == scales.count)
        let blockSize = min(weights.count, blockSize)
        let blockCount = weights.count / blockSize
        // Row j holds the powers y_j^b.
        var powers: [Goldilocks] = []
        powers.reserveCapacity(ys.count * blockSize)
        for y in ys {
            var power = Goldilocks.one
            for _ in 0..<blockSize {
                powers.append(power)
                power = power * y
            }
        }
        let steps = ys.map { $0.raised(to: UInt64(blockSize)) }
        let kernels = Kernels.selected
        guard let base = weights.baseAddress else { return }
        powers.withUnsafeBufferPointer { powers in
            // Safety: every block is written by one thread; there is a row of powers for each scale.
            nonisolated(unsafe) let (target, powers) = (base, powers)
            workers.forEachRange(of: blockCount, minimum: 1 << 4) { blocks in
                guard let rows = powers.baseAddress else { return }
                var firsts = zip(scales, steps).map { $0 * $1.raised(to: UInt64(blocks.lowerBound)) }
                for block in blocks {
                    firsts.withUnsafeMutableBufferPointer { firsts in
                        kernels.addCombination(
                            to: target + block * blockSize,
                            of: rows,
                            stride: blockSize,
                            factors: UnsafeBufferPointer(firsts),
                            count: blockSize
                        )
                        for j in 0..<firsts.count { firsts[j] = firsts[j] * steps[j] }
                    }
                }
            }
        }
    }
}
