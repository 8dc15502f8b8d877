package import Cryptography
package import Primitives

/// A payment from L1 into an account, as L1's contract has it in its queue.
///
/// The contract chooses the index: a new owner's is free, a known owner's is the one that it has. Nobody signs, since
/// the contract writes the public data of deposits itself.
package struct Deposit: Equatable, Sendable {
    /// The account's index.
    package let index: UInt16
    /// The L1 address that owns the account.
    package let owner: Address
    /// Poseidon of the coordinates of the key that signs for the account.
    package let keyHash: BN254.Fr
    /// What is paid in, in wei: at least 1, below 2^80.
    package let amount: UInt128

    /// Joins the parts of a deposit, unchecked.
    package init(index: UInt16, owner: Address, keyHash: BN254.Fr, amount: UInt128) {
        self.index = index
        self.owner = owner
        self.keyHash = keyHash
        self.amount = amount
    }

    /// Bits of an amount: 1.2 million ether.
    package static var amountBitCount: Int { 80 }

    func checkRanges() throws(PaymentError) {
        guard amount != 0 else { throw .emptyDeposit(index: index) }
        guard amount >> Self.amountBitCount == 0 else {
            throw .amountTooLarge(amount: amount, bitCount: Self.amountBitCount)
        }
    }
}
