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
    package static let codes: [FailureCode] = Code.all
}

/// Codes, each in one place.
private enum Code: String, CaseIterable, FailureCodes {
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

    var meaning: (summary: String, source: String?) {
        switch self {
        case .malformed: ("The bytes are no transaction.", nil)
        case .unsupportedType: ("The fork does not know the transaction's type.", "EIP-2718")
        case .creationNotAllowed: ("A transaction of this type cannot create a contract.", nil)
        case .invalidSignature: ("No account can have signed it.", "EIP-2")
        case .wrongChainId: ("It is signed for another chain.", "EIP-155")
        case .intrinsicGasTooLow: ("The gas limit does not pay for the transaction itself.", "EIP-2028")
        case .floorGasTooLow: ("The gas limit is below the price of its data.", "EIP-7623")
        case .gasAboveCap: ("The gas limit is above 16,777,216.", "EIP-7825")
        case .initCodeTooLarge: ("The code that creates a contract is too long.", "EIP-3860")
        case .nonceIsMax: ("The nonce cannot be counted further.", "EIP-2681")
        case .nonceTooLow: ("The sender has used the nonce already.", nil)
        case .nonceTooHigh: ("The sender has not used the nonce before it yet.", nil)
        case .exceedsBlockGas: ("The gas limit is above what the block has left.", nil)
        case .exceedsBlockBlobGas: ("The blobs are more than the block has room for.", "EIP-4844")
        case .tooManyBlobs: ("A transaction may not carry so many blobs.", "EIP-7594")
        case .noBlobs: ("A blob transaction carries none.", "EIP-4844")
        case .invalidBlobVersion: ("A blob's hash has an unknown version.", "EIP-4844")
        case .tipAboveFeeCap: ("The priority fee is above the fee cap.", "EIP-1559")
        case .feeCapBelowBaseFee: ("The fee cap is below the block's base fee.", "EIP-1559")
        case .blobFeeCapBelowBlobBaseFee: ("The blob fee cap is below the block's blob base fee.", "EIP-4844")
        case .emptyAuthorizationList: ("A delegating transaction delegates nothing.", "EIP-7702")
        case .insufficientFunds:
            ("The sender cannot pay the value and all of the gas limit, with what waits before it.", nil)
        case .noProofDependencies: ("A transaction that depends on proofs names none.", "decision 0043")
        case .tooManyProofDependencies: ("It depends on more proofs than it may.", "decision 0043")
        case .senderHasCode: ("The sender is a contract.", "EIP-3607")
        }
    }
}
