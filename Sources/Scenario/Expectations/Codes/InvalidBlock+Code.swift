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
    package static let codes: [FailureCode] = Code.all + InvalidTransaction.codes
}

/// Codes, each in one place.
private enum Code: String, CaseIterable, FailureCodes {
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

    var meaning: (summary: String, source: String?) {
        switch self {
        case .malformed: ("The bytes are no block.", nil)
        case .ommersNotEmpty: ("The block has ommers.", "EIP-3675")
        case .unsupportedFork: ("No supported fork has blocks of this time.", nil)
        case .blockTooLarge: ("The block has too many bytes.", "EIP-7934")
        case .wrongHeaderShape: ("The header has another number of fields than the fork asks for.", nil)
        case .wrongExcessBlobGas: ("The excess blob gas is not what the parent gives.", "EIP-4844")
        case .excessBlobGasNotComputable: ("The excess blob gas leaves the range of its type.", "EIP-4844")
        case .blobBaseFeeNotComputable: ("The blob base fee leaves the range of its type.", "EIP-4844")
        case .gasUsedAboveLimit: ("The block claims to have used more gas than its limit.", nil)
        case .invalidGasLimit: ("The gas limit moves further from the parent's than it may, or is below 5,000.", nil)
        case .gasLimitTooLarge: ("The gas limit is above 2^63 - 1.", "EIP-1985")
        case .wrongBaseFee: ("The base fee is not what the parent gives.", "EIP-1559")
        case .baseFeeNotComputable: ("The base fee leaves the range of its type.", "EIP-1559")
        case .timestampNotAfterParent: ("The block is not later than its parent.", nil)
        case .wrongNumber: ("The number does not follow the parent's.", nil)
        case .extraDataTooLong: ("The extra data has more than 32 bytes.", nil)
        case .nonzeroDifficulty: ("The difficulty is not zero.", "EIP-3675")
        case .nonzeroNonce: ("The nonce is not zero.", "EIP-3675")
        case .wrongOmmersHash: ("The hash of ommers is not that of an empty list.", "EIP-3675")
        case .wrongParentHash: ("The parent's hash is another.", nil)
        case .systemContractMissing: ("A system contract has no code.", nil)
        case .systemContractFailed: ("A call of a system contract fails.", nil)
        case .invalidDepositLog: ("The deposit contract wrote a malformed log.", "EIP-6110")
        case .wrongGasUsed: ("The gas used is not what execution gives.", nil)
        case .wrongBlobGasUsed: ("The blob gas used is not that of the blobs.", "EIP-4844")
        case .wrongTransactionsRoot: ("The root of transactions is not theirs.", nil)
        case .wrongStateRoot: ("The state root is not what execution gives.", nil)
        case .wrongReceiptsRoot: ("The root of receipts is not what execution gives.", nil)
        case .wrongLogsBloom: ("The filter of logs is not what execution gives.", nil)
        case .wrongWithdrawalsRoot: ("The root of withdrawals is not theirs.", "EIP-4895")
        case .wrongRequestsHash: ("The hash of execution requests is not what execution gives.", "EIP-7685")
        }
    }
}
