/// How many operations a batch has places for; each shape has its own circuit, and its own keys.
package struct BatchShape: Hashable, Sendable {
    /// Places for payments, at least 1.
    package let capacity: Int
    /// Places for deposits, which come before payments.
    package let depositCapacity: Int

    /// The most places of either kind: what a path or a nonce could count is far beyond.
    package static var maximum: Int { 1024 }

    /// A shape, or nil when it has no place for a payment, or more places than `maximum`.
    package init?(capacity: Int, depositCapacity: Int = 1) {
        guard (1...Self.maximum).contains(capacity), (0...Self.maximum).contains(depositCapacity) else { return nil }
        self.capacity = capacity
        self.depositCapacity = depositCapacity
    }

    /// Bytes of the public data.
    package var publicDataSize: Int {
        BatchData.domainSize + depositCapacity * Deposit.publicDataSize + capacity * Payment.publicDataSize
    }
}
