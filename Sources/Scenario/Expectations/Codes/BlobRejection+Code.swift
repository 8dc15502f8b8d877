package import L1Sim

extension BlobRejection {
    /// Stable name.
    package var code: String {
        switch self {
        case .unsupported: Code.unsupported.rawValue
        case .missing: Code.missing.rawValue
        case .unexpected: Code.unexpected.rawValue
        case .undecodable: Code.undecodable.rawValue
        case .wrongWrapperVersion, .wrongForm: Code.wrongForm.rawValue
        case .wrongBlobCount, .wrongCommitmentCount, .wrongProofCount: Code.wrongCount.rawValue
        case .wrongBlobLength: Code.wrongLength.rawValue
        case .wrongVersionedHash: Code.wrongVersionedHash.rawValue
        case .refused: Code.refused.rawValue
        }
    }

    /// Every name that `code` can be.
    package static let codes: [FailureCode] = Code.all
}

/// Codes, each in one place.
private enum Code: String, CaseIterable, FailureCodes {
    case unsupported = "BlobsUnsupported", missing = "BlobSidecarMissing", unexpected = "BlobsUnexpected"
    case undecodable = "BlobsMalformed", wrongForm = "WrongBlobProofForm", wrongCount = "WrongBlobCount"
    case wrongLength = "WrongBlobLength", wrongVersionedHash = "WrongBlobVersionedHash", refused = "BlobRefused"

    var meaning: (summary: String, source: String?) {
        switch self {
        case .unsupported: ("This L1 takes no blobs.", "EIP-4844")
        case .missing: ("A blob transaction came without its blobs.", "EIP-4844")
        case .unexpected: ("Blobs came for a transaction that names none.", "EIP-4844")
        case .undecodable: ("The bytes of a blob transaction hold no lists of blobs.", "EIP-4844")
        case .wrongForm: ("The blobs have the proofs of another fork.", "EIP-7594")
        case .wrongCount: ("There are more or fewer blobs, commitments or proofs than there must be.", "EIP-4844")
        case .wrongLength: ("A blob is not 131,072 bytes long.", "EIP-4844")
        case .wrongVersionedHash: ("A commitment is not the one that the transaction names.", "EIP-4844")
        case .refused: ("A blob is malformed, or a proof of it does not verify.", "EIP-4844")
        }
    }
}
