public import Primitives

/// Why a transaction's blobs are not those that it names.
public enum BlobRejection: Error, Equatable, Sendable {
    /// This chain takes no blobs: no commitments are plugged in.
    case unsupported
    /// The transaction came without its blobs.
    case missing
    /// A transaction that names no blobs came with some.
    case unexpected
    /// The network form is no list of the lists that it must hold.
    case undecodable(RLPError)
    /// The wrapper of proofs of cells has another version (EIP-7594).
    case wrongWrapperVersion(expected: UInt64, got: UInt64)
    /// The proofs have the form of another fork.
    case wrongForm(expected: BlobProofForm, got: BlobProofForm)
    /// Another number of blobs than the transaction has versioned hashes.
    case wrongBlobCount(expected: Int, got: Int)
    /// Another number of commitments than the transaction has versioned hashes.
    case wrongCommitmentCount(expected: Int, got: Int)
    /// Another number of proofs than the form asks for.
    case wrongProofCount(expected: Int, got: Int)
    /// A blob that is not 131,072 bytes long.
    case wrongBlobLength(index: Int, expected: Int, got: Int)
    /// A commitment that does not have the versioned hash at its place in the transaction.
    case wrongVersionedHash(index: Int)
    /// A blob, commitment or proof is malformed, or a proof does not hold.
    case refused(reason: String)
}

extension BlobRejection: CustomStringConvertible {
    /// What is wrong, in one line.
    public var description: String {
        switch self {
        case .unsupported: "this chain takes no blobs"
        case .missing: "the transaction came without its blobs"
        case .unexpected: "the transaction names no blobs, but came with some"
        case .undecodable(let error): "undecodable blobs: \(error.description)"
        case .wrongWrapperVersion(let expected, let got): "blob wrapper of version \(got) instead of \(expected)"
        case .wrongForm(let expected, let got):
            "blobs with proofs of \(got), but the fork asks for proofs of \(expected)"
        case .wrongBlobCount(let expected, let got): "the transaction names \(expected) blobs, but \(got) came"
        case .wrongCommitmentCount(let expected, let got):
            "the transaction names \(expected) blobs, but \(got) commitments came"
        case .wrongProofCount(let expected, let got): "\(expected) proofs of blobs are needed, but \(got) came"
        case .wrongBlobLength(let index, let expected, let got): "blob \(index) has \(got) bytes instead of \(expected)"
        case .wrongVersionedHash(let index): "commitment \(index) is not the one that the transaction names"
        case .refused(let reason): "blobs refused: \(reason)"
        }
    }
}
