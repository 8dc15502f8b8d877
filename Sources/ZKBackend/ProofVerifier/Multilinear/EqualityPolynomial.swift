/// eq(a, b) = product over i of (a_i b_i + (1 - a_i)(1 - b_i)): on bits, 1 where a = b and else 0.
///
/// Coordinate 0 belongs to the most significant bit of an index.
package enum EqualityPolynomial {
    /// The value at two points.
    ///
    /// - Throws: `VerificationError.verifierFault` when one has more coordinates.
    package static func evaluate(
        _ a: some Collection<CubicExtension>,
        _ b: some Collection<CubicExtension>
    ) throws(VerificationError) -> CubicExtension {
        guard a.count == b.count else { throw .verifierFault(expected: a.count, got: b.count) }
        return zip(a, b).reduce(.one) { $0 * factor($1.0, $1.1) }
    }

    /// One coordinate's factor: a b + (1 - a)(1 - b).
    package static func factor(_ a: CubicExtension, _ b: CubicExtension) -> CubicExtension {
        let both = a * b
        return both + both - a - b + .one
    }

    /// The value at a point and the bits of an index.
    package static func evaluate(_ point: some BidirectionalCollection<CubicExtension>, at index: Int) -> CubicExtension
    {
        var product = CubicExtension.one
        var bits = index
        for coordinate in point.reversed() {
            product *= bits & 1 == 1 ? coordinate : .one - coordinate
            bits >>= 1
        }
        return product
    }

    /// The sum of the values at a point and the first indices, in one step a coordinate.
    ///
    /// - Parameters:
    ///   - point: The point; with n coordinates there are 2^n indices.
    ///   - count: How many indices; 2^n or more gives all of them, which sum to 1.
    /// - Returns: The sum over indices below `count`.
    package static func prefixSum(_ point: [CubicExtension], count: Int) -> CubicExtension {
        guard count > 0 else { return .zero }
        guard logCeiling(count + 1) <= point.count else { return .one }
        var sum = CubicExtension.zero
        // eq of the coordinates so far and the bits of `count` there.
        var common = CubicExtension.one
        for (position, coordinate) in point.enumerated() {
            let upper = common * coordinate
            if count >> (point.count - 1 - position) & 1 == 1 {
                sum += common - upper
                common = upper
            } else {
                common -= upper
            }
        }
        return sum
    }

    /// The values at a point and every index, times a factor: 2^(coordinates) elements.
    package static func table(_ point: some Collection<CubicExtension>, scale: CubicExtension = .one)
        -> [CubicExtension]
    {
        var table = [CubicExtension](repeating: .zero, count: 1 << point.count)
        table[0] = scale
        var size = 1
        for coordinate in point {
            for index in stride(from: size - 1, through: 0, by: -1) {
                let upper = table[index] * coordinate
                table[2 * index + 1] = upper
                table[2 * index] = table[index] - upper
            }
            size *= 2
        }
        return table
    }
}

/// Multilinear extensions of tables of 2^n values; coordinate 0 belongs to the most significant bit of an index.
package enum Multilinear {
    /// The extension's value at a point of n coordinates.
    ///
    /// - Throws: `VerificationError.verifierFault` when the table has another size.
    package static func evaluate(
        _ values: [Goldilocks],
        at point: [CubicExtension]
    ) throws(VerificationError) -> CubicExtension {
        try dot(EqualityPolynomial.table(point), values)
    }

    /// The extension's value at a point of n coordinates.
    ///
    /// - Throws: `VerificationError.verifierFault` when the table has another size.
    package static func evaluate(
        _ values: [CubicExtension],
        at point: [CubicExtension]
    ) throws(VerificationError) -> CubicExtension {
        guard point.count < Int.bitWidth - 1, values.count == 1 << point.count else {
            throw .verifierFault(expected: point.count, got: values.count)
        }
        // Half the products of an inner product with eq: variables are bound one by one.
        var folded = values
        for coordinate in point {
            let half = folded.count / 2
            for index in 0..<half { folded[index] += coordinate * (folded[index + half] - folded[index]) }
            folded.removeLast(half)
        }
        return folded[0]
    }
}
