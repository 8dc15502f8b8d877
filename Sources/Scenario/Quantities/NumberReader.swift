import BigInt

/// Reads a number and its unit from the front of a text; the fields of a document and the expressions share it.
struct NumberReader {
    /// Longest accepted run of digits; 2^256 has 78.
    static let maximumDigits = 96

    /// A number that was read, and how far it reached.
    struct Reading {
        let quantity: Quantity
        /// Scalars consumed.
        let length: Int
        /// Whether the number was written as a percentage.
        let isPercentage: Bool
    }

    /// Why no number could be read.
    enum Failure: Error {
        /// The text does not begin with a digit, or the digits are malformed.
        case malformed
        /// More digits than any value of the simulation has.
        case tooLong
        /// The number is followed by a word that is no unit, `length` scalars long at `offset`.
        case unknownUnit(String, offset: Int)
    }

    /// Reads digits, an optional decimal part, and a unit that follows directly or after one space.
    static func read(_ text: some Collection<Unicode.Scalar>) throws(Failure) -> Reading {
        let scalars = Array(text)
        var index = 0
        func digits() -> [Unicode.Scalar] {
            let run = scalars[index...].prefix { ("0"..."9").contains($0) }
            index += run.count
            return Array(run)
        }
        let whole = digits()
        var fraction: [Unicode.Scalar] = []
        guard !whole.isEmpty else { throw .malformed }
        if index + 1 < scalars.count, scalars[index] == ".", ("0"..."9").contains(scalars[index + 1]) {
            index += 1
            fraction = digits()
        }
        guard whole.count + fraction.count <= maximumDigits else { throw .tooLong }
        let digitText = String(String.UnicodeScalarView(whole + fraction))
        guard let mantissa = BigInt(digitText),
            let number = Rational(numerator: mantissa, denominator: BigInt(10).power(fraction.count))
        else { throw .malformed }

        if index < scalars.count, scalars[index] == "%" {
            let value = number.divided(by: Rational(100)) ?? .zero
            return Reading(quantity: Quantity(value, .scalar), length: index + 1, isPercentage: true)
        }
        let isSpaced = index < scalars.count && scalars[index] == " "
        let wordStart = isSpaced ? index + 1 : index
        let word = wordStart < scalars.count ? Array(scalars[wordStart...].prefix { isLetter($0) }) : []
        let name = String(String.UnicodeScalarView(word))
        guard !word.isEmpty else {
            return Reading(quantity: Quantity(number, .scalar), length: index, isPercentage: false)
        }
        guard let unit = Unit.named(name) else {
            // After a space the word may be an operator of an expression, such as `and`.
            guard isSpaced else { throw .unknownUnit(name, offset: wordStart) }
            return Reading(quantity: Quantity(number, .scalar), length: index, isPercentage: false)
        }
        let quantity = Quantity(number * unit.scale, unit.dimension)
        return Reading(quantity: quantity, length: wordStart + word.count, isPercentage: false)
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || scalar == "_" || ("0"..."9").contains(scalar)
    }
}
