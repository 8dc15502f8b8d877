package import Primitives
import TextOutput

/// A value that one scalar of a document is read as.
protocol ScalarField {
    /// Reads the text of a scalar.
    ///
    /// - Throws: `ScalarProblem`, phrased to follow the field's name.
    static func read(_ text: String) throws(ScalarProblem) -> Self
    /// The form of the text, for the reference and the editor's schema.
    static var shape: ValueShape { get }
}

/// Why a scalar does not fit its field.
struct ScalarProblem: Error {
    let code: ScenarioDiagnostic.Code
    /// What is wrong, to follow the name of the field.
    let phrase: String
    let help: String?

    init(_ code: ScenarioDiagnostic.Code, _ phrase: String, help: String? = nil) {
        self.code = code
        self.phrase = phrase
        self.help = help
    }
}

/// An amount of ether.
package struct Amount: Hashable, Sendable, ScalarField {
    /// The amount in wei.
    package let wei: UInt256

    static func read(_ text: String) throws(ScalarProblem) -> Amount {
        let value = try ScalarQuantity.read(text, as: .amount)
        guard let wei = value.asUInt256 else { throw ScalarQuantity.outOfRange("2^256 - 1 wei") }
        return Amount(wei: wei)
    }
}

/// A number of gas units.
package struct GasAmount: Hashable, Sendable, ScalarField {
    /// The number of gas units, at most `maximum`.
    package let units: UInt64
    /// Most gas that a field takes.
    package static let maximum: UInt64 = 1_000_000_000_000

    static func read(_ text: String) throws(ScalarProblem) -> GasAmount {
        let value = try ScalarQuantity.read(text, as: .gas, alsoPlain: true)
        return GasAmount(units: try ScalarQuantity.bounded(value, to: maximum, shown: "1000000M gas"))
    }
}

/// A stretch of virtual time.
package struct VirtualDuration: Hashable, Sendable, ScalarField {
    /// The length in seconds, at most `maximum`.
    package let seconds: UInt64
    /// Longest duration that a field takes, in seconds: 100 years.
    package static let maximum: UInt64 = 36_525 * 86_400

    static func read(_ text: String) throws(ScalarProblem) -> VirtualDuration {
        let value = try ScalarQuantity.read(text, as: .duration)
        return VirtualDuration(seconds: try ScalarQuantity.bounded(value, to: maximum, shown: "36525d"))
    }
}

/// A number of bytes.
package struct ByteSize: Hashable, Sendable, ScalarField {
    /// The number of bytes, at most `maximum`.
    package let bytes: UInt64
    /// Largest size that a field takes, in bytes.
    package static let maximum: UInt64 = 16 << 20

    static func read(_ text: String) throws(ScalarProblem) -> ByteSize {
        let value = try ScalarQuantity.read(text, as: .size)
        return ByteSize(bytes: try ScalarQuantity.bounded(value, to: maximum, shown: "16 MiB"))
    }
}

/// A number of L1 blocks.
package struct BlockCount: Hashable, Sendable, ScalarField {
    /// The number of blocks, at most `maximum`.
    package let blocks: UInt64
    /// Most blocks that one field takes.
    package static let maximum: UInt64 = 100_000

    static func read(_ text: String) throws(ScalarProblem) -> BlockCount {
        let value = try ScalarQuantity.read(text, as: .blocks)
        return BlockCount(blocks: try ScalarQuantity.bounded(value, to: maximum, shown: "100000blk"))
    }
}

extension UInt64: ScalarField {
    static func read(_ text: String) throws(ScalarProblem) -> UInt64 {
        let value = try ScalarQuantity.read(text, as: .scalar)
        return try ScalarQuantity.bounded(value, to: .max, shown: "2^64 - 1")
    }
}

extension String: ScalarField {
    static func read(_ text: String) throws(ScalarProblem) -> String {
        guard !text.isEmpty else { throw ScalarProblem(.invalidValue, "must not be empty") }
        return text
    }
}

/// Bytes in hexadecimal, at most 128 KiB.
package struct HexBytes: Hashable, Sendable, ScalarField {
    /// The bytes.
    package let bytes: [UInt8]
    /// Most bytes that a field takes: what a transaction may have in a node's pool.
    package static let maximumCount = 131_072

    static func read(_ text: String) throws(ScalarProblem) -> HexBytes {
        let digits = Array(text.unicodeScalars.dropFirst(2))
        guard text.hasPrefix("0x") else {
            let isHexadecimal = !text.isEmpty && text.unicodeScalars.allSatisfy(\.properties.isASCIIHexDigit)
            let help = isHexadecimal ? "write `0x\(text.shortened)`" : nil
            throw ScalarProblem(.invalidValue, "\(expectation), found \(text.quoted)", help: help)
        }
        if let wrong = digits.first(where: { !$0.properties.isASCIIHexDigit }) {
            let message = "\(expectation), but `\(String(wrong).printable)` is no hexadecimal digit"
            throw ScalarProblem(.invalidValue, message)
        }
        guard digits.count.isMultiple(of: 2) else {
            let help = digits.count < 60 ? "write `0x0\(text.dropFirst(2))`, if a leading zero is missing" : nil
            let message = "\(expectation), but \(digits.count) digits are no whole number of bytes"
            throw ScalarProblem(.invalidValue, message, help: help)
        }
        guard digits.count <= 2 * maximumCount, let bytes = Hex.decode(text) else {
            let message = "can be at most \(maximumCount) bytes, found \(digits.count / 2)"
            throw ScalarProblem(.outOfRange, message)
        }
        return HexBytes(bytes: bytes)
    }

    private static let expectation = "expects bytes in hexadecimal such as `0x1234`"
}

/// Reads one exact quantity of a wanted dimension from the text of a field.
enum ScalarQuantity {
    static func read(
        _ text: String,
        as dimension: Dimension,
        alsoPlain: Bool = false
    ) throws(ScalarProblem) -> Rational {
        let expected = dimension == .scalar ? "a whole number" : "\(dimension.noun) such as \(dimension.examples)"
        let scalars = Array(text.unicodeScalars)
        let reading: NumberReader.Reading
        do {
            reading = try NumberReader.read(scalars)
        } catch {
            if let advice = MalformedNumber.advice(for: text) { throw mismatch(text, expected: expected, help: advice) }
            switch error {
            case .malformed: throw mismatch(text, expected: expected)
            case .tooLong: throw ScalarProblem(.outOfRange, "has more than \(NumberReader.maximumDigits) digits")
            case .unknownUnit(let name, _): throw unknownUnit(name, expected: expected)
            }
        }
        guard reading.length == scalars.count else {
            if let advice = MalformedNumber.advice(for: text) { throw mismatch(text, expected: expected, help: advice) }
            if let space = text.firstIndex(of: " "), Unit.meant(by: String(text[text.index(after: space)...])) != nil {
                throw unknownUnit(String(text[text.index(after: space)...]), expected: expected)
            }
            throw mismatch(text, expected: expected)
        }
        let found = reading.quantity
        let fits = !reading.isPercentage && (found.dimension == dimension || (alsoPlain && found.dimension == .scalar))
        guard fits else {
            let kind = reading.isPercentage ? "a percentage" : found.dimension.noun
            throw ScalarProblem(.wrongUnit, "expects \(expected), but `\(text)` is \(kind)")
        }
        guard found.value.isWhole else {
            let units: String =
                switch dimension {
                case .amount: "wei"
                case .duration: "seconds"
                case .gas: "gas"
                case .size: "bytes"
                case .blocks: "blocks"
                case .scalar: "numbers"
                }
            throw ScalarProblem(.notExact, "is counted in whole \(units), but `\(text)` is not a whole number of them")
        }
        return found.value
    }

    static func bounded(_ value: Rational, to limit: UInt64, shown: String) throws(ScalarProblem) -> UInt64 {
        guard let number = value.asUInt64, number <= limit else { throw outOfRange(shown) }
        return number
    }

    static func outOfRange(_ limit: String) -> ScalarProblem {
        ScalarProblem(.outOfRange, "can be at most \(limit)")
    }

    private static func mismatch(_ text: String, expected: String, help: String? = nil) -> ScalarProblem {
        ScalarProblem(.invalidValue, "expects \(expected), found \(text.quoted)", help: help)
    }

    private static func unknownUnit(_ name: String, expected: String) -> ScalarProblem {
        let help = Unit.meant(by: name).map { "did you mean `\($0)`?" }
        return ScalarProblem(.wrongUnit, "expects \(expected), but `\(name.shortened)` is no unit", help: help)
    }
}

extension String {
    /// The text in the words of a diagnostic.
    var quoted: String { isEmpty ? "nothing" : "`\(shortened)`" }

    /// The text, or its beginning when it is too long to quote in a message.
    var shortened: String {
        unicodeScalars.count <= 60 ? self : String(String.UnicodeScalarView(unicodeScalars.prefix(57))) + "..."
    }
}
