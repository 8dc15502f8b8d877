public import Primitives

/// Fields of an execution payload that have the same form in a full payload and in its header form.
public struct ExecutionPayloadFields: Hashable, Sendable {
    /// Hash of the parent block's header.
    public var parentHash: Bytes32
    /// Account that receives the priority fees.
    public var feeRecipient: Address
    /// Root of the state after the block.
    public var stateRoot: Bytes32
    /// Root of the receipts' trie.
    public var receiptsRoot: Bytes32
    /// Bloom filter of all logs.
    public var logsBloom: LogsBloom
    /// Randomness that `PREVRANDAO` gives.
    public var prevRandao: Bytes32
    /// Height of the block.
    public var blockNumber: UInt64
    /// Most gas the block may use.
    public var gasLimit: UInt64
    /// Gas the block claims to use.
    public var gasUsed: UInt64
    /// Seconds since the epoch.
    public var timestamp: UInt64
    /// Free bytes, at most 32.
    public var extraData: [UInt8]
    /// Wei per gas that is burned.
    public var baseFeePerGas: UInt256
    /// Claimed hash of the block's header.
    public var blockHash: Bytes32
    /// Blob gas the block claims to use.
    public var blobGasUsed: UInt64
    /// Blob gas above target, accumulated before the block.
    public var excessBlobGas: UInt64

    /// Takes the fields as claimed: only validation compares them with anything.
    public init(
        parentHash: Bytes32,
        feeRecipient: Address,
        stateRoot: Bytes32,
        receiptsRoot: Bytes32,
        logsBloom: LogsBloom,
        prevRandao: Bytes32,
        blockNumber: UInt64,
        gasLimit: UInt64,
        gasUsed: UInt64,
        timestamp: UInt64,
        extraData: [UInt8],
        baseFeePerGas: UInt256,
        blockHash: Bytes32,
        blobGasUsed: UInt64,
        excessBlobGas: UInt64
    ) {
        self.parentHash = parentHash
        self.feeRecipient = feeRecipient
        self.stateRoot = stateRoot
        self.receiptsRoot = receiptsRoot
        self.logsBloom = logsBloom
        self.prevRandao = prevRandao
        self.blockNumber = blockNumber
        self.gasLimit = gasLimit
        self.gasUsed = gasUsed
        self.timestamp = timestamp
        self.extraData = extraData
        self.baseFeePerGas = baseFeePerGas
        self.blockHash = blockHash
        self.blobGasUsed = blobGasUsed
        self.excessBlobGas = excessBlobGas
    }
}

/// Fields that Amsterdam adds to the payload.
public struct AmsterdamPayloadFields: Hashable, Sendable {
    /// RLP of the block access list (EIP-7928).
    public var blockAccessList: [UInt8]
    /// Beacon slot of the block.
    public var slotNumber: UInt64

    /// Takes the fields as claimed.
    public init(blockAccessList: [UInt8], slotNumber: UInt64) {
        self.blockAccessList = blockAccessList
        self.slotNumber = slotNumber
    }
}

/// Block as the consensus layer hands it over (EIP-8025, `ExecutionPayload`).
public struct ExecutionPayload: Hashable, Sendable {
    /// Everything but the lists.
    public var fields: ExecutionPayloadFields
    /// Transactions in EIP-2718 bytes, not decoded.
    public var transactions: [[UInt8]]
    /// Withdrawals from the beacon chain.
    public var withdrawals: [Withdrawal]
    /// Fields of Amsterdam, nil in an Osaka payload.
    public var amsterdam: AmsterdamPayloadFields?

    /// A payload of Osaka, or of Amsterdam where `amsterdam` is given; nothing is checked.
    public init(
        fields: ExecutionPayloadFields,
        transactions: [[UInt8]],
        withdrawals: [Withdrawal],
        amsterdam: AmsterdamPayloadFields? = nil
    ) {
        self.fields = fields
        self.transactions = transactions
        self.withdrawals = withdrawals
        self.amsterdam = amsterdam
    }

    /// Schema whose payload type has these fields.
    public var schema: InputSchema { amsterdam == nil ? .osaka : .amsterdam }

    /// Header form, whose root equals the payload's.
    public var header: ExecutionPayloadHeader {
        ExecutionPayloadHeader(
            fields: fields,
            transactionsRoot: SSZ.progressiveListRoot(transactions.map { SSZ.progressiveByteListRoot($0) }),
            withdrawalsRoot: SSZ.progressiveListRoot(withdrawals.map { $0.sszRoot }),
            amsterdam: amsterdam.map {
                AmsterdamPayloadHeaderFields(
                    blockAccessListRoot: SSZ.progressiveByteListRoot($0.blockAccessList),
                    slotNumber: $0.slotNumber
                )
            }
        )
    }

    /// Hash tree root.
    public var root: Bytes32 { header.root }
}
