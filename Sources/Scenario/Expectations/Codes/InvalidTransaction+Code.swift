package import StateTransition

extension InvalidTransaction {
    /// Stable name of the rule.
    package var code: String {
        switch self {
        case .empty, .undecodable: Code.malformed.rawValue
        case .unsupportedType, .typeNotInFork: Code.unsupportedType.rawValue
        case .creationNotAllowed: Code.creationNotAllowed.rawValue
        case .invalidV, .invalidSignature: Code.invalidSignature.rawValue
        case .wrongChainId: Code.wrongChainId.rawValue
        case .intrinsicGasTooLow: Code.intrinsicGasTooLow.rawValue
        case .floorGasTooLow: Code.floorGasTooLow.rawValue
        case .gasLimitAboveCap: Code.gasAboveCap.rawValue
        case .initCodeTooLarge: Code.initCodeTooLarge.rawValue
        case .nonceIsMax: Code.nonceIsMax.rawValue
        case .nonceTooLow: Code.nonceTooLow.rawValue
        case .nonceTooHigh: Code.nonceTooHigh.rawValue
        case .exceedsBlockGas: Code.exceedsBlockGas.rawValue
        case .exceedsBlockBlobGas: Code.exceedsBlockBlobGas.rawValue
        case .tooManyBlobs: Code.tooManyBlobs.rawValue
        case .noBlobs: Code.noBlobs.rawValue
        case .invalidBlobVersion: Code.invalidBlobVersion.rawValue
        case .priorityFeeAboveMaxFee: Code.tipAboveFeeCap.rawValue
        case .maxFeeBelowBaseFee: Code.feeCapBelowBaseFee.rawValue
        case .maxBlobFeeBelowBlobBaseFee: Code.blobFeeCapBelowBlobBaseFee.rawValue
        case .emptyAuthorizationList: Code.emptyAuthorizationList.rawValue
        case .noProofDependencies: Code.noProofDependencies.rawValue
        case .tooManyProofDependencies: Code.tooManyProofDependencies.rawValue
        case .insufficientFunds: Code.insufficientFunds.rawValue
        case .senderHasCode: Code.senderHasCode.rawValue
        }
    }

    /// Every name that `code` can be.
    package static let codes: [String] = Code.allCases.map(\.rawValue)
}

/// Codes, each in one place.
private enum Code: String, CaseIterable {
    case malformed = "Malformed", unsupportedType = "UnsupportedType"
    case creationNotAllowed = "CreationNotAllowed", invalidSignature = "InvalidSignature"
    case wrongChainId = "WrongChainId", intrinsicGasTooLow = "IntrinsicGasTooLow"
    case floorGasTooLow = "FloorGasTooLow", gasAboveCap = "GasAboveCap", initCodeTooLarge = "InitCodeTooLarge"
    case nonceIsMax = "NonceIsMax", nonceTooLow = "NonceTooLow", nonceTooHigh = "NonceTooHigh"
    case exceedsBlockGas = "ExceedsBlockGas", exceedsBlockBlobGas = "ExceedsBlockBlobGas"
    case tooManyBlobs = "TooManyBlobs", noBlobs = "NoBlobs", invalidBlobVersion = "InvalidBlobVersion"
    case tipAboveFeeCap = "TipAboveFeeCap", feeCapBelowBaseFee = "FeeCapBelowBaseFee"
    case blobFeeCapBelowBlobBaseFee = "BlobFeeCapBelowBlobBaseFee"
    case emptyAuthorizationList = "EmptyAuthorizationList", insufficientFunds = "InsufficientFunds"
    case noProofDependencies = "NoProofDependencies", tooManyProofDependencies = "TooManyProofDependencies"
    case senderHasCode = "SenderHasCode"
}
