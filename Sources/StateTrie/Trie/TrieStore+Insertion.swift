import Primitives

extension TrieStore {
    /// Sets a key's value, which must not be empty.
    ///
    /// - Throws: `StateError.missingNode` or `.malformedNode`; the trie's contents are then unchanged.
    mutating func insert(_ value: ValueRange, in trie: Int, at key: NibblePath) throws(StateError) {
        var slot = trie
        var depth = 0
        var isBelowExtension = false
        while !slots[slot].isEmpty {
            let index = try node(in: slot, at: key, depth: depth, isBelowExtension: isBelowExtension)
            markChanged(index)
            switch nodes[index].kind {
            case .leaf:
                return insert(value, at: key.dropFirst(depth), splitting: index, in: slot)
            case .link:
                let rest = key.dropFirst(depth)
                let path = nodes[index].path
                guard rest.commonPrefixCount(with: path) == path.count else {
                    return insert(value, at: rest, splitting: index, in: slot)
                }
                depth &+= path.count
                slot = Int(nodes[index].firstSlot)
                isBelowExtension = true
            case .branch:
                guard depth < key.count else {
                    nodes[index].value = value
                    return
                }
                slot = Int(nodes[index].firstSlot) &+ key[depth]
                depth &+= 1
                isBelowExtension = false
            }
        }
        slots[slot] = NodeReference(node: append(.leaf(key.dropFirst(depth), value)))
    }

    /// Puts a value where a leaf or an extension stands, with a branch where their paths part.
    private mutating func insert(_ value: ValueRange, at rest: NibblePath, splitting index: Int, in slot: Int) {
        let path = nodes[index].path
        let common = rest.commonPrefixCount(with: path)
        if nodes[index].kind == .leaf, common == path.count, common == rest.count {
            nodes[index].value = value
            return
        }
        let firstSlot = appendSlots(16)
        var branch = TrieNode.branch(firstSlot: firstSlot)
        if common < path.count {
            slots[firstSlot &+ path[common]] = shortened(index, by: common &+ 1)
        } else {
            branch.value = nodes[index].value
        }
        if common < rest.count {
            let leaf = append(.leaf(rest.dropFirst(common &+ 1), value))
            slots[firstSlot &+ rest[common]] = NodeReference(node: leaf)
        } else {
            branch.value = value
        }
        let top = NodeReference(node: append(branch))
        if common == 0 {
            slots[slot] = top
        } else {
            let below = appendSlots(1)
            slots[below] = top
            slots[slot] = NodeReference(node: append(.link(rest.prefix(common), slot: below)))
        }
    }

    /// Takes nibbles from the front of a changed leaf's or extension's path; of an extension without a path, the child
    /// is left.
    private mutating func shortened(_ index: Int, by count: Int) -> NodeReference {
        let path = nodes[index].path.dropFirst(count)
        if nodes[index].kind == .link, path.isEmpty {
            return slots[Int(nodes[index].firstSlot)]
        }
        nodes[index].path = path
        return NodeReference(node: index)
    }
}
