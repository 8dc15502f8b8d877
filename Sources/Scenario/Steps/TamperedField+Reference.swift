extension TamperedField {
    /// What the field says, in one sentence.
    package var summary: String {
        switch self {
        case .parentHash: "hash of the L2 block before"
        case .feeRecipient: "the account that earns the block's fees"
        case .stateRoot: "root of the L2 state after the block"
        case .receiptsRoot: "root of the receipts"
        case .logsBloom: "the filter of the block's logs"
        case .prevRandao: "randomness that contracts can read; EXECUTE leaves it free"
        case .blockNumber: "number of the L2 block"
        case .gasLimit: "gas limit of the L2 block"
        case .gasUsed: "gas that the block claims to have used"
        case .timestamp: "time of the L2 block, in seconds since 1970"
        case .extraData: "number of the L1 block to which the L2 block is anchored"
        case .baseFee: "base fee per gas of the L2 block, in wei"
        case .blockHash: "hash of the L2 block, which is not computed anew then"
        case .blobGasUsed: "blob gas, which must be zero"
        case .excessBlobGas: "excess blob gas, which must be zero"
        case .parentBeaconBlockRoot: "the field in which an L1 block has its beacon root"
        case .chainID: "chain id of the L2"
        case .transactions: "the list of transactions"
        case .withdrawals: "the list of withdrawals, which must be empty"
        case .requests: "the list of execution requests"
        case .witness: "the state nodes that come with the block"
        }
    }

    /// The rule that fixes what the field has to be; nil where the block's own execution does.
    private var source: String? {
        switch self {
        case .prevRandao: "EIP-4399"
        case .extraData: "decision 0006"
        case .baseFee: "EIP-1559"
        case .blobGasUsed, .excessBlobGas: "EIP-4844"
        case .parentBeaconBlockRoot: "EIP-4788"
        case .withdrawals: "EIP-4895"
        case .requests: "EIP-7685"
        case .chainID: "decision 0008"
        case .parentHash, .feeRecipient, .stateRoot, .receiptsRoot, .logsBloom, .blockNumber, .gasLimit, .gasUsed,
            .timestamp, .blockHash, .transactions, .witness:
            nil
        }
    }

    /// Keys of `tamper`: each field with the changes that it takes.
    static var entries: [FieldEntry] {
        allCases.map { field in
            FieldEntry(
                key: field.rawValue,
                summary:
                    "Changes the \(field.summary.hasPrefix("the ") ? String(field.summary.dropFirst(4)) : field.summary).",
                shape: field.kind.shape,
                presence: .optional("unchanged"),
                range: field.byteCount.map { "\($0) bytes" },
                source: field.source
            )
        }
    }
}

extension TamperedField.Kind {
    /// The changes that a field of the kind takes.
    var shape: ValueShape {
        let flip = ValueShape.Choice("flip_bit", "the lowest bit, of the last byte, is flipped")
        let drop = ValueShape.Choice("drop_last", "the last item is left out")
        switch self {
        case .number:
            return .either([.choice([flip]), UInt64.shape])
        case .bytes:
            return .either([.choice([flip]), HexBytes.shape])
        case .transactions:
            let add = ValueShape.Choice("add_blob_transaction", "a blob transaction (EIP-4844) is added")
            return .choice([drop, add])
        case .withdrawals:
            return Tampering.WithdrawalFields.shape
        case .requests:
            return .choice([
                ValueShape.Choice("add_withdrawal_request", "a withdrawal request (EIP-7002) is added")
            ])
        case .items:
            return .choice([flip, drop])
        }
    }
}
