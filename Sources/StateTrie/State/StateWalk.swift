import Primitives

/// Collects the nodes and codes that some states of a database consist of, each once.
struct StateWalk {
    private let database: NodeDatabase
    /// Nodes of the states so far.
    private(set) var nodes: [Bytes32: [UInt8]] = [:]
    /// Codes of the states so far.
    private(set) var codes: [Bytes32: [UInt8]] = [:]
    /// What is still to be visited.
    private var pending: [Visit] = []

    private struct Visit {
        var hash: Bytes32
        /// Whether the node belongs to an account's storage, whose leaves lead nowhere.
        var isStorage: Bool
    }

    init(_ database: NodeDatabase) { self.database = database }

    /// Collects a state; false when a part of it is missing or malformed.
    mutating func keep(_ stateRoot: Bytes32) -> Bool {
        visit(stateRoot, isStorage: false)
        while let next = pending.popLast() {
            guard let node = database.node(next.hash) else { return false }
            guard nodes.updateValue(node, forKey: next.hash) == nil else { continue }
            guard visitParts(of: node, isStorage: next.isStorage) else { return false }
        }
        return true
    }

    private mutating func visit(_ hash: Bytes32, isStorage: Bool) {
        guard hash != EmptyTrie.root, nodes[hash] == nil else { return }
        pending.append(Visit(hash: hash, isStorage: isStorage))
    }

    /// Notes what a node leads to (Yellow Paper, appendix D); false when it is malformed.
    ///
    /// A node inside its parent is shorter than 32 bytes, so that it holds no hash, and no account either.
    private mutating func visitParts(of node: [UInt8], isStorage: Bool) -> Bool {
        node.withUnsafeBytes { buffer in
            guard let base = buffer.baseAddress else { return false }
            let bytes = NodeBytes(base: base, count: buffer.count)
            do throws(RLPError) {
                return try visitParts(of: bytes, isStorage: isStorage)
            } catch {
                return false
            }
        }
    }

    private mutating func visitParts(of bytes: NodeBytes, isStorage: Bool) throws(RLPError) -> Bool {
        let outer = try bytes.item(at: 0, limit: bytes.count)
        guard outer.isList, outer.end == bytes.count else { return false }
        let first = try bytes.item(at: outer.payload, limit: outer.end)
        guard first.end < outer.end else { return false }
        let second = try bytes.item(at: first.end, limit: outer.end)
        guard second.end == outer.end else {
            var offset = outer.payload
            while offset < outer.end {
                if let hash = bytes.childHash(at: offset, limit: outer.end) {
                    visit(hash, isStorage: isStorage)
                    offset &+= NodeBytes.childHashByteCount
                    continue
                }
                let item = try bytes.item(at: offset, limit: outer.end)
                visitChild(item, of: bytes, isStorage: isStorage)
                offset = item.end
            }
            return true
        }
        let pathBytes = bytes.base + first.payload
        guard !first.isList,
            let path = NibblePath.decodeHexPrefix(pathBytes, byteCount: first.payloadByteCount)
        else { return false }
        if !path.isLeaf {
            visitChild(second, of: bytes, isStorage: isStorage)
            return true
        }
        guard !isStorage else { return true }
        return visit(try Account(decoding: [UInt8](bytes.payload(of: second))))
    }

    private mutating func visitChild(_ item: NodeBytes.Item, of bytes: NodeBytes, isStorage: Bool) {
        guard !item.isList, item.payloadByteCount == 32 else { return }
        visit(bytes.hash(at: item.payload), isStorage: isStorage)
    }

    /// Visits an account's storage and collects its code; false when the database lacks the code.
    private mutating func visit(_ account: Account) -> Bool {
        visit(account.storageRoot, isStorage: true)
        guard account.codeHash != Keccak256.empty, codes[account.codeHash] == nil else { return true }
        guard let code = database.code(account.codeHash) else { return false }
        codes[account.codeHash] = code
        return true
    }
}
