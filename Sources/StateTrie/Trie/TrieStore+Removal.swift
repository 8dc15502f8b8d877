import Primitives

extension TrieStore {
    /// Removes a key, if it is there.
    ///
    /// A branch that keeps one occupant gives way to it, and so its last child is read: deletions are best made after
    /// all insertions, so that no sibling is read in vain.
    /// - Throws: `StateError.missingNode` or `.malformedNode`; the trie's contents are then unchanged.
    mutating func remove(from trie: Int, at key: NibblePath) throws(StateError) {
        guard try value(in: trie, at: key) != nil else { return }
        var slot = trie
        var depth = 0
        var lastBranch: BranchOnPath?
        var extensionSlot: Int?
        while true {
            let index = slots[slot].index
            markChanged(index)
            switch nodes[index].kind {
            case .leaf:
                guard let branch = lastBranch else {
                    slots[slot] = .empty
                    return
                }
                return try removeChild(in: slot, of: branch, key: key)
            case .link:
                extensionSlot = slot
                depth &+= nodes[index].path.count
                slot = Int(nodes[index].firstSlot)
            case .branch:
                let branch = BranchOnPath(index: index, slot: slot, depth: depth, extensionSlot: extensionSlot)
                guard depth < key.count else { return try removeChild(in: nil, of: branch, key: key) }
                lastBranch = branch
                extensionSlot = nil
                slot = Int(nodes[index].firstSlot) &+ key[depth]
                depth &+= 1
            }
        }
    }

    /// A branch that a key leads through, and the extension that leads to it, if one does.
    private struct BranchOnPath {
        var index: Int
        var slot: Int
        var depth: Int
        var extensionSlot: Int?
    }

    /// Empties a child's slot of a branch, or drops the branch's value (nil), and restores the trie's form.
    private mutating func removeChild(
        in removed: Int?,
        of branch: BranchOnPath,
        key: NibblePath
    ) throws(StateError) {
        let first = Int(nodes[branch.index].firstSlot)
        var lastNibble: Int?
        var childCount = 0
        for nibble in 0..<16 where !slots[first &+ nibble].isEmpty && first &+ nibble != removed {
            lastNibble = nibble
            childCount &+= 1
        }
        let keepsValue = removed != nil && nodes[branch.index].value.count > 0
        if let lastNibble, childCount == 1, !keepsValue {
            let sibling = key.prefix(branch.depth).appending(lastNibble)
            let child = try node(in: first &+ lastNibble, at: sibling, depth: sibling.count)
            let prefix = NibblePath().appending(lastNibble)
            if nodes[child].kind == .branch {
                nodes[branch.index] = .link(prefix, slot: first &+ lastNibble)
            } else {
                markChanged(child)
                nodes[child].path = prefix.appending(nodes[child].path)
                slots[branch.slot] = NodeReference(node: child)
            }
            return joinExtension(with: branch)
        }
        if let removed { slots[removed] = .empty } else { nodes[branch.index].value = .none }
        if childCount == 0 {
            nodes[branch.index] = .leaf(NibblePath(), nodes[branch.index].value)
            joinExtension(with: branch)
        }
    }

    /// Makes one node of an extension and the leaf or extension that now stands in its branch's place.
    private mutating func joinExtension(with branch: BranchOnPath) {
        guard let extensionSlot = branch.extensionSlot else { return }
        let below = slots[branch.slot].index
        nodes[below].path = nodes[slots[extensionSlot].index].path.appending(nodes[below].path)
        slots[extensionSlot] = slots[branch.slot]
    }
}
