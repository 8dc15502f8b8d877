public import Primitives

/// Why a transaction's proofs do not prove what it depends on.
public enum ProofRejection: Error, Equatable, Sendable {
    /// There is no sidecar.
    case missing
    /// A transaction that depends on nothing came with a sidecar.
    case unexpected
    /// The sidecar is too long, in bytes.
    case tooLarge(limit: Int, got: Int)
    /// The sidecar is no list of pairs.
    case undecodable(RLPError)
    /// The sidecar is not the one that the sender signed for.
    case wrongSidecar(expected: Bytes32, got: Bytes32)
    /// The sidecar has another number of proofs than the transaction has dependencies.
    case wrongCount(expected: Int, got: Int)
    /// A proof was refused.
    case refused(dependency: Int, reason: String)
    /// Nobody waits for proofs of the transaction: it has them, or its block has been left without.
    case notAwaited
}

extension ProofRejection: CustomStringConvertible {
    /// What is wrong, in one line.
    public var description: String {
        switch self {
        case .missing: "the transaction came without its proofs"
        case .unexpected: "the transaction depends on no proof, but came with some"
        case .tooLarge(let limit, let got): "proofs of \(got) bytes are above the limit of \(limit)"
        case .undecodable(let error): "undecodable proofs: \(error.description)"
        case .wrongSidecar(let expected, let got):
            "the sender signed for proofs with hash \(expected.hex), these have \(got.hex)"
        case .wrongCount(let expected, let got): "the transaction has \(expected) dependencies, but \(got) proofs"
        case .refused(let dependency, let reason): "proof of dependency \(dependency) refused: \(reason)"
        case .notAwaited: "no transaction that waits, and none of a provisional block, waits for these proofs"
        }
    }
}
