import L1Sim
import Primitives
import Synchronization

/// Commitment and proofs of one blob.
struct ProvedBlob: Sendable {
    var commitment: [UInt8]
    var proofs: [[UInt8]]
}

/// What is known of blobs, by Keccak-256 of all that the knowledge depends on.
///
/// Only time depends on what is remembered. Knowledge of more than a thousand blobs makes room by being dropped.
final class BlobCache: Sendable {
    private static let limit = 1024

    private let provedBlobs = Mutex<[Bytes32: ProvedBlob]>([:])
    private let goodBlobs = Mutex<Set<Bytes32>>([])

    /// The name of byte strings, of which no two lists share one: lengths go in too.
    static func key(_ form: BlobProofForm, _ parts: [[UInt8]]) -> Bytes32 {
        var hasher = Keccak256Hasher()
        hasher.update(UInt256(UInt64(form.proofsPerBlob)).bigEndianBytes)
        for part in parts {
            hasher.update(UInt256(UInt64(part.count)).bigEndianBytes)
            hasher.update(part)
        }
        return hasher.finalize()
    }

    /// Commitment and proofs that were computed.
    func proved(_ key: Bytes32) -> ProvedBlob? { provedBlobs.withLock { $0[key] } }

    /// Keeps commitment and proofs.
    func remember(_ proved: ProvedBlob, _ key: Bytes32) {
        provedBlobs.withLock { known in
            if known.count >= Self.limit { known.removeAll() }
            known[key] = proved
        }
    }

    /// Whether blob, commitment and proofs were verified.
    func isGood(_ key: Bytes32) -> Bool { goodBlobs.withLock { $0.contains(key) } }

    /// Keeps what was verified.
    func rememberGood(_ keys: [Bytes32]) {
        goodBlobs.withLock { known in
            if known.count >= Self.limit { known.removeAll() }
            known.formUnion(keys)
        }
    }
}
