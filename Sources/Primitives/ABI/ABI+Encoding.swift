extension ABI {
    /// Encodes values as the parameters of a function.
    public static func encode(_ values: [ABIValue]) -> [UInt8] {
        var output: [UInt8] = []
        append(values, to: &output)
        return output
    }

    /// Appends a sequence: the heads, then the tails of the dynamic values.
    fileprivate static func append(_ values: [ABIValue], to output: inout [UInt8]) {
        let headByteCount = values.reduce(0) { $0 + $1.headByteCount }
        var tail: [UInt8] = []
        for value in values {
            if value.isDynamic {
                append(UInt64(headByteCount + tail.count), to: &output)
                value.append(to: &tail)
            } else {
                value.append(to: &output)
            }
        }
        output += tail
    }

    fileprivate static func append(_ word: UInt64, to output: inout [UInt8]) {
        output += UInt256(word).bigEndianBytes
    }

    fileprivate static func appendPadded(_ bytes: [UInt8], to output: inout [UInt8]) {
        output += bytes
        output += [UInt8](repeating: 0, count: (32 - bytes.count % 32) % 32)
    }
}

extension ABIValue {
    var isDynamic: Bool {
        switch self {
        case .uint, .int, .address, .bool, .fixedBytes: false
        case .bytes, .string, .array: true
        case .fixedArray(let values), .tuple(let values): values.contains { $0.isDynamic }
        }
    }

    fileprivate var headByteCount: Int {
        switch self {
        case .fixedArray(let values), .tuple(let values): isDynamic ? 32 : values.reduce(0) { $0 + $1.headByteCount }
        default: 32
        }
    }

    /// Appends the encoding of the value alone: what stands in the head if it is static, in the tail if dynamic.
    fileprivate func append(to output: inout [UInt8]) {
        switch self {
        case .uint(let value), .int(let value):
            output += value.bigEndianBytes
        case .address(let address):
            output += address.uint256.bigEndianBytes
        case .bool(let flag):
            ABI.append(flag ? 1 : 0, to: &output)
        case .fixedBytes(let bytes):
            ABI.appendPadded(bytes, to: &output)
        case .bytes(let bytes), .string(let bytes):
            ABI.append(UInt64(bytes.count), to: &output)
            ABI.appendPadded(bytes, to: &output)
        case .array(let values):
            ABI.append(UInt64(values.count), to: &output)
            ABI.append(values, to: &output)
        case .fixedArray(let values), .tuple(let values):
            ABI.append(values, to: &output)
        }
    }
}
