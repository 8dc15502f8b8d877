import Primitives

/// Byte strings that stand in a witness and that no trie of the block leads to: well-formed input, and useless.
enum WitnessPadding {
    /// Bytes of one string: what EXECUTE's input allows a node.
    private static let nodeByteCount: UInt64 = 1_024

    /// Strings of `byteCount` bytes together, pseudo-random so that no compression hides their price.
    static func nodes(byteCount: UInt64, seed: UInt64) -> [[UInt8]] {
        var nodes: [[UInt8]] = []
        var left = byteCount
        while left > 0 {
            let size = min(left, nodeByteCount)
            nodes.append(node(UInt64(nodes.count), byteCount: Int(size), seed: seed))
            left -= size
        }
        return nodes
    }

    private static func node(_ index: UInt64, byteCount: Int, seed: UInt64) -> [UInt8] {
        var bytes: [UInt8] = []
        var digest = Keccak256.hash(
            Array("rollupsim witness padding/1".utf8) + UInt256(seed).bigEndianBytes + UInt256(index).bigEndianBytes
        )
        while bytes.count < byteCount {
            bytes += digest.bytes
            digest = Keccak256.hash(digest.bytes)
        }
        return Array(bytes.prefix(byteCount))
    }
}
