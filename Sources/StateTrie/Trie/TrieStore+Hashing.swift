import Primitives

/// Nodes that a commit adds to a database.
struct NewNodes {
    /// False while only a root is wanted.
    let isCollecting: Bool
    var nodes: [Bytes32: [UInt8]] = [:]
}

extension TrieStore {
    /// Computes a trie's root, hashing changed nodes only.
    ///
    /// When `newNodes` collects, it receives every node that the database does not hold yet.
    mutating func root(
        of trie: Int,
        writer: inout NodeWriter,
        newNodes: inout NewNodes
    ) -> Bytes32 {
        let reference = slots[trie]
        if reference.isEmpty { return EmptyTrie.root }
        guard reference.isNode else { return hashes[reference.index] }
        hash(reference.index, isRoot: true, &writer, &newNodes)
        return hashes[Int(nodes[reference.index].hashIndex)]
    }

    /// Gives a node and all below it their hashes, children first; nodes shorter than 32 bytes get none.
    ///
    /// Recursion ends after 64 levels, the bound on depth that insertion and decoding keep.
    private mutating func hash(
        _ index: Int,
        isRoot: Bool,
        _ writer: inout NodeWriter,
        _ newNodes: inout NewNodes
    ) {
        let node = nodes[index]
        guard node.hashIndex == 0 || newNodes.isCollecting && !node.isStored else { return }
        for slot in childSlots(of: node) where slots[slot].isNode {
            hash(slots[slot].index, isRoot: false, &writer, &newNodes)
        }
        if isRoot || encodedByteCount(node) >= 32 {
            writer.removeAll()
            write(node, to: &writer)
            let hash: Bytes32
            if node.hashIndex == 0 {
                hash = Keccak256.hash(writer.bytes)
                nodes[index].hashIndex = UInt32(truncatingIfNeeded: reference(to: hash).index)
            } else {
                hash = hashes[Int(node.hashIndex)]
            }
            if newNodes.isCollecting { newNodes.nodes[hash] = Array(writer.bytes) }
        }
        if newNodes.isCollecting { nodes[index].isStored = true }
    }

    private func childSlots(of node: TrieNode) -> Range<Int> {
        let first = Int(node.firstSlot)
        switch node.kind {
        case .leaf: return first..<first
        case .link: return first..<first &+ 1
        case .branch: return first..<first &+ 16
        }
    }

    private func write(_ node: TrieNode, to writer: inout NodeWriter) {
        writer.append(listHeaderFor: payloadByteCount(node))
        if node.kind != .branch {
            writer.append(node.path, isLeaf: node.kind == .leaf)
        }
        for slot in childSlots(of: node) {
            writeReference(slots[slot], to: &writer)
        }
        if node.kind != .link {
            values.withUnsafeBytes { bytes in
                let end = node.value.offset &+ node.value.count
                writer.append(string: UnsafeRawBufferPointer(rebasing: bytes[node.value.offset..<end]))
            }
        }
    }

    private func writeReference(_ reference: NodeReference, to writer: inout NodeWriter) {
        if reference.isEmpty {
            writer.appendEmptyString()
        } else if !reference.isNode {
            writer.append(hashes[reference.index])
        } else if nodes[reference.index].hashIndex != 0 {
            writer.append(hashes[Int(nodes[reference.index].hashIndex)])
        } else {
            write(nodes[reference.index], to: &writer)
        }
    }

    private func encodedByteCount(_ node: TrieNode) -> Int {
        Self.byteCount(ofPayload: payloadByteCount(node))
    }

    private func payloadByteCount(_ node: TrieNode) -> Int {
        var total = 0
        if node.kind != .branch {
            let pathByteCount = node.path.hexPrefixByteCount
            total = pathByteCount == 1 ? 1 : 1 &+ pathByteCount
        }
        for slot in childSlots(of: node) {
            total &+= referenceByteCount(slots[slot])
        }
        if node.kind != .link {
            let isSingleByte = node.value.count == 1 && values[node.value.offset] < 0x80
            total &+= isSingleByte ? 1 : Self.byteCount(ofPayload: node.value.count)
        }
        return total
    }

    private func referenceByteCount(_ reference: NodeReference) -> Int {
        if reference.isEmpty { return 1 }
        guard reference.isNode, nodes[reference.index].hashIndex == 0 else { return 33 }
        return encodedByteCount(nodes[reference.index])
    }

    private static func byteCount(ofPayload count: Int) -> Int {
        if count < 56 { return count &+ 1 }
        return count &+ 1 &+ (71 &- UInt64(count).leadingZeroBitCount) / 8
    }
}
