public import Primitives

extension JSONValue {
    /// Byte string: an even number of hexadecimal digits behind `0x`.
    public var bytes: [UInt8] {
        get throws(JSONError) {
            let expected = document.spelling == .exact ? "hex bytes behind 0x" : "hex bytes"
            guard let digits = byteDigits else { throw mismatch(expected: expected) }
            guard digits.count % 2 == 0 else { throw mismatch(expected: "an even number of hex digits") }
            guard let bytes = Hex.decode(digits: digits) else { throw mismatch(expected: expected) }
            return bytes
        }
    }

    /// Exactly 32 bytes of hexadecimal.
    public var bytes32: Bytes32 {
        get throws(JSONError) {
            guard let word = try? bytes, let value = Bytes32(word) else {
                throw mismatch(expected: "32 bytes of hex")
            }
            return value
        }
    }

    /// Exactly 20 bytes of hexadecimal.
    public var address: Address {
        get throws(JSONError) {
            guard let word = try? bytes, let value = Address(word) else {
                throw mismatch(expected: "an address, 20 bytes of hex")
            }
            return value
        }
    }

    /// Quantity: hexadecimal digits behind `0x`, leading zeros allowed, at most 2^256 - 1.
    public var uint256: UInt256 {
        get throws(JSONError) {
            guard let value = quantity else { throw mismatch(expected: "a hex quantity of at most 32 bytes") }
            return value
        }
    }

    /// Quantity of at most 2^64 - 1.
    public var uint64: UInt64 {
        get throws(JSONError) {
            guard let value = try? uint256.asUInt64 else {
                throw mismatch(expected: "a hex quantity of at most 8 bytes")
            }
            return value
        }
    }

    private var quantity: UInt256? {
        let isLegacy = document.spelling == .legacy
        if isLegacy, let number = try? wholeNumber { return UInt256(number) }
        guard let digits = prefixedDigits else { return nil }
        return isLegacy && digits.isEmpty ? .zero : UInt256(hexDigits: digits)
    }

    private var byteDigits: ArraySlice<UInt8>? {
        guard document.spelling == .legacy, kind == .string else { return prefixedDigits }
        return prefixedDigits ?? document.tape.content(of: node)
    }

    /// What stands behind `0x` in a string that starts with it.
    var prefixedDigits: ArraySlice<UInt8>? {
        guard kind == .string else { return nil }
        let text = document.tape.content(of: node)
        let isPrefixed = text.starts(with: "0x".utf8) || document.spelling == .legacy && text.starts(with: "0X".utf8)
        return isPrefixed ? text.dropFirst(2) : nil
    }
}
