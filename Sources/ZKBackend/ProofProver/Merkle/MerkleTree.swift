package import Primitives
import ProofVerifier

/// A binary Merkle tree over the rows of a matrix, as the prover holds it.
///
/// The hashes are those of `MerkleHash`. The rows themselves stay with the caller.
package struct MerkleTree: Sendable {
    /// log2 of the number of leaves, which is the depth.
    package let logLeafCount: Int

    /// The digests of each level, leaves first; 4 words per digest, its bytes in memory order.
    private let levels: [[UInt64]]

    /// Hashes all rows and the levels above them.
    ///
    /// - Parameters:
    ///   - rows: 2^n rows, row-major; n at least 0.
    ///   - wordsPerRow: Words of a row, at least 1.
    ///   - workers: Threads; they do not change the tree.
    package init(rows: [UInt64], wordsPerRow: Int, workers: Workers) {
        precondition(wordsPerRow > 0 && rows.count % wordsPerRow == 0, "rows have one width")
        let leafCount = rows.count / wordsPerRow
        precondition(leafCount > 0 && leafCount & (leafCount - 1) == 0, "the number of leaves is a power of two")
        logLeafCount = leafCount.trailingZeroBitCount
        var level = Self.digests(
            ofRows: rows,
            wordsPerRow: wordsPerRow,
            suffix: MerkleHash.leafSuffix,
            workers: workers
        )
        var levels = [level]
        while level.count > 4 {
            level = Self.digests(ofRows: level, wordsPerRow: 8, suffix: MerkleHash.nodeSuffix, workers: workers)
            levels.append(level)
        }
        self.levels = levels
    }

    /// The commitment.
    package var root: Bytes32 { digest(level: logLeafCount, index: 0) }

    /// The nodes that are needed beside the leaves at some indices to compute the root.
    ///
    /// - Parameter sortedDistinctIndices: Leaf indices, ascending, without repetitions.
    /// - Returns: The nodes in the order of `MerkleRoot.compute`.
    package func siblings(for sortedDistinctIndices: [Int]) -> [Bytes32] {
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

    private func digest(level: Int, index: Int) -> Bytes32 {
        let words = levels[level]
        return Bytes32(
            w0: words[4 * index].bigEndian,
            w1: words[4 * index + 1].bigEndian,
            w2: words[4 * index + 2].bigEndian,
            w3: words[4 * index + 3].bigEndian
        )
    }

    private static func digests(ofRows rows: [UInt64], wordsPerRow: Int, suffix: UInt8, workers: Workers) -> [UInt64] {
        let kernels = Kernels.selected
        let rowCount = rows.count / wordsPerRow
        return [UInt64](unsafeUninitializedCapacity: 4 * rowCount) { digests, count in
            rows.withUnsafeBufferPointer { rows in
                guard let rows = rows.baseAddress, let digests = digests.baseAddress else { return }
                // Safety: each range writes the digests of its own rows.
                nonisolated(unsafe) let (source, target) = (rows, digests)
                workers.forEachRange(of: rowCount, alignment: kernels.keccakLanes, minimum: 1 << 8) { range in
                    kernels.hashRows(
                        source + range.lowerBound * wordsPerRow,
                        wordsPerRow: wordsPerRow,
                        rowCount: range.count,
                        suffix: suffix,
                        into: target + 4 * range.lowerBound
                    )
                }
            }
            count = 4 * rowCount
        }
    }
}
