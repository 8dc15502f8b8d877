import Cryptography
import Groth16
import PaymentsCircuit
import Primitives
import TestSupport
import Testing

@Suite("The payments circuit")
struct PaymentsCircuitTests {
    typealias Fr = BN254.Fr

    /// The systems that tests share.
    private static let small: R1CS? = PaymentsCircuit(capacity: 1)?.constraintSystem
    private static let twofold: R1CS? = PaymentsCircuit(capacity: 2)?.constraintSystem

    /// The names of the constraints that a witness breaks.
    private func violations(_ witness: BatchWitness) throws -> Set<String> {
        let system = try #require(witness.payments.count == 1 ? Self.small : Self.twofold)
        return ConstraintHunt(system, PaymentsCircuit.assignment(for: witness)).violations
    }

    /// Expects that a dishonest batch of one deposit and one payment breaks exactly the named constraints.
    private func expect(
        _ names: Set<String>,
        capacity: Int = 1,
        sourceLocation: SourceLocation = #_sourceLocation,
        _ act: (inout DishonestProver) -> Void
    ) throws {
        var prover = try DishonestProver(capacity: capacity)
        act(&prover)
        #expect(try violations(prover.finished) == names, sourceLocation: sourceLocation)
    }

    @Test("A circuit has no more constraints than foretold, and few less", arguments: [(1, 0), (1, 1), (2, 2), (3, 1)])
    func constraintBound(capacity: Int, depositCapacity: Int) throws {
        let circuit = try #require(PaymentsCircuit(capacity: capacity, depositCapacity: depositCapacity))
        let count = circuit.constraintSystem.constraintCount
        #expect((count...count + count / 20).contains(circuit.constraintBound), "\(count), \(circuit.constraintBound)")
    }

    // MARK: Honest batches

    @Test("Batches that can be applied satisfy the circuit, with the public inputs of their transitions")
    func honest() throws {
        let sample = SampleRollup()
        let circuit = try #require(PaymentsCircuit(capacity: 2))
        let system = try #require(Self.twofold)
        let deposit = sample.deposit(index: 7, amount: 5)
        let batches: [(deposits: [Deposit], payments: [Payment])] = [
            ([], []),
            ([deposit], [.transfer(from: 3, to: 7, amount: 1000)]),
            ([sample.deposit(index: 3, amount: 24)], [.withdrawal(from: 3, amount: 1024)]),
            ([], [.transfer(from: 3, to: 65_535, amount: 7), .transfer(from: 65_535, to: 3, amount: 1007)]),
            ([], [.transfer(from: 3, to: 3, amount: 1000), .withdrawal(from: 3, amount: 0)]),
            ([], [.withdrawal(from: 65_535, amount: 1), .withdrawal(from: 65_535, amount: 999)]),
        ]
        for (deposits, payments) in batches {
            let batch = try sample.batch(capacity: 2, deposits: deposits, payments: payments)
            var state = sample.state
            let transition = try state.apply(batch)
            let assignment = try circuit.assignment(for: batch, appliedTo: sample.state)
            try system.check(assignment)
            #expect(assignment.publicInputs == transition.publicInputs)
            #expect(transition.rootBefore == sample.state.root && transition.rootAfter == state.root)
        }
    }

    @Test("Capacities need not be powers of two", arguments: [3, 5])
    func otherCapacities(capacity: Int) throws {
        let sample = SampleRollup()
        let circuit = try #require(PaymentsCircuit(capacity: capacity, depositCapacity: 0))
        let payments = (0..<capacity).map { Payment.withdrawal(from: 3, amount: UInt128($0)) }
        let batch = try sample.batch(capacity: capacity, depositCapacity: 0, deposits: [], payments: payments)
        var state = sample.state
        let assignment = try circuit.assignment(for: batch, appliedTo: sample.state)
        try circuit.constraintSystem.check(assignment)
        #expect(assignment.publicInputs == (try state.apply(batch).publicInputs))
    }

    @Test("A batch that cannot be applied, or of another shape, has no assignment")
    func refused() throws {
        let sample = SampleRollup()
        let circuit = try #require(PaymentsCircuit(capacity: 2))
        let overdraft = try sample.batch(capacity: 2, deposits: [], payments: [.withdrawal(from: 3, amount: 1001)])
        #expect(throws: PaymentError.insufficientBalance(index: 3, balance: 1000, amount: 1001)) {
            try circuit.assignment(for: overdraft, appliedTo: sample.state)
        }
        let other = try sample.batch(capacity: 1, deposits: [], payments: [])
        #expect(throws: PaymentError.otherShape(expected: circuit.shape, got: other.shape)) {
            try circuit.assignment(for: other, appliedTo: sample.state)
        }
    }

    @Test("The dishonest prover satisfies the circuit as long as it keeps the rules")
    func dishonestProverIsConsistent() throws {
        try expect([]) { _ in }
        try expect([]) { prover in
            prover.deposit(index: 7, owner: 7, amount: 5)
            prover.payment(from: 3, to: 7, amount: 1000)
        }
        try expect([]) { $0.payment(.withdrawal, from: 3, amount: 1000) }
        try expect([]) { $0.payment(from: 3, to: 3, amount: 1000) }
    }

    @Test("No value of a whole batch can be changed alone", arguments: [true, false])
    func everyValueIsHeld(isActive: Bool) throws {
        let sample = SampleRollup()
        let batch = try sample.batch(
            capacity: 1,
            deposits: isActive ? [sample.deposit(index: 7, amount: 5)] : [],
            payments: isActive ? [.transfer(from: 3, to: 7, amount: 1)] : []
        )
        let circuit = try #require(PaymentsCircuit(capacity: 1))
        let assignment = try circuit.assignment(for: batch, appliedTo: sample.state)
        var random = SplitMix64(seed: 0x6865_6c64)
        let hunt = ConstraintHunt(try #require(Self.small), assignment)
        #expect(hunt.isSatisfied)
        #expect(hunt.changeableColumns(using: &random).isEmpty)
        // What is left to choose, near the solution, is the witness alone. A place for a deposit takes 16 siblings from
        // it, and the nonce, which for a new account is zero. A place for a payment takes x of the key, which has y
        // follow; owner and nonce of the sender; owner, key hash and nonce of the recipient; 32 siblings; and R, if no
        // signature is demanded. Bits, and balances that are spelled in bits, do not move; all else is computed.
        let freeCount = hunt.freeColumns(inputs: Set(1...4)).count
        #expect(freeCount == (isActive ? 16 : 17) + (1 + 2 + 3 + 32) + (isActive ? 0 : 2))
    }

    @Test("No constraint is empty: values drawn at random break every one")
    func noEmptyConstraint() throws {
        let system = try #require(Self.small)
        var random = SplitMix64(seed: 0x656d_7074_79)
        let values = [.one] + (1..<system.variableCount).map { _ in Fr.random(using: &random) }
        let hunt = ConstraintHunt(system, Assignment(values: values, publicCount: system.publicCount))
        #expect(hunt.violationCount == system.constraintCount)
    }

    // MARK: Public inputs

    @Test(
        "Each public input is bound",
        arguments: [
            (0, ["payment/sender/leaf is in the state"]), (1, ["state root after"]), (2, ["withdrawals root"]),
            (3, ["data hash"]),
        ]
    )
    func publicInputs(index: Int, names: [String]) throws {
        var prover = try DishonestProver()
        prover.payment(from: 3, to: 65_535, amount: 5)
        var witness = prover.finished
        witness.publicInputs[index] += .one
        #expect(try violations(witness) == Set(names))
    }

    @Test("Padding leaves the root as it is")
    func padding() throws {
        var witness = try DishonestProver().finished
        witness.publicInputs[1] += .one
        #expect(try violations(witness) == ["state root after"])
        // An opening of an account in a place for padding changes nothing either.
        try expect([]) { $0.payment(.padding, from: 0, amount: 0, sender: $0.accounts[3]) }
    }

    @Test("An amount in the public data that was not paid breaks the data hash, and the signature when it is paid")
    func changedAmount() throws {
        var prover = try DishonestProver()
        prover.payment(from: 3, to: 65_535, amount: 5)
        let published = prover.finished.publicInputs[3]
        prover = try DishonestProver()
        prover.payment(from: 3, to: 65_535, amount: 6)
        var witness = prover.finished
        witness.publicInputs[3] = published
        #expect(try violations(witness) == ["data hash"])
        try expect(["payment/signature/R.x", "payment/signature/R.y"]) {
            $0.payment(from: 3, to: 65_535, amount: 6, signedAmount: 5)
        }
    }

    // MARK: Authority

    @Test("A payment needs its sender's signature for this rollup and this nonce")
    func signatures() throws {
        let forged: Set<String> = ["payment/signature/R.x", "payment/signature/R.y"]
        let thief = SigningKey(seed: [66])
        try expect(forged) { prover in
            let publicKey = prover.sample.keys[0].publicKey
            prover.payment(from: 3, to: 65_535, amount: 5, key: thief, publicKey: publicKey)
        }
        // With the thief's own key the signature holds, and the account does not.
        try expect(["payment/sender/leaf is in the state"]) { prover in
            prover.payment(from: 3, to: 65_535, amount: 5, key: thief)
        }
        try expect(forged) { prover in
            prover.payment(from: 3, to: 65_535, amount: 5, domain: prover.sample.domain + .one)
        }
        try expect(forged) { $0.payment(from: 3, to: 65_535, amount: 5, nonce: .one) }
    }

    @Test("A signature serves once")
    func replay() throws {
        try expect(["payment/signature/R.x", "payment/signature/R.y"], capacity: 2) { prover in
            prover.payment(from: 3, to: 65_535, amount: 5)
            prover.payment(place: 1, from: 3, to: 65_535, amount: 5, nonce: .zero)
        }
        // To open the account with the old nonce, the old leaf would have to be there.
        try expect(["payment/sender/leaf is in the state"], capacity: 2) { prover in
            let before = prover.accounts[3]
            prover.payment(from: 3, to: 65_535, amount: 5)
            prover.payment(place: 1, from: 3, to: 65_535, amount: 5, sender: before)
        }
    }

    @Test("A key beside the curve signs nothing")
    func keyOffCurve() throws {
        let broken = try violationsOfKey { $0.x += .one }
        #expect(broken.contains("payment/signature/on the curve"))
    }

    private func violationsOfKey(_ change: (inout BabyJubjub.Point) -> Void) throws -> Set<String> {
        var prover = try DishonestProver()
        var publicKey = prover.sample.keys[0].publicKey
        change(&publicKey)
        var account = try #require(prover.accounts[3])
        account.keyHash = Account.keyHash(of: publicKey)
        prover.set(account, at: 3)
        prover.payment(from: 3, to: 65_535, amount: 5, publicKey: publicKey)
        var witness = prover.finished
        witness.publicInputs[0] = MerkleTree.root(
            leaf: account.leaf,
            index: 3,
            path: witness.payments[0].sender.path
        )
        return try violations(witness)
    }

    // MARK: Value

    @Test("Nobody pays more than the balance, which modulo r would become huge")
    func overdraft() throws {
        try expect(["payment/sender's balance covers the amount"]) { $0.payment(from: 3, to: 65_535, amount: 1001) }
        try expect(["payment/sender's balance covers the amount"]) { $0.payment(.withdrawal, from: 3, amount: 1001) }
        try expect(["payment/sender/leaf is in the state"]) { prover in
            var rich = prover.accounts[3]
            rich?.balance = Fr(1001)
            prover.payment(from: 3, to: 65_535, amount: 1001, sender: rich)
        }
    }

    @Test("Balances stay below 2^128")
    func balanceOverflow() throws {
        let greatest = Fr(reducing: (UInt256(1) << 128) &- 1)
        func full(_ prover: inout DishonestProver) {
            guard var account = prover.accounts[65_535] else { return }
            account.balance = greatest
            prover.set(account, at: 65_535)
        }
        for (amount, names) in [(0, []), (1, ["payment/recipient's balance"])] as [(UInt64, Set<String>)] {
            var prover = try DishonestProver()
            full(&prover)
            let before = prover.tree.root
            prover.payment(from: 3, to: 65_535, amount: amount)
            var witness = prover.finished
            witness.publicInputs[0] = before
            #expect(try violations(witness) == names)
        }
        var prover = try DishonestProver()
        full(&prover)
        let before = prover.tree.root
        prover.deposit(index: 65_535, owner: 65_535, amount: 1)
        var witness = prover.finished
        witness.publicInputs[0] = before
        #expect(try violations(witness) == ["deposit/balance after a deposit"])
    }

    @Test("A payment to oneself credits the account that was debited")
    func selfTransfer() throws {
        try expect(["payment/recipient/leaf is in the state"]) { prover in
            let before = prover.accounts[3]
            prover.payment(from: 3, to: 3, amount: 1000, recipient: before)
        }
    }

    @Test("There is no account in an empty leaf to be paid or to pay")
    func emptyLeaf() throws {
        try expect(["payment/recipient/leaf is in the state"]) { $0.payment(from: 3, to: 9, amount: 5) }
        try expect(["payment/sender/leaf is in the state"]) { $0.payment(from: 9, to: 3, amount: 0) }
    }

    @Test("A withdrawal that L1 pays is debited here")
    func withdrawalWithoutDebit() throws {
        // The leaf of a withdrawal in a place whose payment is a transfer, or padding.
        for kind in [DishonestProver.Kind.transfer, .padding] {
            var prover = try DishonestProver()
            if kind == .transfer { prover.payment(.transfer, from: 3, to: 65_535, amount: 5) }
            var witness = prover.finished
            witness.publicInputs[2] = Withdrawal(recipient: Address(3), amount: 5, index: 0).leaf
            #expect(try violations(witness) == ["withdrawals root"])
        }
        // More than was debited, and to another address.
        for withdrawal in [(UInt64(3), UInt128(6)), (4, 5)] {
            var prover = try DishonestProver()
            prover.payment(.withdrawal, from: 3, amount: 5)
            var witness = prover.finished
            let claim = Withdrawal(recipient: Address(withdrawal.0), amount: withdrawal.1, index: 0)
            witness.publicInputs[2] = claim.leaf
            #expect(try violations(witness) == ["withdrawals root"])
        }
    }

    // MARK: Public data

    @Test("Bytes that the decoder refuses have no proof")
    func undecodable() throws {
        try expect(["payment/padding is zero"]) { $0.payment(.padding, from: 3, amount: 0) }
        try expect(["payment/padding is zero"]) { $0.payment(.padding, from: 0, to: 1, amount: 0) }
        try expect(["payment/withdrawal without recipient"]) {
            $0.payment(.withdrawal, from: 3, to: 1, amount: 5)
        }
        var prover = try DishonestProver()
        prover.payment(.both, from: 3, to: 65_535, amount: 5)
        #expect(try violations(prover.finished).contains("payment/kind"))
        try expect(["deposit/padding is zero"]) {
            $0.deposit(index: 7, owner: 0, keyHash: UInt256(), amount: UInt256())
        }
        try expect(["deposit/padding is zero"]) {
            $0.deposit(index: 0, owner: 7, keyHash: UInt256(), amount: UInt256())
        }
        try expect(["deposit/padding is zero"]) { $0.deposit(index: 0, owner: 0, keyHash: 7, amount: UInt256()) }
        try expect(["deposit/below the modulus"]) {
            $0.deposit(index: 7, owner: 7, keyHash: Fr.modulus &+ 5, amount: 1)
        }
    }

    // MARK: Deposits

    @Test("A deposit that L1 did not write breaks the data hash")
    func inventedDeposit() throws {
        let published = try DishonestProver().finished.publicInputs[3]
        var prover = try DishonestProver()
        prover.deposit(index: 7, owner: 7, amount: 5)
        var witness = prover.finished
        witness.publicInputs[3] = published
        #expect(try violations(witness) == ["data hash"])
    }

    @Test("No two accounts have one place, and a new one begins with nothing")
    func duplicates() throws {
        let missing: Set<String> = ["deposit/leaf is in the state"]
        // A new account over another's, and over one's own.
        for owner in [UInt64(4), 3] {
            try expect(missing) {
                $0.deposit(index: 3, owner: owner, amount: 5, isNew: true, opened: DishonestProver.Entry())
            }
        }
        // Another owner's or key's deposit to an account, as if it were there.
        try expect(missing) { $0.deposit(index: 3, owner: 4, amount: 5) }
        try expect(missing) { $0.deposit(index: 3, owner: 3, keyHash: 4, amount: 5) }
        // A free place, as if an account were there.
        try expect(missing) { $0.deposit(index: 7, owner: 7, amount: 5, isNew: false) }
        try expect(["deposit/balance of a new account"]) {
            $0.deposit(index: 7, owner: 7, amount: 5, opened: DishonestProver.Entry(balance: .one))
        }
        try expect(["deposit/nonce of a new account"]) {
            $0.deposit(index: 7, owner: 7, amount: 5, opened: DishonestProver.Entry(nonce: .one))
        }
    }

    // MARK: Counts

    @Test(
        "The numbers of constraints are the documented ones",
        arguments: [
            (1, 0, 46_786), (1, 1, 81_095), (4, 1, 172_779), (16, 0, 480_956), (16, 1, 515_265), (4, 2, 207_088),
            (16, 2, 549_574),
        ]
    )
    func constraintCounts(capacity: Int, depositCapacity: Int, expected: Int) throws {
        let circuit = try #require(PaymentsCircuit(capacity: capacity, depositCapacity: depositCapacity))
        let system = circuit.constraintSystem
        #expect(system.constraintCount == expected)
        #expect(system.publicCount == 1 + PaymentsCircuit.publicInputCount(.calldata))
    }
}
