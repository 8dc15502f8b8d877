import Primitives

extension TrieStore {
    /// Reads a node and those embedded in it into the tables, strictly.
    ///
    /// - Throws: `TrieNodeFlaw` when no trie that follows the rules has the node at this depth (in nibbles).
    mutating func decodeNode(_ bytes: [UInt8], depth: Int) throws(TrieNodeFlaw) -> Int {
        try bytes.withUnsafeBufferPointer { (buffer) throws(TrieNodeFlaw) in
            guard let base = buffer.baseAddress else { throw .encoding(.unexpectedEnd) }
            let source = NodeBytes(base: UnsafeRawPointer(base), count: buffer.count)
            let outer = try source.checkedItem(at: 0, limit: source.count)
            guard outer.end == source.count else { throw .encoding(.trailingBytes) }
            return try decodeNode(outer, of: source, depth: depth)
        }
    }

    private mutating func decodeNode(
        _ outer: NodeBytes.Item,
        of source: NodeBytes,
        depth: Int
    ) throws(TrieNodeFlaw) -> Int {
        guard outer.isList else { throw .encoding(.expectedList) }
        guard outer.payloadByteCount > 0 else { throw .wrongItemCount }
        let first = try source.checkedItem(at: outer.payload, limit: outer.end)
        guard first.end < outer.end else { throw .wrongItemCount }
        let second = try source.checkedItem(at: first.end, limit: outer.end)
        if second.end == outer.end {
            return try decodeShortNode(path: first, content: second, of: source, depth: depth)
        }
        return try decodeBranch(outer, of: source, depth: depth)
    }

    private mutating func decodeShortNode(
        path item: NodeBytes.Item,
        content: NodeBytes.Item,
        of source: NodeBytes,
        depth: Int
    ) throws(TrieNodeFlaw) -> Int {
        guard
            !item.isList,
            let (path, isLeaf) = NibblePath.decodeHexPrefix(
                source.base + item.payload,
                byteCount: item.payloadByteCount
            )
        else { throw .malformedHexPrefix }
        guard path.count <= NibblePath.maximumCount &- depth else { throw .pathTooLong }
        if isLeaf {
            guard !content.isList else { throw .encoding(.expectedString) }
            guard content.payloadByteCount > 0 else { throw .emptyValue }
            guard !hasHashedKeys || depth &+ path.count == NibblePath.maximumCount else { throw .wrongKeyLength }
            var leaf = TrieNode.leaf(path, keep(source.payload(of: content)))
            leaf.isStored = true
            return append(leaf)
        }
        guard !path.isEmpty else { throw .emptyExtension }
        let slot = appendSlots(1)
        slots[slot] = try decodeChild(content, of: source, depth: depth &+ path.count)
        if slots[slot].isNode, nodes[slots[slot].index].kind != .branch { throw .extensionWithoutBranch }
        var node = TrieNode.link(path, slot: slot)
        node.isStored = true
        return append(node)
    }

    private mutating func decodeBranch(
        _ outer: NodeBytes.Item,
        of source: NodeBytes,
        depth: Int
    ) throws(TrieNodeFlaw) -> Int {
        guard depth < NibblePath.maximumCount else { throw .pathTooLong }
        var branch = TrieNode.branch(firstSlot: appendSlots(16))
        branch.isStored = true
        var offset = outer.payload
        var occupantCount = 0
        for nibble in 0..<16 {
            guard offset < outer.end else { throw .wrongItemCount }
            // Most children are hashes.
            if let hash = source.childHash(at: offset, limit: outer.end) {
                slots[Int(branch.firstSlot) &+ nibble] = reference(to: hash)
                occupantCount &+= 1
                offset &+= NodeBytes.childHashByteCount
                continue
            }
            let item = try source.checkedItem(at: offset, limit: outer.end)
            offset = item.end
            guard item.payloadByteCount > 0 || item.isList else { continue }
            slots[Int(branch.firstSlot) &+ nibble] = try decodeChild(item, of: source, depth: depth &+ 1)
            occupantCount &+= 1
        }
        guard offset < outer.end else { throw .wrongItemCount }
        let item = try source.checkedItem(at: offset, limit: outer.end)
        guard item.end == outer.end else { throw .wrongItemCount }
        guard !item.isList else { throw .encoding(.expectedString) }
        if item.payloadByteCount > 0 {
            guard !hasHashedKeys else { throw .wrongKeyLength }
            branch.value = keep(source.payload(of: item))
            occupantCount &+= 1
        }
        guard occupantCount >= 2 else { throw .sparseBranch }
        return append(branch)
    }

    /// Reads a child: an embedded node is shorter than 32 bytes, which bounds how deep nodes nest in each other.
    private mutating func decodeChild(
        _ item: NodeBytes.Item,
        of source: NodeBytes,
        depth: Int
    ) throws(TrieNodeFlaw) -> NodeReference {
        if item.isList {
            guard item.byteCount < 32 else { throw .embeddedNodeTooLong }
            return NodeReference(node: try decodeNode(item, of: source, depth: depth))
        }
        guard item.payloadByteCount == 32 else { throw .malformedChild }
        return reference(to: source.hash(at: item.payload))
    }
}

extension NodeBytes {
    /// `item` with its error as a node's flaw.
    func checkedItem(at start: Int, limit: Int) throws(TrieNodeFlaw) -> Item {
        do {
            return try item(at: start, limit: limit)
        } catch {
            throw .encoding(error)
        }
    }
}
