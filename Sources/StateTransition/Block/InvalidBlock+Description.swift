import Primitives

extension InvalidBlock: CustomStringConvertible {
    /// The broken rule and its numbers, in one line.
    public var description: String {
        switch self {
        case .undecodable(let error): "undecodable block: \(error.description)"
        case .ommersNotEmpty: "ommers must be empty"
        case .unsupportedFork(let timestamp): "no known fork is active at timestamp \(timestamp) s"
        case .tooLarge(let limit, let got): "encoded block of \(got) bytes is above the limit of \(limit)"
        case .unknownHeaderFieldCount(let count): "header of \(count) fields, which no fork has"
        case .wrongHeaderFieldCount(let expected, let got): "header of \(got) fields, its fork has \(expected)"
        case .wrongExcessBlobGas(let expected, let got): Self.wrong("excess blob gas", expected, got)
        case .excessBlobGasNotComputable: "excess blob gas does not fit 64 bits"
        case .blobBaseFeeNotComputable: "blob base fee does not fit 256 bits"
        case .gasUsedAboveLimit(let limit, let got): "gas used \(got) is above the gas limit \(limit)"
        case .invalidGasLimit(let parent, let got):
            "gas limit \(got) is below 5000, or moves too far from the parent's \(parent)"
        case .gasLimitTooLarge(let limit, let got): "gas limit \(got) is above the largest allowed, \(limit)"
        case .wrongBaseFee(let expected, let got):
            "wrong base fee: expected \(expected.description) wei per gas, got \(got.description)"
        case .baseFeeNotComputable: "the parent's fields lead to no base fee"
        case .timestampNotAfterParent(let parent, let got): "timestamp \(got) s is not after the parent's \(parent) s"
        case .wrongNumber(let expected, let got): Self.wrong("block number", expected, got)
        case .parentNumberIsMax: "the parent's number is 2^64 - 1, which no block number follows"
        case .extraDataTooLong(let limit, let got): "extra data of \(got) bytes is above the limit of \(limit)"
        case .nonzeroDifficulty(let got): "difficulty must be 0, got \(got.description)"
        case .nonzeroNonce(let got): "header nonce must be 0, got \(got)"
        case .wrongOmmersHash(let got): "ommers hash must be that of an empty list, got \(got.hex)"
        case .wrongParentHash(let expected, let got): Self.wrong("parent hash", expected, got)
        case .transaction(let index, let reason): "transaction \(index): \(reason.description)"
        case .systemContractMissing(let address): "system contract \(address.hex) has no code"
        case .systemContractFailed(let address): "call of system contract \(address.hex) failed"
        case .invalidDepositLog: "log of the deposit contract has not the layout of a deposit"
        case .wrongGasUsed(let expected, let got): Self.wrong("gas used", expected, got)
        case .wrongBlobGasUsed(let expected, let got): Self.wrong("blob gas used", expected, got)
        case .wrongTransactionsRoot(let expected, let got): Self.wrong("transactions root", expected, got)
        case .wrongStateRoot(let expected, let got): Self.wrong("state root", expected, got)
        case .wrongReceiptsRoot(let expected, let got): Self.wrong("receipts root", expected, got)
        case .wrongLogsBloom: "wrong logs bloom"
        case .wrongWithdrawalsRoot(let expected, let got): Self.wrong("withdrawals root", expected, got)
        case .wrongRequestsHash(let expected, let got): Self.wrong("requests hash", expected, got)
        }
    }

    private static func wrong(_ field: String, _ expected: UInt64, _ got: UInt64) -> String {
        "wrong \(field): expected \(expected), got \(got)"
    }

    private static func wrong(_ field: String, _ expected: Bytes32, _ got: Bytes32) -> String {
        "wrong \(field): expected \(expected.hex), got \(got.hex)"
    }
}
