package import Cryptography
package import Primitives

/// A batch's public data: enough to follow the state from batch to batch, without signatures.
///
/// On the wire, in this order, big-endian throughout, with the sizes that the shape gives:
///
/// | part | bytes |
/// |---|---|
/// | domain | 32, an integer below 2^253 |
/// | each deposit | index 2, owner 20, key hash 32, amount 10 |
/// | each payment | kind 1, from 2, to 2, amount 11 |
///
/// Kinds are 0 for padding, 1 for a transfer and 2 for a withdrawal, whose `to` is zero. Padding is all zeros; a
/// deposit whose amount is zero is padding. The circuit accepts exactly the bytes that the decoder accepts.
package struct BatchData: Equatable, Sendable {
    /// The shape of the batch.
    package let shape: BatchShape
    /// What a signature is bound to: one rollup on one chain.
    package let domain: BN254.Fr
    /// The places for deposits; nil is padding.
    package let deposits: [Deposit?]
    /// The places for payments; nil is padding.
    package let payments: [Payment?]

    /// Bytes of the domain.
    static var domainSize: Int { 32 }
    /// Bits of the domain and of the data hash: the most that always fit an element.
    package static var hashBitCount: Int { 253 }

    /// The domain of a rollup: SHA-256 of the chain id (32 bytes) and the contract's address (20), modulo 2^253.
    package static func domain(chainID: UInt64, contract: Address) -> BN254.Fr {
        truncatedSHA256(UInt256(chainID).bigEndianBytes + contract.uint256.bigEndianBytes.suffix(20))
    }

    /// Public data of operations at the front of their places, with padding behind them.
    ///
    /// - Throws: `PaymentError` when there are too many, or one cannot be written.
    init(shape: BatchShape, domain: BN254.Fr, deposits: [Deposit?], payments: [Payment]) throws(PaymentError) {
        guard deposits.count <= shape.depositCapacity else {
            throw .tooManyOperations(count: deposits.count, capacity: shape.depositCapacity)
        }
        guard payments.count <= shape.capacity else {
            throw .tooManyOperations(count: payments.count, capacity: shape.capacity)
        }
        for case let deposit? in deposits { try deposit.checkRanges() }
        for payment in payments { try payment.checkRanges() }
        self.shape = shape
        self.domain = domain
        self.deposits = deposits + Array(repeating: nil, count: shape.depositCapacity - deposits.count)
        self.payments = payments + Array(repeating: nil, count: shape.capacity - payments.count)
    }

    /// Joins decoded parts.
    init(decoded domain: BN254.Fr, deposits: [Deposit?], payments: [Payment?], shape: BatchShape) {
        self.shape = shape
        self.domain = domain
        self.deposits = deposits
        self.payments = payments
    }

    /// The bytes.
    package var encoded: [UInt8] { encodedHead + encodedPayments }

    /// The bytes of domain and deposits, which L1's contract writes by itself.
    private var encodedHead: [UInt8] {
        var bytes = domain.bigEndianBytes
        for deposit in deposits { bytes += deposit?.publicData ?? Array(repeating: 0, count: Deposit.publicDataSize) }
        return bytes
    }

    /// The bytes of the payments, which their sequencer publishes.
    package var encodedPayments: [UInt8] {
        payments.flatMap { $0?.publicData ?? Array(repeating: 0, count: Payment.publicDataSize) }
    }

    /// SHA-256, modulo 2^253, of the bytes that L1's contract has: the public input by which a proof is bound to them.
    ///
    /// With payments in calldata these are all bytes, with payments in a blob those of domain and deposits.
    package var hash: BN254.Fr {
        switch shape.publication {
        case .calldata: Self.truncatedSHA256(encoded)
        case .blob: Self.truncatedSHA256(encodedHead)
        }
    }

    private static func truncatedSHA256(_ bytes: [UInt8]) -> BN254.Fr {
        let digest = bytes.withUnsafeBytes { input in
            withUnsafeTemporaryAllocation(byteCount: 32, alignment: 8) { output in
                guard let start = output.baseAddress else { return UInt256() }
                SHA256.hash(input.baseAddress, count: input.count, to: start)
                return UInt256(bigEndianAt: start)
            }
        }
        return BN254.Fr(reducing: digest & ((UInt256(1) << hashBitCount) &- 1))
    }
}

extension Deposit {
    /// Bytes of a deposit's public data, one block of SHA-256.
    package static var publicDataSize: Int { 64 }

    /// The bytes that L1's contract writes.
    package var publicData: [UInt8] {
        UInt256(UInt64(index)).bigEndianBytes.suffix(2) + owner.uint256.bigEndianBytes.suffix(20)
            + keyHash.bigEndianBytes + BN254.Fr(wide: amount).bigEndianBytes.suffix(10)
    }
}

extension Payment {
    /// Bytes of a payment's public data, a quarter of a block of SHA-256.
    package static var publicDataSize: Int { 16 }

    /// 1 for a transfer, 2 for a withdrawal.
    var kind: UInt8 { to == nil ? 2 : 1 }

    /// The public data as an integer.
    var word: UInt128 { UInt128(kind) << 120 | UInt128(from) << 104 | UInt128(to ?? 0) << 88 | amount }

    /// The public data.
    var publicData: [UInt8] { (0..<16).map { UInt8(truncatingIfNeeded: word >> (120 - 8 * $0)) } }
}
