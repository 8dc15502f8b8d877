public import Primitives

extension OptimisticRollup {
    /// Event of the contract, beside those about messages, which `NativeRollup.Event` reads.
    public enum Event: Hashable, Sendable {
        /// An L2 block was proposed.
        case blockProposed(
            number: UInt64,
            blockHash: Bytes32,
            stateRoot: Bytes32,
            timestamp: UInt64,
            anchorBlockNumber: UInt64,
            batchHash: Bytes32
        )
        /// A proposed L2 block became final, and all before it.
        case blockFinalized(number: UInt64)

        /// Reads a log of the contract; nil when its first topic is none of these.
        ///
        /// - Throws: `ABIError` when the log is not what the contract emits.
        public init?(topics: [Bytes32], data: [UInt8]) throws(ABIError) {
            switch topics.first {
            case EventLayout.blockProposed.topic:
                let fields = try EventLayout.blockProposed.decode(topics: topics, data: data)
                guard let number = fields[0].asUInt64, let blockHash = fields[1].asBytes32,
                    let stateRoot = fields[2].asBytes32, let timestamp = fields[3].asUInt64,
                    let anchor = fields[4].asUInt64, let batchHash = fields[5].asBytes32
                else { throw .outOfRange(at: 0) }
                self = .blockProposed(
                    number: number,
                    blockHash: blockHash,
                    stateRoot: stateRoot,
                    timestamp: timestamp,
                    anchorBlockNumber: anchor,
                    batchHash: batchHash
                )
            case EventLayout.blockFinalized.topic:
                let fields = try EventLayout.blockFinalized.decode(topics: topics, data: data)
                guard let number = fields[0].asUInt64 else { throw .outOfRange(at: 0) }
                self = .blockFinalized(number: number)
            default:
                return nil
            }
        }
    }

    /// Reason of a revert of the contract.
    public enum Revert: String, Error, CaseIterable, Hashable, Sendable {
        /// The window of the deployment is longer than a year.
        case challengeWindowOutOfRange = "challenge window out of range"
        /// The transactions are in calldata, where the rollup has them in blobs.
        case batchNotInBlobs = "batch not in blobs"
        /// The transactions are in blobs, where the rollup has them in calldata.
        case batchNotInCalldata = "batch not in calldata"
        /// The transaction has no blobs to propose.
        case noBlobs = "no blobs"
        /// The transaction has more blobs than the contract binds.
        case tooManyBlobs = "too many blobs"
        /// The transaction has blobs beside a batch in calldata.
        case unexpectedBlobs = "unexpected blobs"
        /// Somebody else than the rollup's proposer proposes.
        case notProposer = "not proposer"
        /// The block does not stand on the head.
        case wrongParent = "wrong parent"
        /// The block is not younger than its parent.
        case timestampNotAfterParent = "timestamp not after the parent"
        /// The block is younger than the L1 block.
        case timestampInTheFuture = "timestamp in the future"
        /// The block is more than an hour older than the L1 block.
        case timestampTooOld = "timestamp too old"
        /// The anchor is older than the one before.
        case anchorMovedBackwards = "anchor moved backwards"
        /// The anchor is not one of the last 256 L1 blocks, or has another hash.
        case anchorNotAvailable = "anchor not available"
        /// The block to be made final is final.
        case alreadyFinal = "already final"
        /// The block to be made final has not been proposed.
        case notProposed = "not proposed"
        /// The block's window has not passed.
        case challengeWindowOpen = "challenge window open"
        /// The value does not cover the fee.
        case valueBelowFee = "value below fee"
        /// The message's receiver is the contract that would deliver it.
        case selfTarget = "self target"
        /// The message tree has no free leaf.
        case messageTreeFull = "message tree full"
        /// The message has been delivered.
        case alreadyClaimed = "AlreadyClaimed"
        /// The L2 block is not final yet, or unknown.
        case notFinal = "not final"
        /// The proof does not show that the message was sent.
        case invalidProof = "invalid proof"
        /// The message takes more than the escrow holds.
        case escrowInsufficient = "escrow insufficient"
        /// The transaction has too little gas left to deliver the message.
        case notEnoughGasForDelivery = "not enough gas for delivery"
        /// The receiver refused the message.
        case deliveryFailed = "delivery failed"
        /// The fee's receiver refused it.
        case feePaymentFailed = "fee payment failed"
        /// The sender was asked for while no message was being delivered.
        case noDelivery = "no delivery"

        /// The reason, if it is one of the contract's.
        public init?(_ reason: RevertReason) {
            guard case .message(let text) = reason else { return nil }
            self.init(rawValue: text)
        }
    }
}
