public import Primitives

extension L2Messenger {
    /// Event of the contract.
    public enum Event: Hashable, Sendable {
        /// A message to L1 was sent.
        case messageSent(RollupMessage)
        /// A root of the rollup contract's message tree was proven.
        case l1MessageRootProven(root: Bytes32, anchorTimestamp: UInt64)
        /// A message from L1 was delivered.
        case l1MessageClaimed(index: UInt64, leaf: Bytes32, feeRecipient: Address)

        /// Reads a log of the contract; nil when its first topic is none of the contract's.
        ///
        /// - Throws: `ABIError` when the log is not what the contract emits.
        public init?(topics: [Bytes32], data: [UInt8]) throws(ABIError) {
            switch topics.first {
            case EventLayout.messageSent.topic:
                let fields = try EventLayout.messageSent.decode(topics: topics, data: data)
                guard let message = RollupMessage(eventFields: fields) else { throw .outOfRange(at: 0) }
                self = .messageSent(message)
            case EventLayout.l1MessageRootProven.topic:
                let fields = try EventLayout.l1MessageRootProven.decode(topics: topics, data: data)
                guard let root = fields[0].asBytes32, let timestamp = fields[1].asUInt64 else {
                    throw .outOfRange(at: 0)
                }
                self = .l1MessageRootProven(root: root, anchorTimestamp: timestamp)
            case EventLayout.l1MessageClaimed.topic:
                let fields = try EventLayout.l1MessageClaimed.decode(topics: topics, data: data)
                guard let index = fields[0].asUInt64, let leaf = fields[1].asBytes32,
                    let feeRecipient = fields[2].asAddress
                else { throw .outOfRange(at: 0) }
                self = .l1MessageClaimed(index: index, leaf: leaf, feeRecipient: feeRecipient)
            default:
                return nil
            }
        }
    }

    /// Reason of a revert of the contract.
    public enum Revert: String, Error, CaseIterable, Hashable, Sendable {
        /// The value does not cover the fee.
        case valueBelowFee = "value below fee"
        /// The message's receiver is the contract that would deliver it.
        case selfTarget = "self target"
        /// The list of messages has no free element.
        case messageListFull = "message list full"
        /// The anchor is older than one that a root was proven for.
        case anchorMovedBackwards = "anchor moved backwards"
        /// No block with that timestamp is among the last 8,191.
        case anchorNotFound = "anchor not found"
        /// The header is not the anchor's.
        case wrongHeader = "wrong header"
        /// The proof or the path does not lead to what it should prove.
        case invalidProof = "invalid proof"
        /// The message has been delivered.
        case alreadyClaimed = "AlreadyClaimed"
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
