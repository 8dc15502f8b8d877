package import L1Sim

extension ProofRejection {
    /// Stable name.
    package var code: String {
        switch self {
        case .missing: Code.missing.rawValue
        case .unexpected: Code.unexpected.rawValue
        case .tooLarge: Code.tooLarge.rawValue
        case .undecodable: Code.undecodable.rawValue
        case .wrongSidecar: Code.wrongSidecar.rawValue
        case .wrongCount: Code.wrongCount.rawValue
        case .refused: Code.refused.rawValue
        case .notAwaited: Code.notAwaited.rawValue
        }
    }

    /// Every name that `code` can be.
    package static let codes: [FailureCode] = Code.all
}

/// Codes, each in one place.
private enum Code: String, CaseIterable, FailureCodes {
    case missing = "ProofMissing", unexpected = "ProofUnexpected", tooLarge = "ProofTooLarge"
    case undecodable = "ProofMalformed", wrongSidecar = "WrongProofSidecar", wrongCount = "WrongProofCount"
    case refused = "ProofRefused", notAwaited = "ProofNotAwaited"

    var meaning: (summary: String, source: String?) {
        switch self {
        case .missing: ("The transaction depends on a proof, and none came.", "decision 0043")
        case .unexpected: ("Proofs came for a transaction that depends on none.", "decision 0043")
        case .tooLarge: ("The proofs have too many bytes.", "decision 0043")
        case .undecodable: ("The bytes beside the transaction are no proofs.", "decision 0043")
        case .wrongSidecar: ("The proofs are not those that the transaction has committed to.", "decision 0043")
        case .wrongCount: ("There are more or fewer proofs than dependencies.", "decision 0043")
        case .refused: ("A proof does not verify.", "decision 0043")
        case .notAwaited:
            ("A proof comes, and no transaction of the pool or of a provisional block waits for it.", "decision 0085")
        }
    }
}
