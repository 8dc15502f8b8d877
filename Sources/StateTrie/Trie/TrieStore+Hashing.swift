import Primitives

/// What the computation of roots needs: changed nodes by height, and room for their encodings.
struct TrieHasher: ~Copyable {
    fileprivate var writer = NodeWriter()
    fileprivate var visits: [Visit] = []
    fileprivate var levelCount = 0
    fileprivate var written: [WrittenNode] = []
    fileprivate var messages: [KeccakMessage] = []

    init() {
        // Room for what a small block changes.
        visits.reserveCapacity(48)
        written.reserveCapacity(16)
        messages.reserveCapacity(16)
    }

    /// A node that needs its hash, or is to be collected.
    fileprivate struct Visit {
        var node: Int
        /// Zero when there is no such node below; else one more than the greatest among those below.
        var height: Int
        var isRoot: Bool
    }

    /// A node of the level at hand, and where its encoding is.
    fileprivate struct WrittenNode {
        var node: Int
        var start: Int
        var end: Int
    }
}

extension TrieStore {
    /// Computes a trie's root, hashing changed nodes only.
    ///
    /// When `newNodes` collects, it receives every node that the database does not hold yet.
    mutating func root(
        of trie: Int,
        hasher: inout TrieHasher,
        newNodes: inout NewNodes
    ) -> Bytes32 {
        visitChanges(of: trie, &hasher, isCollecting: newNodes.isCollecting)
        hashVisited(&hasher, &newNodes)
        return root(of: trie)
    }

    /// The root of a trie that has not changed since it was hashed.
    func root(of trie: Int) -> Bytes32 {
        let reference = slots[trie]
        if reference.isEmpty { return EmptyTrie.root }
        return hashes[reference.isNode ? Int(nodes[reference.index].hashIndex) : reference.index]
    }

    /// Notes the nodes of a trie that `hashVisited` has to look at; the tries of one computation are hashed together.
    func visitChanges(of trie: Int, _ hasher: inout TrieHasher, isCollecting: Bool) {
        guard slots[trie].isNode else { return }
        _ = visit(slots[trie].index, isRoot: true, &hasher, isCollecting: isCollecting)
    }

    /// Notes a node and all below it, children first.
    ///
    /// Recursion ends after 64 levels, the bound on depth that insertion and decoding keep.
    /// - Returns: One more than the node's height; zero when there is nothing to do for it.
    private func visit(_ index: Int, isRoot: Bool, _ hasher: inout TrieHasher, isCollecting: Bool) -> Int {
        guard nodes[index].hashIndex == 0 || isCollecting && !nodes[index].isStored else { return 0 }
        var height = 0
        for slot in childSlots(of: nodes[index]) where slots[slot].isNode {
            height = max(height, visit(slots[slot].index, isRoot: false, &hasher, isCollecting: isCollecting))
        }
        hasher.visits.append(TrieHasher.Visit(node: index, height: height, isRoot: isRoot))
        hasher.levelCount = max(hasher.levelCount, height &+ 1)
        return height &+ 1
    }

    /// Gives the visited nodes their hashes, level by level from below; nodes shorter than 32 bytes get none.
    mutating func hashVisited(_ hasher: inout TrieHasher, _ newNodes: inout NewNodes) {
        for height in 0..<hasher.levelCount {
            write(level: height, &hasher, &newNodes)
            Keccak256.hash(&hasher.messages)
            for index in hasher.written.indices {
                let hash = hasher.messages[index].digest
                nodes[hasher.written[index].node].hashIndex = UInt32(truncatingIfNeeded: reference(to: hash).index)
                if newNodes.isCollecting { newNodes.append(hasher.messages[index].bytes, hash: hash) }
            }
        }
        hasher.visits.removeAll(keepingCapacity: true)
        hasher.levelCount = 0
    }

    /// Writes the nodes of a height, whose children have their hashes; those that have one already are collected.
    private mutating func write(level height: Int, _ hasher: inout TrieHasher, _ newNodes: inout NewNodes) {
        hasher.writer.removeAll()
        hasher.written.removeAll(keepingCapacity: true)
        hasher.messages.removeAll(keepingCapacity: true)
        for visit in hasher.visits where visit.height == height {
            let node = nodes[visit.node]
            if newNodes.isCollecting { nodes[visit.node].isStored = true }
            let payloadByteCount = payloadByteCount(node)
            guard visit.isRoot || Self.byteCount(ofPayload: payloadByteCount) >= 32 else { continue }
            let start = hasher.writer.count
            write(node, payloadByteCount: payloadByteCount, to: &hasher.writer)
            let end = hasher.writer.count
            if node.hashIndex == 0 {
                hasher.written.append(TrieHasher.WrittenNode(node: visit.node, start: start, end: end))
            } else if newNodes.isCollecting {
                let bytes = UnsafeRawBufferPointer(rebasing: hasher.writer.bytes[start..<end])
                newNodes.append(bytes, hash: hashes[Int(node.hashIndex)])
            }
        }
        // The writer has grown to its size: what it holds stays in place.
        for node in hasher.written {
            let bytes = UnsafeRawBufferPointer(rebasing: hasher.writer.bytes[node.start..<node.end])
            hasher.messages.append(KeccakMessage(bytes))
        }
    }

    private func childSlots(of node: TrieNode) -> Range<Int> {
        let first = Int(node.firstSlot)
        switch node.kind {
        case .leaf: return first..<first
        case .link: return first..<first &+ 1
        case .branch: return first..<first &+ 16
        }
    }

    private func write(_ node: TrieNode, payloadByteCount: Int, to writer: inout NodeWriter) {
        writer.append(listHeaderFor: payloadByteCount)
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
            let node = nodes[reference.index]
            write(node, payloadByteCount: payloadByteCount(node), to: &writer)
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
