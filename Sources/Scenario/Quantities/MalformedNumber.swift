/// Tells how to write a number that stands in a form the language does not read: grouped digits, exponents, fractions,
/// signs, points without digits.
///
/// Both doors through which numbers come use it, fields and expressions; a number in order, or a text that is none,
/// gets no advice.
enum MalformedNumber {
    /// How the number of a text is written here, for a help line; nil when nothing is known to be wrong with its form.
    static func advice(for text: String) -> String? {
        var scalars = Array(text.unicodeScalars)
        if scalars.count > 1, scalars[0] == "-" || scalars[0] == "\u{2212}", ("0"..."9").contains(scalars[1]) {
            return "no value here is below zero"
        }
        let isSigned = scalars.first == "+"
        if isSigned { scalars.removeFirst() }
        guard let (plain, length, reason) = number(in: scalars) ?? (isSigned ? wellFormed(scalars) : nil) else {
            return nil
        }
        let rest = String(String.UnicodeScalarView(scalars[length...])).drop { $0 == " " }
        let unit = Unit.meant(by: String(rest)) ?? String(rest)
        let written = unit.isEmpty || unit == "%" ? plain + unit : "\(plain) \(unit)"
        return "write `\(written.shortened)`: \(isSigned ? "a number has no sign" : reason)"
    }

    /// A number's plain digits, how many scalars it takes, and what is wrong with its form.
    private typealias Finding = (plain: String, length: Int, reason: String)

    private static func wellFormed(_ scalars: [Unicode.Scalar]) -> Finding? {
        var reader = Reader(scalars)
        guard let number = reader.decimal() else { return nil }
        return (number, reader.index, "")
    }

    private static func number(in scalars: [Unicode.Scalar]) -> Finding? {
        pointAlone(scalars) ?? exponent(scalars) ?? fraction(scalars) ?? grouped(scalars) ?? decimalComma(scalars)
            ?? hexadecimal(scalars)
    }

    /// `.5` and `1.`.
    private static func pointAlone(_ scalars: [Unicode.Scalar]) -> Finding? {
        var reader = Reader(scalars)
        let whole = reader.digits()
        guard reader.accept(".") else { return nil }
        let decimals = reader.digits()
        guard whole.isEmpty != decimals.isEmpty, !reader.isAt(".") else { return nil }
        let plain = whole.isEmpty ? "0." + decimals : whole
        return (plain, reader.index, "a decimal point stands between digits")
    }

    /// `1e18`, `2.5E-3`.
    private static func exponent(_ scalars: [Unicode.Scalar]) -> Finding? {
        var reader = Reader(scalars)
        guard let mantissa = reader.decimal(), reader.accept("e") || reader.accept("E") else { return nil }
        let isNegative = reader.accept("-")
        if !isNegative { _ = reader.accept("+") }
        // No value of the language needs more digits than may be written.
        guard let exponent = Int(reader.digits()), exponent <= NumberReader.maximumDigits else { return nil }
        let parts = mantissa.split(separator: ".")
        let decimals = parts.count > 1 ? String(parts[1]) : ""
        var digits = String(parts[0]) + decimals
        var point = parts[0].count + (isNegative ? -exponent : exponent)
        if point <= 0 {
            digits = String(repeating: "0", count: 1 - point) + digits
            point = 1
        }
        digits += String(repeating: "0", count: max(0, point - digits.count))
        let whole = digits.prefix(point).drop { $0 == "0" }
        var rest = digits.dropFirst(point)
        while rest.last == "0" { rest.removeLast() }
        let plain = (whole.isEmpty ? "0" : String(whole)) + (rest.isEmpty ? "" : "." + rest)
        return (plain, reader.index, "a number has no exponent")
    }

    /// `1/3`.
    private static func fraction(_ scalars: [Unicode.Scalar]) -> Finding? {
        var reader = Reader(scalars)
        guard let above = reader.decimal(), reader.accept("/"), let below = reader.decimal(),
            let numerator = try? NumberReader.read(above.unicodeScalars).quantity.value,
            let denominator = try? NumberReader.read(below.unicodeScalars).quantity.value,
            let value = numerator.divided(by: denominator)
        else { return nil }
        let description = value.description
        guard description.hasPrefix("≈") else { return (description, reader.index, "a field takes no fraction") }
        let nearest = String(description.dropFirst("≈ ".count))
        return (nearest, reader.index, "a field takes no fraction, and this one is no decimal number")
    }

    /// `1,000`, `1_000_000`, `1'000`, `1 000`.
    private static func grouped(_ scalars: [Unicode.Scalar]) -> Finding? {
        for separator in [",", "_", "'", " "] as [Unicode.Scalar] {
            var reader = Reader(scalars)
            var plain = reader.digits()
            guard !plain.isEmpty else { return nil }
            let ungrouped = plain.count
            while reader.isGroup(after: separator) {
                _ = reader.accept(separator)
                plain += reader.digits()
            }
            guard plain.count > ungrouped else { continue }
            if reader.accept(".") { plain += "." + reader.digits() }
            return (plain, reader.index, "digits are not grouped")
        }
        return nil
    }

    /// `1,5`.
    private static func decimalComma(_ scalars: [Unicode.Scalar]) -> Finding? {
        var reader = Reader(scalars)
        let whole = reader.digits()
        guard !whole.isEmpty, reader.accept(",") else { return nil }
        let decimals = reader.digits()
        guard !decimals.isEmpty else { return nil }
        return ("\(whole).\(decimals)", reader.index, "the decimal mark is a point")
    }

    /// `0x10`, of which a number up to 64 bits can be told.
    private static func hexadecimal(_ scalars: [Unicode.Scalar]) -> Finding? {
        guard scalars.count > 2, scalars[0] == "0", scalars[1] == "x" || scalars[1] == "X" else { return nil }
        let digits = String(String.UnicodeScalarView(scalars.dropFirst(2).prefix { $0.properties.isASCIIHexDigit }))
        guard let value = UInt64(digits, radix: 16) else { return nil }
        return (String(value), 2 + digits.count, "numbers are decimal")
    }

    /// Reads the parts of a number one after the other.
    private struct Reader {
        private let scalars: [Unicode.Scalar]
        private(set) var index = 0

        init(_ scalars: [Unicode.Scalar]) { self.scalars = scalars }

        func isAt(_ scalar: Unicode.Scalar) -> Bool { index < scalars.count && scalars[index] == scalar }

        mutating func accept(_ scalar: Unicode.Scalar) -> Bool {
            guard isAt(scalar) else { return false }
            index += 1
            return true
        }

        mutating func digits() -> String {
            let run = scalars[index...].prefix { ("0"..."9").contains($0) }
            index += run.count
            return String(String.UnicodeScalarView(run))
        }

        /// Digits, and a point with more of them; nil when there are none.
        mutating func decimal() -> String? {
            let whole = digits()
            guard !whole.isEmpty else { return nil }
            let start = index
            guard accept(".") else { return whole }
            let decimals = digits()
            guard !decimals.isEmpty else {
                index = start
                return whole
            }
            return "\(whole).\(decimals)"
        }

        /// Whether a separator and exactly three digits come next.
        func isGroup(after separator: Unicode.Scalar) -> Bool {
            guard isAt(separator) else { return false }
            let run = scalars[(index + 1)...].prefix { ("0"..."9").contains($0) }
            return run.count == 3
        }
    }
}
