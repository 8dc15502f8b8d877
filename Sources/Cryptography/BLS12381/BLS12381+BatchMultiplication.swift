import Primitives

extension AffinePoint where Curve == BLS12381.G1Curve {
    /// Each point of the subgroup times the scalar at its position.
    ///
    /// All products advance together, digit by digit, so that each step is a batch of affine additions: the halves of
    /// the scalars that the endomorphism splits off have signed digits of 5 bits, and one table of multiples serves
    /// both.
    ///
    /// - Parameters:
    ///   - points: Points of the subgroup, infinity among them.
    ///   - scalars: As many scalars.
    /// - Returns: As many products.
    package static func multiplyAll(_ points: [Self], by scalars: [BLS12381.Fr]) -> [Self] {
        var products: [Self] = []
        products.reserveCapacity(points.count)
        // Enough at once that an inversion does not count, few enough to stay in the cache.
        for start in stride(from: 0, to: points.count, by: 128) {
            let range = start..<min(start + 128, points.count)
            products += multiplyTogether(points[range], by: scalars[range])
        }
        return products
    }

    private static func multiplyTogether(_ points: ArraySlice<Self>, by scalars: ArraySlice<BLS12381.Fr>) -> [Self] {
        let count = points.count
        let halves = scalars.map { $0.halves }
        let digits = [halves.map { $0.low }, halves.map { $0.high }].map {
            SignedDigits($0, numberBitWidth: 128, digitBitWidth: 5)
        }
        // The pool: multiples 1 to 16 of each point, then sums, then what is added to them.
        let (sums, summands) = (16 * count, 17 * count)
        var pool = Array(points) + [Self](repeating: .infinity, count: 17 * count)
        for multiple in 1..<16 {
            let additions = (0..<count).map { index in
                Addition(left: (multiple - 1) * count + index, right: index, sum: multiple * count + index)
            }
            perform(additions, on: &pool)
        }
        let doublings = (0..<count).map { Addition(left: sums + $0, right: sums + $0, sum: sums + $0) }
        let additions = (0..<count).map { Addition(left: sums + $0, right: summands + $0, sum: sums + $0) }
        for place in stride(from: digits[0].placeCount - 1, through: 0, by: -1) {
            for _ in 0..<5 { perform(doublings, on: &pool) }
            for (half, digits) in digits.enumerated() {
                for index in 0..<count {
                    let digit = digits.digit(of: index, at: place)
                    var summand = digit == 0 ? infinity : pool[(abs(digit) - 1) * count + index]
                    if half == 1 { summand = summand.endomorphism }
                    pool[summands + index] = digit < 0 ? -summand : summand
                }
                perform(additions, on: &pool)
            }
        }
        return Array(pool[sums..<sums + count])
    }
}

extension BLS12381.Fr {
    /// The digits k0 and k1 of the element k in base z^2, z being the magnitude of the curve's parameter: k P = k0 P +
    /// k1 Q with Q the point's image under the endomorphism.
    var halves: (low: UInt128, high: UInt128) {
        let squaredParameter = UInt256(l0: 0x0000_0001_0000_0000, l1: 0xac45_a401_0001_a402, l2: 0, l3: 0)
        let (high, low) = value.quotientAndRemainder(dividingBy: squaredParameter)
        return (UInt128(low.l1) &<< 64 | UInt128(low.l0), UInt128(high.l1) &<< 64 | UInt128(high.l0))
    }
}
