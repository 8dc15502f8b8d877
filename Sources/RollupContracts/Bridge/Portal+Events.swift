public import Primitives

extension Portal {
    /// Event of the contract, beside those about messages, which `NativeRollup.Event` reads.
    public enum Event: Hashable, Sendable {
        /// A message of L2 was shown to be in a state root.
        case withdrawalProven(index: UInt64, leaf: Bytes32, submitter: Address, root: Bytes32, number: UInt64)
        /// A message of L2 became final; whether its receiver has taken it.
        case withdrawalFinalized(index: UInt64, leaf: Bytes32, isDelivered: Bool)
        /// Withdrawals stopped until a time in seconds.
        case paused(until: UInt64)
        /// A pause ended before its time.
        case unpaused
        /// A state root lost its power.
        case rootBlacklisted(root: Bytes32)
        /// The guardian named a successor.
        case guardianChanged(guardian: Address)
        /// The wei that may leave within a period changed.
        case rateLimitChanged(limit: UInt256)

        /// Reads a log of the contract; nil when its first topic is none of these.
        ///
        /// - Throws: `ABIError` when the log is not what the contract emits.
        public init?(topics: [Bytes32], data: [UInt8]) throws(ABIError) {
            guard let topic = topics.first, let layout = Portal.artifact.events.first(where: { $0.topic == topic })
            else {
                return nil
            }
            let fields = try layout.decode(topics: topics, data: data)
            switch topic {
            case EventLayout.withdrawalProven.topic:
                guard let index = fields[0].asUInt64, let leaf = fields[1].asBytes32,
                    let submitter = fields[2].asAddress, let root = fields[3].asBytes32,
                    let number = fields[4].asUInt64
                else { throw .outOfRange(at: 0) }
                self = .withdrawalProven(index: index, leaf: leaf, submitter: submitter, root: root, number: number)
            case EventLayout.withdrawalFinalized.topic:
                guard let index = fields[0].asUInt64, let leaf = fields[1].asBytes32, let flag = fields[2].asBool
                else { throw .outOfRange(at: 0) }
                self = .withdrawalFinalized(index: index, leaf: leaf, isDelivered: flag)
            case EventLayout.paused.topic:
                guard let until = fields[0].asUInt64 else { throw .outOfRange(at: 0) }
                self = .paused(until: until)
            case EventLayout.unpaused.topic:
                self = .unpaused
            case EventLayout.rootBlacklisted.topic:
                guard let root = fields[0].asBytes32 else { throw .outOfRange(at: 0) }
                self = .rootBlacklisted(root: root)
            case EventLayout.guardianChanged.topic:
                guard let guardian = fields[0].asAddress else { throw .outOfRange(at: 0) }
                self = .guardianChanged(guardian: guardian)
            case EventLayout.rateLimitChanged.topic:
                guard let limit = fields[0].asUInt256 else { throw .outOfRange(at: 0) }
                self = .rateLimitChanged(limit: limit)
            default:
                return nil
            }
        }
    }

    /// Reason of a revert of the contract.
    public enum Revert: String, Error, CaseIterable, Hashable, Sendable {
        /// The deployment's trusted root is zero, as that of an unproven message is.
        case zeroTrustedRoot = "zero trusted root"
        /// A wait of the deployment is longer than a year, or the rate's period is zero.
        case periodOutOfRange = "period out of range"
        /// The value does not cover the fee.
        case valueBelowFee = "value below fee"
        /// The message's receiver is the contract that would deliver it.
        case selfTarget = "self target"
        /// The message tree has no free leaf.
        case messageTreeFull = "message tree full"
        /// The guardian has stopped withdrawals.
        case paused = "paused"
        /// The message is final.
        case alreadyFinalized = "AlreadyFinalized"
        /// The rollup's contract has no state root of the L2 block.
        case stateRootNotAvailable = "state root not available"
        /// The state root came in this very L1 block.
        case rootTooYoung = "root too young"
        /// The guardian has taken its power from the state root.
        case blacklisted = "Blacklisted"
        /// The proof does not show that the message was sent.
        case invalidProof = "invalid proof"
        /// The submitter has proven no such message.
        case unproven = "Unproven"
        /// The message was proven too short a time ago.
        case notMatured = "not matured"
        /// The rollup's contract has another root of the L2 block than when the message was proven.
        case rootReplaced = "root replaced"
        /// The L2 block is not final yet.
        case rootNotFinal = "root not final"
        /// The L2 block has been ripe for finality for too short a time.
        case rootInAirGap = "root in air-gap"
        /// The message takes more than the escrow holds.
        case escrowInsufficient = "escrow insufficient"
        /// More would leave within a period than may.
        case rateLimit = "rate limit"
        /// The transaction has too little gas left to deliver the message.
        case notEnoughGasForDelivery = "not enough gas for delivery"
        /// The message was delivered, or is not final.
        case notFailed = "not failed"
        /// The receiver has refused the message again.
        case deliveryFailed = "delivery failed"
        /// The fee's receiver refused it.
        case feePaymentFailed = "fee payment failed"
        /// Somebody else than the guardian does what only the guardian may.
        case notGuardian = "not guardian"
        /// The last pause is too short a time ago.
        case pauseNotAvailable = "pause not available"
        /// There is no pause to end.
        case notPaused = "not paused"
        /// The sender was asked for while no message was being delivered.
        case noDelivery = "no delivery"

        /// The reason, if it is one of the contract's.
        public init?(_ reason: RevertReason) {
            guard case .message(let text) = reason else { return nil }
            self.init(rawValue: text)
        }
    }
}
