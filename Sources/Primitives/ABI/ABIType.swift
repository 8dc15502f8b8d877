/// Type of a value in the contract ABI (Solidity ABI specification, "Types").
public indirect enum ABIType: Hashable, Sendable {
    /// Unsigned integer of 8, 16, ... 256 bits.
    case uint(Int)
    /// Signed integer of 8, 16, ... 256 bits.
    case int(Int)
    /// 20-byte account address.
    case address
    /// Truth value.
    case bool
    /// Byte string of a fixed length of 1 to 32 bytes.
    case fixedBytes(Int)
    /// Byte string of any length.
    case bytes
    /// UTF-8 text of any length.
    case string
    /// Any number of elements of one type.
    case array(ABIType)
    /// A fixed number of elements of one type.
    case fixedArray(ABIType, count: Int)
    /// Elements of their own types; a struct.
    case tuple([ABIType])

    /// Spelling in a function's or an event's signature, such as `(address,uint256)[]`.
    public var name: String {
        switch self {
        case .uint(let bits): "uint\(bits)"
        case .int(let bits): "int\(bits)"
        case .address: "address"
        case .bool: "bool"
        case .fixedBytes(let count): "bytes\(count)"
        case .bytes: "bytes"
        case .string: "string"
        case .array(let element): element.name + "[]"
        case .fixedArray(let element, let count): element.name + "[\(count)]"
        case .tuple(let types): ABIType.list(types)
        }
    }

    /// True when the encoding's length depends on the value, so that an offset stands in the head.
    public var isDynamic: Bool {
        switch self {
        case .uint, .int, .address, .bool, .fixedBytes: false
        case .bytes, .string, .array: true
        case .fixedArray(let element, _): element.isDynamic
        case .tuple(let types): types.contains { $0.isDynamic }
        }
    }

    /// Bytes that a value of this type takes in the head of its sequence.
    public var headByteCount: Int {
        switch self {
        case .fixedArray(let element, let count) where !element.isDynamic: count * element.headByteCount
        case .tuple(let types) where !isDynamic: types.reduce(0) { $0 + $1.headByteCount }
        default: 32
        }
    }

    /// Parenthesized, comma-separated names: the parameter list of a signature.
    static func list(_ types: [ABIType]) -> String {
        var text = "("
        for (index, type) in types.enumerated() {
            if index > 0 { text += "," }
            text += type.name
        }
        return text + ")"
    }
}
