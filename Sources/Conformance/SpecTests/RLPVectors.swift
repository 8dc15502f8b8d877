import Primitives
import StrictJSON

/// ethereum/tests `RLPTests`: `in` is a value, or VALID or INVALID, and `out` its encoding.
enum RLPVectors {
    /// Reads the cases of a file.
    static func cases(_ file: JSONValue) throws(JSONError) -> [SpecTestCase] {
        var cases: [SpecTestCase] = []
        for (name, test) in try file.members {
            let encoding = try test["out"].hexBytes
            let input = try test["in"]
            if input.kind == .string, ["VALID", "INVALID"].contains(try input.text) {
                let isValid = try input.text == "VALID"
                cases.append(SpecTestCase(kind: .rlp, name: name) { decode(encoding, isValid: isValid) })
            } else {
                let item = try RLPItem(input)
                cases.append(SpecTestCase(kind: .rlp, name: name) { compare(item, with: encoding) })
            }
        }
        return cases
    }

    private static func decode(_ bytes: [UInt8], isValid: Bool) -> VectorVerdict {
        do throws(RLPError) {
            _ = try RLPItem(decoding: bytes)
            return isValid ? .passed : .failed("expected a refusal, got an item")
        } catch {
            return isValid ? .failed("expected an item, got: \(error)") : .passed
        }
    }

    private static func compare(_ item: RLPItem, with expected: [UInt8]) -> VectorVerdict {
        let encoding = item.encoded
        guard encoding == expected else {
            return .failed("expected \(Hex.encode(expected)), got \(Hex.encode(encoding))")
        }
        do throws(RLPError) {
            let decoded = try RLPItem(decoding: expected)
            return decoded == item ? .passed : .failed("the encoding decodes to something else")
        } catch {
            return .failed("expected the item back, got: \(error)")
        }
    }
}

/// A value that RLP encodes.
enum RLPItem: Hashable, Sendable {
    case string([UInt8])
    case list([RLPItem])

    /// Most lists in one another that are read.
    private static let depthLimit = 256

    /// Reads a value of a vector: text, a number, a decimal number behind `#`, or a list of such.
    ///
    /// The document bounds the depth.
    init(_ json: JSONValue) throws(JSONError) {
        switch json.kind {
        case .array:
            var items: [RLPItem] = []
            for element in try json.elements { items.append(try RLPItem(element)) }
            self = .list(items)
        case .number:
            self = .string(UInt256(try json.wholeNumber).minimalBigEndianBytes)
        case .string:
            let text = try json.text
            guard text.hasPrefix("#") else {
                self = .string(Array(text.utf8))
                return
            }
            guard text.utf8.count <= 1024, let bytes = RLPItem.bytes(ofDecimal: text.dropFirst()) else {
                throw json.mismatch(expected: "decimal digits behind #")
            }
            self = .string(bytes)
        default:
            throw json.mismatch(expected: "a text, a number or a list of such")
        }
    }

    /// Reads one canonical item that fills the bytes.
    init(decoding bytes: [UInt8]) throws(RLPError) {
        var decoder = RLPDecoder(bytes)
        self = try RLPItem(&decoder, depth: 0)
        try decoder.finish()
    }

    private init(_ decoder: inout RLPDecoder, depth: Int) throws(RLPError) {
        guard decoder.nextIsList else {
            self = .string(try decoder.readArray())
            return
        }
        guard depth < RLPItem.depthLimit else { throw .invalidValue }
        var content = try decoder.readList()
        var items: [RLPItem] = []
        while !content.isAtEnd { items.append(try RLPItem(&content, depth: depth + 1)) }
        self = .list(items)
    }

    /// The canonical encoding.
    var encoded: [UInt8] {
        var encoder = RLPEncoder()
        append(to: &encoder)
        return encoder.bytes
    }

    private func append(to encoder: inout RLPEncoder) {
        switch self {
        case .string(let bytes): encoder.append(bytes: bytes)
        case .list(let items):
            encoder.appendList { list in
                for item in items { item.append(to: &list) }
            }
        }
    }

    /// Big-endian bytes of a decimal number of any size, without leading zeros.
    private static func bytes(ofDecimal digits: Substring) -> [UInt8]? {
        guard !digits.isEmpty else { return nil }
        var littleEndian: [UInt8] = []
        for digit in digits.utf8 {
            guard (0x30...0x39).contains(digit) else { return nil }
            var carry = UInt16(digit - 0x30)
            for index in littleEndian.indices {
                carry += UInt16(littleEndian[index]) * 10
                littleEndian[index] = UInt8(truncatingIfNeeded: carry)
                carry >>= 8
            }
            if carry > 0 { littleEndian.append(UInt8(truncatingIfNeeded: carry)) }
        }
        return littleEndian.reversed()
    }
}
