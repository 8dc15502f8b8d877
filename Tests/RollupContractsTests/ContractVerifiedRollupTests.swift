import EVM
import Primitives
import RollupContracts
import Testing

@Suite("Payments rollup that a contract verifies")
struct ContractVerifiedRollupTests {
    typealias Rollup = ContractVerifiedRollup

    private static let order = UInt256(
        l0: 0x43e1_f593_f000_0001,
        l1: 0x2833_e848_79b9_7091,
        l2: 0xb850_45b6_8181_585d,
        l3: 0x3064_4e72_e131_a029
    )
    private static let aliceKey = UInt256(0xa11ce)
    private static let genesisRoot = UInt256(0x6e)

    /// A chain with a rollup of four payments and two deposits a batch.
    fileprivate struct Setup {
        var chain = TestChain()
        var rollup = Address.zero
        var verifier = Address.zero

        init(
            sequencer: Address = TestChain.alice,
            capacity: Int = 4,
            escrow: UInt256 = .zero,
            change: (inout Rollup.Genesis) -> Void = { _ in }
        ) throws {
            verifier = try chain.deploy(SimulatedVerifier.initCode, from: TestChain.bob).address
            var genesis = Rollup.Genesis(
                verifier: verifier,
                keyHash: SimulatedVerifier.keyHash,
                sequencer: sequencer,
                capacity: capacity,
                depositCapacity: 2,
                root: genesisRoot,
                accounts: [Rollup.GenesisAccount(owner: TestChain.alice, keyHash: aliceKey)]
            )
            change(&genesis)
            let deployed = try chain.deploy(Rollup.initCode(genesis), value: escrow)
            if deployed.outcome.result.status == .revert {
                throw Refused(reason: deployed.outcome.revert.flatMap { Rollup.Revert($0) })
            }
            rollup = deployed.address
        }

        struct Refused: Error {
            let reason: Rollup.Revert?
        }

        mutating func call(
            _ data: [UInt8],
            from: Address = TestChain.alice,
            value: UInt256 = .zero
        ) throws -> TestChain.Outcome {
            try chain.call(rollup, data, from: from, value: value)
        }

        /// Commits padding and `deposits` deposits; the hash that the contract computes.
        mutating func commit(deposits: UInt64 = 0) throws -> (hash: UInt256, end: UInt64) {
            let data = Rollup.Commitment(payments: [UInt8](repeating: 0, count: 64), depositCount: deposits)
            let outcome = try call(Rollup.commit(data))
            let log = try #require(outcome.result.logs.first)
            guard case .batchCommitted(_, let hash, let end)? = try Rollup.Event(topics: log.topics, data: log.data)
            else { throw Refused(reason: nil) }
            return (hash, end)
        }

        /// Commits, proves and executes a batch with this outcome.
        mutating func settle(root: UInt256, withdrawals: UInt256 = .zero) throws {
            let before = storage(Rollup.Slot.provenRoot)
            let (hash, end) = try commit()
            let outcome = Rollup.Outcome(root: root, withdrawalsRoot: withdrawals, depositEnd: end)
            let proof = SimulatedVerifier.proof(of: [before, root, withdrawals, hash])
            try #require(try call(Rollup.prove(dataHash: hash, outcome: outcome, proof: proof)).result.isSuccess)
            try #require(try call(Rollup.execute(outcome)).result.isSuccess)
        }

        func storage(_ slot: UInt256) -> UInt256 { chain.host.storage(rollup, slot) }
    }

    private func reason(_ outcome: TestChain.Outcome) -> Rollup.Revert? {
        outcome.revert.flatMap { Rollup.Revert($0) }
    }

    /// SHA-256 modulo 2^253, by another implementation than the precompile's.
    private func truncated(_ bytes: [UInt8]) -> UInt256 {
        SSZ.sha256(bytes).uint256 & ((UInt256.one << 253) &- .one)
    }

    // MARK: Deployment

    @Test("Only a shape, a root and keys that the circuit can have are deployed")
    func deployment() throws {
        let cases: [(Rollup.Revert, @Sendable (inout Rollup.Genesis) -> Void)] = [
            (.wrongVerifyingKey, { $0.keyHash = .zero }),
            (.capacityOutOfRange, { $0.capacity = 0 }),
            (.capacityOutOfRange, { $0.capacity = 1025 }),
            (.capacityOutOfRange, { $0.depositCapacity = 17 }),
            (.rootOutOfRange, { $0.root = Self.order }),
            (.keyHashOutOfRange, { $0.accounts[0].keyHash = Self.order }),
            (.accountTwice, { $0.accounts += $0.accounts }),
        ]
        for (expected, change) in cases {
            let error = try #require(throws: Setup.Refused.self) { try Setup(change: change) }
            #expect(error.reason == expected)
        }
        for (capacity, depth) in [(1, 0), (2, 1), (3, 2), (4, 2), (5, 3), (1024, 10)] as [(Int, UInt64)] {
            var setup = try Setup(capacity: capacity)
            #expect(try setup.chain.view(Rollup.Function.depth, at: setup.rollup) == [.uint(UInt256(depth))])
        }
    }

    @Test("The domain binds signatures to chain and contract")
    func domain() throws {
        var setup = try Setup()
        let expected = truncated(UInt256.one.bigEndianBytes + setup.rollup.bytes)
        #expect(try setup.chain.view(Rollup.Function.domain, at: setup.rollup) == [.uint(expected)])
    }

    // MARK: Deposits

    @Test("A deposit finds its account, or opens one, and waits in the queue")
    func deposits() throws {
        var setup = try Setup()
        for (index, (key, account)) in [(Self.aliceKey, 0), (7, 1), (7, 1), (8, 2)].enumerated() {
            let amount = UInt256(UInt64(100 + index))
            let outcome = try setup.call(Rollup.deposit(owner: TestChain.alice, keyHash: key), value: amount)
            let log = try #require(outcome.result.logs.first)
            guard case .depositQueued(let deposit)? = try Rollup.Event(topics: log.topics, data: log.data) else {
                Issue.record("no deposit")
                return
            }
            #expect(deposit.index == UInt64(index) && deposit.account == UInt64(account))
            #expect(deposit.owner == TestChain.alice && deposit.keyHash == key && deposit.amount == amount)
        }
        #expect(setup.storage(Rollup.Slot.escrow) == 406)
        #expect(setup.storage(Rollup.Slot.accountCount) == 3)
        let place = try setup.chain.view(
            Rollup.Function.placeOf,
            [.address(TestChain.alice), .uint(8)],
            at: setup.rollup
        )
        #expect(place == [.bool(true), .uint(2)])
        let stranger = try setup.chain.view(
            Rollup.Function.placeOf,
            [.address(TestChain.bob), .uint(8)],
            at: setup.rollup
        )
        #expect(stranger == [.bool(false), .uint(0)])
    }

    @Test("A deposit that the circuit could not read is refused")
    func refusedDeposits() throws {
        var setup = try Setup()
        let deposit = Rollup.deposit(owner: TestChain.bob, keyHash: 7)
        #expect(reason(try setup.call(deposit)) == .amountOutOfRange)
        setup.chain.host.addBalance(TestChain.alice, UInt256.one << 80)
        #expect(reason(try setup.call(deposit, value: UInt256.one << 80)) == .amountOutOfRange)
        #expect(try setup.call(deposit, value: (UInt256.one << 80) &- .one).result.isSuccess)
        let badKey = Rollup.deposit(owner: TestChain.bob, keyHash: Self.order)
        #expect(reason(try setup.call(badKey, value: 1)) == .keyHashOutOfRange)
        #expect(reason(try setup.call(Rollup.deposit(owner: .zero, keyHash: 7), value: 1)) == .noOwner)
        setup.chain.host.setStorage(setup.rollup, Rollup.Slot.accountCount, 65_536)
        let newcomer = Rollup.deposit(owner: TestChain.bob, keyHash: 9)
        #expect(reason(try setup.call(newcomer, value: 1)) == .noPlaceForAnAccount)
        #expect(try setup.call(deposit, value: 1).result.isSuccess)
    }

    // MARK: Batches

    @Test("The hash is of domain, queued deposits and posted payments, in the circuit's layout")
    func dataHash() throws {
        var setup = try Setup()
        let domain = try setup.chain.view(Rollup.Function.domain, at: setup.rollup)[0].asUInt256 ?? .zero
        _ = try setup.call(Rollup.deposit(owner: TestChain.bob, keyHash: 7), value: 0x0102)
        let payments = (0..<64).map { UInt8($0) }
        let outcome = try setup.call(Rollup.commit(Rollup.Commitment(payments: payments, depositCount: 1)))
        let deposit =
            [0, 1] + TestChain.bob.bytes + UInt256(7).bigEndianBytes + [UInt8](repeating: 0, count: 8) + [1, 2]
        let data = domain.bigEndianBytes + deposit + [UInt8](repeating: 0, count: 64) + payments
        let log = try #require(outcome.result.logs.first)
        #expect(
            try Rollup.Event(topics: log.topics, data: log.data)
                == .batchCommitted(number: 1, dataHash: truncated(data), depositEnd: 1)
        )
        let calldata = Rollup.commit(Rollup.Commitment(payments: payments, depositCount: 1))
        #expect(Rollup.commitment(calldata: calldata)?.payments == payments)
        // A byte that is not there is a zero to the contract, and so it is here; a head that is not whole is refused.
        let cut = Array(Rollup.commit(Rollup.Commitment(payments: payments, depositCount: 0)).dropLast())
        let read = payments.dropLast() + [0]
        #expect(Rollup.commitment(calldata: cut) == Rollup.Commitment(payments: Array(read), depositCount: 0))
        let cutLog = try #require(try setup.call(cut).result.logs.first)
        let cutData = domain.bigEndianBytes + [UInt8](repeating: 0, count: 128) + read
        #expect(
            try Rollup.Event(topics: cutLog.topics, data: cutLog.data)
                == .batchCommitted(number: 2, dataHash: truncated(cutData), depositEnd: 1)
        )
        #expect(Rollup.commitment(calldata: Array(calldata.prefix(67))) == nil)
        #expect(try setup.call(Array(calldata.prefix(67))).revert == .empty)
    }

    @Test("Data of another length, deposits that are not there, and strangers are refused")
    func refusedCommitments() throws {
        var setup = try Setup()
        for count in [0, 63, 65, 80] {
            let data = Rollup.Commitment(payments: [UInt8](repeating: 0, count: count), depositCount: 0)
            #expect(reason(try setup.call(Rollup.commit(data))) == .wrongDataLength)
        }
        var data = Rollup.Commitment(payments: [UInt8](repeating: 0, count: 64), depositCount: 1)
        #expect(reason(try setup.call(Rollup.commit(data))) == .tooManyDeposits)
        for _ in 0..<3 { _ = try setup.call(Rollup.deposit(owner: TestChain.bob, keyHash: 7), value: 1) }
        data.depositCount = 3
        #expect(reason(try setup.call(Rollup.commit(data))) == .tooManyDeposits)
        data.depositCount = 2
        #expect(reason(try setup.call(Rollup.commit(data), from: TestChain.bob)) == .notSequencer)
        #expect(try setup.call(Rollup.commit(data)).result.isSuccess)
        #expect(reason(try setup.call(Rollup.commit(data))) == .tooManyDeposits)
        data.depositCount = 1
        #expect(try setup.call(Rollup.commit(data)).result.isSuccess)
        #expect(setup.storage(Rollup.Slot.committedDeposits) == 3)
        var open = try Setup(sequencer: .zero)
        data.depositCount = 0
        #expect(try open.call(Rollup.commit(data), from: TestChain.bob).result.isSuccess)
    }

    @Test("A proof must be of the stored root, the committed data and the roots that are to be stored")
    func proving() throws {
        var setup = try Setup()
        var outcome = Rollup.Outcome(root: 0x70, withdrawalsRoot: 0x71, depositEnd: 0)
        func prove(_ hash: UInt256, _ inputs: [UInt256]) -> [UInt8] {
            Rollup.prove(dataHash: hash, outcome: outcome, proof: SimulatedVerifier.proof(of: inputs))
        }
        let good = [Self.genesisRoot, 0x70, 0x71, 0]
        #expect(reason(try setup.call(prove(0, good))) == .notCommitted)
        let hash = try setup.commit().hash
        #expect(reason(try setup.call(prove(hash &+ .one, good))) == .wrongData)
        outcome.depositEnd = 1
        #expect(reason(try setup.call(prove(hash, good))) == .wrongData)
        outcome.depositEnd = 0
        for index in 0..<4 {
            var inputs: [UInt256] = [Self.genesisRoot, 0x70, 0x71, hash]
            inputs[index] = inputs[index] &+ .one
            #expect(reason(try setup.call(prove(hash, inputs))) == .proofRefused, "input \(index)")
        }
        #expect(reason(try setup.call(Rollup.execute(outcome))) == .notProven)
        #expect(setup.storage(Rollup.Slot.provenCount) == .zero)
        #expect(
            try setup.call(prove(hash, [Self.genesisRoot, 0x70, 0x71, hash]), from: TestChain.bob).result.isSuccess
        )
        #expect(setup.storage(Rollup.Slot.provenRoot) == 0x70)
        #expect(setup.storage(Rollup.Slot.stateRoot) == Self.genesisRoot)
        // The next batch starts from the proven root, whether or not it is executed.
        let second = try setup.commit().hash
        outcome = Rollup.Outcome(root: 0x80, withdrawalsRoot: 0x81, depositEnd: 0)
        #expect(reason(try setup.call(prove(second, [Self.genesisRoot, 0x80, 0x81, second]))) == .proofRefused)
        #expect(try setup.call(prove(second, [0x70, 0x80, 0x81, second])).result.isSuccess)
    }

    @Test("A verifier that is not there refuses everything")
    func noVerifier() throws {
        var setup = try Setup()
        let hash = try setup.commit().hash
        let outcome = Rollup.Outcome(root: 1, withdrawalsRoot: 2, depositEnd: 0)
        let proof = SimulatedVerifier.proof(of: [Self.genesisRoot, 1, 2, hash])
        setup.chain.host.setCode(setup.verifier, [])
        #expect(reason(try setup.call(Rollup.prove(dataHash: hash, outcome: outcome, proof: proof))) == .proofRefused)
    }

    @Test("Batches are executed in order, with the roots that were proven, and once")
    func executing() throws {
        var setup = try Setup()
        let hash = try setup.commit().hash
        let outcome = Rollup.Outcome(root: 0x70, withdrawalsRoot: 0x71, depositEnd: 0)
        let proof = SimulatedVerifier.proof(of: [Self.genesisRoot, 0x70, 0x71, hash])
        _ = try setup.call(Rollup.prove(dataHash: hash, outcome: outcome, proof: proof))
        for index in 0..<3 {
            var other = outcome
            if index == 0 { other.root = 1 }
            if index == 1 { other.withdrawalsRoot = 1 }
            if index == 2 { other.depositEnd = 1 }
            #expect(reason(try setup.call(Rollup.execute(other))) == .wrongBatch)
        }
        let executed = try setup.call(Rollup.execute(outcome), from: TestChain.bob)
        let log = try #require(executed.result.logs.first)
        #expect(
            try Rollup.Event(topics: log.topics, data: log.data) == .batchExecuted(number: 1, outcome: outcome)
        )
        #expect(setup.storage(Rollup.Slot.stateRoot) == 0x70)
        #expect(setup.storage(Rollup.Slot.withdrawalsRoot(batch: 1)) == 0x71)
        #expect(reason(try setup.call(Rollup.execute(outcome))) == .notProven)
    }

    @Test("Commitments that nobody proves are forgotten by the sequencer, and their deposits wait again")
    func reverting() throws {
        var setup = try Setup()
        #expect(reason(try setup.call(Rollup.revertBatches())) == .nothingToRevert)
        _ = try setup.call(Rollup.deposit(owner: TestChain.bob, keyHash: 7), value: 1)
        _ = try setup.commit(deposits: 1)
        _ = try setup.commit()
        #expect(setup.storage(Rollup.Slot.committedDeposits) == 1)
        #expect(reason(try setup.call(Rollup.revertBatches(), from: TestChain.bob)) == .notSequencer)
        let outcome = try setup.call(Rollup.revertBatches())
        let log = try #require(outcome.result.logs.first)
        #expect(try Rollup.Event(topics: log.topics, data: log.data) == .batchesReverted(number: 0))
        #expect(setup.storage(Rollup.Slot.committedCount) == .zero)
        #expect(setup.storage(Rollup.Slot.committedDeposits) == .zero)
        #expect(try setup.commit(deposits: 1).end == 1)
        // What is proven stays.
        try setup.settleAfterRevert()
        #expect(setup.storage(Rollup.Slot.provenCount) == 1)
        #expect(reason(try setup.call(Rollup.revertBatches())) == .nothingToRevert)
    }

    // MARK: Withdrawals

    /// Poseidon by the contract, which `PoseidonHashTests` hold to circomlib's.
    private func digest(_ chain: inout TestChain, _ hasher: Address, _ left: UInt256, _ right: UInt256) throws
        -> UInt256
    {
        UInt256(
            truncatingBigEndian: try chain.call(
                hasher,
                PoseidonHash.Function.hash2.encodeCall([.uint(left), .uint(right)])
            ).result.output
        )
    }

    @Test("A withdrawal is paid by its path, once, and nothing that differs from it is")
    func claims() throws {
        var setup = try Setup(escrow: 1_000)
        let hasher = try setup.chain.deploy(PoseidonHash.artifact, from: TestChain.relayer)
        let recipient = Address(0xfeed)
        let leaf = try digest(&setup.chain, hasher, recipient.uint256, UInt256(2) << 128 | 700)
        let inner = try digest(&setup.chain, hasher, leaf, 0x55)
        let root = try digest(&setup.chain, hasher, 0x66, inner)
        let good = Rollup.Claim(batch: 1, index: 2, recipient: recipient, amount: 700, path: [0x55, 0x66])
        #expect(reason(try setup.call(Rollup.claim(good))) == .notExecuted)
        try setup.settle(root: 0x70, withdrawals: root)

        let forgeries: [@Sendable (inout Rollup.Claim) -> Void] = [
            { $0.index = 3 }, { $0.index = 4 }, { $0.index = 2 + (1 << 32) }, { $0.recipient = TestChain.bob },
            { $0.amount = 701 }, { $0.amount = 700 | UInt256.one << 128 }, { $0.path[0] = 0x56 },
            { $0.path[1] = 0x65 }, { $0.path.removeLast() }, { $0.path.append(0) }, { $0.path = [] },
        ]
        for (number, change) in forgeries.enumerated() {
            var claim = good
            change(&claim)
            #expect(reason(try setup.call(Rollup.claim(claim))) == .invalidProof, "forgery \(number)")
        }
        var unreduced = good
        unreduced.path[0] = UInt256(0x55) &+ Self.order
        #expect(try setup.call(Rollup.claim(unreduced)).revert == .message("ValueAboveField"))
        for batch in [0, 2, UInt64.max] {
            var claim = good
            claim.batch = batch
            #expect(reason(try setup.call(Rollup.claim(claim))) == .notExecuted)
        }
        // An inner node is no leaf, though both are digests of two elements.
        let node = Rollup.Claim(batch: 1, index: 1, recipient: Address(0x66), amount: inner, path: [])
        #expect(reason(try setup.call(Rollup.claim(node))) == .invalidProof)

        let outcome = try setup.call(Rollup.claim(good), from: TestChain.bob)
        #expect(outcome.result.isSuccess, "\(String(describing: outcome.revert))")
        #expect(setup.chain.host.balance(of: recipient) == 700)
        #expect(setup.storage(Rollup.Slot.escrow) == 300)
        let log = try #require(outcome.result.logs.first)
        #expect(
            try Rollup.Event(topics: log.topics, data: log.data)
                == .withdrawalClaimed(batch: 1, index: 2, recipient: recipient, amount: 700)
        )
        #expect(reason(try setup.call(Rollup.claim(good))) == .alreadyClaimed)
        // The same leaf in another batch is another withdrawal.
        try setup.settle(root: 0x80, withdrawals: root)
        var second = good
        second.batch = 2
        #expect(reason(try setup.call(Rollup.claim(second))) == .escrowInsufficient)
    }

    @Test("A recipient who refuses keeps the claim, and cannot claim twice by calling back")
    func refusedPayments() throws {
        var setup = try Setup(escrow: 1_000)
        let hasher = try setup.chain.deploy(PoseidonHash.artifact, from: TestChain.relayer)
        let receiver = try setup.chain.deploy(Receiver.artifact)
        let leaf = try digest(&setup.chain, hasher, receiver.uint256, 400)
        let inner = try digest(&setup.chain, hasher, leaf, 0)
        try setup.settle(root: 0x70, withdrawals: try digest(&setup.chain, hasher, inner, 0))
        let claim = Rollup.claim(Rollup.Claim(batch: 1, index: 0, recipient: receiver, amount: 400, path: [0, 0]))
        _ = try setup.chain.call(receiver, Receiver.Function.refuse.encodeCall([.bool(true)]))
        #expect(reason(try setup.call(claim)) == .paymentFailed)
        #expect(setup.storage(Rollup.Slot.escrow) == 1_000)
        _ = try setup.chain.call(receiver, Receiver.Function.refuse.encodeCall([.bool(false)]))
        _ = try setup.chain.call(
            receiver,
            Receiver.Function.callBack.encodeCall([.address(setup.rollup), .bytes(claim)])
        )
        #expect(try setup.call(claim).result.isSuccess)
        #expect(setup.chain.host.storage(receiver, Receiver.Layout.calledBack) == .zero)
        #expect(setup.chain.host.balance(of: receiver) == 400)
    }
}

extension ContractVerifiedRollupTests.Setup {
    /// Proves the one committed batch, which has taken a deposit.
    fileprivate mutating func settleAfterRevert() throws {
        let number = storage(ContractVerifiedRollup.Slot.committedCount)
        try #require(number == 1)
        _ = try call(ContractVerifiedRollup.revertBatches())
        let (hash, end) = try commit(deposits: 1)
        let outcome = ContractVerifiedRollup.Outcome(root: 0x70, withdrawalsRoot: 0, depositEnd: end)
        let proof = SimulatedVerifier.proof(of: [storage(ContractVerifiedRollup.Slot.provenRoot), 0x70, 0, hash])
        let proven = try call(ContractVerifiedRollup.prove(dataHash: hash, outcome: outcome, proof: proof))
        try #require(proven.result.isSuccess)
    }
}
