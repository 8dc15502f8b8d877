public import Primitives

extension OptimisticRollup {
    /// What a proposer says of the next L2 block, and the transactions from which anybody can tell whether it is so.
    public struct Proposal: Hashable, Sendable {
        /// Hash of the block's parent.
        public var parentHash: Bytes32
        /// Claimed hash of the block.
        public var blockHash: Bytes32
        /// Claimed state root of the block.
        public var stateRoot: Bytes32
        /// Timestamp of the block, in seconds.
        public var timestamp: UInt64
        /// Number of the L1 block that it is anchored to.
        public var anchorBlockNumber: UInt64
        /// Hash of that L1 block.
        public var anchorHash: Bytes32
        /// The block's transactions, each in its own encoding (EIP-2718).
        public var transactions: [[UInt8]]

        /// A proposal as it is to be posted; nothing is checked.
        public init(
            parentHash: Bytes32,
            blockHash: Bytes32,
            stateRoot: Bytes32,
            timestamp: UInt64,
            anchorBlockNumber: UInt64,
            anchorHash: Bytes32,
            transactions: [[UInt8]]
        ) {
            self.parentHash = parentHash
            self.blockHash = blockHash
            self.stateRoot = stateRoot
            self.timestamp = timestamp
            self.anchorBlockNumber = anchorBlockNumber
            self.anchorHash = anchorHash
            self.transactions = transactions
        }

        /// The transactions as they are posted: an RLP list of byte strings.
        public var batch: [UInt8] {
            RLPEncoder.encodeList { list in
                for transaction in transactions { list.append(bytes: transaction) }
            }
        }
    }

    /// Calldata that proposes a block.
    public static func propose(_ proposal: Proposal) -> [UInt8] {
        Function.propose.encodeCall([
            .bytes32(proposal.parentHash),
            .bytes32(proposal.blockHash),
            .bytes32(proposal.stateRoot),
            .uint(UInt256(proposal.timestamp)),
            .uint(UInt256(proposal.anchorBlockNumber)),
            .bytes32(proposal.anchorHash),
            .bytes(proposal.batch),
        ])
    }

    /// The proposal in calldata of `propose`.
    ///
    /// - Returns: Nil when the calldata is another function's, is not canonical, or holds no list of byte strings.
    public static func proposal(calldata: [UInt8]) -> Proposal? {
        guard let fields = try? Function.propose.decodeCall(calldata), fields.count == 7,
            let parentHash = fields[0].asBytes32, let blockHash = fields[1].asBytes32,
            let stateRoot = fields[2].asBytes32, let timestamp = fields[3].asUInt64, let anchor = fields[4].asUInt64,
            let anchorHash = fields[5].asBytes32, let batch = fields[6].asBytes,
            let transactions = try? transactions(inBatch: batch)
        else { return nil }
        return Proposal(
            parentHash: parentHash,
            blockHash: blockHash,
            stateRoot: stateRoot,
            timestamp: timestamp,
            anchorBlockNumber: anchor,
            anchorHash: anchorHash,
            transactions: transactions
        )
    }

    /// The transactions of a batch, which must be one whole list of byte strings.
    private static func transactions(inBatch batch: [UInt8]) throws(RLPError) -> [[UInt8]] {
        var decoder = RLPDecoder(batch)
        var list = try decoder.readList()
        try decoder.finish()
        var transactions: [[UInt8]] = []
        while !list.isAtEnd { transactions.append(try list.readArray()) }
        return transactions
    }

    /// Calldata that makes a block final whose window has passed, and all before it.
    public static func finalize(l2BlockNumber: UInt64) -> [UInt8] {
        Function.finalize.encodeCall([.uint(UInt256(l2BlockNumber))])
    }
}
