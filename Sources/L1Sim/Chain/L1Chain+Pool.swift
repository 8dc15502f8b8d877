public import Primitives
public import StateTransition
import StateTrie

extension L1Chain {
    /// Offers a signed transaction, as bytes, to the pool.
    ///
    /// - Parameters:
    ///   - bytes: Hostile bytes: EIP-2718 envelope or legacy RLP.
    ///   - sidecar: Hostile bytes: proofs of the transaction's dependencies (`ProofSidecar`); nil when it has none.
    /// - Returns: The transaction's hash.
    /// - Throws: `MempoolRejection`; the pool is as before.
    @discardableResult
    public mutating func submit(_ bytes: [UInt8], sidecar: [UInt8]? = nil) throws(MempoolRejection) -> Bytes32 {
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
        return try admit(transaction, byteCount: bytes.count, sidecar: sidecar)
    }

    /// Offers a signed transaction to the pool.
    ///
    /// - Returns: The transaction's hash.
    /// - Throws: `MempoolRejection`; the pool is as before.
    @discardableResult
    public mutating func submit(
        _ transaction: Transaction,
        sidecar: [UInt8]? = nil
    ) throws(MempoolRejection) -> Bytes32 {
        try submit(transaction.encoded, sidecar: sidecar)
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

    private mutating func admit(
        _ transaction: Transaction,
        byteCount: Int,
        sidecar: [UInt8]?
    ) throws(MempoolRejection) -> Bytes32 {
        let hash = transaction.hash
        guard mempool[hash] == nil, history.record(of: hash) == nil else { throw .alreadyKnown(hash) }
        let time = nextProposalTime ?? clock.now
        guard let rules = configuration.rules(at: time) else { throw .unsupportedTime(time) }
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
        // Last, since it is by far the dearest check.
        do throws(ProofRejection) {
            try extensions.dependencyVerifier.check(transaction.proofs, sidecar: sidecar)
        } catch {
            throw .proofs(error)
        }
        let replaced = mempool.insert(
            transaction,
            hash: hash,
            sender: sender,
            byteCount: byteCount,
            sidecar: sidecar
        )
        if let replaced {
            dropReasons[replaced] = .replaced(by: hash)
        }
        dropReasons[hash] = nil
        return hash
    }
}
