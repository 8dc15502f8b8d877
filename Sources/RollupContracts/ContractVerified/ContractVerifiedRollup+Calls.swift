public import Primitives

extension ContractVerifiedRollup {
    /// What the batches of a `commit` are made of, beside what the contract adds itself.
    public struct Commitment: Hashable, Sendable {
        /// Public data of the payments, padding included.
        public var payments: [UInt8]
        /// How many deposits the batch takes from the queue.
        public var depositCount: UInt64

        /// The data of a batch.
        public init(payments: [UInt8], depositCount: UInt64) {
            self.payments = payments
            self.depositCount = depositCount
        }
    }

    /// What the contract is shown of the blob that holds a batch's payments.
    public struct BlobProof: Hashable, Sendable {
        /// Name of the blob.
        public var versionedHash: Bytes32
        /// Poseidon digest of the payments' data.
        public var paymentsDigest: UInt256
        /// Value of the blob's polynomial at the point that follows from both.
        public var value: UInt256
        /// The blob's KZG commitment, 48 bytes.
        public var commitment: [UInt8]
        /// The KZG proof of the value, 48 bytes.
        public var proof: [UInt8]

        /// An opening of a blob's polynomial; the contract checks it.
        public init(
            versionedHash: Bytes32,
            paymentsDigest: UInt256,
            value: UInt256,
            commitment: [UInt8],
            proof: [UInt8]
        ) {
            self.versionedHash = versionedHash
            self.paymentsDigest = paymentsDigest
            self.value = value
            self.commitment = commitment
            self.proof = proof
        }
    }

    /// What a proven batch leads to.
    public struct Outcome: Hashable, Sendable {
        /// Root after the batch.
        public var root: UInt256
        /// Root of its withdrawals.
        public var withdrawalsRoot: UInt256
        /// Deposits that the batches up to this one have taken.
        public var depositEnd: UInt64

        /// The roots that the contract binds.
        public init(root: UInt256, withdrawalsRoot: UInt256, depositEnd: UInt64) {
            self.root = root
            self.withdrawalsRoot = withdrawalsRoot
            self.depositEnd = depositEnd
        }
    }

    /// A withdrawal of an executed batch, with its path.
    public struct Claim: Hashable, Sendable {
        /// Number of the batch.
        public var batch: UInt64
        /// Place among the batch's payments.
        public var index: UInt64
        /// Who is paid.
        public var recipient: Address
        /// What is paid, in wei.
        public var amount: UInt256
        /// Siblings from the leaf to the root, lowest first.
        public var path: [UInt256]

        /// A claim; the contract checks it.
        public init(batch: UInt64, index: UInt64, recipient: Address, amount: UInt256, path: [UInt256]) {
            self.batch = batch
            self.index = index
            self.recipient = recipient
            self.amount = amount
            self.path = path
        }
    }

    /// Calldata that queues the transaction's value for the account of an owner and a key.
    public static func deposit(owner: Address, keyHash: UInt256) -> [UInt8] {
        Function.deposit.encodeCall([.address(owner), .uint(keyHash)])
    }

    /// Calldata that hands in the data of the next batch.
    public static func commit(_ commitment: Commitment) -> [UInt8] {
        Function.commit.encodeCall([.bytes(commitment.payments), .uint(UInt256(commitment.depositCount))])
    }

    /// The data in calldata of `commit`, as the contract reads it; nil when the calldata is another function's, or such
    /// that the contract reverts.
    public static func commitment(calldata: [UInt8]) -> Commitment? {
        calldata.withUnsafeBytes { commitment(calldata: $0) }
    }

    /// The same, of calldata that is not in an array.
    public static func commitment(calldata: UnsafeRawBufferPointer) -> Commitment? {
        guard let call = ReceivedCall(calldata, to: Function.commit),
            let payments = call.bytes(0, maximum: maxCapacity * paymentByteCount),
            let depositCount = call.word(1).asUInt64
        else { return nil }
        return Commitment(payments: payments, depositCount: depositCount)
    }

    /// Calldata that has the next batch's payments taken from the transaction's first blob.
    public static func commitBlob(depositCount: UInt64) -> [UInt8] {
        Function.commitBlob.encodeCall([.uint(UInt256(depositCount))])
    }

    /// Calldata that proves the next committed batch, whose payments are in a blob.
    ///
    /// - Parameters:
    ///   - dataHash: Hash of domain and deposits, as `BlobCommitted` tells it.
    ///   - outcome: What the batch leads to.
    ///   - blob: What shows that the payments are those in the blob.
    ///   - proof: The eight words of a Groth16 proof, in the order of EIP-197.
    /// - Returns: Calldata of `proveBlob`.
    public static func proveBlob(dataHash: UInt256, outcome: Outcome, blob: BlobProof, proof: [UInt256]) -> [UInt8] {
        Function.proveBlob.encodeCall([
            .bytes32(blob.versionedHash),
            .uint(dataHash),
            .uint(UInt256(outcome.depositEnd)),
            .uint(outcome.root),
            .uint(outcome.withdrawalsRoot),
            .uint(blob.paymentsDigest),
            .uint(blob.value),
            .bytes(blob.commitment + blob.proof),
            .fixedArray(proof.map { .uint($0) }),
        ])
    }

    /// Calldata that proves the next committed batch.
    ///
    /// - Parameters:
    ///   - dataHash: Hash of the batch's data, as `BatchCommitted` tells it.
    ///   - outcome: What the batch leads to.
    ///   - proof: The eight words of a Groth16 proof, in the order of EIP-197.
    /// - Returns: Calldata of `prove`.
    public static func prove(dataHash: UInt256, outcome: Outcome, proof: [UInt256]) -> [UInt8] {
        Function.prove.encodeCall([
            .uint(dataHash),
            .uint(UInt256(outcome.depositEnd)),
            .uint(outcome.root),
            .uint(outcome.withdrawalsRoot),
            .fixedArray(proof.map { .uint($0) }),
        ])
    }

    /// Calldata that lets the withdrawals of the next proven batch be claimed.
    public static func execute(_ outcome: Outcome) -> [UInt8] {
        Function.execute.encodeCall([
            .uint(outcome.root), .uint(outcome.withdrawalsRoot), .uint(UInt256(outcome.depositEnd)),
        ])
    }

    /// Calldata that forgets the batches which are committed and not proven.
    public static func revertBatches() -> [UInt8] { Function.revertBatches.encodeCall([]) }

    /// Calldata that claims a withdrawal.
    public static func claim(_ claim: Claim) -> [UInt8] {
        Function.claim.encodeCall([
            .uint(UInt256(claim.batch)),
            .uint(UInt256(claim.index)),
            .address(claim.recipient),
            .uint(claim.amount),
            .array(claim.path.map { .uint($0) }),
        ])
    }
}
