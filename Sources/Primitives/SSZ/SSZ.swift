/// Simple Serialize: the encoding and the hash tree of consensus-layer objects (consensus-specs,
/// `ssz/simple-serialize.md`), with the progressive types of EIP-7916 and EIP-7495.
///
/// Containers are read by `SSZContainerReader` and written by `SSZContainerWriter`; roots are composed from
/// `merkleize`, `merkleizeProgressively` and the `mixIn` functions, so that a type states its own shape.
public enum SSZ {
    /// Bytes of an offset.
    public static let offsetByteCount = 4

    /// Reads a little-endian integer of at most 8 bytes.
    static func littleEndian(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        bytes.reversed().reduce(0) { $0 &<< 8 | UInt64($1) }
    }

    /// Writes the low `byteCount` bytes of an integer, least significant first.
    static func appendLittleEndian(_ value: UInt64, byteCount: Int, to bytes: inout [UInt8]) {
        var rest = value
        for _ in 0..<byteCount {
            bytes.append(UInt8(truncatingIfNeeded: rest))
            rest = rest &>> 8
        }
    }
}

/// Sizes of a container's fields in order, a field of variable size being nil.
public struct SSZLayout: Sendable {
    /// Bytes of each field, nil where an offset stands for the field.
    let fieldByteCounts: [Int?]
    /// Bytes in front of the first field of variable size.
    public let fixedByteCount: Int

    /// Lays out fields in order.
    ///
    /// - Parameter fieldByteCounts: Bytes of each field, nil for a field of variable size.
    public init(_ fieldByteCounts: [Int?]) {
        self.fieldByteCounts = fieldByteCounts
        fixedByteCount = fieldByteCounts.reduce(0) { $0 + ($1 ?? SSZ.offsetByteCount) }
    }

    /// True when no field is of variable size.
    var isFixed: Bool { fieldByteCounts.allSatisfy { $0 != nil } }
}
