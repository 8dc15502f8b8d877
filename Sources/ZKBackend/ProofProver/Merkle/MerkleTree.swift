package import Primitives
import ProofVerifier

/// A binary Merkle tree over the rows of a matrix, as the prover holds it.
///
/// The hashes are those of `MerkleHash`. The rows are hashed in pieces, as they come, and stay with the caller.
package struct MerkleTree: ~Copyable {
    /// log2 of the number of leaves, which is the depth.
    package let logLeafCount: Int

    /// The digests of all levels, leaves first; 4 words per digest, its bytes in memory order.
    private let digests: ArenaBuffer<UInt64>

    /// A tree whose leaves are still to be hashed, and then its nodes.
    ///
    /// - Parameters:
    ///   - logLeafCount: log2 of the number of leaves, at least 0.
    ///   - arena: Where the digests lie.
    /// - Throws: `ArenaError`.
    package init(logLeafCount: Int, in arena: ProverArena) throws(ArenaError) {
        self.logLeafCount = logLeafCount
        digests = try arena.allocate(UInt64.self, count: Self.wordCount(logLeafCount: logLeafCount))
    }

    /// Words of all levels.
    package static func wordCount(logLeafCount: Int) -> Int { 4 * ((2 << logLeafCount) - 1) }

    /// Hashes some of the rows to their leaves.
    ///
    /// - Parameters:
    ///   - rows: As many rows as the range has leaves, row-major.
    ///   - wordsPerRow: Words of a row.
    ///   - zerosPerRow: Words of zeros that end each row, and are not among `rows`.
    ///   - leaves: Their leaves.
    ///   - workers: Threads; they do not change the tree.
    package borrowing func hashLeaves(
        _ rows: UnsafePointer<UInt64>,
        wordsPerRow: Int,
        zerosPerRow: Int = 0,
        leaves: Range<Int>,
        workers: Workers
    ) {
        precondition(leaves.lowerBound >= 0 && leaves.upperBound <= 1 << logLeafCount, "leaves of the tree")
        digests.withUnsafeMutableBufferPointer { digests in
            guard let digests = digests.baseAddress else { return }
            Self.hash(
                rows,
                wordsPerRow: wordsPerRow,
                zerosPerRow: zerosPerRow,
                rowCount: leaves.count,
                suffix: MerkleHash.leafSuffix,
                into: digests + 4 * leaves.lowerBound,
                workers: workers
            )
        }
    }

    /// Hashes the levels above the leaves, all of which have been hashed.
    package borrowing func hashNodes(workers: Workers) {
        digests.withUnsafeMutableBufferPointer { digests in
            guard let digests = digests.baseAddress else { return }
            for level in 0..<logLeafCount {
                Self.hash(
                    digests + firstWord(ofLevel: level),
                    wordsPerRow: 8,
                    zerosPerRow: 0,
                    rowCount: 1 << (logLeafCount - level - 1),
                    suffix: MerkleHash.nodeSuffix,
                    into: digests + firstWord(ofLevel: level + 1),
                    workers: workers
                )
            }
        }
    }

    /// The commitment, after `hashNodes`.
    package var root: Bytes32 { digest(level: logLeafCount, index: 0) }

    /// The nodes that are needed beside the leaves at some indices to compute the root.
    ///
    /// - Parameter sortedDistinctIndices: Leaf indices, ascending, without repetitions.
    /// - Returns: The nodes in the order of `MerkleRoot.compute`.
    package borrowing func siblings(for sortedDistinctIndices: [Int]) -> [Bytes32] {
        var siblings: [Bytes32] = []
        var known = sortedDistinctIndices
        for level in 0..<logLeafCount {
            var parents: [Int] = []
            parents.reserveCapacity(known.count)
            var next = 0
            while next < known.count {
                let index = known[next]
                let isPair = next + 1 < known.count && known[next + 1] == index ^ 1
                if !isPair { siblings.append(digest(level: level, index: index ^ 1)) }
                parents.append(index >> 1)
                next += isPair ? 2 : 1
            }
            known = parents
        }
        return siblings
    }

    /// Where a level begins: those below it have 2^d, 2^(d-1) and so on digests.
    private borrowing func firstWord(ofLevel level: Int) -> Int {
        4 * ((2 << logLeafCount) - (2 << (logLeafCount - level)))
    }

    private borrowing func digest(level: Int, index: Int) -> Bytes32 {
        let first = firstWord(ofLevel: level) + 4 * index
        return Bytes32(
            w0: digests[first].bigEndian,
            w1: digests[first + 1].bigEndian,
            w2: digests[first + 2].bigEndian,
            w3: digests[first + 3].bigEndian
        )
    }

    private static func hash(
        _ rows: UnsafePointer<UInt64>,
        wordsPerRow: Int,
        zerosPerRow: Int,
        rowCount: Int,
        suffix: UInt8,
        into digests: UnsafeMutablePointer<UInt64>,
        workers: Workers
    ) {
        let kernels = Kernels.selected
        // Safety: each range writes the digests of its own rows.
        nonisolated(unsafe) let (source, target) = (rows, digests)
        workers.forEachRange(of: rowCount, alignment: kernels.keccakLanes, minimum: 1 << 8) { range in
            kernels.hashRows(
                source + range.lowerBound * wordsPerRow,
                wordsPerRow: wordsPerRow,
                zerosPerRow: zerosPerRow,
                rowCount: range.count,
                suffix: suffix,
                into: target + 4 * range.lowerBound
            )
        }
    }
}
