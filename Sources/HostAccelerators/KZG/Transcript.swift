import Accelerators
import Primitives

/// The bytes that a Fiat-Shamir challenge is drawn from.
struct Transcript {
    private var bytes: [UInt8]

    /// A transcript that begins with a protocol's name of 16 bytes.
    init(domain: String, capacity: Int = 0) {
        bytes = []
        bytes.reserveCapacity(16 + capacity)
        bytes += Array(domain.utf8)
    }

    /// Absorbs raw bytes.
    mutating func absorb(_ data: [UInt8]) { bytes += data }

    /// Absorbs an integer as 8 big-endian bytes.
    mutating func absorb(_ integer: UInt64) {
        for shift in stride(from: UInt64(56), through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: integer &>> shift))
        }
    }

    /// SHA-256 of everything absorbed, reduced modulo r.
    var challenge: BLS12381.Fr {
        var digest = [UInt8](repeating: 0, count: 32)
        _ = zkvm_sha256(bytes, bytes.count, &digest)
        return BLS12381.Fr(reducing: UInt256(truncatingBigEndian: digest))
    }
}

extension KZG {
    /// The point at which a blob's polynomial is opened (`compute_challenge`), FSBLOBVERIFY_V1_.
    static func challenge(blob: [UInt8], commitment: [UInt8]) -> BLS12381.Fr {
        var transcript = Transcript(domain: "FSBLOBVERIFY_V1_", capacity: 16 + bytesPerBlob + bytesPerCommitment)
        // The degree bound, as 16 bytes.
        transcript.absorb(0)
        transcript.absorb(UInt64(fieldElementsPerBlob))
        transcript.absorb(blob)
        transcript.absorb(commitment)
        return transcript.challenge
    }
}
