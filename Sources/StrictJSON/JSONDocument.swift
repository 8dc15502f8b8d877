/// JSON document that was read from a file, with its bytes; values are read out of it when they are asked for.
///
/// Made for fixtures, which hold megabytes of hexadecimal digits: a value costs 16 bytes beside the document's own, and
/// nothing is copied before it is asked for.
public final class JSONDocument: Sendable {
    let tape: JSONTape
    let spelling: Spelling

    /// How bytes and quantities may be spelled.
    public enum Spelling: Sendable {
        /// Hexadecimal digits behind `0x`, and at least one in a quantity.
        case exact
        /// Also as tools write test fixtures, where one reading alone is possible: bytes without `0x`, `0X`, a quantity
        /// `0x` for zero, and a quantity as a JSON number.
        ///
        /// Not a quantity in a string without `0x`: go-ethereum reads `"10"` as ten, others as sixteen.
        case legacy
    }

    /// What is read at most.
    public struct Limits: Hashable, Sendable {
        /// Bytes of a document; below 4 GiB.
        public var byteCount: UInt32
        /// Arrays and objects in one another.
        public var depth: Int

        /// Limits of 1 GiB and 64 levels unless told otherwise.
        public init(byteCount: UInt32 = 1 << 30, depth: Int = 64) {
            self.byteCount = byteCount
            self.depth = depth
        }
    }

    /// Reads a document, which has to be JSON from its first byte to its last; keys may not repeat.
    ///
    /// - Parameters:
    ///   - bytes: The document.
    ///   - limits: What is read at most.
    ///   - spelling: How its bytes and quantities may be spelled.
    /// - Throws: `JSONError`, naming the value that cannot be read.
    public init(_ bytes: [UInt8], limits: Limits = Limits(), spelling: Spelling = .exact) throws(JSONError) {
        guard bytes.count <= limits.byteCount else {
            throw JSONError(at: JSONPath(), .tooManyBytes(limit: Int(limits.byteCount), got: bytes.count))
        }
        self.spelling = spelling
        tape = try JSONParser.parse(bytes, depthLimit: limits.depth)
    }

    /// The outermost value.
    public var root: JSONValue { JSONValue(self, 0) }
}
