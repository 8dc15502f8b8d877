package import L1Sim
import StateTransition

extension MempoolRejection {
    /// Stable name.
    package var code: String {
        switch self {
        case .invalid(let reason): reason.code
        case .proofs(let rejection): rejection.code
        case .alreadyKnown: Code.alreadyKnown.rawValue
        case .tooLarge: Code.transactionTooLarge.rawValue
        case .blobSidecarMissing: Code.blobSidecarMissing.rawValue
        case .nonceGapTooLarge: Code.nonceGapTooLarge.rawValue
        case .replacementUnderpriced: Code.replacementUnderpriced.rawValue
        case .gasLimitAboveBlock: Code.gasAboveBlockLimit.rawValue
        case .insufficientFundsForQueue: Code.insufficientFunds.rawValue
        case .unsupportedTime: Code.unsupportedFork.rawValue
        case .state: Code.stateFault.rawValue
        }
    }

    /// Every name that `code` can be.
    package static let codes: [String] =
        Code.allCases.map(\.rawValue) + InvalidTransaction.codes
        + ProofRejection.codes
}

/// Codes, each in one place.
private enum Code: String, CaseIterable {
    case alreadyKnown = "AlreadyKnown", transactionTooLarge = "TransactionTooLarge"
    case blobSidecarMissing = "BlobSidecarMissing", nonceGapTooLarge = "NonceGapTooLarge"
    case replacementUnderpriced = "ReplacementUnderpriced", gasAboveBlockLimit = "GasAboveBlockLimit"
    case insufficientFunds = "InsufficientFunds", unsupportedFork = "UnsupportedFork"
    case stateFault = "StateFault"
}
