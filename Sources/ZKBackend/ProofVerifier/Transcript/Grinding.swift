package import Primitives

/// Proof of work before a challenge: each required bit doubles the cost of searching for a lucky one.
///
/// A nonce is valid when the first `bits` bits of Keccak-256(seed || nonce as 8 little-endian bytes) are zero.
package enum Grinding {
    /// Whether a nonce has the required bits; 64 and more can never be had.
    package static func isValid(seed: Bytes32, bits: Int, nonce: UInt64) -> Bool {
        #if COUNT_OPERATIONS
        OperationCounts.hash(byteCount: 40)
        #endif
        return Keccak256.hash(seed.bytes + nonce.littleEndianBytes).w0.leadingZeroBitCount >= bits
    }
}
