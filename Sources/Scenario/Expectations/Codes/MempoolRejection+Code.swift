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
        case .blobs(let rejection): rejection.code
        case .otherKindWaits: Code.otherKindWaits.rawValue
        case .nonceGapTooLarge: Code.nonceGapTooLarge.rawValue
        case .replacementUnderpriced: Code.replacementUnderpriced.rawValue
        case .gasLimitAboveBlock: Code.gasAboveBlockLimit.rawValue
        case .insufficientFundsForQueue: Code.insufficientFunds.rawValue
        case .unsupportedTime: Code.unsupportedFork.rawValue
        case .state: Code.stateFault.rawValue
        }
    }

    /// Every name that `code` can be.
    package static let codes: [FailureCode] =
        Code.all + InvalidTransaction.codes
        + ProofRejection.codes + BlobRejection.codes
}

/// Codes, each in one place.
private enum Code: String, CaseIterable, FailureCodes {
    case alreadyKnown = "AlreadyKnown", transactionTooLarge = "TransactionTooLarge"
    case otherKindWaits = "OtherKindWaits", nonceGapTooLarge = "NonceGapTooLarge"
    case replacementUnderpriced = "ReplacementUnderpriced", gasAboveBlockLimit = "GasAboveBlockLimit"
    case insufficientFunds = "InsufficientFunds", unsupportedFork = "UnsupportedFork"
    case stateFault = "StateFault"

    var meaning: (summary: String, source: String?) {
        switch self {
        case .alreadyKnown: ("The pool holds the transaction already.", nil)
        case .transactionTooLarge: ("The transaction has too many bytes.", nil)
        case .otherKindWaits: ("The sender's waiting transactions carry blobs and this one none, or the reverse.", nil)
        case .nonceGapTooLarge: ("The sender's earlier transactions are too far from complete.", nil)
        case .replacementUnderpriced: ("It would replace a transaction and pays too little more.", nil)
        case .gasAboveBlockLimit: ("The gas limit is above that of a whole block.", nil)
        case .insufficientFunds:
            ("The sender cannot pay the value and all of the gas limit, with what waits before it.", nil)
        case .unsupportedFork: ("No supported fork has blocks of this time.", nil)
        case .stateFault: ("The pool could not read the sender's account.", nil)
        }
    }
}
