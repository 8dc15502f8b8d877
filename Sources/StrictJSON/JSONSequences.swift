/// Members of an object in the document's order.
public struct JSONMembers: Sequence, IteratorProtocol, Sendable {
    private let document: JSONDocument
    private var position: Int
    private let end: Int

    init(_ object: JSONValue) {
        document = object.document
        position = object.node + 1
        end = object.document.tape.end(of: object.node)
    }

    /// The next member, its key with escapes resolved; nil behind the last.
    public mutating func next() -> (key: String, value: JSONValue)? {
        guard position < end else { return nil }
        let member = (document.tape.text(of: position), JSONValue(document, position + 1))
        position = document.tape.end(of: position + 1)
        return member
    }
}

/// Elements of an array.
public struct JSONElements: Sequence, IteratorProtocol, Sendable {
    private let document: JSONDocument
    private var position: Int
    private let end: Int

    init(_ array: JSONValue) {
        document = array.document
        position = array.node + 1
        end = array.document.tape.end(of: array.node)
    }

    /// The next element; nil behind the last.
    public mutating func next() -> JSONValue? {
        guard position < end else { return nil }
        let element = JSONValue(document, position)
        position = document.tape.end(of: position)
        return element
    }
}
