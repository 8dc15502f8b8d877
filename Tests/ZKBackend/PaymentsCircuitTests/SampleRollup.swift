import Cryptography
import PaymentsCircuit
import Primitives

/// A small state with known keys.
struct SampleRollup {
    /// What signatures are bound to.
    let domain = BatchData.domain(chainID: 1, contract: Address(0xc0))
    /// The keys of the accounts 3 and 65,535; the third has none.
    let keys = [SigningKey(seed: [3]), SigningKey(seed: [255]), SigningKey(seed: [7])]
    /// The accounts 3 and 65,535 with 1,000 wei each, owned by the addresses of their numbers.
    private(set) var state = AccountTree()

    init() {
        for (index, key) in zip([UInt16(3), 65_535], keys) {
            let keyHash = Account.keyHash(of: key.publicKey)
            state.set(Account(owner: Address(UInt64(index)), keyHash: keyHash, balance: 1000), at: index)
        }
    }

    /// The key that signs for an index.
    func key(_ index: UInt16) -> SigningKey { index == 3 ? keys[0] : index == 65_535 ? keys[1] : keys[2] }

    /// A payment with its sender's signature.
    func signed(_ payment: Payment, nonce: UInt64 = 0) -> SignedPayment {
        SignedPayment(payment, nonce: nonce, domain: domain, key: key(payment.from))
    }

    /// A deposit for the third key, owned by the address of its index.
    func deposit(index: UInt16, amount: UInt128) -> Deposit {
        Deposit(
            index: index,
            owner: Address(UInt64(index)),
            keyHash: Account.keyHash(of: key(index).publicKey),
            amount: amount
        )
    }

    /// A batch whose payments are signed for the nonces that they meet.
    func batch(
        capacity: Int = 4,
        depositCapacity: Int = 1,
        publication: BatchPublication = .calldata,
        deposits: [Deposit],
        payments: [Payment]
    ) throws -> Batch {
        var nonces: [UInt16: UInt64] = [:]
        let signed = payments.map { payment in
            defer { nonces[payment.from, default: 0] += 1 }
            return self.signed(payment, nonce: nonces[payment.from, default: 0])
        }
        guard
            let shape = BatchShape(capacity: capacity, depositCapacity: depositCapacity, publication: publication)
        else {
            throw PaymentError.tooManyOperations(count: payments.count, capacity: capacity)
        }
        return try Batch(shape: shape, domain: domain, deposits: deposits, payments: signed)
    }
}
