/// Way from a document's root to one of its values, for messages.
public struct JSONPath: Hashable, Sendable {
    /// One step down.
    public enum Component: Hashable, Sendable {
        /// Into the member of an object.
        case key(String)
        /// Into the element of an array, counted from 0.
        case index(Int)
    }

    /// The steps, the outermost first.
    public var components: [Component]

    /// The path of these steps from the root; without steps it is the root itself.
    public init(_ components: [Component] = []) {
        self.components = components
    }

    /// The rest of the way below a value that the reader of a message knows already.
    public func dropping(first count: Int) -> JSONPath {
        JSONPath(Array(components.dropFirst(count)))
    }
}

extension JSONPath: CustomStringConvertible {
    /// Steps as `post.Osaka[3].hash`; keys that are no plain words stand in brackets and quotes.
    public var description: String {
        var text = ""
        for component in components {
            switch component {
            case .index(let index): text += "[\(index)]"
            case .key(let key) where Self.isWord(key): text += text.isEmpty ? key : ".\(key)"
            case .key(let key): text += "[\(QuotedText.quoted(key))]"
            }
        }
        return text
    }

    private static func isWord(_ key: String) -> Bool {
        !key.isEmpty
            && key.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x5f, 0x2d: true
                default: false
                }
            }
    }
}
