public import Primitives

/// Off-chain twin of the rollup contract's message tree: every root it has had, and the path to each leaf.
///
/// Keccak-256, depth 32, unused leaves zero. Complete subtrees are kept, so that roots and paths of any earlier size
/// cost 32 steps per node on the boundary.
public struct MessageTree: Hashable, Sendable {
    /// Levels between a leaf and the root.
    public static let depth = 32

    /// `levels[n][i]` is the i-th complete subtree of height n.
    private var levels: [[Bytes32]]

    /// A tree without leaves.
    public init() {
        levels = [[Bytes32]](repeating: [], count: MessageTree.depth + 1)
    }

    /// Number of leaves.
    public var count: Int { levels[0].count }

    /// Appends a leaf; at most 2^32 - 1 fit, as in the contract.
    ///
    /// - Complexity: amortized O(1).
    public mutating func append(_ leaf: Bytes32) {
        levels[0].append(leaf)
        for height in 0..<MessageTree.depth {
            let complete = levels[height].count
            guard complete % 2 == 0 else { return }
            let parent = Keccak256.hash(concatenating: levels[height][complete - 2], levels[height][complete - 1])
            levels[height + 1].append(parent)
        }
    }

    /// Root over all leaves.
    public var root: Bytes32 { node(height: MessageTree.depth, index: 0, size: count) }

    /// Root that the tree had when it held `size` leaves; nil if it never did.
    public func root(size: Int) -> Bytes32? {
        guard size >= 0, size <= count else { return nil }
        return node(height: MessageTree.depth, index: 0, size: size)
    }

    /// The 32 siblings on the way from a leaf to the root over the first `size` leaves, lowest first; nil if there is
    /// no such leaf or size.
    public func path(of index: Int, size: Int) -> [Bytes32]? {
        guard index >= 0, index < size, size <= count else { return nil }
        return (0..<MessageTree.depth).map { height in
            node(height: height, index: (index >> height) ^ 1, size: size)
        }
    }

    /// Root that a leaf at an index has by its path.
    public static func root(leaf: Bytes32, index: UInt64, path: [Bytes32]) -> Bytes32 {
        var node = leaf
        for (height, sibling) in path.enumerated() {
            node =
                index >> UInt64(height) & 1 == 1
                ? Keccak256.hash(concatenating: sibling, node) : Keccak256.hash(concatenating: node, sibling)
        }
        return node
    }

    /// Root of the subtree of a height, over those of its leaves that are among the first `size`.
    private func node(height: Int, index: Int, size: Int) -> Bytes32 {
        if (index + 1) << height <= size { return levels[height][index] }
        if index << height >= size { return MessageTree.emptyRoots[height] }
        return Keccak256.hash(
            concatenating: node(height: height - 1, index: index * 2, size: size),
            node(height: height - 1, index: index * 2 + 1, size: size)
        )
    }

    /// Roots of subtrees without leaves, by height.
    private static let emptyRoots: [Bytes32] = {
        var roots = [Bytes32.zero]
        for height in 0..<depth {
            roots.append(Keccak256.hash(concatenating: roots[height], roots[height]))
        }
        return roots
    }()
}
