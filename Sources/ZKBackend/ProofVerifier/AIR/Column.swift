/// Handle of a committed column: a factor of constraints, and the place where a trace generator writes.
///
/// It belongs to the chip whose builder made it.
package struct Column: Hashable, Sendable {
    /// Position among the chip's committed columns.
    package let index: Int
}

/// What a tuple or a constraint may be made of.
package protocol ExpressionConvertible {
    /// The value as a polynomial over the row.
    var expression: Expression { get }
}

extension Expression: ExpressionConvertible {
    /// The expression itself.
    package var expression: Expression { self }
}

extension Column: ExpressionConvertible {
    /// The column's value.
    package var expression: Expression { Expression(self) }

    /// a + b, of degree 1.
    package static func + (a: Column, b: Column) -> Expression { a.expression + b.expression }

    /// a + b, of the degree of b and at least 1.
    package static func + (a: Column, b: Expression) -> Expression { a.expression + b }

    /// a + b, of the degree of a and at least 1.
    package static func + (a: Expression, b: Column) -> Expression { a + b.expression }

    /// a - b, of degree 1.
    package static func - (a: Column, b: Column) -> Expression { a.expression - b.expression }

    /// a - b, of the degree of b and at least 1.
    package static func - (a: Column, b: Expression) -> Expression { a.expression - b }

    /// a - b, of the degree of a and at least 1.
    package static func - (a: Expression, b: Column) -> Expression { a - b.expression }

    /// a b, of degree 2.
    package static func * (a: Column, b: Column) -> Expression { a.expression * b.expression }

    /// a b, of one degree more than b unless b is zero.
    package static func * (a: Column, b: Expression) -> Expression { a.expression * b }

    /// a b, of one degree more than a unless a is zero.
    package static func * (a: Expression, b: Column) -> Expression { a * b.expression }
}

/// A column that is not committed because the verifier evaluates its multilinear extension by itself.
package enum FixedColumn: Hashable, Sendable {
    /// The row's number; at a point r of h coordinates the extension is the sum of r_i 2^(h-1-i).
    case rowIndex
    /// The number that `count` bits of the row's number form, from bit `low` on, bit 0 being the least significant.
    case rowBits(low: Int, count: Int)
    /// The bitwise and of the row's lowest `bits` bits and as many above them.
    case rowAnd(bits: Int)
    /// Values of the machine's own, one for each row of a chip of fixed height.
    case constants([Goldilocks])
    /// 1 on the rows that the program gives to the chip, else 0.
    case programRow
    /// The chip's n-th column of the machine's program: given values, and zero beyond their end.
    case program(Int)
}
