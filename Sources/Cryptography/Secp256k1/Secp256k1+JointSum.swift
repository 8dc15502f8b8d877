import Primitives

extension Secp256k1 {
    /// `factor` times a point and `generatorFactor` times the generator, with doublings in common.
    ///
    /// P. Straus, "Addition chains of vectors", 1964, on the parts of both scalars. The digits of the four parts stand
    /// side by side.
    static func sum(
        _ factor: UInt256,
        times point: Point,
        plusGeneratorTimes generatorFactor: UInt256
    ) -> JacobianPoint<Fp> {
        // The group's order is prime, so no odd multiple below it is infinity.
        let multiples = point.isInfinity ? [] : Point.oddMultiples(of: point, count: 8)
        let images = multiples.map { Curve.image(of: $0) }
        return withUnsafeTemporaryAllocation(of: Int8.self, capacity: 4 * WindowedDigits.limit) { digits in
            digits.initialize(repeating: 0)
            var length = 0
            func write(_ parts: [ScalarPart], from term: Int, windowWidth: Int) {
                for (index, part) in parts.enumerated() {
                    let count = WindowedDigits.forEach(of: part.magnitude, windowWidth: windowWidth) {
                        position,
                        digit in
                        digits[4 * position + term + index] = part.isNegative ? -digit : digit
                    }
                    length = max(length, count)
                }
            }
            // Digits below 128 in magnitude for the generator's 64 multiples, below 16 for the point's eight.
            write(Curve.split(generatorFactor), from: 0, windowWidth: 8)
            if !multiples.isEmpty { write(Curve.split(factor), from: 2, windowWidth: 5) }
            var sum = JacobianPoint<Fp>.infinity
            var position = length
            while position > 0 {
                position -= 1
                sum = sum.doubled
                for term in 4 * position..<4 * position + 4 where digits[term] != 0 {
                    let digit = digits[term]
                    let index = Int(digit.magnitude) / 2
                    let multiple =
                        switch term & 3 {
                        case 0: generatorMultiple(index, isImage: false)
                        case 1: generatorMultiple(index, isImage: true)
                        case 2: multiples[index]
                        default: images[index]
                        }
                    sum = sum.adding(affineX: multiple.x, digit < 0 ? -multiple.y : multiple.y)
                }
            }
            return sum
        }
    }
}
