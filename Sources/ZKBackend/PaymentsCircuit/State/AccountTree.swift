package import Cryptography

/// The state of the payments rollup: up to 65,536 accounts in a Poseidon tree, by their index.
package struct AccountTree: Sendable {
    private var accounts: [UInt16: Account] = [:]
    private var tree = MerkleTree(depth: AccountTree.depth)

    /// Levels of the tree, one for each bit of an index.
    package static var depth: Int { 16 }

    /// No accounts.
    package init() {}

    /// The state root.
    package var root: BN254.Fr { tree.root }

    /// The account at an index, or nil.
    package subscript(index: UInt16) -> Account? { accounts[index] }

    /// Puts an account at an index, whatever was there.
    ///
    /// For states to begin from; what happens afterwards goes through `apply`.
    package mutating func set(_ account: Account, at index: UInt16) {
        accounts[index] = account
        tree.setLeaf(account.leaf, at: Int(index))
    }

    /// The siblings on the way from an account's leaf to the root.
    package func path(to index: UInt16) -> [BN254.Fr] { tree.path(to: Int(index)) }

    /// Adds a deposit to its account, which begins with it when the index is free.
    ///
    /// - Throws: `PaymentError`; the state is unchanged then.
    package mutating func apply(_ deposit: Deposit) throws(PaymentError) {
        try deposit.checkRanges()
        var account = accounts[deposit.index] ?? Account(owner: deposit.owner, keyHash: deposit.keyHash)
        guard account.owner == deposit.owner, account.keyHash == deposit.keyHash else {
            throw .accountOfAnother(index: deposit.index)
        }
        guard account.credit(deposit.amount) else { throw .balanceOverflow(index: deposit.index) }
        set(account, at: deposit.index)
    }

    /// Moves what a payment says, whoever signed it.
    ///
    /// For who follows a proved batch, and cannot see signatures. A sequencer calls the form with a signature.
    /// - Throws: `PaymentError`; the state is unchanged then.
    package mutating func apply(_ payment: Payment) throws(PaymentError) {
        try payment.checkRanges()
        guard var sender = accounts[payment.from] else { throw .unknownAccount(index: payment.from) }
        guard sender.nonce < .max else { throw .nonceOverflow(index: payment.from) }
        guard sender.debit(payment.amount) else {
            throw .insufficientBalance(index: payment.from, balance: sender.balance, amount: payment.amount)
        }
        guard let to = payment.to else { return set(sender, at: payment.from) }
        // A payment to oneself credits the account that was debited.
        guard var recipient = to == payment.from ? sender : accounts[to] else { throw .unknownAccount(index: to) }
        guard recipient.credit(payment.amount) else { throw .balanceOverflow(index: to) }
        set(sender, at: payment.from)
        set(recipient, at: to)
    }

    /// Moves what a signed payment says, if its signature holds for its sender's key, its nonce and the domain.
    ///
    /// - Throws: `PaymentError`; the state is unchanged then.
    package mutating func apply(_ signed: SignedPayment, domain: BN254.Fr) throws(PaymentError) {
        let payment = signed.payment
        try payment.checkRanges()
        guard let sender = accounts[payment.from] else { throw .unknownAccount(index: payment.from) }
        guard sender.keyHash == Account.keyHash(of: signed.publicKey) else { throw .foreignKey(index: payment.from) }
        guard sender.nonce == signed.nonce else {
            throw .wrongNonce(index: payment.from, expected: sender.nonce, got: signed.nonce)
        }
        guard signed.isSignatureValid(domain: domain) else { throw .badSignature(index: payment.from) }
        try apply(payment)
    }
}
