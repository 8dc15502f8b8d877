import Primitives
import ProofProver
import ProofVerifier
import TestSupport
import Testing

@Suite("Merkle trees")
struct MerkleTreeTests {
    /// What an opening throws when it has no more nodes.
    private struct Exhausted: Error {}

    @Test("Root and openings are those of a slow model", arguments: [0, 1, 2, 3, 6, 10])
    func slowModel(logLeafCount: Int) throws {
        for wordsPerRow in [1, 16, 17, 32] {
            let rows = Self.rows(logLeafCount: logLeafCount, wordsPerRow: wordsPerRow)
            let levels = Self.model(rows, wordsPerRow: wordsPerRow)
            let tree = try Self.tree(rows, wordsPerRow: wordsPerRow, workers: .one)
            #expect(tree.logLeafCount == logLeafCount)
            #expect(tree.root == levels[logLeafCount][0])
            for indices in Self.indexSets(logLeafCount: logLeafCount) {
                #expect(tree.siblings(for: indices) == Self.modelSiblings(levels, indices))
            }
        }
    }

    @Test("Every opening leads to the root and uses all its nodes", arguments: [0, 1, 2, 5, 9])
    func openings(logLeafCount: Int) throws {
        let rows = Self.rows(logLeafCount: logLeafCount, wordsPerRow: 4)
        let tree = try Self.tree(rows, wordsPerRow: 4, workers: .one)
        for indices in Self.indexSets(logLeafCount: logLeafCount) {
            let siblings = tree.siblings(for: indices)
            let result = try Self.root(logLeafCount, indices, rows, siblings)
            #expect(result.root == tree.root, "\(indices)")
            #expect(result.unused == 0)
        }
    }

    @Test("1, 2 and 3 threads and every path give one tree")
    func threadsAndPaths() throws {
        let rows = Self.rows(logLeafCount: 12, wordsPerRow: 5)
        let expected = Self.model(rows, wordsPerRow: 5)
        let indices = [0, 1, 77, 2_048, 4_095]
        for variant in KeccakKernelTests.variants {
            let kernels = try #require(Kernels(variant))
            for threads in 1...3 {
                let (root, siblings) = try Kernels.$selected.withValue(kernels) {
                    let tree = try Self.tree(rows, wordsPerRow: 5, workers: Workers(count: threads))
                    return (tree.root, tree.siblings(for: indices))
                }
                #expect(root == expected[12][0], "\(variant), \(threads) threads")
                #expect(siblings == Self.modelSiblings(expected, indices))
            }
        }
    }

    @Test("An inner node served as a leaf does not hash to itself")
    func innerNodeAsLeaf() throws {
        // Rows of 8 words have the length of two digests: only the last byte tells them apart.
        let rows = Self.rows(logLeafCount: 3, wordsPerRow: 8)
        let tree = try Self.tree(rows, wordsPerRow: 8, workers: .one)
        let levels = Self.model(rows, wordsPerRow: 8)
        let children = [levels[0][4], levels[0][5]]
        let served = children.flatMap { [$0.w0, $0.w1, $0.w2, $0.w3].map(\.byteSwapped) }
        #expect(MerkleHash.node(children[0], children[1]) == levels[1][2])
        #expect(MerkleHash.leaf(served) != levels[1][2])
        // The path of the node, one level shorter, is refused whatever depth is claimed for it.
        let path = [levels[1][3], levels[2][0]]
        #expect(try Self.root(2, [2], digests: [MerkleHash.leaf(served)], path).root != tree.root)
        #expect(throws: Exhausted.self) {
            try Self.root(3, [4], digests: [MerkleHash.leaf(served)], path)
        }
    }

    @Test("A shorter path runs out, a longer one is left over")
    func pathLength() throws {
        let rows = Self.rows(logLeafCount: 6, wordsPerRow: 2)
        let tree = try Self.tree(rows, wordsPerRow: 2, workers: .one)
        let siblings = tree.siblings(for: [3, 40])
        for count in siblings.indices {
            #expect(throws: Exhausted.self) {
                try Self.root(6, [3, 40], rows, Array(siblings[..<count]))
            }
        }
        #expect(try Self.root(6, [3, 40], rows, siblings + [.zero]).unused == 1)
        // The depth is the caller's: with one less, the same nodes lead elsewhere.
        #expect(
            try Self.root(5, [3], digests: [MerkleHash.leaf(rows[6..<8])], tree.siblings(for: [3])).root != tree.root
        )
    }

    @Test("Each changed or exchanged node, leaf and index leads to another root")
    func changedOpening() throws {
        let rows = Self.rows(logLeafCount: 6, wordsPerRow: 2)
        let tree = try Self.tree(rows, wordsPerRow: 2, workers: .one)
        let indices = [3, 12, 13, 40]
        let siblings = tree.siblings(for: indices)
        for changed in siblings.indices {
            var other = siblings
            other[changed].w3 ^= 1
            #expect(try Self.root(6, indices, rows, other).root != tree.root)
            other = siblings
            other.swapAt(changed, (changed + 1) % siblings.count)
            #expect(try Self.root(6, indices, rows, other).root != tree.root)
        }
        for changed in rows.indices where indices.contains(changed / 2) {
            var other = rows
            other[changed] ^= 1 << 63
            #expect(try Self.root(6, indices, other, siblings).root != tree.root)
        }
        let digests = indices.map { MerkleHash.leaf(rows[(2 * $0)..<(2 * $0 + 2)]) }
        #expect(try Self.root(6, [2, 12, 13, 40], digests: digests, siblings).root != tree.root)
        #expect(
            try Self.root(6, indices, digests: [digests[0], digests[2], digests[1], digests[3]], siblings).root
                != tree.root
        )
    }

    private static func tree(_ rows: [UInt64], wordsPerRow: Int, workers: Workers) throws(ArenaError) -> MerkleTree {
        let leafCount = rows.count / wordsPerRow
        let arena = try ProverArena(capacity: 64 * leafCount + 64)
        let tree = try MerkleTree(logLeafCount: leafCount.trailingZeroBitCount, in: arena)
        // In two pieces, as an encoder gives them.
        let middle = leafCount / 3
        rows.withUnsafeBufferPointer { rows in
            guard let rows = rows.baseAddress else { return }
            tree.hashLeaves(rows, wordsPerRow: wordsPerRow, leaves: 0..<middle, workers: workers)
            tree.hashLeaves(
                rows + middle * wordsPerRow,
                wordsPerRow: wordsPerRow,
                leaves: middle..<leafCount,
                workers: workers
            )
        }
        tree.hashNodes(workers: workers)
        return tree
    }

    private static func rows(logLeafCount: Int, wordsPerRow: Int) -> [UInt64] {
        var random = SplitMix64(seed: UInt64(1_000 * logLeafCount + wordsPerRow))
        return (0..<(wordsPerRow << logLeafCount)).map { _ in random.next() }
    }

    private static func indexSets(logLeafCount: Int) -> [[Int]] {
        let leafCount = 1 << logLeafCount
        var random = SplitMix64(seed: UInt64(logLeafCount))
        let drawn = [2, 3, 7, 30].map { count in
            Set((0..<count).map { _ in Int(random.next() % UInt64(leafCount)) }).sorted()
        }
        return drawn + [[0], [leafCount - 1], Array(0..<leafCount)]
    }

    /// All levels, hashed one byte string at a time.
    private static func model(_ rows: [UInt64], wordsPerRow: Int) -> [[Bytes32]] {
        var levels = [
            stride(from: 0, to: rows.count, by: wordsPerRow).map { start in
                Keccak256.hash(rows[start..<(start + wordsPerRow)].flatMap(KeccakKernelTests.littleEndian) + [0])
            }
        ]
        while let level = levels.last, level.count > 1 {
            levels.append(
                stride(from: 0, to: level.count, by: 2).map {
                    Keccak256.hash(level[$0].bytes + level[$0 + 1].bytes + [1])
                }
            )
        }
        return levels
    }

    /// By definition: at each level, siblings of known nodes that are not known themselves, ascending.
    private static func modelSiblings(_ levels: [[Bytes32]], _ indices: [Int]) -> [Bytes32] {
        var known = Set(indices)
        return levels.dropLast().flatMap { level in
            let missing = Set(known.map { $0 ^ 1 }).subtracting(known).sorted()
            known = Set(known.map { $0 / 2 })
            return missing.map { level[$0] }
        }
    }

    private static func root(
        _ logLeafCount: Int,
        _ indices: [Int],
        _ rows: [UInt64],
        _ siblings: [Bytes32]
    ) throws -> (root: Bytes32, unused: Int) {
        let wordsPerRow = rows.count >> logLeafCount
        let digests = indices.map { MerkleHash.leaf(rows[($0 * wordsPerRow)..<(($0 + 1) * wordsPerRow)]) }
        return try root(logLeafCount, indices, digests: digests, siblings)
    }

    private static func root(
        _ logLeafCount: Int,
        _ indices: [Int],
        digests: [Bytes32],
        _ siblings: [Bytes32]
    ) throws -> (root: Bytes32, unused: Int) {
        var left = siblings[...]
        let root = try MerkleRoot.compute(
            logLeafCount: logLeafCount,
            sortedDistinctIndices: indices,
            leafDigests: digests
        ) { () throws(Exhausted) -> Bytes32 in
            guard let next = left.popFirst() else { throw Exhausted() }
            return next
        }
        return (root, left.count)
    }
}
