/// What a slot of a trie holds: nothing, the hash of a node that was not read yet, or a node.
struct NodeReference: Sendable {
    private let raw: UInt32
    private static let nodeBit: UInt32 = 1 &<< 31

    /// Nothing.
    static let empty = NodeReference(raw: 0)

    private init(raw: UInt32) {
        self.raw = raw
    }

    /// A node of the store.
    init(node: Int) {
        raw = UInt32(truncatingIfNeeded: node) | Self.nodeBit
    }

    /// A hash of the store; never the one at index zero.
    init(hash: Int) {
        raw = UInt32(truncatingIfNeeded: hash)
    }

    var isEmpty: Bool { raw == 0 }
    var isNode: Bool { raw & Self.nodeBit != 0 }
    /// Where the node or the hash is in its table.
    var index: Int { Int(raw & ~Self.nodeBit) }
}

/// Where a value is among the bytes of a store.
struct ValueRange: Sendable {
    var offset: Int
    var count: Int

    static let none = ValueRange(offset: 0, count: 0)
}

/// One node of a store of tries (Yellow Paper, appendix D).
struct TrieNode: Sendable {
    enum Kind: UInt8 {
        case leaf
        case link
        case branch
    }

    var kind: Kind
    /// True when the database holds the node, or its parent's encoding does.
    var isStored: Bool
    /// The node's share of the key: empty for a branch.
    var path: NibblePath
    /// First of the node's slots: 16 of a branch, one of an extension, none of a leaf.
    var firstSlot: UInt32
    /// Where the node's hash is; zero when it was changed since, or is embedded in its parent.
    var hashIndex: UInt32
    /// The value of a leaf or, rarely, of a branch; empty when there is none.
    var value: ValueRange

    static func leaf(_ path: NibblePath, _ value: ValueRange) -> TrieNode {
        TrieNode(kind: .leaf, isStored: false, path: path, firstSlot: 0, hashIndex: 0, value: value)
    }

    static func link(_ path: NibblePath, slot: Int) -> TrieNode {
        TrieNode(
            kind: .link,
            isStored: false,
            path: path,
            firstSlot: UInt32(truncatingIfNeeded: slot),
            hashIndex: 0,
            value: .none
        )
    }

    static func branch(firstSlot: Int) -> TrieNode {
        TrieNode(
            kind: .branch,
            isStored: false,
            path: NibblePath(),
            firstSlot: UInt32(truncatingIfNeeded: firstSlot),
            hashIndex: 0,
            value: .none
        )
    }
}
