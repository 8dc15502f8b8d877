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
    /// The point at which a blob's polynomial is opened (`compute_challenge`).
    ///
    /// The blob and the commitment are hashed as they are.
    ///
    /// - Parameters:
    ///   - blob: 131,072 bytes.
    ///   - commitment: 48 bytes.
    /// - Returns: A field element, 32 bytes.
    /// - Throws: `KZGError` when a length is wrong.
    public static func computeChallenge(blob: [UInt8], commitment: [UInt8]) throws(KZGError) -> [UInt8] {
        guard blob.count == bytesPerBlob else {
            throw .wrongLength(.blob, expected: bytesPerBlob, got: blob.count)
        }
        try requirePointLength(.commitment, commitment)
        return challenge(blob: blob, commitment: commitment).bigEndianBytes
    }

    /// The same challenge for inputs that were checked.
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
