/// JSON document that was read from a file, with its bytes; values are read out of it when they are asked for.
///
/// Made for fixtures, which hold megabytes of hexadecimal digits: a value costs 16 bytes beside the document's own, and
/// nothing is copied before it is asked for.
public final class JSONDocument: Sendable {
    let tape: JSONTape

    /// What is read at most.
    public struct Limits: Hashable, Sendable {
        /// Bytes of a document; below 4 GiB.
        public var byteCount: UInt32
        /// Arrays and objects in one another.
        public var depth: Int

        /// Joins the limits.
        public init(byteCount: UInt32 = 1 << 30, depth: Int = 64) {
            self.byteCount = byteCount
            self.depth = depth
        }
    }

    /// Reads a document, which has to be JSON from its first byte to its last; keys may not repeat.
    ///
    /// - Throws: `JSONError`, naming the value that cannot be read.
    public init(_ bytes: [UInt8], limits: Limits = Limits()) throws(JSONError) {
        guard bytes.count <= limits.byteCount else {
            throw JSONError(at: JSONPath(), .tooManyBytes(limit: Int(limits.byteCount), got: bytes.count))
        }
        tape = try JSONParser.parse(bytes, depthLimit: limits.depth)
    }

    /// The outermost value.
    public var root: JSONValue { JSONValue(self, 0) }
}
