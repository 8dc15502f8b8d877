package import Cryptography
package import Primitives

/// One account of the payments rollup.
package struct Account: Equatable, Sendable {
    /// The L1 address that withdrawals go to.
    package let owner: Address
    /// Poseidon of the public key's coordinates, which signs for the account.
    package let keyHash: BN254.Fr
    /// Payments that the account has signed.
    package private(set) var nonce: UInt64
    /// What it holds, in wei.
    package private(set) var balance: UInt128

    /// An account with given contents.
    package init(owner: Address, keyHash: BN254.Fr, nonce: UInt64 = 0, balance: UInt128 = 0) {
        self.owner = owner
        self.keyHash = keyHash
        self.nonce = nonce
        self.balance = balance
    }

    /// The hash of a public key by which accounts know it.
    package static func keyHash(of publicKey: BabyJubjub.Point) -> BN254.Fr {
        Poseidon.hash(publicKey.x, publicKey.y)
    }

    /// The account's leaf in the tree; never zero, which is the leaf of no account.
    ///
    /// Nobody knows four elements with the digest zero: that would be a preimage.
    package var leaf: BN254.Fr {
        Poseidon.four.hash([BN254.Fr(owner), keyHash, BN254.Fr(nonce), BN254.Fr(wide: balance)])
    }

    /// Adds an amount to the balance; false, and no change, beyond 128 bits.
    mutating func credit(_ amount: UInt128) -> Bool {
        let (sum, overflow) = balance.addingReportingOverflow(amount)
        guard !overflow else { return false }
        balance = sum
        return true
    }

    /// Takes an amount that the balance holds, and counts the payment; false, and no change, when either cannot be.
    mutating func debit(_ amount: UInt128) -> Bool {
        let (rest, underflow) = balance.subtractingReportingOverflow(amount)
        let (count, overflow) = nonce.addingReportingOverflow(1)
        guard !underflow, !overflow else { return false }
        (balance, nonce) = (rest, count)
        return true
    }
}

extension BN254.Fr {
    /// An address as an integer.
    init(_ address: Address) {
        self.init(reducing: address.uint256)
    }

    /// An integer of 128 bits.
    init(wide value: UInt128) {
        self.init(
            reducing: UInt256(
                l0: UInt64(truncatingIfNeeded: value),
                l1: UInt64(truncatingIfNeeded: value >> 64),
                l2: 0,
                l3: 0
            )
        )
    }
}
