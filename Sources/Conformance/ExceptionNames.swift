import Primitives
public import StateTransition

// The one table from our reasons to the exception names of execution-spec-tests.
//
// A reason has one name as a rule. Where it has more, the reason says why; a fixture that names none of them disagrees
// with us about what is wrong, which is a failure.
extension TestProblem {
    /// What is wrong with a refusal, given what the fixture expects: names separated by `|`, or acceptance.
    ///
    /// - Returns: Nothing when one of the reason's names is expected.
    static func refusal(_ names: [String], _ reason: String, expected: String?) -> [TestProblem] {
        guard let expected else { return [.refused(reason: reason)] }
        if expected.split(separator: "|").contains(where: { names.contains(String($0)) }) { return [] }
        let got = names.isEmpty ? "a rule without a name" : names.joined(separator: "|")
        return [.wrongException(expected: expected, got: got, reason: reason)]
    }
}

extension InvalidBlock {
    /// Names of the broken rule in execution-spec-tests (`BlockException`, `TransactionException`), none where it has
    /// none.
    public var exceptionNames: [String] {
        switch self {
        case .undecodable: ["BlockException.RLP_STRUCTURES_ENCODING"]
        case .unknownHeaderFieldCount, .wrongHeaderFieldCount: ["BlockException.INCORRECT_BLOCK_FORMAT"]
        case .tooLarge: ["BlockException.RLP_BLOCK_LIMIT_EXCEEDED"]
        case .wrongExcessBlobGas: ["BlockException.INCORRECT_EXCESS_BLOB_GAS"]
        case .gasUsedAboveLimit:
            // Tests that came from ethereum/tests have the other name for it.
            ["BlockException.INVALID_GAS_USED_ABOVE_LIMIT", "BlockException.GAS_USED_OVERFLOW"]
        case .invalidGasLimit: ["BlockException.INVALID_GASLIMIT"]
        case .gasLimitTooLarge: ["BlockException.GASLIMIT_TOO_BIG"]
        case .wrongBaseFee, .baseFeeNotComputable: ["BlockException.INVALID_BASEFEE_PER_GAS"]
        case .timestampNotAfterParent: ["BlockException.INVALID_BLOCK_TIMESTAMP_OLDER_THAN_PARENT"]
        case .wrongNumber, .parentNumberIsMax: ["BlockException.INVALID_BLOCK_NUMBER"]
        case .extraDataTooLong: ["BlockException.EXTRA_DATA_TOO_BIG"]
        case .nonzeroDifficulty: ["BlockException.IMPORT_IMPOSSIBLE_DIFFICULTY_OVER_PARIS"]
        case .ommersNotEmpty, .wrongOmmersHash: ["BlockException.IMPORT_IMPOSSIBLE_UNCLES_OVER_PARIS"]
        case .wrongParentHash(_, let got):
            // A hash of zero has a name of its own.
            [got == .zero ? "BlockException.UNKNOWN_PARENT_ZERO" : "BlockException.UNKNOWN_PARENT"]
        case .transaction(_, .undecodable), .transaction(_, .empty):
            // In a block the transaction is one of the block's structures.
            ["BlockException.RLP_STRUCTURES_ENCODING"]
        case .transaction(_, let reason): reason.exceptionNames
        case .systemContractMissing: ["BlockException.SYSTEM_CONTRACT_EMPTY"]
        case .systemContractFailed: ["BlockException.SYSTEM_CONTRACT_CALL_FAILED"]
        case .invalidDepositLog: ["BlockException.INVALID_DEPOSIT_EVENT_LAYOUT"]
        case .wrongGasUsed: ["BlockException.INVALID_GAS_USED"]
        case .wrongBlobGasUsed: ["BlockException.INCORRECT_BLOB_GAS_USED"]
        case .wrongTransactionsRoot: ["BlockException.INVALID_TRANSACTIONS_ROOT"]
        case .wrongStateRoot: ["BlockException.INVALID_STATE_ROOT"]
        case .wrongReceiptsRoot: ["BlockException.INVALID_RECEIPTS_ROOT"]
        case .wrongLogsBloom: ["BlockException.INVALID_LOG_BLOOM"]
        case .wrongWithdrawalsRoot: ["BlockException.INVALID_WITHDRAWALS_ROOT"]
        case .wrongRequestsHash: ["BlockException.INVALID_REQUESTS"]
        case .unsupportedFork, .excessBlobGasNotComputable, .blobBaseFeeNotComputable, .nonzeroNonce: []
        }
    }
}

extension InvalidTransaction {
    /// Names of the broken rule in execution-spec-tests (`TransactionException`), none where it has none.
    public var exceptionNames: [String] {
        switch self {
        case .empty, .undecodable, .noProofDependencies, .tooManyProofDependencies: []
        case .unsupportedType: ["TransactionException.TYPE_NOT_SUPPORTED"]
        case .typeNotInFork(let type, _):
            switch type {
            case .legacy: ["TransactionException.TYPE_NOT_SUPPORTED"]
            case .accessList: ["TransactionException.TYPE_1_TX_PRE_FORK"]
            case .dynamicFee: ["TransactionException.TYPE_2_TX_PRE_FORK"]
            case .blob: ["TransactionException.TYPE_3_TX_PRE_FORK"]
            case .setCode: ["TransactionException.TYPE_4_TX_PRE_FORK"]
            case .proofCarrying: ["TransactionException.TYPE_NOT_SUPPORTED"]
            }
        case .creationNotAllowed(.blob): ["TransactionException.TYPE_3_TX_CONTRACT_CREATION"]
        case .creationNotAllowed: ["TransactionException.TYPE_4_TX_CONTRACT_CREATION"]
        case .invalidV, .invalidSignature: ["TransactionException.INVALID_SIGNATURE_VRS"]
        case .wrongChainId: ["TransactionException.INVALID_CHAINID"]
        case .intrinsicGasTooLow: ["TransactionException.INTRINSIC_GAS_TOO_LOW"]
        case .floorGasTooLow: ["TransactionException.INTRINSIC_GAS_BELOW_FLOOR_GAS_COST"]
        case .gasLimitAboveCap: ["TransactionException.GAS_LIMIT_EXCEEDS_MAXIMUM"]
        case .initCodeTooLarge: ["TransactionException.INITCODE_SIZE_EXCEEDED"]
        case .nonceIsMax:
            // Tests that came from ethereum/tests have the other name for it.
            ["TransactionException.NONCE_IS_MAX", "TransactionException.NONCE_TOO_BIG"]
        case .nonceTooLow: ["TransactionException.NONCE_MISMATCH_TOO_LOW"]
        case .nonceTooHigh: ["TransactionException.NONCE_MISMATCH_TOO_HIGH"]
        case .exceedsBlockGas: ["TransactionException.GAS_ALLOWANCE_EXCEEDED"]
        case .exceedsBlockBlobGas: ["TransactionException.TYPE_3_TX_MAX_BLOB_GAS_ALLOWANCE_EXCEEDED"]
        case .tooManyBlobs: ["TransactionException.TYPE_3_TX_BLOB_COUNT_EXCEEDED"]
        case .noBlobs: ["TransactionException.TYPE_3_TX_ZERO_BLOBS"]
        case .invalidBlobVersion: ["TransactionException.TYPE_3_TX_INVALID_BLOB_VERSIONED_HASH"]
        case .priorityFeeAboveMaxFee: ["TransactionException.PRIORITY_GREATER_THAN_MAX_FEE_PER_GAS"]
        case .maxFeeBelowBaseFee: ["TransactionException.INSUFFICIENT_MAX_FEE_PER_GAS"]
        case .maxBlobFeeBelowBlobBaseFee: ["TransactionException.INSUFFICIENT_MAX_FEE_PER_BLOB_GAS"]
        case .emptyAuthorizationList: ["TransactionException.TYPE_4_EMPTY_AUTHORIZATION_LIST"]
        case .insufficientFunds: ["TransactionException.INSUFFICIENT_ACCOUNT_FUNDS"]
        case .senderHasCode: ["TransactionException.SENDER_NOT_EOA"]
        }
    }
}
