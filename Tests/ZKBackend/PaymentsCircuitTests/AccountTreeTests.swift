import Cryptography
import PaymentsCircuit
import Primitives
import TestSupport
import Testing

@Suite("The state of the payments rollup")
struct AccountTreeTests {
    typealias Fr = BN254.Fr

    /// Two accounts with 1,000 wei, at 3 and at 65,535.
    private let sample = SampleRollup()

    @Test("Roots are those of a whole tree, and paths lead to them")
    func merkleTree() {
        var random = SplitMix64(seed: 0x7472_6565)
        var tree = MerkleTree(depth: 4)
        var leaves = [Fr](repeating: .zero, count: 16)
        for round in 0..<40 {
            if round > 0 {
                let index = Int.random(in: 0..<16, using: &random)
                leaves[index] = round % 5 == 0 ? .zero : Fr.random(using: &random)
                tree.setLeaf(leaves[index], at: index)
            }
            var nodes = leaves
            while nodes.count > 1 {
                nodes = stride(from: 0, to: nodes.count, by: 2).map { Poseidon.hash(nodes[$0], nodes[$0 + 1]) }
            }
            #expect(tree.root == nodes[0])
            for index in 0..<16 {
                #expect(MerkleTree.root(leaf: leaves[index], index: index, path: tree.path(to: index)) == nodes[0])
            }
        }
    }

    @Test("Transfers and withdrawals move what they say")
    func payments() throws {
        var state = sample.state
        try state.apply(sample.signed(.transfer(from: 3, to: 65_535, amount: 300)), domain: sample.domain)
        #expect(state[3]?.balance == 700 && state[3]?.nonce == 1)
        #expect(state[65_535]?.balance == 1300 && state[65_535]?.nonce == 0)
        try state.apply(sample.signed(.withdrawal(from: 65_535, amount: 1300)), domain: sample.domain)
        #expect(state[65_535]?.balance == 0 && state[65_535]?.nonce == 1)
    }

    @Test("A payment to oneself changes the nonce alone")
    func selfTransfer() throws {
        var state = sample.state
        try state.apply(sample.signed(.transfer(from: 3, to: 3, amount: 1000)), domain: sample.domain)
        #expect(state[3]?.balance == 1000 && state[3]?.nonce == 1)
    }

    @Test("A deposit makes an account or adds to one")
    func deposits() throws {
        var state = AccountTree()
        let deposit = sample.deposit(index: 7, amount: 5)
        try state.apply(deposit)
        #expect(state[7] == Account(owner: deposit.owner, keyHash: deposit.keyHash, balance: 5))
        try state.apply(deposit)
        #expect(state[7]?.balance == 10 && state[7]?.nonce == 0)
    }

    @Test("Each rule has its error, and a refused payment changes nothing")
    func refusals() {
        let key = sample.keys[0]
        let transfer = Payment.transfer(from: 3, to: 65_535, amount: 300)
        let signed = sample.signed(transfer)
        let otherDomain = SignedPayment(transfer, nonce: 0, domain: sample.domain + .one, key: key)
        let otherAmount = SignedPayment(
            payment: .transfer(from: 3, to: 65_535, amount: 301),
            nonce: 0,
            publicKey: signed.publicKey,
            signature: signed.signature
        )
        let cases: [(SignedPayment, PaymentError)] = [
            (sample.signed(.transfer(from: 4, to: 3, amount: 1)), .unknownAccount(index: 4)),
            (sample.signed(.transfer(from: 3, to: 4, amount: 1)), .unknownAccount(index: 4)),
            (SignedPayment(transfer, nonce: 0, domain: sample.domain, key: sample.keys[1]), .foreignKey(index: 3)),
            (
                SignedPayment(transfer, nonce: 1, domain: sample.domain, key: key),
                .wrongNonce(index: 3, expected: 0, got: 1)
            ),
            (otherDomain, .badSignature(index: 3)),
            (otherAmount, .badSignature(index: 3)),
            (
                sample.signed(.withdrawal(from: 3, amount: 1001)),
                .insufficientBalance(index: 3, balance: 1000, amount: 1001)
            ),
            (
                sample.signed(.withdrawal(from: 3, amount: 1 << 88)),
                .amountTooLarge(amount: 1 << 88, bitCount: 88)
            ),
        ]
        for (payment, error) in cases {
            var state = sample.state
            #expect(throws: error) { try state.apply(payment, domain: sample.domain) }
            #expect(state.root == sample.state.root)
        }
    }

    @Test("Balances and nonces end without a wrap")
    func ends() {
        var state = sample.state
        let keyHash = Account.keyHash(of: sample.keys[0].publicKey)
        state.set(Account(owner: Address(9), keyHash: keyHash, nonce: .max, balance: 1), at: 9)
        state.set(Account(owner: Address(8), keyHash: keyHash, balance: .max), at: 8)
        let root = state.root
        #expect(throws: PaymentError.nonceOverflow(index: 9)) { try state.apply(.withdrawal(from: 9, amount: 1)) }
        #expect(throws: PaymentError.balanceOverflow(index: 8)) {
            try state.apply(.transfer(from: 3, to: 8, amount: 1))
        }
        #expect(throws: PaymentError.balanceOverflow(index: 8)) {
            try state.apply(Deposit(index: 8, owner: Address(8), keyHash: keyHash, amount: 1))
        }
        #expect(state.root == root)
    }

    @Test("Deposits of nothing, of too much and to another's account are refused")
    func refusedDeposits() {
        var state = sample.state
        let keyHash = Account.keyHash(of: sample.keys[0].publicKey)
        let cases: [(Deposit, PaymentError)] = [
            (sample.deposit(index: 7, amount: 0), .emptyDeposit(index: 7)),
            (sample.deposit(index: 7, amount: 1 << 80), .amountTooLarge(amount: 1 << 80, bitCount: 80)),
            (Deposit(index: 3, owner: Address(4), keyHash: keyHash, amount: 1), .accountOfAnother(index: 3)),
            (Deposit(index: 3, owner: Address(3), keyHash: keyHash + .one, amount: 1), .accountOfAnother(index: 3)),
        ]
        for (deposit, error) in cases {
            #expect(throws: error) { try state.apply(deposit) }
            #expect(state.root == sample.state.root)
        }
    }

    @Test("A batch that fails in the middle changes nothing")
    func atomicity() throws {
        var state = sample.state
        let batch = try sample.batch(
            deposits: [sample.deposit(index: 7, amount: 5)],
            payments: [.transfer(from: 3, to: 7, amount: 1), .withdrawal(from: 65_535, amount: 1001)]
        )
        #expect(throws: PaymentError.insufficientBalance(index: 65_535, balance: 1000, amount: 1001)) {
            try state.apply(batch)
        }
        #expect(state.root == sample.state.root && state[7] == nil)
    }

    @Test("Who follows the public data comes to the sequencer's state")
    func following() throws {
        var random = SplitMix64(seed: 0x666f_6c6c_6f77)
        var (sequencer, follower) = (sample.state, sample.state)
        for _ in 0..<20 {
            let accounts: [UInt16] = [3, 65_535]
            var next = sequencer
            var payments: [SignedPayment] = []
            for _ in 0..<Int.random(in: 0...4, using: &random) {
                let from = accounts[Int.random(in: 0..<2, using: &random)]
                let to = accounts[Int.random(in: 0..<2, using: &random)]
                let amount = UInt128.random(in: 0...(next[from]?.balance ?? 0), using: &random) / 4
                let payment: Payment =
                    Bool.random(using: &random)
                    ? .transfer(from: from, to: to, amount: amount) : .withdrawal(from: from, amount: amount)
                payments.append(sample.signed(payment, nonce: next[from]?.nonce ?? 0))
                try next.apply(payment)
            }
            let batch = try Batch(
                shape: try #require(BatchShape(capacity: 4)),
                domain: sample.domain,
                deposits: Bool.random(using: &random) ? [sample.deposit(index: 7, amount: 6)] : [],
                payments: payments
            )
            let published = try BatchData(decoding: batch.data.encoded, shape: batch.shape)
            let expected = try sequencer.apply(batch)
            let followed = try follower.apply(published)
            #expect(followed.publicInputs == expected.publicInputs)
            #expect(follower.root == sequencer.root && follower.root == expected.rootAfter)
        }
    }

    @Test("Every withdrawal of a batch can be claimed, and nothing else", arguments: [1, 3, 4])
    func claims(capacity: Int) throws {
        var state = sample.state
        let payments: [Payment] = [
            .withdrawal(from: 3, amount: 11), .transfer(from: 3, to: 65_535, amount: 1),
            .withdrawal(from: 65_535, amount: 22),
        ]
        let batch = try sample.batch(capacity: capacity, deposits: [], payments: Array(payments.prefix(capacity)))
        let tree = try state.apply(batch).withdrawals
        let first = Withdrawal(recipient: Address(3), amount: 11, index: 0)
        let third = Withdrawal(recipient: Address(65_535), amount: 22, index: 2)
        #expect(tree.withdrawals == (capacity < 3 ? [first] : [first, third]))
        for withdrawal in tree.withdrawals {
            let path = tree.path(to: withdrawal)
            func isClaimable(_ recipient: UInt64, _ amount: UInt128, _ index: Int, path: [Fr]) -> Bool {
                Withdrawal(recipient: Address(recipient), amount: amount, index: index)
                    .isIncluded(inRoot: tree.root, path: path, capacity: capacity)
            }
            let recipient = withdrawal.recipient.w2
            #expect(isClaimable(recipient, withdrawal.amount, withdrawal.index, path: path))
            #expect(!isClaimable(recipient + 1, withdrawal.amount, withdrawal.index, path: path))
            #expect(!isClaimable(recipient, withdrawal.amount + 1, withdrawal.index, path: path))
            for other in -1...capacity where other != withdrawal.index {
                #expect(!isClaimable(recipient, withdrawal.amount, other, path: path))
            }
            #expect(!isClaimable(recipient, withdrawal.amount, withdrawal.index, path: path + [.zero]))
            for level in path.indices {
                var changed = path
                changed[level] += .one
                #expect(!isClaimable(recipient, withdrawal.amount, withdrawal.index, path: changed))
            }
        }
    }
}
