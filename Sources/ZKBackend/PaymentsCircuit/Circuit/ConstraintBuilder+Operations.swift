import Cryptography
import Groth16
import Primitives

/// An account in a circuit.
private struct CircuitAccount {
    let owner: LinearCombination
    let keyHash: LinearCombination
    let nonce: LinearCombination
    let balance: LinearCombination
    let siblings: [LinearCombination]
}

extension ConstraintBuilder {
    /// Bits of a balance.
    private static var balanceBitCount: Int { 128 }

    /// One place for a deposit: credits an account, or makes it, or does nothing if the amount is zero.
    ///
    /// - Parameters:
    ///   - place: What the prover knows of it.
    ///   - root: The state root, replaced by the one after the deposit.
    /// - Returns: The deposit's bits of public data.
    mutating func deposit(
        _ place: BatchWitness.DepositPlace,
        root: inout LinearCombination
    ) -> [LinearCombination] {
        let index = allocateBits("bits of the index", place.index, count: AccountTree.depth)
        let owner = allocateBits("bits of the owner", place.owner, count: 160)
        let keyHash = allocateBits("bits of the key hash", place.keyHash, count: Self.elementBitCount)
        let amountBits = allocateBits("bits of the amount", place.amount, count: Deposit.amountBitCount)
        constrainBelowModulus(keyHash)
        let amount = LinearCombination.integer(amountBits)

        // A deposit of nothing is padding: all zeros, as the decoder has it.
        let isPadding = isZero("padding", amount)
        constrainZero("padding is zero", .integer(index + owner), if: isPadding)
        constrainZero("padding is zero", .integer(keyHash), if: isPadding)

        // Owner and key are those of the public data, whether the account is there or begins here.
        let account = CircuitAccount(
            owner: .integer(owner),
            keyHash: .integer(keyHash),
            nonce: allocate(place.account.nonce),
            balance: allocate(place.account.balance),
            siblings: place.account.path.map { allocate($0) }
        )
        let isNew = allocateBit("new account", place.isNew)
        constrainZero("nonce of a new account", account.nonce, if: isNew)
        constrainZero("balance of a new account", account.balance, if: isNew)
        let credited = account.balance + amount
        constrainRange("balance after a deposit", credited, width: Self.balanceBitCount)

        let oldLeaf = leaf(of: account, nonce: account.nonce, balance: account.balance)
        let presentLeaf = multiplied("leaf of no account", .one - isNew, oldLeaf)
        let newLeaf = leaf(of: account, nonce: account.nonce, balance: credited)
        replaceLeaf(presentLeaf, by: newLeaf, at: index, account.siblings, root: &root, if: .one - isPadding)

        return PaymentsCircuit.bigEndian(index, byteCount: 2) + PaymentsCircuit.bigEndian(owner, byteCount: 20)
            + PaymentsCircuit.bigEndian(keyHash, byteCount: 32) + PaymentsCircuit.bigEndian(amountBits, byteCount: 10)
    }

    /// One place for a payment: a transfer, a withdrawal or padding.
    ///
    /// - Parameters:
    ///   - place: What the prover knows of it.
    ///   - index: The number of the place.
    ///   - domain: What signatures are bound to.
    ///   - root: The state root, replaced by the one after the payment.
    /// - Returns: The payment's bits of public data, and its leaf in the tree of withdrawals.
    mutating func payment(
        _ place: BatchWitness.PaymentPlace,
        index: Int,
        domain: LinearCombination,
        root: inout LinearCombination
    ) -> (data: [LinearCombination], withdrawal: LinearCombination) {
        // The word: amount, to, from, and two bits of the kind, the lowest bit first.
        let bits = allocateBits("bits of the payment", place.word, count: Payment.amountBitCount + 34)
        let amount = LinearCombination.integer(bits[..<88])
        let (to, from) = (Array(bits[88..<104]), Array(bits[104..<120]))
        let (isTransfer, isWithdrawal) = (bits[120], bits[121])
        let isActive = isTransfer + isWithdrawal
        constrain("kind", isTransfer, isWithdrawal, .zero)
        constrainZero("padding is zero", .integer(bits[..<120]), if: .one - isActive)
        constrainZero("withdrawal without recipient", .integer(to), if: isWithdrawal)

        let publicKey = allocatePoint(place.publicKey)
        let sender = CircuitAccount(
            owner: allocate(place.sender.owner),
            keyHash: within("key hash") { $0.poseidon(publicKey.x, publicKey.y) },
            nonce: allocate(place.sender.nonce),
            balance: allocate(place.sender.balance),
            siblings: place.sender.path.map { allocate($0) }
        )
        let signature = allocateSignature(place.signature)
        // The nonce is bound by the leaf, where it began at zero and grows by one: it stays below 2^64 for longer than
        // anybody proves batches, and its sum with the word is of one meaning.
        let radix = BN254.Fr(reducing: UInt256(1) << 128)
        let message = within("message") { $0.poseidon(domain, .integer(bits) + sender.nonce * radix) }
        verify(signature, message: message, publicKey: publicKey, isActive: isActive)

        // Modulo r, a balance less than the amount would become huge.
        let debited = sender.balance - amount
        constrainRange("sender's balance covers the amount", debited, width: Self.balanceBitCount)
        within("sender") { builder in
            let oldLeaf = builder.leaf(of: sender, nonce: sender.nonce, balance: sender.balance)
            let newLeaf = builder.leaf(of: sender, nonce: sender.nonce + .one, balance: debited)
            builder.replaceLeaf(oldLeaf, by: newLeaf, at: from, sender.siblings, root: &root, if: isActive)
        }

        // The recipient is opened in the tree that has the sender debited, so that a payment to oneself adds nothing.
        // An opening has a preimage of its leaf: the zero leaf of no account has none.
        let recipient = CircuitAccount(
            owner: allocate(place.recipient.owner),
            keyHash: allocate(place.recipient.keyHash),
            nonce: allocate(place.recipient.nonce),
            balance: allocate(place.recipient.balance),
            siblings: place.recipient.path.map { allocate($0) }
        )
        let credited = recipient.balance + amount
        constrainRange("recipient's balance", credited, width: Self.balanceBitCount)
        within("recipient") { builder in
            let oldLeaf = builder.leaf(of: recipient, nonce: recipient.nonce, balance: recipient.balance)
            let newLeaf = builder.leaf(of: recipient, nonce: recipient.nonce, balance: credited)
            builder.replaceLeaf(oldLeaf, by: newLeaf, at: to, recipient.siblings, root: &root, if: isTransfer)
        }

        let position = LinearCombination(UInt64(index)) * radix
        let withdrawal = within("withdrawal") { $0.poseidon(sender.owner, amount + position) }
        return (
            PaymentsCircuit.bigEndian(bits, byteCount: Payment.publicDataSize),
            multiplied("leaf of a withdrawal", isWithdrawal, withdrawal)
        )
    }

    /// The root of a tree over leaves, with zeros behind them up to a power of two.
    mutating func merkleRoot(_ leaves: [LinearCombination]) -> LinearCombination {
        var nodes =
            leaves + Array(repeating: .zero, count: 1 << WithdrawalTree.depth(capacity: leaves.count) - leaves.count)
        while nodes.count > 1 {
            nodes = stride(from: 0, to: nodes.count, by: 2).map { poseidon(nodes[$0], nodes[$0 + 1]) }
        }
        return nodes[0]
    }

    /// A new private value.
    private mutating func allocate(_ value: BN254.Fr) -> LinearCombination {
        LinearCombination(allocatePrivate { _ in value })
    }

    /// The leaf of an account with a nonce and a balance of its own or to come.
    ///
    /// 297 constraints.
    private mutating func leaf(
        of account: CircuitAccount,
        nonce: LinearCombination,
        balance: LinearCombination
    ) -> LinearCombination {
        within("leaf") { $0.poseidon(.four, [account.owner, account.keyHash, nonce, balance]) }
    }

    /// Demands, if a bit is one, that a leaf is in the tree, and replaces it.
    ///
    /// Twice the path's constraints, and two.
    private mutating func replaceLeaf(
        _ oldLeaf: LinearCombination,
        by newLeaf: LinearCombination,
        at index: [LinearCombination],
        _ siblings: [LinearCombination],
        root: inout LinearCombination,
        if isActive: LinearCombination
    ) {
        let oldRoot = within("before") { $0.merkleRoot(leaf: oldLeaf, index: index, siblings: siblings) }
        let newRoot = within("after") { $0.merkleRoot(leaf: newLeaf, index: index, siblings: siblings) }
        constrainZero("leaf is in the state", oldRoot - root, if: isActive)
        root = select("state root", isActive, newRoot, else: root)
    }
}
