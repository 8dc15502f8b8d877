public import Primitives
public import StateTrie

/// Header of a block from Shanghai on (Yellow Paper, section 4.4; EIP-1559, 4895, 4844, 4788, 7685).
public struct BlockHeader: Hashable, Sendable {
    /// Keccak-256 of the parent's header.
    public var parentHash: Bytes32
    /// Hash of the ommers, since the merge that of the empty list.
    public var ommersHash: Bytes32
    /// Account that receives the priority fees.
    public var feeRecipient: Address
    /// State root after the block.
    public var stateRoot: Bytes32
    /// Root of the transactions.
    public var transactionsRoot: Bytes32
    /// Root of the receipts.
    public var receiptsRoot: Bytes32
    /// Filter of all logs.
    public var logsBloom: LogsBloom
    /// Zero since the merge.
    public var difficulty: UInt256
    /// Height of the block.
    public var number: UInt64
    /// Gas that the block's transactions may use.
    public var gasLimit: UInt64
    /// Gas that they used.
    public var gasUsed: UInt64
    /// Seconds since 1970.
    public var timestamp: UInt64
    /// Free bytes, at most 32.
    public var extraData: [UInt8]
    /// Randomness of the beacon chain (EIP-4399).
    public var prevRandao: Bytes32
    /// Zero since the merge.
    public var nonce: UInt64
    /// Price that is burned, in wei per unit of gas (EIP-1559).
    public var baseFeePerGas: UInt256
    /// Root of the withdrawals (EIP-4895).
    public var withdrawalsRoot: Bytes32
    /// Whether the three fields that follow are in the header, as from Cancun on; else they are zero.
    public var hasBlobFields: Bool
    /// Blob gas that the block's transactions used (EIP-4844).
    public var blobGasUsed: UInt64
    /// Running excess of blob gas over the target (EIP-4844).
    public var excessBlobGas: UInt64
    /// Root of the parent beacon block (EIP-4788).
    public var parentBeaconBlockRoot: Bytes32
    /// Hash of the execution requests, from Prague on (EIP-7685).
    public var requestsHash: Bytes32?

    /// keccak256(rlp([])), the ommers hash of every block since the merge.
    public static let emptyOmmersHash = Bytes32(
        w0: 0x1dcc_4de8_dec7_5d7a,
        w1: 0xab85_b567_b6cc_d41a,
        w2: 0xd312_451b_948a_7413,
        w3: 0xf0a1_42fd_40d4_9347
    )

    /// Makes a header; what is left out is that of an empty block.
    public init(
        parentHash: Bytes32,
        ommersHash: Bytes32 = BlockHeader.emptyOmmersHash,
        feeRecipient: Address,
        stateRoot: Bytes32 = .zero,
        transactionsRoot: Bytes32 = EmptyTrie.root,
        receiptsRoot: Bytes32 = EmptyTrie.root,
        logsBloom: LogsBloom = LogsBloom(),
        difficulty: UInt256 = .zero,
        number: UInt64,
        gasLimit: UInt64,
        gasUsed: UInt64 = 0,
        timestamp: UInt64,
        extraData: [UInt8] = [],
        prevRandao: Bytes32 = .zero,
        nonce: UInt64 = 0,
        baseFeePerGas: UInt256,
        withdrawalsRoot: Bytes32 = EmptyTrie.root,
        hasBlobFields: Bool = true,
        blobGasUsed: UInt64 = 0,
        excessBlobGas: UInt64 = 0,
        parentBeaconBlockRoot: Bytes32 = .zero,
        requestsHash: Bytes32? = nil
    ) {
        self.parentHash = parentHash
        self.ommersHash = ommersHash
        self.feeRecipient = feeRecipient
        self.stateRoot = stateRoot
        self.transactionsRoot = transactionsRoot
        self.receiptsRoot = receiptsRoot
        self.logsBloom = logsBloom
        self.difficulty = difficulty
        self.number = number
        self.gasLimit = gasLimit
        self.gasUsed = gasUsed
        self.timestamp = timestamp
        self.extraData = extraData
        self.prevRandao = prevRandao
        self.nonce = nonce
        self.baseFeePerGas = baseFeePerGas
        self.withdrawalsRoot = withdrawalsRoot
        self.hasBlobFields = hasBlobFields
        self.blobGasUsed = blobGasUsed
        self.excessBlobGas = excessBlobGas
        self.parentBeaconBlockRoot = parentBeaconBlockRoot
        self.requestsHash = requestsHash
    }
}
