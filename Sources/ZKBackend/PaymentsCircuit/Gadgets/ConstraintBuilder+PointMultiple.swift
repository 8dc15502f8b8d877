package import Groth16

extension ConstraintBuilder {
    /// The multiple of a point of the curve by an integer of an even number of bits.
    ///
    /// For 254 bits 2,541 constraints.
    ///
    /// The integer k, or k + 1 where k is even, is odd, so it is a sum of 2^i or -2^i for i below the number n of bits:
    /// the sign of the last is plus, and that of each other i is bit i + 1 of k. Two signs at a time make one of the
    /// digits 1, 3, -1 and -3. Where k is even, the point is taken off in the end.
    ///
    /// - Requires: The number of bits is even and at least 4.
    package mutating func multiple(_ bits: [LinearCombination], of point: CircuitPoint) -> CircuitPoint {
        within("multiple of a point") { builder in
            let triple = builder.sum(builder.doubled(point), point)
            let signs = bits.dropFirst() + [.one]
            // A digit's absolute value is 3 if both signs are the same. The highest digit has its upper sign constant.
            func digit(_ upper: LinearCombination, _ lower: LinearCombination) -> CircuitPoint {
                let both = builder.multiplied("both signs", upper, lower)
                let isTriple = .one - upper - lower + both + both
                let x = builder.select("digit's x", isTriple, triple.x, else: point.x)
                return CircuitPoint(
                    x: builder.multiplied("digit's sign", upper + upper - .one, x),
                    y: builder.select("digit's y", isTriple, triple.y, else: point.y)
                )
            }
            let digits = stride(from: signs.startIndex, to: signs.endIndex, by: 2).map { (signs[$0 + 1], signs[$0]) }
            var result: CircuitPoint?
            for (upper, lower) in digits.reversed() {
                let point = digit(upper, lower)
                if let sum = result {
                    result = builder.sum(builder.doubled(builder.doubled(sum)), point)
                } else {
                    result = point
                }
            }
            let isEven = .one - bits[0]
            let correction = CircuitPoint(
                x: builder.multiplied("correction's x", isEven, -point.x),
                y: builder.select("correction's y", isEven, point.y, else: .one)
            )
            return builder.sum(result ?? point, correction)
        }
    }
}
