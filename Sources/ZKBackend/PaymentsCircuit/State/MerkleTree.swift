package import Cryptography

/// A binary Poseidon tree of fixed depth, of which only what differs from the empty tree is stored.
///
/// A node is `Poseidon(left, right)`; the leaf of nothing is zero. Leaves and nodes are told apart by depth, which
/// every verifier knows.
package struct MerkleTree: Sendable {
    /// Levels between a leaf and the root.
    package let depth: Int
    /// For each level, the nodes that are not those of the empty tree; level 0 holds the leaves.
    private var levels: [[Int: BN254.Fr]]
    /// The node of the empty tree at each level.
    private let emptyNodes: [BN254.Fr]

    /// The empty tree.
    ///
    /// - Requires: `depth` is in 0...32.
    package init(depth: Int) {
        self.depth = depth
        levels = Array(repeating: [:], count: depth + 1)
        var nodes = [BN254.Fr.zero]
        for level in 0..<depth { nodes.append(Poseidon.hash(nodes[level], nodes[level])) }
        emptyNodes = nodes
    }

    /// The root.
    package var root: BN254.Fr { node(0, level: depth) }

    /// A node of a level, counted from the left.
    private func node(_ index: Int, level: Int) -> BN254.Fr { levels[level][index] ?? emptyNodes[level] }

    /// Replaces a leaf.
    ///
    /// - Requires: `index` is in 0..<2^depth.
    package mutating func setLeaf(_ leaf: BN254.Fr, at index: Int) {
        levels[0][index] = leaf
        for level in 0..<depth {
            let left = index >> level & ~1
            levels[level + 1][left >> 1] = Poseidon.hash(node(left, level: level), node(left + 1, level: level))
        }
    }

    /// The siblings of the nodes on the way from a leaf to the root.
    ///
    /// - Requires: `index` is in 0..<2^depth.
    package func path(to index: Int) -> [BN254.Fr] {
        (0..<depth).map { level in node(index >> level ^ 1, level: level) }
    }

    /// The root that a leaf and its path lead to.
    package static func root(leaf: BN254.Fr, index: Int, path: [BN254.Fr]) -> BN254.Fr {
        var node = leaf
        for (level, sibling) in path.enumerated() {
            node = index >> level & 1 == 0 ? Poseidon.hash(node, sibling) : Poseidon.hash(sibling, node)
        }
        return node
    }
}
