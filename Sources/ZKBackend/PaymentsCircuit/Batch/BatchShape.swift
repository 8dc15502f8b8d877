/// Where the payments of a batch are published; deposits are in the queue of L1's contract in any case.
package enum BatchPublication: Hashable, Sendable {
    /// In calldata, which the contract hashes.
    case calldata
    /// As the coefficients of a blob's polynomial, of which the contract learns one value.
    case blob
}

/// How many operations a batch has places for, and where its payments are; each shape has its own circuit and keys.
package struct BatchShape: Hashable, Sendable {
    /// Places for payments, at least 1.
    package let capacity: Int
    /// Places for deposits, which come before payments.
    package let depositCapacity: Int
    /// Where the payments are published.
    package let publication: BatchPublication

    /// The most places of either kind: what a path or a nonce could count is far beyond.
    package static var maximum: Int { 1024 }

    /// A shape, or nil when it has no place for a payment, or more places than `maximum`.
    package init?(capacity: Int, depositCapacity: Int = 1, publication: BatchPublication = .calldata) {
        guard (1...Self.maximum).contains(capacity), (0...Self.maximum).contains(depositCapacity) else { return nil }
        self.capacity = capacity
        self.depositCapacity = depositCapacity
        self.publication = publication
    }

    /// Bytes of the payments' public data, which one blob always holds.
    package var paymentsByteCount: Int { capacity * Payment.publicDataSize }

    /// Bytes of the public data.
    package var publicDataSize: Int {
        BatchData.domainSize + depositCapacity * Deposit.publicDataSize + paymentsByteCount
    }
}
