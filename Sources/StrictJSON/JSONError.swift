/// Why a document could not be read, and where.
public struct JSONError: Error, Hashable, Sendable {
    /// What is wrong with a document.
    public enum Problem: Hashable, Sendable {
        /// The document has more bytes than are read.
        case tooManyBytes(limit: Int, got: Int)
        /// Arrays and objects stand in one another more deeply than is read.
        case tooDeep(limit: Int, offset: Int)
        /// The bytes end before the document does.
        case unexpectedEnd
        /// A byte that cannot stand where it does.
        case unexpectedByte(UInt8, offset: Int)
        /// A string that is not UTF-8.
        case invalidUTF8(offset: Int)
        /// A backslash with something that it does not introduce.
        case invalidEscape(offset: Int)
        /// A number that is not written as JSON writes numbers.
        case invalidNumber(offset: Int)
        /// An object names a member twice.
        case duplicateKey(String)
        /// An object lacks a member.
        case missingKey(String)
        /// A value is not what the reader asks for.
        case mismatch(expected: String, found: String)
    }

    /// The value that is wrong.
    public var path: JSONPath
    /// What is wrong with it.
    public var problem: Problem

    /// An error about the value at `path`; the empty path is the whole document.
    public init(at path: JSONPath, _ problem: Problem) {
        self.path = path
        self.problem = problem
    }

    /// The same error with its path told from a value that the message names already.
    public func below(depth: Int) -> JSONError {
        JSONError(at: path.dropping(first: depth), problem)
    }
}
