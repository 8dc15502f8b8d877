import Cryptography
import PaymentsCircuit
import Primitives

/// A prover without rules: it calculates with elements as the circuit does, and checks nothing.
///
/// What it makes is consistent throughout, so that a batch that breaks one rule breaks the constraints of that rule and
/// no others. A batch that keeps the rules satisfies the circuit.
struct DishonestProver {
    /// An account by its elements.
    struct Entry {
        var owner: BN254.Fr = .zero
        var keyHash: BN254.Fr = .zero
        var nonce: BN254.Fr = .zero
        var balance: BN254.Fr = .zero

        var leaf: BN254.Fr { Poseidon.four.hash([owner, keyHash, nonce, balance]) }
    }

    /// The kinds of payments by their bits.
    enum Kind: UInt64 {
        case padding = 0
        case transfer = 1
        case withdrawal = 2
        case both = 3
    }

    let sample = SampleRollup()
    private(set) var accounts: [Int: Entry] = [:]
    private(set) var tree = MerkleTree(depth: AccountTree.depth)
    private(set) var witness: BatchWitness
    private var withdrawals: MerkleTree

    /// A prover at the sample's state, where 3 and 65,535 have 1,000 wei.
    init(capacity: Int = 1, depositCapacity: Int = 1) throws {
        let empty = try sample.batch(capacity: capacity, depositCapacity: depositCapacity, deposits: [], payments: [])
        witness = try BatchWitness(empty, appliedTo: sample.state)
        withdrawals = MerkleTree(depth: WithdrawalTree.depth(capacity: capacity))
        for index in [3, 65_535] {
            let keyHash = Account.keyHash(of: sample.key(UInt16(index)).publicKey)
            set(Entry(owner: BN254.Fr(UInt64(index)), keyHash: keyHash, balance: BN254.Fr(1000)), at: index)
        }
        witness.publicInputs[0] = tree.root
    }

    /// Puts an account into the state, as nobody can who keeps the rules.
    mutating func set(_ account: Entry, at index: Int) {
        accounts[index] = account
        tree.setLeaf(account.leaf, at: index)
    }

    private func opening(_ account: Entry, at index: Int) -> BatchWitness.Opening {
        var opening = BatchWitness.Opening()
        (opening.owner, opening.keyHash) = (account.owner, account.keyHash)
        (opening.nonce, opening.balance) = (account.nonce, account.balance)
        opening.path = tree.path(to: index)
        return opening
    }

    /// A deposit, for a key of the sample or a hash in its place.
    ///
    /// The prover may lie about whether the place is free (`isNew`) and which account is there (`opened`).
    mutating func deposit(
        place: Int = 0,
        index: Int,
        owner: UInt64,
        keyHash: UInt256? = nil,
        amount: UInt256,
        isNew: Bool? = nil,
        opened: Entry? = nil
    ) {
        let keyHash = keyHash ?? Account.keyHash(of: sample.key(UInt16(index)).publicKey).value
        var deposit = BatchWitness.DepositPlace()
        (deposit.index, deposit.owner) = (UInt256(UInt64(index)), UInt256(owner))
        (deposit.keyHash, deposit.amount) = (keyHash, amount)
        deposit.isNew = isNew ?? (accounts[index] == nil)
        var account = opened ?? accounts[index] ?? Entry()
        deposit.account = opening(account, at: index)
        witness.deposits[place] = deposit
        guard amount != UInt256() else { return }
        (account.owner, account.keyHash) = (BN254.Fr(owner), BN254.Fr(reducing: keyHash))
        account.balance += BN254.Fr(reducing: amount)
        set(account, at: index)
    }

    /// A payment, which may be signed for another nonce, amount or domain, by another key than the sender's, and may
    /// open other accounts than those that are there.
    mutating func payment(
        place: Int = 0,
        _ kind: Kind = .transfer,
        from: Int,
        to: Int = 0,
        amount: UInt64,
        nonce: BN254.Fr? = nil,
        key: SigningKey? = nil,
        publicKey: BabyJubjub.Point? = nil,
        signedAmount: UInt64? = nil,
        domain: BN254.Fr? = nil,
        sender: Entry? = nil,
        recipient: Entry? = nil
    ) {
        func word(_ amount: UInt64) -> UInt256 {
            let head = UInt256(kind.rawValue) << 120 | UInt256(UInt64(from)) << 104 | UInt256(UInt64(to)) << 88
            return head | UInt256(amount)
        }
        var payment = BatchWitness.PaymentPlace()
        payment.word = word(amount)
        var sender = sender ?? accounts[from] ?? Entry()
        let key = key ?? sample.key(UInt16(from))
        payment.publicKey = publicKey ?? key.publicKey
        sender.keyHash = Account.keyHash(of: payment.publicKey)
        payment.sender = opening(sender, at: from)
        let order = (nonce ?? sender.nonce).value << 128 | word(signedAmount ?? amount)
        payment.signature = key.sign(Poseidon.hash(domain ?? sample.domain, BN254.Fr(reducing: order)))
        if kind != .padding {
            sender.nonce += .one
            sender.balance = sender.balance - BN254.Fr(amount)
            set(sender, at: from)
        }
        if kind == .withdrawal {
            let second = UInt256(UInt64(place)) << 128 | UInt256(amount)
            withdrawals.setLeaf(Poseidon.hash(sender.owner, BN254.Fr(reducing: second)), at: place)
        }
        if kind == .transfer || kind == .both {
            var recipient = recipient ?? accounts[to] ?? Entry()
            payment.recipient = opening(recipient, at: to)
            recipient.balance += BN254.Fr(amount)
            set(recipient, at: to)
        }
        witness.payments[place] = payment
    }

    /// The witness with public inputs that fit it.
    var finished: BatchWitness {
        var witness = witness
        witness.publicInputs[1] = tree.root
        witness.publicInputs[2] = withdrawals.root
        witness.publicInputs[3] = dataHash
        return witness
    }

    private var dataHash: BN254.Fr {
        var bytes = witness.domain.bigEndianBytes
        for deposit in witness.deposits {
            bytes += deposit.index.bigEndianBytes.suffix(2) + deposit.owner.bigEndianBytes.suffix(20)
            bytes += deposit.keyHash.bigEndianBytes + deposit.amount.bigEndianBytes.suffix(10)
        }
        for payment in witness.payments { bytes += payment.word.bigEndianBytes.suffix(16) }
        var digest = [UInt8](repeating: 0, count: 32)
        bytes.withUnsafeBytes { input in
            digest.withUnsafeMutableBytes { output in
                if let start = output.baseAddress { SHA256.hash(input.baseAddress, count: input.count, to: start) }
            }
        }
        digest[0] &= 0x1f
        return BN254.Fr(reducing: UInt256(truncatingBigEndian: digest))
    }
}
