package import Primitives

/// One change made to a sealed block before it is handed in.
///
/// The block hash is computed anew after the changes, unless it is itself changed: the lie is well-formed, and
/// only execution can find it out.
package struct Tampering: Hashable, Sendable {
    /// What is changed.
    package let field: TamperedField
    /// How it is changed.
    package let mutation: Mutation
    /// Where the file says so.
    package let location: SourceLocation
}

/// A part of the input of EXECUTE that can be tampered with.
package enum TamperedField: String, CaseIterable, Sendable, ChoiceField {
    case parentHash = "parent_hash"
    case feeRecipient = "fee_recipient"
    case stateRoot = "state_root"
    case receiptsRoot = "receipts_root"
    case logsBloom = "logs_bloom"
    case prevRandao = "prev_randao"
    case blockNumber = "block_number"
    case gasLimit = "gas_limit"
    case gasUsed = "gas_used"
    case timestamp
    case extraData = "extra_data"
    case baseFee = "base_fee"
    case blockHash = "block_hash"
    case blobGasUsed = "blob_gas_used"
    case excessBlobGas = "excess_blob_gas"
    case parentBeaconBlockRoot = "parent_beacon_block_root"
    case chainID = "chain_id"
    case transactions
    case withdrawals
    case requests
    case witness

    /// What the field holds, which decides how it can be changed.
    var kind: Kind {
        switch self {
        case .blockNumber, .gasLimit, .gasUsed, .timestamp, .baseFee, .blobGasUsed, .excessBlobGas, .chainID: .number
        case .parentHash, .feeRecipient, .stateRoot, .receiptsRoot, .logsBloom, .prevRandao, .extraData, .blockHash,
            .parentBeaconBlockRoot:
            .bytes
        case .transactions: .transactions
        case .withdrawals: .withdrawals
        case .requests: .requests
        case .witness: .items
        }
    }

    /// How many bytes the field always has; nil for a number, a list, and bytes of any count.
    package var byteCount: Int? {
        switch self {
        case .parentHash, .stateRoot, .receiptsRoot, .prevRandao, .blockHash, .parentBeaconBlockRoot: 32
        case .feeRecipient: 20
        case .logsBloom: 256
        case .extraData, .blockNumber, .gasLimit, .gasUsed, .timestamp, .baseFee, .blobGasUsed, .excessBlobGas,
            .chainID, .transactions, .withdrawals, .requests, .witness:
            nil
        }
    }

    /// How many bits a number has.
    var bitCount: Int { self == .baseFee ? 256 : 64 }

    /// The false field in words, to follow "with".
    var lie: String {
        switch kind {
        case .number, .bytes: "a false \(rawValue)"
        case .transactions, .withdrawals, .requests: "false \(rawValue)"
        case .items: "a changed \(rawValue)"
        }
    }

    /// Kinds of fields.
    enum Kind {
        case number, bytes, transactions, withdrawals, requests, items

        var expectation: String {
            switch self {
            case .number: "`flip_bit` or a number"
            case .bytes: "`flip_bit` or bytes in hexadecimal"
            case .transactions: "`drop_last` or `add_blob_transaction`"
            case .withdrawals: "`{to: account, amount: 1 ETH}`"
            case .requests: "`add_withdrawal_request`"
            case .items: "`flip_bit` or `drop_last`"
            }
        }
    }
}

/// How a field is changed.
package enum Mutation: Hashable, Sendable {
    /// The lowest bit of a number, or of the last byte, is flipped.
    case flipBit
    /// The number becomes another.
    case number(UInt256)
    /// The bytes become others.
    case bytes([UInt8])
    /// The last item of a list is left out.
    case dropLast
    /// A blob transaction (EIP-4844) is added.
    case addBlobTransaction
    /// A withdrawal (EIP-4895) is added, in wei.
    case addWithdrawal(to: AccountReference, amount: Amount)
    /// A withdrawal request (EIP-7002) is added.
    case addWithdrawalRequest
}

extension Tampering {
    /// Reads the entries of `tamper`; those that are unknown or malformed are reported and left out.
    static func list(_ entries: [DocumentNode.Entry], context: ReadingContext) -> [Tampering] {
        entries.compactMap { entry in
            guard let field = TamperedField(rawValue: entry.key) else {
                let help = Suggestion.help(for: entry.key, among: TamperedField.allCases.map(\.rawValue))
                let message = "unknown key `\(entry.key.shortened)` in `tamper`"
                context.report(.unknownKey, message, at: entry.keyLocation, help: help)
                return nil
            }
            return mutation(of: field, entry.value, context: context).map {
                Tampering(field: field, mutation: $0, location: entry.keyLocation)
            }
        }
    }

    /// Keys of a withdrawal that is slipped in.
    struct WithdrawalFields: FieldSet {
        static let declared = WithdrawalFields()
        let to = Field<AccountReference>.account("to", "The account that the withdrawal credits.", absent: nil)
        let amount = Field<Amount>.required("amount", "Ether that it credits, in whole gwei.")
    }

    private static func mutation(of field: TamperedField, _ node: DocumentNode, context: ReadingContext) -> Mutation? {
        if field.kind == .withdrawals {
            guard var fields = FieldReader(node, WithdrawalFields.self, owner: "`withdrawals`", context: context) else {
                return nil
            }
            let recipient = fields.read(\.to)
            let amount = fields.read(\.amount)
            fields.finish()
            guard let recipient, let amount else { return nil }
            guard amount.gwei != nil else {
                let help = "a withdrawal (EIP-4895) counts whole gwei, in 64 bits"
                let message = "`amount` is no number of gwei that a withdrawal can hold"
                context.report(.notExact, message, at: fields.valuePlace(of: \.amount), help: help)
                return nil
            }
            return .addWithdrawal(to: recipient, amount: amount)
        }
        switch (field.kind, node.text) {
        case (.number, "flip_bit"), (.bytes, "flip_bit"), (.items, "flip_bit"):
            return .flipBit
        case (.items, "drop_last"), (.transactions, "drop_last"):
            return .dropLast
        case (.transactions, "add_blob_transaction"):
            return .addBlobTransaction
        case (.requests, "add_withdrawal_request"):
            return .addWithdrawalRequest
        case (.number, let text?):
            if let value = UInt256(decimal: text) { return number(value, of: field, node, context) }
        case (.bytes, let text?) where text.hasPrefix("0x"):
            return bytes(of: field, node, context)
        default:
            break
        }
        let found = node.text.map { "`\($0.shortened)`" } ?? node.kind
        let message = "`\(field.rawValue)` expects \(field.kind.expectation), found \(found)"
        context.report(.invalidValue, message, at: node.location)
        return nil
    }

    private static func number(
        _ value: UInt256,
        of field: TamperedField,
        _ node: DocumentNode,
        _ context: ReadingContext
    ) -> Mutation? {
        guard field.bitCount == 256 || value.asUInt64 != nil else {
            let message = "`\(field.rawValue)` can be at most 2^\(field.bitCount) - 1"
            context.report(.outOfRange, message, at: node.location)
            return nil
        }
        return .number(value)
    }

    private static func bytes(of field: TamperedField, _ node: DocumentNode, _ context: ReadingContext) -> Mutation? {
        guard let value: HexBytes = ValueReader.scalar(node, key: field.rawValue, context: context) else { return nil }
        guard let byteCount = field.byteCount, byteCount != value.bytes.count else { return .bytes(value.bytes) }
        let message = "`\(field.rawValue)` is \(byteCount) bytes, found \(value.bytes.count)"
        context.report(.invalidValue, message, at: node.location, help: "or write `flip_bit`")
        return nil
    }
}

extension Amount {
    /// The amount in gwei; nil when it is no whole number of them in 64 bits.
    var gwei: UInt64? {
        let (quotient, remainder) = wei.quotientAndRemainder(dividingBy: 1_000_000_000)
        return remainder.isZero ? quotient.asUInt64 : nil
    }
}
