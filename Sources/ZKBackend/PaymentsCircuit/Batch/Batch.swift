package import Cryptography

/// A batch as its sequencer has it: deposits from L1's queue and signed payments, in order.
package struct Batch: Equatable, Sendable {
    /// The shape, which decides on the circuit.
    package let shape: BatchShape
    /// What signatures are bound to.
    package let domain: BN254.Fr
    /// Deposits, which are applied first; nil for one that L1 has paid back, whose place is padding.
    package let deposits: [Deposit?]
    /// Payments, which are applied in order after them.
    package let payments: [SignedPayment]
    /// What is published of it.
    package let data: BatchData

    /// A batch, with padding in its free places.
    ///
    /// - Throws: `PaymentError` when there are more operations than places, or an amount is too large.
    package init(
        shape: BatchShape,
        domain: BN254.Fr,
        deposits: [Deposit?],
        payments: [SignedPayment]
    ) throws(PaymentError) {
        data = try BatchData(shape: shape, domain: domain, deposits: deposits, payments: payments.map(\.payment))
        self.shape = shape
        self.domain = domain
        self.deposits = deposits
        self.payments = payments
    }
}

/// What a batch does to the state: the public inputs of its proof, and the withdrawals that it settles.
package struct BatchTransition: Sendable {
    /// The state root before.
    package let rootBefore: BN254.Fr
    /// The state root after.
    package let rootAfter: BN254.Fr
    /// The withdrawals, with paths for claims.
    package let withdrawals: WithdrawalTree
    /// The hash of the public data that L1's contract has.
    package let dataHash: BN254.Fr

    /// The public inputs of a proof in their order; with payments in a blob, `BatchData.blobInputs` follow.
    package var publicInputs: [BN254.Fr] { [rootBefore, rootAfter, withdrawals.root, dataHash] }
}

extension AccountTree {
    /// Applies a batch with its signatures.
    ///
    /// - Throws: `PaymentError` of the first operation that cannot be; the state is unchanged then.
    package mutating func apply(_ batch: Batch) throws(PaymentError) -> BatchTransition {
        var signed = batch.payments.makeIterator()
        return try apply(batch.data) { (state, _) throws(PaymentError) in
            // The places of the data are those of the batch, padding behind them.
            if let payment = signed.next() { try state.apply(payment, domain: batch.domain) }
        }
    }

    /// Applies the public data of a batch that was proved, as a node does that reads it from L1.
    ///
    /// - Throws: `PaymentError` of the first operation that cannot be; the state is unchanged then. A proof excludes
    /// it.
    package mutating func apply(_ data: BatchData) throws(PaymentError) -> BatchTransition {
        try apply(data) { (state, payment) throws(PaymentError) in try state.apply(payment) }
    }

    private mutating func apply(
        _ data: BatchData,
        payment applyPayment: (inout Self, Payment) throws(PaymentError) -> Void
    ) throws(PaymentError) -> BatchTransition {
        var state = self
        for case let deposit? in data.deposits { try state.apply(deposit) }
        var withdrawals: [Withdrawal] = []
        for (place, payment) in data.payments.enumerated() {
            guard let payment else { continue }
            try applyPayment(&state, payment)
            if payment.to == nil, let account = state[payment.from] {
                withdrawals.append(Withdrawal(recipient: account.owner, amount: payment.amount, index: place))
            }
        }
        let transition = BatchTransition(
            rootBefore: root,
            rootAfter: state.root,
            withdrawals: WithdrawalTree(withdrawals, capacity: data.shape.capacity),
            dataHash: data.hash
        )
        self = state
        return transition
    }
}
