public import Primitives

/// Fields that Amsterdam adds to the header form.
public struct AmsterdamPayloadHeaderFields: Hashable, Sendable {
    /// Hash tree root of the block access list's RLP; not the Keccak hash of EIP-7928's header field.
    public var blockAccessListRoot: Bytes32
    /// Beacon slot of the block.
    public var slotNumber: UInt64

    /// Takes the fields as claimed.
    public init(blockAccessListRoot: Bytes32, slotNumber: UInt64) {
        self.blockAccessListRoot = blockAccessListRoot
        self.slotNumber = slotNumber
    }
}

/// Header form of a payload: its lists replaced by their hash tree roots, so that the payload's root is unchanged (an
/// SSZ summary).
public struct ExecutionPayloadHeader: Hashable, Sendable {
    /// Everything but the lists.
    public var fields: ExecutionPayloadFields
    /// Hash tree root of the transactions; not the header's trie root.
    public var transactionsRoot: Bytes32
    /// Hash tree root of the withdrawals; not the header's trie root.
    public var withdrawalsRoot: Bytes32
    /// Fields of Amsterdam, nil in an Osaka payload.
    public var amsterdam: AmsterdamPayloadHeaderFields?

    /// A header form of Osaka, or of Amsterdam where `amsterdam` is given.
    public init(
        fields: ExecutionPayloadFields,
        transactionsRoot: Bytes32,
        withdrawalsRoot: Bytes32,
        amsterdam: AmsterdamPayloadHeaderFields? = nil
    ) {
        self.fields = fields
        self.transactionsRoot = transactionsRoot
        self.withdrawalsRoot = withdrawalsRoot
        self.amsterdam = amsterdam
    }

    /// Hash tree root of the progressive container: 17 fields for Osaka, 19 for Amsterdam.
    public var root: Bytes32 { SSZ.progressiveContainerRoot(fieldRoots) }

    /// Roots of the fields in order.
    var fieldRoots: [Bytes32] {
        var roots = [
            fields.parentHash,
            SSZ.chunk(fields.feeRecipient),
            fields.stateRoot,
            fields.receiptsRoot,
            SSZ.byteVectorRoot(fields.logsBloom.bytes),
            fields.prevRandao,
            SSZ.chunk(fields.blockNumber),
            SSZ.chunk(fields.gasLimit),
            SSZ.chunk(fields.gasUsed),
            SSZ.chunk(fields.timestamp),
            SSZ.byteListRoot(fields.extraData, limit: InputLimits.extraDataByteCount),
            SSZ.chunk(fields.baseFeePerGas),
            fields.blockHash,
            transactionsRoot,
            withdrawalsRoot,
            SSZ.chunk(fields.blobGasUsed),
            SSZ.chunk(fields.excessBlobGas),
        ]
        if let amsterdam {
            roots.append(amsterdam.blockAccessListRoot)
            roots.append(SSZ.chunk(amsterdam.slotNumber))
        }
        return roots
    }
}
