/// Why bytes are not the canonical ABI encoding of the expected types.
public enum ABIError: Error, Equatable, Sendable {
    /// A value reaches beyond the end of the data, which has `byteCount` bytes.
    case unexpectedEnd(byteCount: Int)
    /// A dynamic value does not begin where the one before it ends.
    case wrongOffset(expected: Int)
    /// A value lies outside its type: an integer or address too wide, a truth value beyond 1, bytes behind a string
    /// that are not zero. Names the byte at which its word begins.
    case outOfRange(at: Int)
    /// Bytes follow the last value.
    case trailingBytes(Int)
    /// The type is nested deeper than `ABI.maxDepth`, or is an array whose elements take no bytes.
    case unsupportedType
    /// Calldata does not begin with the function's selector.
    case wrongSelector(expected: UInt32)
    /// A log has another number of topics, or another first topic, than the event.
    case wrongTopics
}

/// Contract ABI: how functions, events and their values are written as bytes (Solidity, "Contract ABI Specification").
///
/// Decoding is strict: it accepts only what encoding writes, so offsets must be in order and without gaps, and padding
/// must be zero.
public enum ABI {
    /// Nesting of types that decoding accepts.
    public static let maxDepth = 16

    /// The first four bytes of a signature's hash, read big-endian.
    ///
    /// - Parameter signature: Name and canonical parameter types without spaces, such as `transfer(address,uint256)`.
    /// - Returns: The selector, as calldata begins with it.
    public static func selector(_ signature: String) -> UInt32 {
        UInt32(truncatingIfNeeded: Keccak256.hash(Array(signature.utf8)).w0 >> 32)
    }

    /// A selector's four bytes.
    static func selectorBytes(_ selector: UInt32) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: selector >> $0) }
    }
}
