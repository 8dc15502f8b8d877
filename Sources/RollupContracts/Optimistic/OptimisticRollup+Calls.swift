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

    /// Calldata that proposes a block, with the transactions in it.
    public static func propose(_ proposal: Proposal) -> [UInt8] {
        Function.propose.encodeCall(claim(proposal) + [.bytes(proposal.batch)])
    }

    /// Calldata that proposes a block whose transactions are in the blobs of the transaction.
    public static func proposeInBlobs(_ proposal: Proposal) -> [UInt8] {
        Function.proposeInBlobs.encodeCall(claim(proposal))
    }

    private static func claim(_ proposal: Proposal) -> [ABIValue] {
        [
            .bytes32(proposal.parentHash),
            .bytes32(proposal.blockHash),
            .bytes32(proposal.stateRoot),
            .uint(UInt256(proposal.timestamp)),
            .uint(UInt256(proposal.anchorBlockNumber)),
            .bytes32(proposal.anchorHash),
        ]
    }

    /// What a call has proposed, as the contract has read it.
    public struct ReceivedProposal: Hashable, Sendable {
        /// What the proposer says, without the transactions.
        public var claim: Proposal
        /// The transactions as they were posted, which the contract does not look into; nil when they are in blobs.
        public var batch: [UInt8]?

        /// The transactions of a batch in calldata.
        ///
        /// - Returns: Nil when they are in blobs, or the batch is not one whole list of byte strings.
        public var transactions: [[UInt8]]? { batch.flatMap { try? OptimisticRollup.transactions(inBatch: $0) } }
    }

    /// The proposal in calldata of `propose` or `proposeInBlobs`, as the contract reads it.
    ///
    /// - Returns: Nil when the calldata is another function's, or such that the contract reverts.
    public static func proposal(calldata: [UInt8]) -> ReceivedProposal? {
        calldata.withUnsafeBytes { proposal(calldata: $0) }
    }

    /// The same, of calldata that is not in an array.
    public static func proposal(calldata: UnsafeRawBufferPointer) -> ReceivedProposal? {
        let call: ReceivedCall
        var batch: [UInt8]?
        if let inCalldata = ReceivedCall(calldata, to: Function.propose) {
            batch = inCalldata.bytes(6, maximum: maxBatchByteCount)
            guard batch != nil else { return nil }
            call = inCalldata
        } else if let inBlobs = ReceivedCall(calldata, to: Function.proposeInBlobs) {
            call = inBlobs
        } else {
            return nil
        }
        guard let timestamp = call.word(3).asUInt64, let anchor = call.word(4).asUInt64 else { return nil }
        return ReceivedProposal(
            claim: Proposal(
                parentHash: Bytes32(call.word(0)),
                blockHash: Bytes32(call.word(1)),
                stateRoot: Bytes32(call.word(2)),
                timestamp: timestamp,
                anchorBlockNumber: anchor,
                anchorHash: Bytes32(call.word(5)),
                transactions: []
            ),
            batch: batch
        )
    }

    /// What `BlockProposed` says of blobs with these versioned hashes.
    public static func batchHash(blobVersionedHashes hashes: [Bytes32]) -> Bytes32 {
        hashes.reduce(.zero) { Keccak256.hash($0.bytes + $1.bytes) }
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
