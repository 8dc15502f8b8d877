package import Primitives

/// A curve with a subgroup of prime order r where an endomorphism splits scalars into short parts.
package protocol EndomorphismCurve: ShortWeierstrassCurve {
    /// An upper bound of the parts' lengths, at most 128.
    static var partBitWidth: Int { get }

    /// The parts k_j, and as many points P_j, whose products k_j P_j sum to k P; the point is in the subgroup and not infinity.
    static func split(_ k: UInt256, _ point: AffinePoint<Self>) -> [(part: UInt128, point: AffinePoint<Self>)]
}

extension AffinePoint where Curve: EndomorphismCurve {
    /// k times the point, which must be in the subgroup of order r, for any k.
    package func multiplied(by k: UInt256) -> Self {
        Self.multiScalarMultiplication(points: [self], scalars: [k])
    }

    /// The sum of multiples of points of the subgroup of order r.
    ///
    /// - Parameters:
    ///   - points: Points of the subgroup, infinity among them.
    ///   - scalars: As many scalars, any values.
    /// - Returns: The sum.
    package static func multiScalarMultiplication(points: [Self], scalars: [UInt256]) -> Self {
        precondition(points.count == scalars.count, "as many scalars as points")
        var terms: [(part: UInt128, point: Self)] = []
        for (point, scalar) in zip(points, scalars) where !point.isInfinity {
            terms += Curve.split(scalar, point).filter { $0.part != 0 }
        }
        return Self(interleavedSum(terms))
    }

    /// The sum of products, by Straus's simultaneous doublings with digits of window 5.
    private static func interleavedSum(_ terms: [(part: UInt128, point: Self)]) -> JacobianPoint<Curve.Field> {
        var multiples: [JacobianPoint<Curve.Field>] = []
        multiples.reserveCapacity(terms.count * 8)
        for term in terms {
            var multiple = JacobianPoint(term.point)
            let twice = multiple.doubled
            multiples.append(multiple)
            for _ in 1..<8 {
                multiple = multiple + twice
                multiples.append(multiple)
            }
        }
        let table = normalized(multiples)
        let digits = terms.map { WindowedDigits($0.part) }
        var sum = JacobianPoint<Curve.Field>.infinity
        for position in stride(from: (digits.map(\.count).max() ?? 0) - 1, through: 0, by: -1) {
            sum = sum.doubled
            for index in digits.indices {
                let digit = digits[index].digits[position]
                if digit == 0 { continue }
                let point = table[8 * index + Int(digit.magnitude) / 2]
                sum = sum + (digit < 0 ? -point : point)
            }
        }
        return sum
    }
}
