/// Value or key of a document in the order of its bytes; a container is followed by all that it holds.
struct JSONNode {
    enum Kind: UInt8 {
        case object
        case array
        /// The content stands in the document's bytes.
        case string
        /// The content had escapes and stands, resolved, among `JSONTape.unescaped`.
        case escapedString
        case number
        case `true`
        case `false`
        case null
    }

    let kind: Kind
    /// Where the content starts: behind the quotation mark for strings, at the first byte for all others.
    let start: UInt32
    /// Where the content ends, not included; nothing of a container.
    let end: UInt32
    /// Node behind all that the value holds; `stillOpen` while a container is being read.
    var next: UInt32

    static let stillOpen = UInt32.max
}

/// A document's bytes and their structure, as far as they have been read.
struct JSONTape {
    let bytes: [UInt8]
    var unescaped: [UInt8] = []
    var nodes: [JSONNode] = []

    /// First node behind a value and all that it holds.
    func end(of node: Int) -> Int {
        let next = nodes[node].next
        return next == JSONNode.stillOpen ? nodes.count : Int(next)
    }

    /// A string's or number's content.
    func content(of node: Int) -> ArraySlice<UInt8> {
        let range = Int(nodes[node].start)..<Int(nodes[node].end)
        return nodes[node].kind == .escapedString ? unescaped[range] : bytes[range]
    }

    /// A string's content as text.
    func text(of node: Int) -> String {
        String(decoding: content(of: node), as: UTF8.self)
    }

    /// Way from the root to a node; `nodes.count` stands for the value that is to be read next.
    func path(to target: Int) -> JSONPath {
        var components: [JSONPath.Component] = []
        var container = 0
        while container < target, container < nodes.count, let step = step(from: container, towards: target) {
            components.append(step.component)
            container = step.child
        }
        return JSONPath(components)
    }

    /// The child of a container that is, or holds, a node.
    private func step(from container: Int, towards target: Int) -> (component: JSONPath.Component, child: Int)? {
        let isObject = nodes[container].kind == .object
        guard isObject || nodes[container].kind == .array else { return nil }
        var node = container + 1
        var index = 0
        while node <= target {
            let child = isObject ? node + 1 : node
            // A key that is itself the target, or stands alone yet.
            guard child <= target else { return nil }
            let end = child < nodes.count ? self.end(of: child) : child + 1
            if target < end || end == nodes.count && isOpen(child) {
                return (isObject ? .key(text(of: node)) : .index(index), child)
            }
            node = end
            index += 1
        }
        return nil
    }

    private func isOpen(_ node: Int) -> Bool {
        node < nodes.count && nodes[node].next == JSONNode.stillOpen
    }
}
