public import Primitives

extension ContractVerifiedRollup {
    /// A deposit as the contract has queued it.
    public struct QueuedDeposit: Hashable, Sendable {
        /// Position in the queue, from zero.
        public var index: UInt64
        /// Who owns the account.
        public var owner: Address
        /// Place of the account in the ledger.
        public var account: UInt64
        /// Poseidon digest of the account's key, as an integer.
        public var keyHash: UInt256
        /// What was paid in, in wei.
        public var amount: UInt256

        /// A deposit at its position.
        public init(index: UInt64, owner: Address, account: UInt64, keyHash: UInt256, amount: UInt256) {
            self.index = index
            self.owner = owner
            self.account = account
            self.keyHash = keyHash
            self.amount = amount
        }
    }

    /// Event of the contract.
    public enum Event: Hashable, Sendable {
        /// A deposit was queued.
        case depositQueued(QueuedDeposit)
        /// The data of a batch was taken.
        case batchCommitted(number: UInt64, dataHash: UInt256, depositEnd: UInt64)
        /// The data of a batch was taken, whose payments are in the blob with the versioned hash.
        case blobCommitted(number: UInt64, versionedHash: Bytes32, dataHash: UInt256, depositEnd: UInt64)
        /// The committed batches above this number were forgotten.
        case batchesReverted(number: UInt64)
        /// A batch was proven.
        case batchProven(number: UInt64, stateRoot: UInt256, withdrawalsRoot: UInt256)
        /// The withdrawals of a batch can be claimed.
        case batchExecuted(number: UInt64, outcome: Outcome)
        /// A withdrawal was paid.
        case withdrawalClaimed(batch: UInt64, index: UInt64, recipient: Address, amount: UInt256)

        /// Reads a log of the contract; nil when its first topic is none of the contract's.
        ///
        /// - Throws: `ABIError` when the log is not what the contract emits.
        public init?(topics: [Bytes32], data: [UInt8]) throws(ABIError) {
            guard let topic = topics.first,
                let layout = ContractVerifiedRollup.artifact.events.first(where: { $0.topic == topic })
            else { return nil }
            let fields = try layout.decode(topics: topics, data: data)
            guard let event = Event(layout.name, fields) else { throw .outOfRange(at: 0) }
            self = event
        }

        /// The event of a name with its fields; nil when a field is beyond what it can be.
        private init?(_ name: String, _ fields: [ABIValue]) {
            guard let number = fields.first?.asUInt64 else { return nil }
            switch name {
            case EventLayout.depositQueued.name:
                guard let owner = fields[1].asAddress, let account = fields[2].asUInt64,
                    let keyHash = fields[3].asUInt256, let amount = fields[4].asUInt256
                else { return nil }
                self = .depositQueued(
                    QueuedDeposit(index: number, owner: owner, account: account, keyHash: keyHash, amount: amount)
                )
            case EventLayout.batchCommitted.name:
                guard let dataHash = fields[1].asUInt256, let end = fields[2].asUInt64 else { return nil }
                self = .batchCommitted(number: number, dataHash: dataHash, depositEnd: end)
            case EventLayout.blobCommitted.name:
                guard let versionedHash = fields[1].asBytes32, let dataHash = fields[2].asUInt256,
                    let end = fields[3].asUInt64
                else { return nil }
                self = .blobCommitted(
                    number: number,
                    versionedHash: versionedHash,
                    dataHash: dataHash,
                    depositEnd: end
                )
            case EventLayout.batchesReverted.name:
                self = .batchesReverted(number: number)
            case EventLayout.batchProven.name:
                guard let root = fields[1].asUInt256, let withdrawals = fields[2].asUInt256 else { return nil }
                self = .batchProven(number: number, stateRoot: root, withdrawalsRoot: withdrawals)
            case EventLayout.batchExecuted.name:
                guard let root = fields[1].asUInt256, let withdrawals = fields[2].asUInt256,
                    let end = fields[3].asUInt64
                else { return nil }
                let outcome = Outcome(root: root, withdrawalsRoot: withdrawals, depositEnd: end)
                self = .batchExecuted(number: number, outcome: outcome)
            case EventLayout.withdrawalClaimed.name:
                guard let index = fields[1].asUInt64, let recipient = fields[2].asAddress,
                    let amount = fields[3].asUInt256
                else { return nil }
                self = .withdrawalClaimed(batch: number, index: index, recipient: recipient, amount: amount)
            default:
                return nil
            }
        }
    }

    /// Reason of a revert of the contract.
    public enum Revert: String, Error, CaseIterable, Hashable, Sendable {
        /// The verifier's key is not the one that the rollup is deployed for.
        case wrongVerifyingKey = "wrong verifying key"
        /// The shape of a batch is none that the contract can have.
        case capacityOutOfRange = "capacity out of range"
        /// The root of the deployment is no element of the field.
        case rootOutOfRange = "root out of range"
        /// A key's hash is no element of the field.
        case keyHashOutOfRange = "key hash out of range"
        /// Two accounts of the deployment have one owner and one key.
        case accountTwice = "account twice"
        /// A deposit of nothing, or of more than its place in the public data holds.
        case amountOutOfRange = "amount out of range"
        /// A deposit for the zero address.
        case noOwner = "no owner"
        /// The ledger has all accounts that it can have.
        case noPlaceForAnAccount = "no place for an account"
        /// Somebody else than the rollup's sequencer commits or reverts.
        case notSequencer = "not sequencer"
        /// The payments do not fill the places of a batch.
        case wrongDataLength = "wrong data length"
        /// The transaction carries no blob.
        case noBlob = "no blob"
        /// The batch takes more deposits than it has places, or than wait.
        case tooManyDeposits = "too many deposits"
        /// All committed batches are proven.
        case nothingToRevert = "nothing to revert"
        /// No committed batch waits for a proof.
        case notCommitted = "not committed"
        /// The proof is said to be of other data than were committed.
        case wrongData = "wrong data"
        /// The blob's polynomial is not shown to have the value.
        case wrongEvaluation = "wrong evaluation"
        /// The verifier does not accept the proof for the batch.
        case proofRefused = "proof refused"
        /// No proven batch waits for its execution.
        case notProven = "not proven"
        /// The roots are not those that were proven.
        case wrongBatch = "wrong batch"
        /// The withdrawal has been paid.
        case alreadyClaimed = "AlreadyClaimed"
        /// The batch's withdrawals cannot be claimed yet.
        case notExecuted = "not executed"
        /// The path does not lead from the withdrawal to the batch's root.
        case invalidProof = "invalid proof"
        /// The withdrawal takes more than the escrow holds.
        case escrowInsufficient = "escrow insufficient"
        /// The recipient refused the payment.
        case paymentFailed = "payment failed"

        /// The reason, if it is one of the contract's.
        public init?(_ reason: RevertReason) {
            guard case .message(let text) = reason else { return nil }
            self.init(rawValue: text)
        }
    }
}
