package import ProofVerifier

/// Boolean functions of expressions that are 0 or 1, and numbers made of them.
package enum BitExpressions {
    /// Exclusive or: of the sum of both degrees.
    package static func xor(_ a: Expression, _ b: Expression) -> Expression { a + b - 2 * (a * b) }

    /// Exclusive or of three: of the sum of all degrees.
    package static func xor(_ a: Expression, _ b: Expression, _ c: Expression) -> Expression { xor(xor(a, b), c) }

    /// The number whose binary digits are given, least significant first: of their greatest degree.
    ///
    /// - Requires: At most 63 bits, so that numbers are told apart in the field.
    package static func number(_ bits: some BidirectionalCollection<Expression>) -> Expression {
        bits.reversed().reduce(0) { 2 * $0 + $1 }
    }
}

extension ChipBuilder {
    /// Declares columns of bits, and requires each to be 0 or 1.
    package mutating func bits(_ name: String, count: Int) -> [Column] {
        (0..<count).map { index in
            let bit = column("\(name) bit \(index)")
            require("\(name) bit \(index) is boolean", isBoolean: bit)
            return bit
        }
    }
}
