public import Primitives

/// The trie of a list: each item under the RLP of its index (Yellow Paper, section 4.3, transactions, receipts and
/// withdrawals roots).
///
/// Built from the sorted keys without a database, so nothing can be missing and no error arises.
public enum OrderedTrie {
    /// Root of a list; an item without bytes has no entry, as in every trie.
    public static func root(of items: [[UInt8]]) -> Bytes32 {
        let entries = indicesInKeyOrder(items.count).filter { !items[$0].isEmpty }.map { index in
            (key: NibblePath(key: encodedIndex(index)) ?? NibblePath(), index: index)
        }
        guard !entries.isEmpty else { return EmptyTrie.root }
        return Keccak256.hash(node(entries[...], depth: 0, items))
    }

    /// The indices by the RLP of each: 1 to 127 are single bytes, zero is 0x80, and longer ones follow by size.
    private static func indicesInKeyOrder(_ count: Int) -> [Int] {
        guard count > 0 else { return [] }
        return Array(1..<max(1, min(count, 128))) + [0] + Array(min(count, 128)..<count)
    }

    private static func encodedIndex(_ index: Int) -> [UInt8] {
        var encoder = RLPEncoder()
        encoder.append(UInt64(index))
        return encoder.bytes
    }

    /// The RLP of the node over some entries, which share their first `depth` nibbles.
    ///
    /// No key is another's prefix, so branches have no values; a key has at most 18 nibbles, so recursion is shallow.
    private static func node(
        _ entries: ArraySlice<(key: NibblePath, index: Int)>,
        depth: Int,
        _ items: [[UInt8]]
    ) -> [UInt8] {
        guard let first = entries.first, let last = entries.last else { return [0x80] }
        if entries.count == 1 {
            return RLPEncoder.encodeList { list in
                list.append(bytes: first.key.dropFirst(depth).hexPrefix(isLeaf: true))
                list.append(bytes: items[first.index])
            }
        }
        let common = first.key.commonPrefixCount(with: last.key)
        if common > depth {
            return RLPEncoder.encodeList { list in
                list.append(bytes: first.key.prefix(common).dropFirst(depth).hexPrefix(isLeaf: false))
                list.appendReference(to: node(entries, depth: common, items))
            }
        }
        return RLPEncoder.encodeList { list in
            var rest = entries
            for nibble in 0..<16 {
                let child = rest.prefix { $0.key[depth] == nibble }
                rest = rest.dropFirst(child.count)
                if child.isEmpty {
                    list.append(bytes: [])
                } else {
                    list.appendReference(to: node(child, depth: depth &+ 1, items))
                }
            }
            list.append(bytes: [])
        }
    }
}

extension RLPEncoder {
    /// Writes a child of a trie node: itself when it is shorter than 32 bytes, else its hash.
    fileprivate mutating func appendReference(to node: [UInt8]) {
        if node.count < 32 {
            appendRaw(node)
        } else {
            append(Keccak256.hash(node))
        }
    }
}
