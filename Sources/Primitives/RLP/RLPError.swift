/// Why bytes are not the canonical RLP (Yellow Paper, appendix B) of what was expected.
public enum RLPError: Error, Equatable, Sendable {
    /// The item claims more bytes than there are.
    case unexpectedEnd
    /// A length is written with leading zeros, or in the long form where the short form fits.
    case nonCanonicalLength
    /// A single byte below 0x80 is written as a string of length one.
    case nonCanonicalByte
    /// An integer has a leading zero byte.
    case leadingZero
    /// An integer does not fit its type.
    case integerOverflow
    /// A list stands where a string must be.
    case expectedString
    /// A string stands where a list must be.
    case expectedList
    /// A string of fixed length has another length, in bytes.
    case wrongLength(expected: Int, got: Int)
    /// Bytes follow the last item.
    case trailingBytes
    /// A value is well-formed but outside the set that its field allows.
    case invalidValue
}
