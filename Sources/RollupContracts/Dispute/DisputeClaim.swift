public import Primitives

/// What a proposer claims of one L2 block to the games of a hybrid rollup: all that decides the block, and what comes
/// of it.
public struct DisputeClaim: Hashable, Sendable {
    /// Number of the L2 block: one above its parent's.
    public var number: UInt64
    /// Hash of the block's parent.
    public var parentHash: Bytes32
    /// Receives the priority fees of the block.
    public var feeRecipient: Address
    /// The block's PREVRANDAO.
    public var prevRandao: Bytes32
    /// Timestamp of the block, in seconds.
    public var timestamp: UInt64
    /// Number of the L1 block that it is anchored to.
    public var anchorBlockNumber: UInt64
    /// Hash of that L1 block.
    public var anchorHash: Bytes32
    /// Keccak-256 hash of the block's transactions, as SSZ writes their list.
    public var batchHash: Bytes32
    /// Claimed hash of the block.
    public var blockHash: Bytes32
    /// Claimed state root of the block.
    public var stateRoot: Bytes32

    /// A claim as it is to be posted; nothing is checked.
    public init(
        number: UInt64,
        parentHash: Bytes32,
        feeRecipient: Address,
        prevRandao: Bytes32,
        timestamp: UInt64,
        anchorBlockNumber: UInt64,
        anchorHash: Bytes32,
        batchHash: Bytes32,
        blockHash: Bytes32,
        stateRoot: Bytes32
    ) {
        self.number = number
        self.parentHash = parentHash
        self.feeRecipient = feeRecipient
        self.prevRandao = prevRandao
        self.timestamp = timestamp
        self.anchorBlockNumber = anchorBlockNumber
        self.anchorHash = anchorHash
        self.batchHash = batchHash
        self.blockHash = blockHash
        self.stateRoot = stateRoot
    }

    /// The claim as the contracts pass it.
    package var abiValue: ABIValue {
        .tuple([
            .uint(UInt256(number)),
            .bytes32(parentHash),
            .address(feeRecipient),
            .bytes32(prevRandao),
            .uint(UInt256(timestamp)),
            .uint(UInt256(anchorBlockNumber)),
            .bytes32(anchorHash),
            .bytes32(batchHash),
            .bytes32(blockHash),
            .bytes32(stateRoot),
        ])
    }

    /// The claim that a value of the contracts holds; nil when a number of it has more than 64 bits.
    package init?(_ value: ABIValue) {
        guard case .tuple(let fields) = value, fields.count == 10, let number = fields[0].asUInt64,
            let parentHash = fields[1].asBytes32, let feeRecipient = fields[2].asAddress,
            let prevRandao = fields[3].asBytes32, let timestamp = fields[4].asUInt64, let anchor = fields[5].asUInt64,
            let anchorHash = fields[6].asBytes32, let batchHash = fields[7].asBytes32,
            let blockHash = fields[8].asBytes32, let stateRoot = fields[9].asBytes32
        else { return nil }
        self.init(
            number: number,
            parentHash: parentHash,
            feeRecipient: feeRecipient,
            prevRandao: prevRandao,
            timestamp: timestamp,
            anchorBlockNumber: anchor,
            anchorHash: anchorHash,
            batchHash: batchHash,
            blockHash: blockHash,
            stateRoot: stateRoot
        )
    }
}
