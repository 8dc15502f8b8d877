import BigInt
package import Primitives

/// Exact fraction of arbitrary precision, always in lowest terms with a positive denominator.
package struct Rational: Hashable, Sendable {
    let numerator: BigInt
    let denominator: BigInt

    /// Zero.
    package static let zero = Rational(0)

    /// A whole number.
    package init(_ value: UInt64) { self.init(numerator: BigInt(value)) }

    /// A whole number.
    package init(_ value: UInt256) {
        var whole = BigInt(value.l3)
        for limb in [value.l2, value.l1, value.l0] { whole = (whole << 64) + BigInt(limb) }
        self.init(numerator: whole)
    }

    init(numerator: BigInt) {
        self.numerator = numerator
        self.denominator = 1
    }

    /// Reduces a fraction; nil when the denominator is zero.
    init?(numerator: BigInt, denominator: BigInt) {
        guard !denominator.isZero else { return nil }
        let divisor = numerator.greatestCommonDivisor(with: denominator)
        let sign: BigInt = denominator.sign == .minus ? -1 : 1
        self.numerator = numerator / divisor * sign
        self.denominator = denominator / divisor * sign
    }

    /// Whether the value has no fractional part.
    package var isWhole: Bool { denominator == 1 }

    /// Whether the value is below zero.
    package var isNegative: Bool { numerator.sign == .minus }

    /// The value as an unsigned word; nil when negative, fractional or above 2^256 - 1.
    package var asUInt256: UInt256? {
        guard isWhole, !isNegative, numerator.bitWidth <= 257 else { return nil }
        let words = Array(numerator.magnitude.words.prefix(4).map { UInt64($0) }) + [0, 0, 0, 0]
        return UInt256(l0: words[0], l1: words[1], l2: words[2], l3: words[3])
    }

    /// The value as an unsigned 64-bit number; nil when negative, fractional or too large.
    package var asUInt64: UInt64? { asUInt256?.asUInt64 }

    /// The distance from zero.
    package var magnitude: Rational { isNegative ? .zero - self : self }

    /// Quotient, or nil when the divisor is zero.
    package func divided(by divisor: Rational) -> Rational? {
        Rational(numerator: numerator * divisor.denominator, denominator: denominator * divisor.numerator)
    }

    /// Exact sum, in lowest terms.
    package static func + (left: Rational, right: Rational) -> Rational {
        reduced(
            left.numerator * right.denominator + right.numerator * left.denominator,
            left.denominator * right.denominator
        )
    }

    /// Exact difference, in lowest terms.
    package static func - (left: Rational, right: Rational) -> Rational {
        reduced(
            left.numerator * right.denominator - right.numerator * left.denominator,
            left.denominator * right.denominator
        )
    }

    /// Exact product, in lowest terms.
    package static func * (left: Rational, right: Rational) -> Rational {
        reduced(left.numerator * right.numerator, left.denominator * right.denominator)
    }

    /// Both denominators of the operands are positive, so their product is, and no case is lost to zero.
    private static func reduced(_ numerator: BigInt, _ denominator: BigInt) -> Rational {
        Rational(numerator: numerator, denominator: denominator) ?? .zero
    }
}

extension Rational: ExpressibleByIntegerLiteral {
    /// A whole number.
    package init(integerLiteral value: UInt64) { self.init(numerator: BigInt(value)) }
}

extension Rational: Comparable {
    /// Orders by value.
    package static func < (left: Rational, right: Rational) -> Bool {
        left.numerator * right.denominator < right.numerator * left.denominator
    }
}

extension Rational: CustomStringConvertible {
    /// Decimal digits: exact when at most 18 decimals suffice, else the first six behind `≈`.
    package var description: String {
        if isWhole { return String(numerator) }
        let scaled = numerator.magnitude * BigUInt(10).power(18)
        let (exact, rest) = scaled.quotientAndRemainder(dividingBy: denominator.magnitude)
        let sign = isNegative ? "-" : ""
        if rest.isZero { return sign + Self.decimal(exact, decimals: 18) }
        let rounded = numerator.magnitude * BigUInt(1_000_000) / denominator.magnitude
        return "≈ " + sign + Self.decimal(rounded, decimals: 6)
    }

    private static func decimal(_ scaled: BigUInt, decimals: Int) -> String {
        let digits = String(scaled)
        let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
        var fraction = padded.suffix(decimals)
        while fraction.last == "0" { fraction.removeLast() }
        let whole = padded.dropLast(decimals)
        return fraction.isEmpty ? String(whole) : "\(whole).\(fraction)"
    }
}
