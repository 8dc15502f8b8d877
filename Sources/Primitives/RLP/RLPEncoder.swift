/// Writer of RLP items (Yellow Paper, appendix B).
public struct RLPEncoder: Sendable {
    /// What was written so far.
    public private(set) var bytes: [UInt8]

    /// Starts empty.
    public init() {
        bytes = []
    }

    /// Writes a string.
    public mutating func append(bytes string: some Collection<UInt8>) {
        if string.count == 1, let byte = string.first, byte < 0x80 {
            bytes.append(byte)
        } else {
            appendHeader(length: string.count, shortBase: 0x80)
            bytes.append(contentsOf: string)
        }
    }

    /// Writes an integer without leading zeros.
    public mutating func append(_ value: UInt64) {
        if value == 0 {
            bytes.append(0x80)
        } else if value < 0x80 {
            bytes.append(UInt8(value))
        } else {
            let length = (71 &- value.leadingZeroBitCount) / 8
            bytes.append(0x80 &+ UInt8(length))
            appendBigEndian(value, length: length)
        }
    }

    /// Writes an integer without leading zeros.
    public mutating func append(_ value: UInt256) {
        if let small = value.asUInt64 {
            append(small)
        } else {
            append(bytes: value.minimalBigEndianBytes)
        }
    }

    /// Writes a string of 32 bytes.
    public mutating func append(_ value: Bytes32) {
        bytes.append(0xa0)
        appendBigEndian(value.w0, length: 8)
        appendBigEndian(value.w1, length: 8)
        appendBigEndian(value.w2, length: 8)
        appendBigEndian(value.w3, length: 8)
    }

    /// Writes a string of 20 bytes.
    public mutating func append(_ value: Address) {
        bytes.append(0x94)
        appendBigEndian(UInt64(value.w0), length: 4)
        appendBigEndian(value.w1, length: 8)
        appendBigEndian(value.w2, length: 8)
    }

    /// Writes bytes that are RLP already.
    public mutating func appendRaw(_ encoded: some Collection<UInt8>) {
        bytes.append(contentsOf: encoded)
    }

    /// Writes a list of the items that `content` writes.
    public mutating func appendList(_ content: (inout RLPEncoder) -> Void) {
        var inner = RLPEncoder()
        content(&inner)
        appendHeader(length: inner.bytes.count, shortBase: 0xc0)
        bytes.append(contentsOf: inner.bytes)
    }

    /// The encoding of one list.
    public static func encodeList(_ content: (inout RLPEncoder) -> Void) -> [UInt8] {
        var encoder = RLPEncoder()
        encoder.appendList(content)
        return encoder.bytes
    }

    private mutating func appendHeader(length: Int, shortBase: UInt8) {
        if length < 56 {
            bytes.append(shortBase &+ UInt8(length))
        } else {
            let lengthOfLength = (71 &- UInt64(length).leadingZeroBitCount) / 8
            bytes.append(shortBase &+ 55 &+ UInt8(lengthOfLength))
            appendBigEndian(UInt64(length), length: lengthOfLength)
        }
    }

    private mutating func appendBigEndian(_ value: UInt64, length: Int) {
        var shift = length &* 8
        while shift > 0 {
            shift &-= 8
            bytes.append(UInt8(truncatingIfNeeded: value &>> UInt64(shift)))
        }
    }
}
