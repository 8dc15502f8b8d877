import Primitives

/// Multiples of a point that many sums have a term of, such as a generator.
struct FixedPointMultiples<Curve: EndomorphismCurve>: Sendable {
    /// Bits of a window: 64 odd multiples for each part of a scalar.
    private static var windowWidth: Int { 8 }

    /// For each image of the point, the odd multiples up to 127.
    private let images: [[AffinePoint<Curve>]]

    /// The multiples of a point of the subgroup, not infinity.
    init(of point: AffinePoint<Curve>) {
        let multiples = AffinePoint.oddMultiples(of: point, count: 1 << (Self.windowWidth - 2))
        images = Self.images(of: multiples)
    }

    /// `factor` times a point of the subgroup and `fixedFactor` times the fixed one, with doublings in common.
    ///
    /// P. Straus, "Addition chains of vectors", 1964, on the parts of both scalars.
    func sum(
        _ factor: UInt256,
        times point: AffinePoint<Curve>,
        plusFixedPointTimes fixedFactor: UInt256
    ) -> JacobianPoint<Curve.Field> {
        var terms = Self.terms(fixedFactor, images, windowWidth: Self.windowWidth)
        if !point.isInfinity {
            let table = Self.images(of: AffinePoint.oddMultiples(of: point, count: 8))
            terms += Self.terms(factor, table, windowWidth: 5)
        }
        var sum = JacobianPoint<Curve.Field>.infinity
        let length = terms.map { $0.digits.count }.max() ?? 0
        for position in stride(from: length - 1, through: 0, by: -1) {
            sum = sum.doubled
            for index in terms.indices {
                let digit = terms[index].digits.digits[position]
                if digit == 0 { continue }
                let multiple = terms[index].table[Int(digit.magnitude) / 2]
                sum = sum + ((digit < 0) != terms[index].isNegative ? -multiple : multiple)
            }
        }
        return sum
    }

    /// Digits of a part of a scalar, with the multiples that they select.
    private struct Term {
        let digits: WindowedDigits
        let isNegative: Bool
        let table: [AffinePoint<Curve>]
    }

    private static func terms(_ factor: UInt256, _ tables: [[AffinePoint<Curve>]], windowWidth: Int) -> [Term] {
        zip(Curve.split(factor), tables).map { part, table in
            Term(
                digits: WindowedDigits(part.magnitude, windowWidth: windowWidth),
                isNegative: part.isNegative,
                table: table
            )
        }
    }

    /// The images of each point, those by one endomorphism together.
    private static func images(of points: [AffinePoint<Curve>]) -> [[AffinePoint<Curve>]] {
        let images = points.map { Curve.images(of: $0) }
        return (images.first ?? []).indices.map { index in images.map { $0[index] } }
    }
}

extension AffinePoint {
    /// The first odd multiples of a point that is not infinity and of a large prime order.
    static func oddMultiples(of point: Self, count: Int) -> [Self] {
        var multiple = JacobianPoint(point)
        let twice = multiple.doubled
        var multiples = [multiple]
        for _ in 1..<count {
            multiple = multiple + twice
            multiples.append(multiple)
        }
        return normalized(multiples)
    }
}
