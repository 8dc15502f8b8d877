public import Primitives
public import StateTransition
import StateTrie

extension L1Chain {
    /// Offers a signed transaction, as bytes, to the pool.
    ///
    /// - Parameters:
    ///   - bytes: Hostile bytes: EIP-2718 envelope or legacy RLP; a transaction of type 3 may have its network form,
    ///     with the blobs in it (`BlobTransactionNetworkForm`).
    ///   - sidecar: Hostile bytes: proofs of the transaction's dependencies (`ProofSidecar`); nil when it has none.
    ///   - blobs: Hostile bytes: the blobs that the transaction names; nil when it names none, or holds them itself.
    /// - Returns: The transaction's hash.
    /// - Throws: `MempoolRejection`; the pool is as before.
    @discardableResult
    public mutating func submit(
        _ bytes: [UInt8],
        sidecar: [UInt8]? = nil,
        blobs: BlobSidecar? = nil
    ) throws(MempoolRejection) -> Bytes32 {
        if BlobTransactionNetworkForm.isOutlined(by: bytes) {
            guard bytes.count <= MempoolLimits.blobTransactionByteLimit else {
                throw .tooLarge(limit: MempoolLimits.blobTransactionByteLimit, got: bytes.count)
            }
            let network: BlobTransactionNetworkForm
            do throws(BlobRejection) {
                guard blobs == nil else { throw .unexpected }
                network = try BlobTransactionNetworkForm(decoding: bytes)
                let form = poolRules.map { BlobProofForm($0) }
                if let form, form != network.form { throw .wrongForm(expected: form, got: network.form) }
            } catch {
                throw .blobs(error)
            }
            return try submit(network.transaction, sidecar: sidecar, blobs: network.sidecar)
        }
        // Checked before decoding, so that decoding is bounded.
        guard bytes.count <= MempoolLimits.transactionByteLimit else {
            throw .tooLarge(limit: MempoolLimits.transactionByteLimit, got: bytes.count)
        }
        let transaction: Transaction
        do throws(InvalidTransaction) {
            transaction = try Transaction(decoding: bytes)
        } catch {
            throw .invalid(error)
        }
        return try admit(transaction, byteCount: bytes.count, sidecar: sidecar, blobs: blobs)
    }

    /// Offers a signed transaction to the pool.
    ///
    /// - Returns: The transaction's hash.
    /// - Throws: `MempoolRejection`; the pool is as before.
    @discardableResult
    public mutating func submit(
        _ transaction: Transaction,
        sidecar: [UInt8]? = nil,
        blobs: BlobSidecar? = nil
    ) throws(MempoolRejection) -> Bytes32 {
        try submit(transaction.encoded, sidecar: sidecar, blobs: blobs)
    }

    /// What is known of a transaction; nil when it was neither admitted to the pool nor included.
    public func outcome(of hash: Bytes32) -> TransactionFate? {
        if let record = history.record(of: hash) { return .included(record) }
        if mempool[hash] != nil { return .pending }
        return dropReasons[hash].map { .dropped($0) }
    }

    /// What an included transaction did.
    public func record(of hash: Bytes32) -> TransactionRecord? {
        history.record(of: hash)
    }

    /// When the next block can stand, which the pool works for, in seconds.
    private var poolTime: UInt64 { nextProposalTime ?? clock.now }

    /// Rules of the next block; nil when no fork is active then.
    private var poolRules: ForkRules? { configuration.rules(at: poolTime) }

    private mutating func admit(
        _ transaction: Transaction,
        byteCount: Int,
        sidecar: [UInt8]?,
        blobs: BlobSidecar?
    ) throws(MempoolRejection) -> Bytes32 {
        let hash = transaction.hash
        guard mempool[hash] == nil, history.record(of: hash) == nil else { throw .alreadyKnown(hash) }
        guard let rules = poolRules else { throw .unsupportedTime(poolTime) }
        let admission = MempoolAdmission(
            rules: rules,
            chainId: configuration.chainId,
            blockGasLimit: head.gasLimit
        )
        let sender = try admission.checkAlone(transaction)
        let account: MempoolAdmission.SenderAccount
        do throws(StateError) {
            var state = headState()
            account = MempoolAdmission.SenderAccount(
                nonce: try state.nonce(of: sender),
                balance: try state.balance(of: sender),
                code: try state.code(of: sender)
            )
        } catch {
            throw .state(error)
        }
        try admission.check(transaction, sender: sender, account: account, pool: mempool)
        // Last, since these are by far the dearest checks.
        let hashes = transaction.blobVersionedHashes
        do throws(BlobRejection) {
            guard transaction.hasBlobs == (blobs != nil) else { throw blobs == nil ? .missing : .unexpected }
            try blobs?.check(against: hashes, form: BlobProofForm(rules), scheme: extensions.blobCommitments)
        } catch {
            throw .blobs(error)
        }
        do throws(ProofRejection) {
            let carried = CarriedBlobs(versionedHashes: hashes, sidecar: blobs)
            try extensions.dependencyVerifier.check(transaction.proofs, sidecar: sidecar, blobs: carried)
        } catch {
            throw .proofs(error)
        }
        let replaced = mempool.insert(
            transaction,
            hash: hash,
            sender: sender,
            byteCount: byteCount,
            sidecar: sidecar,
            blobs: blobs
        )
        if let replaced {
            dropReasons[replaced] = .replaced(by: hash)
        }
        dropReasons[hash] = nil
        return hash
    }
}
