public import Primitives

extension NativeRollup {
    /// Event of the contract.
    public enum Event: Hashable, Sendable {
        /// An L2 block was appended.
        case blockAdded(
            number: UInt64,
            blockHash: Bytes32,
            stateRoot: Bytes32,
            timestamp: UInt64,
            anchorBlockNumber: UInt64
        )
        /// A message to L2 was sent.
        case messageSent(RollupMessage)
        /// A message from L2 was delivered.
        case l2MessageClaimed(index: UInt64, leaf: Bytes32, feeRecipient: Address)

        /// Reads a log of the contract; nil when its first topic is none of the contract's.
        ///
        /// - Throws: `ABIError` when the log is not what the contract emits.
        public init?(topics: [Bytes32], data: [UInt8]) throws(ABIError) {
            switch topics.first {
            case EventLayout.blockAdded.topic:
                let fields = try EventLayout.blockAdded.decode(topics: topics, data: data)
                guard let number = fields[0].asUInt64, let blockHash = fields[1].asBytes32,
                    let stateRoot = fields[2].asBytes32, let timestamp = fields[3].asUInt64,
                    let anchor = fields[4].asUInt64
                else { throw .outOfRange(at: 0) }
                self = .blockAdded(
                    number: number,
                    blockHash: blockHash,
                    stateRoot: stateRoot,
                    timestamp: timestamp,
                    anchorBlockNumber: anchor
                )
            case EventLayout.messageSent.topic:
                let fields = try EventLayout.messageSent.decode(topics: topics, data: data)
                guard let message = RollupMessage(eventFields: fields) else { throw .outOfRange(at: 0) }
                self = .messageSent(message)
            case EventLayout.l2MessageClaimed.topic:
                let fields = try EventLayout.l2MessageClaimed.decode(topics: topics, data: data)
                guard let index = fields[0].asUInt64, let leaf = fields[1].asBytes32,
                    let feeRecipient = fields[2].asAddress
                else { throw .outOfRange(at: 0) }
                self = .l2MessageClaimed(index: index, leaf: leaf, feeRecipient: feeRecipient)
            default:
                return nil
            }
        }
    }

    /// Reason of a revert of the contract.
    public enum Revert: String, Error, CaseIterable, Hashable, Sendable {
        /// The chain id of the deployment is zero or has more than 64 bits.
        case chainIdOutOfRange = "chain id out of range"
        /// The L2 gas limit of the deployment is below 1,000,000 or has more than 63 bits.
        case gasLimitOutOfRange = "l2 gas limit out of range"
        /// The payload ends before the fixed parts of the SSZ and the anchor do.
        case payloadTooShort = "payload too short"
        /// The payload's schema id is neither `0x1281` nor `0x12f1` nor `0x12f2`.
        case wrongSchema = "wrong schema"
        /// An SSZ offset is not the canonical one.
        case malformedPayload = "malformed payload"
        /// The blobs of the transaction are not those that the payload names.
        case wrongBlobs = "wrong blobs"
        /// The rollup follows the registry, which has no key for its schema.
        case noVerificationKey = "no verification key"
        /// The payload names another verification key than the rollup's, or than L1's current one.
        case wrongVerificationKey = "wrong verification key"
        /// The payload is for another chain.
        case wrongChainId = "wrong chain id"
        /// The block does not stand on the head.
        case wrongParent = "wrong parent"
        /// The block's number is not the head's plus one.
        case wrongBlockNumber = "wrong block number"
        /// The block has another gas limit than the L2.
        case wrongGasLimit = "wrong gas limit"
        /// The block is younger than the L1 block.
        case timestampInTheFuture = "timestamp in the future"
        /// The block is more than an hour older than the L1 block.
        case timestampTooOld = "timestamp too old"
        /// The header's extra data is not 8 bytes long.
        case malformedAnchor = "malformed anchor"
        /// The anchor is older than the one before.
        case anchorMovedBackwards = "anchor moved backwards"
        /// The anchor is not one of the last 256 L1 blocks, or the header's parent beacon block root is not its hash.
        case anchorNotAvailable = "anchor not available"
        /// EXECUTE halted, or is not there.
        case executeFailed = "execute failed"
        /// EXECUTE answered that the block is not valid.
        case blockNotValid = "block not valid"
        /// EXECUTE answered for another chain.
        case wrongResultChainId = "wrong result chain id"
        /// EXECUTE answered for another schema.
        case wrongResultSchema = "wrong result schema"
        /// The value does not cover the fee.
        case valueBelowFee = "value below fee"
        /// The message's receiver is the contract that would deliver it.
        case selfTarget = "self target"
        /// The message tree has no free leaf.
        case messageTreeFull = "message tree full"
        /// The message has been delivered.
        case alreadyClaimed = "AlreadyClaimed"
        /// The L2 block is unknown, or fell out of the ring of state roots.
        case stateRootNotAvailable = "state root not available"
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
