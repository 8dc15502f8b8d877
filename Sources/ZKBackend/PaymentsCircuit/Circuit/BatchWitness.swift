package import Cryptography
package import Primitives

/// What a prover of a batch knows: for each place of the batch the accounts that it touches, with their paths.
///
/// Honest provers make it from a batch and the state before. A test that plays a dishonest one changes it; nothing here
/// is trusted by the circuit.
package struct BatchWitness: Sendable {
    /// An account as the tree holds it when its turn comes.
    package struct Opening: Sendable {
        /// The owner's L1 address, as an element.
        package var owner: BN254.Fr = .zero
        /// The hash of the public key.
        package var keyHash: BN254.Fr = .zero
        /// Payments signed so far.
        package var nonce: BN254.Fr = .zero
        /// The balance.
        package var balance: BN254.Fr = .zero
        /// The siblings of the path from its leaf.
        package var path = [BN254.Fr](repeating: .zero, count: AccountTree.depth)

        /// What stands where no account is touched.
        package init() {}
    }

    /// What belongs to a place for a deposit.
    package struct DepositPlace: Sendable {
        /// The account's index.
        package var index = UInt256()
        /// The owner.
        package var owner = UInt256()
        /// The key hash.
        package var keyHash = UInt256()
        /// The amount.
        package var amount = UInt256()
        /// Whether the place in the tree was free.
        package var isNew = false
        /// The account before; its owner and key are those of the deposit.
        package var account = Opening()

        /// Padding.
        package init() {}
    }

    /// What belongs to a place for a payment.
    package struct PaymentPlace: Sendable {
        /// The payment's 16 bytes, as an integer.
        package var word = UInt256()
        /// The sender before.
        package var sender = Opening()
        /// The recipient of a transfer, after the sender was debited.
        package var recipient = Opening()
        /// The sender's public key.
        package var publicKey = BabyJubjub.base
        /// The sender's signature.
        package var signature = EdDSA.Signature(r: .identity, s: UInt256())

        /// Padding.
        package init() {}
    }

    /// Where the payments are published.
    package let publication: BatchPublication
    /// The state root before, the state root after, the withdrawals root and the hash of the public data; with payments
    /// in a blob, their digest and the two words of the evaluation.
    package var publicInputs: [BN254.Fr]
    /// What signatures are bound to.
    package var domain: UInt256
    /// The places for deposits.
    package var deposits: [DepositPlace]
    /// The places for payments.
    package var payments: [PaymentPlace]

    /// The witness without operations, from which a circuit's shape is built.
    init(emptyOf shape: BatchShape) {
        publication = shape.publication
        publicInputs = Array(repeating: .zero, count: PaymentsCircuit.publicInputCount(shape.publication))
        domain = UInt256()
        deposits = Array(repeating: DepositPlace(), count: shape.depositCapacity)
        payments = Array(repeating: PaymentPlace(), count: shape.capacity)
    }

    /// The witness of a batch that is applied to a state.
    ///
    /// - Parameters:
    ///   - batch: The batch.
    ///   - state: The state.
    ///   - versionedHash: Names the blob that holds the batch's payments; nil where they are in calldata.
    /// - Throws: `PaymentError` when the batch cannot be applied, or needs a blob.
    package init(
        _ batch: Batch,
        appliedTo state: AccountTree,
        versionedHash: Bytes32? = nil
    ) throws(PaymentError) {
        self.init(emptyOf: batch.shape)
        var state = state
        var after = state
        publicInputs = try after.apply(batch).publicInputs + batch.data.blobInputs(versionedHash: versionedHash)
        domain = batch.domain.value
        for (place, deposit) in batch.deposits.enumerated() {
            guard let deposit else { continue }
            deposits[place] = DepositPlace(deposit, state)
            try state.apply(deposit)
        }
        for (place, payment) in batch.payments.enumerated() {
            payments[place] = PaymentPlace(payment, state)
            // Its signature was verified above.
            try state.apply(payment.payment)
        }
    }
}

extension BatchWitness.Opening {
    /// An account at its place.
    init(_ account: Account, at index: UInt16, in state: AccountTree) {
        owner = BN254.Fr(account.owner)
        keyHash = account.keyHash
        nonce = BN254.Fr(account.nonce)
        balance = BN254.Fr(wide: account.balance)
        path = state.path(to: index)
    }
}

extension BatchWitness.DepositPlace {
    /// A deposit before it is applied.
    init(_ deposit: Deposit, _ state: AccountTree) {
        let account = state[deposit.index]
        index = UInt256(UInt64(deposit.index))
        owner = deposit.owner.uint256
        keyHash = deposit.keyHash.value
        amount = BN254.Fr(wide: deposit.amount).value
        isNew = account == nil
        self.account = BatchWitness.Opening(
            account ?? Account(owner: deposit.owner, keyHash: deposit.keyHash),
            at: deposit.index,
            in: state
        )
    }
}

extension BatchWitness.PaymentPlace {
    /// A signed payment before it is applied.
    init(_ signed: SignedPayment, _ state: AccountTree) {
        let payment = signed.payment
        word = BN254.Fr(wide: payment.word).value
        publicKey = signed.publicKey
        signature = signed.signature
        guard var account = state[payment.from] else { return }
        sender = BatchWitness.Opening(account, at: payment.from, in: state)
        guard let to = payment.to, account.debit(payment.amount) else { return }
        var debited = state
        debited.set(account, at: payment.from)
        if let recipient = debited[to] { self.recipient = BatchWitness.Opening(recipient, at: to, in: debited) }
    }
}
