import EVM
public import StateTransition

/// How the blobs of a transaction are proved to belong to their commitments.
public enum BlobProofForm: Hashable, Sendable {
    /// One proof for each blob (EIP-4844).
    case blobs
    /// A proof for each of the 128 cells of an extended blob, which those who sample can check (EIP-7594).
    case cells

    /// The form that a block's rules ask for: cells from Osaka on.
    public init(_ rules: ForkRules) {
        self = rules.fork.hasTransactionBlobCap ? .cells : .blobs
    }

    /// Proofs for each blob.
    public var proofsPerBlob: Int {
        switch self {
        case .blobs: 1
        case .cells: 128
        }
    }
}
