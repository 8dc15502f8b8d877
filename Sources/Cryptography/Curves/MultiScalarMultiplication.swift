package import Primitives

/// A curve with a subgroup of prime order r where endomorphisms split scalars into short parts.
package protocol EndomorphismCurve: ShortWeierstrassCurve {
    /// An upper bound of the parts' lengths in bits, at most 128.
    static var partBitWidth: Int { get }

    /// Parts k_j of a scalar, as many as a point has images P_j, such that the sum of the k_j P_j is k P.
    static func split(_ k: UInt256) -> [ScalarPart]

    /// The images P_j of a point of the subgroup, not infinity: the point itself and fixed multiples, by endomorphisms.
    static func images(of point: AffinePoint<Self>) -> [AffinePoint<Self>]
}

/// A short scalar with a sign.
package struct ScalarPart {
    let magnitude: UInt128
    let isNegative: Bool
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
        let terms = zip(points, scalars).filter { !$0.isInfinity && !$1.isZero }
        let parts = terms.map { Curve.split($1) }
        let partCount = parts.first?.count ?? 0
        // Below, a table of multiples for each point costs less than buckets for all.
        if terms.count * partCount < 80 { return Self(interleavedSum(terms.map { $0.0 }, parts)) }
        var bucketTerms: [(magnitude: UInt128, point: Self)] = []
        bucketTerms.reserveCapacity(terms.count * partCount)
        for (term, parts) in zip(terms, parts) {
            for (part, image) in zip(parts, Curve.images(of: term.0)) where part.magnitude != 0 {
                bucketTerms.append((part.magnitude, part.isNegative ? -image : image))
            }
        }
        return Self(bucketSum(bucketTerms))
    }

    /// The sum of products, by simultaneous doublings with digits of window 5: Straus's method.
    private static func interleavedSum(_ points: [Self], _ parts: [[ScalarPart]]) -> JacobianPoint<Curve.Field> {
        // For each point the odd multiples up to 15, each followed by its other images.
        let table = oddMultiples(points).flatMap { Curve.images(of: $0) }
        let imageCount = table.count / max(1, 8 * points.count)
        let digits = parts.map { $0.map { WindowedDigits($0.magnitude) } }
        let length = digits.lazy.joined().map { $0.count }.max() ?? 0

        var sum = JacobianPoint<Curve.Field>.infinity
        for position in stride(from: length - 1, through: 0, by: -1) {
            sum = sum.doubled
            for index in points.indices {
                for image in 0..<imageCount {
                    let digit = digits[index][image].digits[position]
                    if digit == 0 { continue }
                    let point = table[(8 * index + Int(digit.magnitude) / 2) * imageCount + image]
                    sum = sum + ((digit < 0) != parts[index][image].isNegative ? -point : point)
                }
            }
        }
        return sum
    }

    /// The odd multiples up to 15 of each point, which is not infinity and of a large prime order.
    private static func oddMultiples(_ points: [Self]) -> [Self] {
        var multiples: [JacobianPoint<Curve.Field>] = []
        multiples.reserveCapacity(8 * points.count)
        for point in points {
            var multiple = JacobianPoint(point)
            let twice = multiple.doubled
            multiples.append(multiple)
            for _ in 1..<8 {
                multiple = multiple + twice
                multiples.append(multiple)
            }
        }
        return normalized(multiples)
    }
}
