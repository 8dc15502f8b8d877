package import Primitives

/// The verifier's side of a Merkle tree: from opened leaves and the nodes beside them to the root.
///
/// Opened leaves share their paths: a node is given only if it cannot be computed. Nodes come level by level from the
/// leaves up, and ascending by index within a level, so there is one encoding of an opening.
package enum MerkleRoot {
    /// The root that the opened leaves and their siblings lead to.
    ///
    /// Depth, number and places of the nodes follow from the arguments alone. Memory: at most two digests per index.
    /// - Parameters:
    ///   - logLeafCount: Depth of the tree.
    ///   - sortedDistinctIndices: At least one leaf index below 2^logLeafCount, ascending, without repetitions; from
    ///     the transcript.
    ///   - leafDigests: The digest of each of these leaves.
    ///   - nextSibling: Gives the next node of the opening.
    /// - Returns: The root; the caller compares it with the commitment.
    /// - Throws: What `nextSibling` throws.
    package static func compute<Failure: Error>(
        logLeafCount: Int,
        sortedDistinctIndices: [Int],
        leafDigests: [Bytes32],
        nextSibling: () throws(Failure) -> Bytes32
    ) throws(Failure) -> Bytes32 {
        precondition(
            !leafDigests.isEmpty && leafDigests.count == sortedDistinctIndices.count,
            "every opened leaf has one index and one digest, and there is one at least"
        )
        var indices = sortedDistinctIndices
        var digests = leafDigests
        for _ in 0..<logLeafCount {
            // Parents overwrite the front of the lists: never more than were read.
            var parents = 0
            var next = 0
            while next < indices.count {
                let index = indices[next]
                let digest = digests[next]
                let isPair = next + 1 < indices.count && indices[next + 1] == index ^ 1
                let sibling = isPair ? digests[next + 1] : try nextSibling()
                indices[parents] = index >> 1
                digests[parents] =
                    index & 1 == 0 ? MerkleHash.node(digest, sibling) : MerkleHash.node(sibling, digest)
                parents += 1
                next += isPair ? 2 : 1
            }
            indices.removeSubrange(parents...)
            digests.removeSubrange(parents...)
        }
        return digests[0]
    }
}
