package import Primitives

/// The hashes of Merkle trees: Keccak-256 with one byte behind the content that tells leaves from nodes.
///
/// A leaf is `Keccak256(row || 0x00)`, the row being its words in order, 8 little-endian bytes each; an inner node is
/// `Keccak256(left || right || 0x01)`. Strings that end differently are different, so neither can stand for the other.
/// The byte stands behind and not before, which keeps words aligned: a row of up to 16 words costs one permutation, one
/// of up to 33 words two. A contract hashes the same with its KECCAK256 instruction.
package enum MerkleHash {
    /// What follows a leaf's row.
    package static let leafSuffix: UInt8 = 0
    /// What follows a node's children.
    package static let nodeSuffix: UInt8 = 1

    /// The digest of a leaf.
    ///
    /// - Parameter row: Its words, as many as the shape says; the hash does not bind their number otherwise.
    /// - Returns: `Keccak256(row || 0x00)`.
    package static func leaf(_ row: some Collection<UInt64>) -> Bytes32 {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(8 * row.count + 1)
        for word in row { withUnsafeBytes(of: word.littleEndian) { bytes.append(contentsOf: $0) } }
        bytes.append(leafSuffix)
        #if COUNT_OPERATIONS
        OperationCounts.hash(byteCount: bytes.count)
        #endif
        return Keccak256.hash(bytes)
    }

    /// The digest of an inner node.
    package static func node(_ left: Bytes32, _ right: Bytes32) -> Bytes32 {
        #if COUNT_OPERATIONS
        OperationCounts.hash(byteCount: 65)
        #endif
        return withUnsafeTemporaryAllocation(byteCount: 65, alignment: 8) { bytes in
            guard let base = bytes.baseAddress else { return .zero }
            left.storeBigEndian(to: base)
            right.storeBigEndian(to: base + 32)
            bytes[64] = nodeSuffix
            return Keccak256.hash(UnsafeRawBufferPointer(bytes))
        }
    }
}
