import Primitives

/// Nodes of any number of tries over one database, in flat tables.
///
/// A trie is known by the slot that holds its root. Nodes are read from the database when a key leads to them, and
/// stay; a changed node loses its hash until the next root is asked for. Depth is bounded by the 64 nibbles of a key,
/// which every node that is read is checked against, so no bytes can make a walk or a recursion longer.
struct TrieStore: Sendable {
    var nodes: [TrieNode] = []
    var slots: [NodeReference] = [.empty]
    var hashes: [Bytes32] = [.zero]
    var values: [UInt8] = []
    let database: NodeDatabase
    let recordsReads: Bool
    /// True when all keys are hashes, of 64 nibbles: leaves then stand at that depth alone, branches hold no value, and
    /// no node is longer than a full branch.
    let hasHashedKeys: Bool
    /// Hashes of the nodes that were read from the database, in order; kept when `recordsReads`.
    private(set) var nodesRead: [Bytes32] = []

    /// Bytes of a full branch: 16 hashes of 33 bytes, an empty value, and the list's header.
    ///
    /// Leaves of accounts and slots are shorter.
    static let hashedKeyNodeLimit = 532

    init(database: NodeDatabase, recordsReads: Bool = false, hasHashedKeys: Bool = false) {
        self.database = database
        self.recordsReads = recordsReads
        self.hasHashedKeys = hasHashedKeys
        nodes.reserveCapacity(64)
        slots.reserveCapacity(512)
        hashes.reserveCapacity(256)
        values.reserveCapacity(2_048)
    }

    /// Opens a trie.
    ///
    /// - Returns: The slot of its root; never zero.
    mutating func open(_ root: Bytes32) -> Int {
        slots.append(root == EmptyTrie.root ? .empty : reference(to: root))
        return slots.count &- 1
    }

    /// Keeps a value's bytes.
    mutating func keep(_ bytes: some Collection<UInt8>) -> ValueRange {
        let offset = values.count
        if bytes.withContiguousStorageIfAvailable({ values.append(copying: UnsafeRawBufferPointer($0)) }) == nil {
            values.append(contentsOf: bytes)
        }
        return ValueRange(offset: offset, count: values.count &- offset)
    }

    /// Registers a hash as something that a slot can hold.
    mutating func reference(to hash: Bytes32) -> NodeReference {
        hashes.append(hash)
        return NodeReference(hash: hashes.count &- 1)
    }

    /// Adds a node.
    mutating func append(_ node: TrieNode) -> Int {
        nodes.append(node)
        return nodes.count &- 1
    }

    /// Adds empty slots.
    ///
    /// - Returns: The first of them.
    mutating func appendSlots(_ count: Int) -> Int {
        let first = slots.count
        slots.append(contentsOf: repeatElement(.empty, count: count))
        return first
    }

    /// Forgets a node's hash, because the node changes.
    mutating func markChanged(_ node: Int) {
        nodes[node].hashIndex = 0
        nodes[node].isStored = false
    }

    /// Finds a value.
    ///
    /// - Returns: Where it is; nil when the trie proves that the key is absent.
    /// - Throws: `StateError.missingNode` or `.malformedNode`.
    mutating func value(in trie: Int, at key: NibblePath) throws(StateError) -> ValueRange? {
        var slot = trie
        var depth = 0
        var isBelowExtension = false
        while !slots[slot].isEmpty {
            let index = try node(in: slot, at: key, depth: depth, isBelowExtension: isBelowExtension)
            let firstSlot = Int(nodes[index].firstSlot)
            switch nodes[index].kind {
            case .leaf:
                let rest = key.dropFirst(depth)
                return rest == nodes[index].path ? nodes[index].value : nil
            case .link:
                let count = nodes[index].path.count
                guard key.dropFirst(depth).commonPrefixCount(with: nodes[index].path) == count else { return nil }
                depth &+= count
                slot = firstSlot
                isBelowExtension = true
            case .branch:
                guard depth < key.count else {
                    let value = nodes[index].value
                    return value.count == 0 ? nil : value
                }
                slot = firstSlot &+ key[depth]
                depth &+= 1
                isBelowExtension = false
            }
        }
        return nil
    }

    /// The node that an occupied slot holds, read from the database if need be.
    ///
    /// - Throws: `StateError.missingNode` or `.malformedNode`.
    @inline(__always)
    mutating func node(
        in slot: Int,
        at key: NibblePath,
        depth: Int,
        isBelowExtension: Bool = false
    ) throws(StateError) -> Int {
        let reference = slots[slot]
        if reference.isNode { return reference.index }
        return try readNode(reference.index, into: slot, path: key.prefix(depth), isBelowExtension: isBelowExtension)
    }

    @inline(never)
    private mutating func readNode(
        _ hashIndex: Int,
        into slot: Int,
        path: NibblePath,
        isBelowExtension: Bool
    ) throws(StateError) -> Int {
        let hash = hashes[hashIndex]
        guard let bytes = database.node(hash) else { throw .missingNode(hash: hash, path: path) }
        if recordsReads { nodesRead.append(hash) }
        let node: Int
        do throws(TrieNodeFlaw) {
            guard bytes.count >= 32 || path.isEmpty else { throw .shortNodeNotEmbedded }
            guard !hasHashedKeys || bytes.count <= Self.hashedKeyNodeLimit else {
                throw .nodeTooLong(limit: Self.hashedKeyNodeLimit, got: bytes.count)
            }
            node = try decodeNode(bytes, depth: path.count)
            guard !isBelowExtension || nodes[node].kind == .branch else { throw .extensionWithoutBranch }
        } catch {
            throw .malformedNode(hash: hash, path: path, error)
        }
        nodes[node].hashIndex = UInt32(truncatingIfNeeded: hashIndex)
        slots[slot] = NodeReference(node: node)
        return node
    }
}
