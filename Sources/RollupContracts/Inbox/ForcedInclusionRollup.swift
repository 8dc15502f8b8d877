public import Primitives

/// `ForcedInclusionRollup.vy` on L1: a native rollup whose blocks have to begin with what users have forced.
///
/// Its other calldata, events and slots are those of `NativeRollup`, whose code it executes.
public enum ForcedInclusionRollup {
    /// Longest time from the forcing to the block that must have it, in seconds.
    public static let maximumDelay: UInt64 = 7 * 86_400
    /// Seconds after which an overdue transaction opens the rollup to everybody.
    public static let overdue: UInt64 = 7200
    /// Gas limit of a transfer, exactly.
    public static let transferGas: UInt64 = 21_000
    /// Greatest gas limit of a message to L1.
    public static let maximumGas: UInt64 = 500_000
    /// Bytes of call data that a transaction can carry: those of a message with 256 bytes of its own.
    public static let maximumDataByteCount = 388
    /// L2 blocks after its own for which an account's proof is taken.
    public static let maximumProofAge: UInt64 = 256
    /// Most underpriced transactions that fall out at one block.
    public static let maximumFallen = 4

    /// Init code of a deployment, whose value is the escrow behind the ETH that the L2 genesis gives to its accounts.
    ///
    /// - Parameters:
    ///   - genesis: The L2 genesis, of which the contract itself keeps chain id, messenger, hash, state root and time.
    ///   - implementation: A `NativeRollup`, or a `SequencedNativeRollup`, that was deployed with the same genesis.
    ///   - delay: Seconds from the forcing to the block that must have it.
    /// - Returns: The init code.
    public static func initCode(
        _ genesis: NativeRollup.Genesis,
        implementation: Address,
        delay: UInt64
    ) -> [UInt8] {
        artifact.initCode([
            .address(implementation),
            .uint(UInt256(genesis.chainId)),
            .address(L2Messenger.address),
            .uint(UInt256(delay)),
            .bytes32(genesis.blockHash),
            .bytes32(genesis.stateRoot),
            .uint(UInt256(genesis.timestamp)),
        ])
    }

    /// Calldata that shows L1 a signed transaction of the L2.
    ///
    /// - Parameters:
    ///   - transaction: Its fields and its signature.
    ///   - number: Settled L2 block whose state the proof is for, at most `maximumProofAge` below the head.
    ///   - accountProof: Encoded nodes from that state's root to the sender's account, root first.
    /// - Returns: Calldata of `force`.
    public static func force(
        _ transaction: SignedFields,
        provenAt number: UInt64,
        accountProof: [[UInt8]]
    ) -> [UInt8] {
        Function.force.encodeCall([
            transaction.abiValue, .uint(UInt256(number)), .array(accountProof.map { .bytes($0) }),
        ])
    }

    /// Calldata that takes out the oldest transaction, which cannot be a block's first any more.
    ///
    /// - Parameter accountProof: Encoded nodes from the settled head's state root to the sender's account, root first.
    /// - Returns: Calldata of `drop`.
    public static func drop(accountProof: [[UInt8]]) -> [UInt8] {
        Function.drop.encodeCall([.array(accountProof.map { .bytes($0) })])
    }

    /// Fields and signature of a transaction of type 2 with a receiver and without an access list (EIP-1559).
    ///
    /// The contract makes the encoding of them, so that nobody can hand in a malformed one.
    public struct SignedFields: Hashable, Sendable {
        /// The sender's transaction count.
        public var nonce: UInt256
        /// Greatest price per unit of gas that goes to the fee recipient, in wei.
        public var maxPriorityFee: UInt256
        /// Greatest price per unit of gas altogether, in wei.
        public var maxFee: UInt256
        /// Gas limit.
        public var gasLimit: UInt256
        /// Receiver.
        public var to: Address
        /// Wei sent along.
        public var value: UInt256
        /// Call data.
        public var data: [UInt8]
        /// Parity of the signature's y.
        public var yParity: UInt256
        /// The signature's x coordinate.
        public var r: UInt256
        /// The signature's second number.
        public var s: UInt256

        /// Fields with a signature, good or not.
        public init(
            nonce: UInt256,
            maxPriorityFee: UInt256,
            maxFee: UInt256,
            gasLimit: UInt256,
            to: Address,
            value: UInt256,
            data: [UInt8],
            yParity: UInt256,
            r: UInt256,
            s: UInt256
        ) {
            self.nonce = nonce
            self.maxPriorityFee = maxPriorityFee
            self.maxFee = maxFee
            self.gasLimit = gasLimit
            self.to = to
            self.value = value
            self.data = data
            self.yParity = yParity
            self.r = r
            self.s = s
        }

        fileprivate var abiValue: ABIValue {
            .tuple([
                .uint(nonce), .uint(maxPriorityFee), .uint(maxFee), .uint(gasLimit), .address(to), .uint(value),
                .bytes(data), .uint(yParity), .uint(r), .uint(s),
            ])
        }
    }

    /// A transaction that `TransactionForced` tells of.
    public struct Entry: Hashable, Sendable {
        /// Its place among all that were forced.
        public let index: UInt64
        /// Who has signed it.
        public let sender: Address
        /// Time from which a block must begin with it, in seconds.
        public let dueAt: UInt64
        /// The signed transaction as it stands in a block.
        public let transaction: [UInt8]

        /// What a log of the contract tells; nil for another event, or one that is malformed.
        public init?(topics: [Bytes32], data: [UInt8]) {
            let layout = EventLayout.transactionForced
            guard topics.first == layout.topic, let fields = try? layout.decode(topics: topics, data: data),
                fields.count == 4, let index = fields[0].asUInt64, let sender = fields[1].asAddress,
                let dueAt = fields[2].asUInt64, let transaction = fields[3].asBytes
            else { return nil }
            self.index = index
            self.sender = sender
            self.dueAt = dueAt
            self.transaction = transaction
        }
    }

    /// Storage slots of its own.
    public enum Slot {
        /// Index of the oldest transaction that waits.
        public static var front: UInt256 { Layout.front }
        /// Number of all transactions that were forced.
        public static var count: UInt256 { Layout.count }
        /// Base fee of the newest block, in wei per unit of gas.
        public static var baseFee: UInt256 { Layout.baseFee }
    }

    /// Reason of a revert that `NativeRollup` and `SequencedNativeRollup` do not have.
    public enum Revert: String, Error, CaseIterable, Hashable, Sendable {
        /// It is neither a transfer that runs no code nor a message of the messenger with enough gas and not too much.
        case notForcible = "not forcible"
        /// Its prices or its value are above all ether, or the tip is above the price.
        case feeOutOfRange = "fee out of range"
        /// Its price is below the newest block's.
        case underpriced
        /// The signature is in the form that EIP-2 forbids, or has no parity.
        case malleableSignature = "malleable signature"
        /// The signature is nobody's.
        case noSigner = "no signer"
        /// A transaction of the same account waits, whose nonce is not shown to be used.
        case alreadyWaiting = "already waiting"
        /// The block of the proof is not settled, or more than 256 blocks below the head.
        case stateRootNotAvailable = "state root not available"
        /// The proof does not lead from the state root to the account.
        case invalidProof = "invalid proof"
        /// The account's next transaction has another nonce.
        case wrongNonce = "wrong nonce"
        /// The account has less than the transaction may cost.
        case balanceBelowCost = "balance below cost"
        /// The account is a program, or delegates to one.
        case accountHasCode = "account has code"
        /// No transaction waits.
        case nothingForced = "nothing forced"
        /// The oldest transaction that waits is not due yet.
        case notDue = "not due"
        /// The next block can begin with it.
        case stillPossible = "still possible"
        /// The block does not begin with the transaction that is due.
        case forcedTransactionMissing = "forced transaction missing"
        /// The deployment names no contract whose code is executed.
        case noImplementation = "no implementation"
        /// The deployment's delay is more than a week.
        case delayOutOfRange = "inbox delay out of range"
    }
}
