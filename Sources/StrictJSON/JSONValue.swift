import Primitives

/// Value of a document.
///
/// Every reading says what it expects and throws `JSONError` with the value's path when it finds something else.
public struct JSONValue: Sendable {
    let document: JSONDocument
    let node: Int

    init(_ document: JSONDocument, _ node: Int) {
        self.document = document
        self.node = node
    }

    /// What kind of value stands here.
    public enum Kind: Sendable {
        /// Members by name.
        case object
        /// Elements in order.
        case array
        /// Text.
        case string
        /// Number, of any size and precision.
        case number
        /// `true` or `false`.
        case bool
        /// `null`.
        case null
    }

    /// What kind of value stands here.
    public var kind: Kind {
        switch document.tape.nodes[node].kind {
        case .object: .object
        case .array: .array
        case .string, .escapedString: .string
        case .number: .number
        case .true, .false: .bool
        case .null: .null
        }
    }

    /// Way from the document's root.
    public var path: JSONPath { document.tape.path(to: node) }

    /// Member of an object.
    ///
    /// - Throws: `JSONError` when this is no object or has no such member.
    public subscript(_ key: String) -> JSONValue {
        get throws(JSONError) {
            guard kind == .object else { throw mismatch(expected: "an object") }
            guard let member = document.tape.value(of: key, in: node) else {
                throw JSONError(at: path, .missingKey(key))
            }
            return JSONValue(document, member)
        }
    }

    /// Member of an object; nil when it is missing or null, as fixtures say that something is not there.
    ///
    /// - Throws: `JSONError` when this is no object.
    public func optional(_ key: String) throws(JSONError) -> JSONValue? {
        guard kind == .object else { throw mismatch(expected: "an object") }
        guard let member = document.tape.value(of: key, in: node) else { return nil }
        let value = JSONValue(document, member)
        return value.kind == .null ? nil : value
    }

    /// Whether this is an object with a member of that name.
    public func has(_ key: String) -> Bool {
        kind == .object && document.tape.value(of: key, in: node) != nil
    }

    /// Members of an object in the document's order.
    public var members: JSONMembers {
        get throws(JSONError) {
            guard kind == .object else { throw mismatch(expected: "an object") }
            return JSONMembers(self)
        }
    }

    /// Elements of an array.
    public var elements: JSONElements {
        get throws(JSONError) {
            guard kind == .array else { throw mismatch(expected: "an array") }
            return JSONElements(self)
        }
    }

    /// Text of a string.
    public var text: String {
        get throws(JSONError) {
            guard kind == .string else { throw mismatch(expected: "a string") }
            return document.tape.text(of: node)
        }
    }

    /// Truth value.
    public var bool: Bool {
        get throws(JSONError) {
            guard kind == .bool else { throw mismatch(expected: "true or false") }
            return document.tape.nodes[node].kind == .true
        }
    }

    /// Number without sign, fraction and exponent, at most 2^64 - 1.
    public var wholeNumber: UInt64 {
        get throws(JSONError) {
            let expected = "a whole number up to 2^64 - 1"
            guard kind == .number else { throw mismatch(expected: expected) }
            guard let number = UInt64(document.tape.text(of: node)) else { throw mismatch(expected: expected) }
            return number
        }
    }

    /// Says that something else stands here than was expected.
    ///
    /// - Parameter expected: What was expected, in words that follow "expected".
    /// - Returns: The error, to be thrown.
    public func mismatch(expected: String) -> JSONError {
        JSONError(at: path, .mismatch(expected: expected, found: summary))
    }

    /// Says that a member has another key than was expected; this is the member's value.
    ///
    /// - Parameters:
    ///   - expected: What was expected, in words that follow "expected".
    ///   - key: The key.
    /// - Returns: The error, to be thrown.
    public func mismatch(expected: String, asKey key: String) -> JSONError {
        JSONError(at: path, .mismatch(expected: "\(expected) as key", found: QuotedText.quoted(key)))
    }

    private var summary: String {
        switch kind {
        case .object: "an object"
        case .array: "an array"
        case .string: "\(QuotedText.quoted(document.tape.text(of: node)))\(byteCountNote)"
        case .number: "the number \(document.tape.text(of: node).prefix(40))"
        case .bool: document.tape.text(of: node)
        case .null: "null"
        }
    }

    /// Length of hexadecimal text, which a reader does not count.
    private var byteCountNote: String {
        guard let bytes = prefixedDigits.flatMap(Hex.decode(digits:)) else { return "" }
        return bytes.count == 1 ? " (1 byte)" : " (\(bytes.count) bytes)"
    }
}
