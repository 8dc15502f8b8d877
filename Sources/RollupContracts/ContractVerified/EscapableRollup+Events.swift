public import Primitives

extension EscapableRollup {
    /// Event that the rollup without a way out does not have.
    public enum Event: Hashable, Sendable {
        /// What stands for a batch's data was taken; the committee has the payments of the digest.
        case claimCommitted(number: UInt64, paymentsDigest: UInt256, dataHash: UInt256, depositEnd: UInt64)
        /// A withdrawal was demanded.
        case exitRequested(ExitRequest, keyHash: UInt256)
        /// A demand was closed.
        case exitAnswered(Demand)
        /// The ledger was frozen at a state root.
        case frozen(stateRoot: UInt256)
        /// An account was paid out.
        case escaped(account: UInt16, owner: Address, amount: UInt256)
        /// The owner of a deposit has asked for it back.
        case depositCancelled(index: UInt64, owner: Address)
        /// A deposit was paid back.
        case depositReclaimed(index: UInt64, owner: Address, amount: UInt256)

        /// Reads a log of the contract; nil when its first topic is none of these.
        ///
        /// - Throws: `ABIError` when the log is not what the contract emits.
        public init?(topics: [Bytes32], data: [UInt8]) throws(ABIError) {
            guard let topic = topics.first,
                let layout = EscapableRollup.artifact.events.first(where: { $0.topic == topic }),
                !ContractVerifiedRollup.artifact.events.contains(where: { $0.topic == topic })
            else { return nil }
            let fields = try layout.decode(topics: topics, data: data)
            guard let event = Event(layout.name, fields) else { throw .outOfRange(at: 0) }
            self = event
        }

        /// The event of a name with its fields; nil when a field is beyond what it can be.
        private init?(_ name: String, _ fields: [ABIValue]) {
            guard let number = fields.first?.asUInt64 else { return nil }
            func word(_ index: Int) -> UInt256? { fields[index].asUInt256 }
            switch name {
            case EventLayout.claimCommitted.name:
                guard let digest = word(1), let hash = word(2), let end = fields[3].asUInt64 else { return nil }
                self = .claimCommitted(number: number, paymentsDigest: digest, dataHash: hash, depositEnd: end)
            case EventLayout.exitRequested.name:
                guard let account = UInt16(exactly: number), let keyHash = word(1), let nonce = fields[2].asUInt64,
                    let amount = word(3), let keyX = word(4), let keyY = word(5), let nonceX = word(6),
                    let nonceY = word(7), let response = word(8)
                else { return nil }
                let request = ExitRequest(
                    account: account,
                    nonce: nonce,
                    amount: amount,
                    key: Point(x: keyX, y: keyY),
                    noncePoint: Point(x: nonceX, y: nonceY),
                    response: response
                )
                self = .exitRequested(request, keyHash: keyHash)
            case EventLayout.exitAnswered.name:
                guard let account = UInt16(exactly: number), let keyHash = word(1), let nonce = fields[2].asUInt64,
                    let amount = word(3)
                else { return nil }
                self = .exitAnswered(Demand(account: account, keyHash: keyHash, nonce: nonce, amount: amount))
            case EventLayout.frozen.name:
                guard let root = word(2) else { return nil }
                self = .frozen(stateRoot: root)
            case EventLayout.escaped.name:
                guard let account = UInt16(exactly: number), let owner = fields[1].asAddress, let amount = word(2)
                else { return nil }
                self = .escaped(account: account, owner: owner, amount: amount)
            case EventLayout.depositCancelled.name:
                guard let owner = fields[1].asAddress else { return nil }
                self = .depositCancelled(index: number, owner: owner)
            case EventLayout.depositReclaimed.name:
                guard let owner = fields[1].asAddress, let amount = word(2) else { return nil }
                self = .depositReclaimed(index: number, owner: owner, amount: amount)
            default:
                return nil
            }
        }
    }

    /// Reason of a revert of the contract that the rollup without a way out does not have.
    ///
    /// Names in capitals are those of StarkEx's contracts.
    public enum Revert: String, Error, CaseIterable, Hashable, Sendable {
        /// The constructor's members are not in the order of their addresses, or one stands there twice.
        case membersOutOfOrder = "members out of order"
        /// The constructor asks for more signatures than there are members, or for none of them.
        case thresholdOutOfRange = "threshold out of range"
        /// The constructor's time for answers is none, or too long.
        case gracePeriodOutOfRange = "grace period out of range"
        /// Data are handed in where members attest them.
        case committee = "committee"
        /// A claim is handed in where no members attest data.
        case noCommittee = "no committee"
        /// Too few members have signed.
        case tooFewSignatures = "INVALID_AVAILABILITY_PROOF_LENGTH"
        /// Signers are out of order, or one has signed twice.
        case unsortedSignatures = "NON_SORTED_SIGNATURES"
        /// A signature is of nobody in the committee, or of another claim.
        case notInCommittee = "AVAILABILITY_PROVER_NOT_IN_COMMITTEE"
        /// The ledger is frozen.
        case frozen = "STATE_IS_FROZEN"
        /// The ledger is not frozen.
        case notFrozen = "STATE_NOT_FROZEN"
        /// There can be no account at the place.
        case placeOutOfRange = "place out of range"
        /// No account has signed as many payments.
        case nonceOutOfRange = "nonce out of range"
        /// The amount is none, or more than a payment can be of.
        case amountOutOfRange = "amount out of range"
        /// The account is known to have signed the payment of this nonce, and more.
        case nonceSpent = "nonce spent"
        /// The withdrawal is demanded already.
        case requestPending = "REQUEST_PENDING"
        /// The L1 block has as many demands as it takes without the premium.
        case tooManyRequests = "MAX_REQUESTS_PER_BLOCK_REACHED"
        /// The withdrawal is not signed.
        case badSignature = "bad signature"
        /// A value is no element of the field.
        case valueAboveField = "ValueAboveField"
        /// The withdrawal is not demanded, or the demand is answered.
        case unrequested = "FORCED_ACTION_UNREQUESTED"
        /// The account is not what stands at the place.
        case invalidProof = "invalid proof"
        /// The withdrawal is still possible.
        case notServed = "not served"
        /// The time for an answer has not passed.
        case pending = "FORCED_ACTION_PENDING"
        /// The account was paid out.
        case alreadyEscaped = "ESCAPE_ALREADY_USED"
        /// The account is not what stands at the place in the last proven state.
        case escapeLacksProof = "ESCAPE_LACKS_PROOF"
        /// The deposit was never made, or a proven batch has taken it.
        case notInQueue = "not in the queue"
        /// Only the owner of a deposit cancels it.
        case notOwner = "not owner"
        /// The deposit was paid back.
        case alreadyReclaimed = "AlreadyClaimed"
        /// Nobody has cancelled the deposit, and the ledger is not frozen.
        case depositNotCancelled = "DEPOSIT_NOT_CANCELED"
        /// The deposit was cancelled less than two days ago.
        case depositLocked = "DEPOSIT_LOCKED"
        /// The contract owes more than it holds.
        case escrowInsufficient = "escrow insufficient"
        /// The owner does not take the ether.
        case paymentFailed = "payment failed"

        /// The reason, if it is one of these.
        public init?(_ reason: RevertReason) {
            guard case .message(let text) = reason else { return nil }
            self.init(rawValue: text)
        }
    }
}
