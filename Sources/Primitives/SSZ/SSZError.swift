/// Why bytes are not the serialization of an SSZ value (consensus-specs, `ssz/simple-serialize.md`, "Deserialization").
public enum SSZError: Error, Equatable, Sendable {
    /// A value of fixed size, or the fixed part of a container, is cut short or followed by other bytes.
    case wrongLength(expected: Int, got: Int)
    /// The first offset does not point right behind the fixed part.
    case wrongFirstOffset(expected: Int, got: Int)
    /// An offset is smaller than the one before it.
    case offsetOutOfOrder(previous: Int, got: Int)
    /// An offset points behind the last byte.
    case offsetOutOfBounds(offset: Int, byteCount: Int)
    /// The first offset of a list is not a positive multiple of four, so the number of elements is undefined.
    case offsetNotAligned(Int)
    /// A list of elements of fixed size has part of an element at its end.
    case partialElement(byteCount: Int, elementByteCount: Int)
    /// A list has more elements than its type allows.
    case tooManyElements(limit: Int, got: Int)
    /// A byte list has more bytes than its type allows.
    case tooManyBytes(limit: Int, got: Int)
    /// A boolean is neither 0 nor 1.
    case invalidBoolean(UInt8)
}
