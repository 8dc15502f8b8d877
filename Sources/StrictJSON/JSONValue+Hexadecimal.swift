public import Primitives

extension JSONValue {
    /// Byte string: an even number of hexadecimal digits behind `0x`.
    public var bytes: [UInt8] {
        get throws(JSONError) {
            let expected = "hex bytes behind 0x"
            guard let digits = hexadecimalDigits else { throw mismatch(expected: expected) }
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
            let expected = "a hex quantity of at most 32 bytes"
            guard let value = hexadecimalDigits.flatMap(UInt256.init(hexDigits:)) else {
                throw mismatch(expected: expected)
            }
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

    /// What stands behind `0x` in a string that starts with it.
    var hexadecimalDigits: ArraySlice<UInt8>? {
        guard kind == .string else { return nil }
        let text = document.tape.content(of: node)
        return text.starts(with: "0x".utf8) ? text.dropFirst(2) : nil
    }
}
