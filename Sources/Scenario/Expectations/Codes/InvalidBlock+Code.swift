package import StateTransition

extension InvalidBlock {
    /// Stable name of the rule; that of the transaction's rule where one is invalid.
    package var code: String {
        switch self {
        case .undecodable: Code.malformed.rawValue
        case .ommersNotEmpty: Code.ommersNotEmpty.rawValue
        case .unsupportedFork: Code.unsupportedFork.rawValue
        case .tooLarge: Code.blockTooLarge.rawValue
        case .unknownHeaderFieldCount, .wrongHeaderFieldCount: Code.wrongHeaderShape.rawValue
        case .wrongExcessBlobGas: Code.wrongExcessBlobGas.rawValue
        case .excessBlobGasNotComputable: Code.excessBlobGasNotComputable.rawValue
        case .blobBaseFeeNotComputable: Code.blobBaseFeeNotComputable.rawValue
        case .gasUsedAboveLimit: Code.gasUsedAboveLimit.rawValue
        case .invalidGasLimit: Code.invalidGasLimit.rawValue
        case .gasLimitTooLarge: Code.gasLimitTooLarge.rawValue
        case .wrongBaseFee: Code.wrongBaseFee.rawValue
        case .baseFeeNotComputable: Code.baseFeeNotComputable.rawValue
        case .timestampNotAfterParent: Code.timestampNotAfterParent.rawValue
        case .wrongNumber, .parentNumberIsMax: Code.wrongNumber.rawValue
        case .extraDataTooLong: Code.extraDataTooLong.rawValue
        case .nonzeroDifficulty: Code.nonzeroDifficulty.rawValue
        case .nonzeroNonce: Code.nonzeroNonce.rawValue
        case .wrongOmmersHash: Code.wrongOmmersHash.rawValue
        case .wrongParentHash: Code.wrongParentHash.rawValue
        case .transaction(_, let reason): reason.code
        case .systemContractMissing: Code.systemContractMissing.rawValue
        case .systemContractFailed: Code.systemContractFailed.rawValue
        case .invalidDepositLog: Code.invalidDepositLog.rawValue
        case .wrongGasUsed: Code.wrongGasUsed.rawValue
        case .wrongBlobGasUsed: Code.wrongBlobGasUsed.rawValue
        case .wrongTransactionsRoot: Code.wrongTransactionsRoot.rawValue
        case .wrongStateRoot: Code.wrongStateRoot.rawValue
        case .wrongReceiptsRoot: Code.wrongReceiptsRoot.rawValue
        case .wrongLogsBloom: Code.wrongLogsBloom.rawValue
        case .wrongWithdrawalsRoot: Code.wrongWithdrawalsRoot.rawValue
        case .wrongRequestsHash: Code.wrongRequestsHash.rawValue
        }
    }

    /// Every name that `code` can be.
    package static let codes: [String] = Code.allCases.map(\.rawValue) + InvalidTransaction.codes
}

/// Codes, each in one place.
private enum Code: String, CaseIterable {
    case malformed = "Malformed", ommersNotEmpty = "OmmersNotEmpty", unsupportedFork = "UnsupportedFork"
    case blockTooLarge = "BlockTooLarge", wrongHeaderShape = "WrongHeaderShape"
    case wrongExcessBlobGas = "WrongExcessBlobGas", excessBlobGasNotComputable = "ExcessBlobGasNotComputable"
    case blobBaseFeeNotComputable = "BlobBaseFeeNotComputable", gasUsedAboveLimit = "GasUsedAboveLimit"
    case invalidGasLimit = "InvalidGasLimit", gasLimitTooLarge = "GasLimitTooLarge"
    case wrongBaseFee = "WrongBaseFee", baseFeeNotComputable = "BaseFeeNotComputable"
    case timestampNotAfterParent = "TimestampNotAfterParent", wrongNumber = "WrongNumber"
    case extraDataTooLong = "ExtraDataTooLong", nonzeroDifficulty = "NonzeroDifficulty"
    case nonzeroNonce = "NonzeroNonce", wrongOmmersHash = "WrongOmmersHash"
    case wrongParentHash = "WrongParentHash", systemContractMissing = "SystemContractMissing"
    case systemContractFailed = "SystemContractFailed", invalidDepositLog = "InvalidDepositLog"
    case wrongGasUsed = "WrongGasUsed", wrongBlobGasUsed = "WrongBlobGasUsed"
    case wrongTransactionsRoot = "WrongTransactionsRoot", wrongStateRoot = "WrongStateRoot"
    case wrongReceiptsRoot = "WrongReceiptsRoot", wrongLogsBloom = "WrongLogsBloom"
    case wrongWithdrawalsRoot = "WrongWithdrawalsRoot", wrongRequestsHash = "WrongRequestsHash"
}
