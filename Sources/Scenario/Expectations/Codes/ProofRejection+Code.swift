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
        }
    }

    /// Every name that `code` can be.
    package static let codes: [String] = Code.allCases.map(\.rawValue)
}

/// Codes, each in one place.
private enum Code: String, CaseIterable {
    case missing = "ProofMissing", unexpected = "ProofUnexpected", tooLarge = "ProofTooLarge"
    case undecodable = "ProofMalformed", wrongSidecar = "WrongProofSidecar", wrongCount = "WrongProofCount"
    case refused = "ProofRefused"
}
