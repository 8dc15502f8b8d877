public import Primitives

/// Proof that a key has a value in a trie, or has none: the nodes from the root on (EIP-1186).
public struct TrieProof: Hashable, Sendable {
    /// RLP of the nodes, root first; nodes that are embedded in their parents do not come again.
    public var nodes: [[UInt8]]

    /// Takes nodes in order, root first; nothing is checked yet.
    public init(nodes: [[UInt8]]) {
        self.nodes = nodes
    }

    /// What a valid proof shows.
    public enum Outcome: Hashable, Sendable {
        /// The key's value.
        case value([UInt8])
        /// The key has no value.
        case absent
    }

    /// Makes the proof for a key, as it is in the trie: Ethereum's state tries hash addresses and slots.
    ///
    /// - Throws: `StateError` when the database cannot tell whether the key is there, or the key exceeds 32 bytes.
    public static func make(
        key: [UInt8],
        root: Bytes32,
        database: NodeDatabase
    ) throws(StateError) -> TrieProof {
        guard let path = NibblePath(key: key) else { throw .keyTooLong(byteCount: key.count) }
        var store = TrieStore(database: database, recordsReads: true)
        let trie = store.open(root)
        _ = try store.value(in: trie, at: path)
        return TrieProof(nodes: store.nodesRead.compactMap { database.node($0) })
    }

    /// Checks the proof against a trie's root.
    ///
    /// Exactly the nodes on the key's path are accepted, in their order.
    /// - Returns: The proven value, or that the key is proven to be absent.
    /// - Throws: `TrieProofError`.
    public func verify(key: [UInt8], root: Bytes32) throws(TrieProofError) -> Outcome {
        guard let path = NibblePath(key: key) else { throw .keyTooLong(byteCount: key.count) }
        // One node a nibble and the leaf behind them are the most that a key can lead through.
        guard nodes.count <= NibblePath.maximumCount &+ 1 else { throw .superfluousNode(index: nodes.count &- 1) }
        var store = TrieStore(database: NodeDatabase(nodes: nodes, codes: []), recordsReads: true)
        let trie = store.open(root)
        let range: ValueRange?
        do {
            range = try store.value(in: trie, at: path)
        } catch {
            throw TrieProofError(error)
        }
        for (index, node) in nodes.enumerated() {
            guard index < store.nodesRead.count, store.nodesRead[index] == Keccak256.hash(node) else {
                throw .superfluousNode(index: index)
            }
        }
        guard let range else { return .absent }
        return .value(Array(store.values[range.offset..<range.offset &+ range.count]))
    }
}

/// Why a proof shows nothing.
public enum TrieProofError: Error, Equatable, Sendable {
    /// No given node has the hash that stands at this path.
    case missingNode(hash: Bytes32, path: NibblePath)
    /// The node with this hash is no trie node.
    case malformedNode(hash: Bytes32, path: NibblePath, TrieNodeFlaw)
    /// A node is not on the key's path, or not at its place in the order.
    case superfluousNode(index: Int)
    /// A trie's key exceeds 32 bytes.
    case keyTooLong(byteCount: Int)
    /// The proven value is not the canonical RLP of what it should be.
    case malformedValue(RLPError)
    /// The proof shows another account than the one claimed.
    case wrongAccount
    /// The proof shows another value of a slot than the one claimed.
    case wrongValue(slot: UInt256)

    /// What a walk through a trie of given nodes alone can throw.
    fileprivate init(_ error: StateError) {
        switch error {
        case .missingNode(let hash, let path): self = .missingNode(hash: hash, path: path)
        case .malformedNode(let hash, let path, let flaw): self = .malformedNode(hash: hash, path: path, flaw)
        case .keyTooLong(let byteCount): self = .keyTooLong(byteCount: byteCount)
        case .malformedAccount(_, let error), .malformedStorageValue(_, let error): self = .malformedValue(error)
        case .missingCode, .balanceOverflow, .insufficientBalance: self = .wrongAccount
        }
    }
}
