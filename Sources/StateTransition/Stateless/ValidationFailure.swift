public import Primitives

/// Why a claimed state transition was not established: `ExecuteValidationFailed`.
public enum ValidationFailure: Error, Equatable, Sendable {
    /// The payload's `block_hash` is not the hash of the header that its fields give.
    case wrongBlockHash(claimed: Bytes32, rebuilt: Bytes32)
    /// The request's versioned hashes are not those of the blob transactions; numbers of hashes.
    case wrongVersionedHashes(expected: Int, got: Int)
    /// The witness is unusable, or the block invalid on it.
    case stateless(StatelessValidationError)
}
