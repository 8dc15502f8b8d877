import Primitives
import StrictJSON

extension JSONValue {
    /// Byte string in hexadecimal, with or without `0x`: vector collections write both.
    var hexBytes: [UInt8] {
        get throws(JSONError) {
            guard kind == .string, let bytes = Hex.decode(try text) else { throw mismatch(expected: "hex bytes") }
            return bytes
        }
    }

    /// Exactly 32 bytes in hexadecimal, with or without `0x`, as a number.
    var hexWord: UInt256 {
        get throws(JSONError) {
            let bytes = try hexBytes
            guard bytes.count == 32 else { throw mismatch(expected: "32 bytes of hex") }
            return UInt256(truncatingBigEndian: bytes)
        }
    }

    /// Bytes of a text: hexadecimal behind `0x`, or else the characters themselves.
    var literalBytes: [UInt8] {
        get throws(JSONError) {
            let text = try text
            return text.hasPrefix("0x") ? try bytes : Array(text.utf8)
        }
    }
}
