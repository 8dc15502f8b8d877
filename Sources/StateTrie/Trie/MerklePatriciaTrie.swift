public import Primitives

/// A Merkle-Patricia trie with keys of at most 32 bytes (Yellow Paper, appendix D).
///
/// Nodes are read from the database when a key leads to them. Keys of Ethereum's state are hashed by the caller.
public struct MerklePatriciaTrie: Sendable {
    private var store: TrieStore
    private let trie: Int

    /// Opens the trie with this root.
    public init(root: Bytes32 = EmptyTrie.root, database: NodeDatabase = NodeDatabase()) {
        store = TrieStore(database: database)
        trie = store.open(root)
    }

    /// The value of a key, nil when it has none.
    ///
    /// - Throws: `StateError.missingNode`, `.malformedNode` or `.keyTooLong`.
    public mutating func get(_ key: [UInt8]) throws(StateError) -> [UInt8]? {
        guard let range = try store.value(in: trie, at: try path(key)) else { return nil }
        return Array(store.values[range.offset..<range.offset &+ range.count])
    }

    /// Gives a key a value; an empty value removes the key.
    ///
    /// - Throws: `StateError.missingNode`, `.malformedNode` or `.keyTooLong`; the contents are then unchanged.
    public mutating func set(_ key: [UInt8], _ value: [UInt8]) throws(StateError) {
        guard !value.isEmpty else { return try remove(key) }
        let path = try path(key)
        try store.insert(store.keep(value), in: trie, at: path)
    }

    /// Removes a key, if it is there.
    ///
    /// - Throws: `StateError.missingNode`, also for the sibling that takes a branch's place, `.malformedNode` or
    ///   `.keyTooLong`; the contents are then unchanged.
    public mutating func remove(_ key: [UInt8]) throws(StateError) {
        try store.remove(from: trie, at: try path(key))
    }

    /// Computes the root; nodes that did not change since the last call are not hashed again.
    public mutating func root() -> Bytes32 {
        var hasher = TrieHasher()
        var newNodes = NewNodes(isCollecting: false)
        return store.root(of: trie, hasher: &hasher, newNodes: &newNodes)
    }

    /// Computes the root and adds the nodes that are new to a database.
    public mutating func commit(into database: inout NodeDatabase) -> Bytes32 {
        var hasher = TrieHasher()
        var newNodes = NewNodes(isCollecting: true)
        let root = store.root(of: trie, hasher: &hasher, newNodes: &newNodes)
        database.add(newNodes)
        return root
    }

    private func path(_ key: [UInt8]) throws(StateError) -> NibblePath {
        guard let path = NibblePath(key: key) else { throw .keyTooLong(byteCount: key.count) }
        return path
    }
}
