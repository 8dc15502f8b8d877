/// Value in the contract ABI; its case decides how it is encoded.
public indirect enum ABIValue: Hashable, Sendable {
    /// Unsigned integer.
    case uint(UInt256)
    /// Signed integer in two's complement.
    case int(UInt256)
    /// Account address.
    case address(Address)
    /// Truth value.
    case bool(Bool)
    /// 1 to 32 bytes of a fixed length.
    case fixedBytes([UInt8])
    /// Byte string.
    case bytes([UInt8])
    /// Text as its UTF-8 bytes, which nobody guarantees to be valid.
    case string([UInt8])
    /// Elements of one type, their number free.
    case array([ABIValue])
    /// Elements of one type, their number fixed by the type.
    case fixedArray([ABIValue])
    /// Elements of a struct, in order.
    case tuple([ABIValue])

    /// A hash or another word of 32 bytes.
    public static func bytes32(_ word: Bytes32) -> ABIValue {
        .fixedBytes(word.bytes)
    }

    /// The unsigned integer, if it is one.
    public var asUInt256: UInt256? {
        guard case .uint(let value) = self else { return nil }
        return value
    }

    /// The unsigned integer, if it is one below 2^64.
    public var asUInt64: UInt64? { asUInt256?.asUInt64 }

    /// The address, if it is one.
    public var asAddress: Address? {
        guard case .address(let value) = self else { return nil }
        return value
    }

    /// The truth value, if it is one.
    public var asBool: Bool? {
        guard case .bool(let value) = self else { return nil }
        return value
    }

    /// The 32 bytes, if it is a fixed byte string of that length.
    public var asBytes32: Bytes32? {
        guard case .fixedBytes(let bytes) = self else { return nil }
        return Bytes32(bytes)
    }

    /// The bytes of a byte string of any length.
    public var asBytes: [UInt8]? {
        guard case .bytes(let bytes) = self else { return nil }
        return bytes
    }

    /// Elements of an array, a fixed array or a tuple.
    public var elements: [ABIValue]? {
        switch self {
        case .array(let values), .fixedArray(let values), .tuple(let values): values
        default: nil
        }
    }

    /// True when the value belongs to `type`, range and length included.
    public func conforms(to type: ABIType) -> Bool {
        switch (self, type) {
        case (.uint(let value), .uint(let bits)): value.bitWidthUsed <= bits
        case (.int(let value), .int(let bits)): ABIValue.fits(value, signedBits: bits)
        case (.address, .address), (.bool, .bool), (.bytes, .bytes), (.string, .string): true
        case (.fixedBytes(let bytes), .fixedBytes(let count)): bytes.count == count
        case (.array(let values), .array(let element)): values.allSatisfy { $0.conforms(to: element) }
        case (.fixedArray(let values), .fixedArray(let element, let count)):
            values.count == count && values.allSatisfy { $0.conforms(to: element) }
        case (.tuple(let values), .tuple(let types)): ABIValue.conform(values, to: types)
        default: false
        }
    }

    /// True when the values belong to the types, one to one.
    static func conform(_ values: [ABIValue], to types: [ABIType]) -> Bool {
        guard values.count == types.count else { return false }
        for (value, type) in zip(values, types) where !value.conforms(to: type) {
            return false
        }
        return true
    }

    /// True when a two's complement word is the sign extension of its low `bits`.
    static func fits(_ word: UInt256, signedBits bits: Int) -> Bool {
        let high = word >> (bits - 1)
        return high.isZero || high == UInt256.max >> (bits - 1)
    }
}
