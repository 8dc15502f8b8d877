package import Cryptography
import Primitives

/// What an account's owner orders: a transfer to another account, or a withdrawal to L1.
package struct Payment: Equatable, Sendable {
    /// The index of the account that pays.
    package let from: UInt16
    /// The index of the account that is paid, or nil for a withdrawal, which goes to the owner's L1 address.
    package let to: UInt16?
    /// What is paid, in wei, below 2^88.
    package let amount: UInt128

    private init(from: UInt16, to: UInt16?, amount: UInt128) {
        self.from = from
        self.to = to
        self.amount = amount
    }

    /// A transfer between accounts.
    package static func transfer(from: UInt16, to: UInt16, amount: UInt128) -> Self {
        Self(from: from, to: to, amount: amount)
    }

    /// A withdrawal to the L1 address of the account's owner.
    package static func withdrawal(from: UInt16, amount: UInt128) -> Self {
        Self(from: from, to: nil, amount: amount)
    }

    /// Bits of an amount: 309 million ether, more than exist.
    package static var amountBitCount: Int { 88 }

    func checkRanges() throws(PaymentError) {
        guard amount >> Self.amountBitCount == 0 else {
            throw .amountTooLarge(amount: amount, bitCount: Self.amountBitCount)
        }
    }
}

/// A payment with the key and the signature of its sender.
package struct SignedPayment: Equatable, Sendable {
    /// What is ordered.
    package let payment: Payment
    /// The sender's nonce that it is signed for.
    package let nonce: UInt64
    /// The sender's public key, of which the state has the hash.
    package let publicKey: BabyJubjub.Point
    /// The signature of `message(for:nonce:domain:)`.
    package let signature: EdDSA.Signature

    /// Joins the parts of a signed payment, unchecked.
    package init(payment: Payment, nonce: UInt64, publicKey: BabyJubjub.Point, signature: EdDSA.Signature) {
        self.payment = payment
        self.nonce = nonce
        self.publicKey = publicKey
        self.signature = signature
    }

    /// Signs a payment for one rollup, the domain, and one nonce.
    package init(_ payment: Payment, nonce: UInt64, domain: BN254.Fr, key: SigningKey) {
        self.init(
            payment: payment,
            nonce: nonce,
            publicKey: key.publicKey,
            signature: key.sign(Self.message(for: payment, nonce: nonce, domain: domain))
        )
    }

    /// The element that is signed: Poseidon of the domain, and of nonce and public data side by side.
    ///
    /// The second input is `nonce * 2^128 + word`, where the word is the payment's public data; both are below the
    /// modulus and come apart in one way only.
    package static func message(for payment: Payment, nonce: UInt64, domain: BN254.Fr) -> BN254.Fr {
        let word = payment.word
        let order = UInt256(
            l0: UInt64(truncatingIfNeeded: word),
            l1: UInt64(truncatingIfNeeded: word >> 64),
            l2: nonce,
            l3: 0
        )
        return Poseidon.hash(domain, BN254.Fr(reducing: order))
    }

    /// Whether the signature holds.
    package func isSignatureValid(domain: BN254.Fr) -> Bool {
        EdDSA.verify(
            signature,
            message: Self.message(for: payment, nonce: nonce, domain: domain),
            publicKey: publicKey
        )
    }
}
