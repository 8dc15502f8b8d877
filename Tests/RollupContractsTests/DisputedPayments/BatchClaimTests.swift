import EVM
import Primitives
import RollupContracts
import Testing

@Suite("Claims about batches of payments")
struct BatchClaimTests {
    private typealias Ledger = ContractVerifiedRollup

    private static let genesisRoot = UInt256(0x6e)
    private static let capacity = 4

    /// A ledger whose batches games decide about, with a verifier that anybody can satisfy in the place of Groth16.
    private struct World {
        var chain = TestChain()
        let groth16: Address
        let ledger: Address
        let registry: Address
        let factory: Address
        let verifier: Address
        let domain: UInt256
        var before = BatchHeader(genesisRoot: genesisRoot)
        var number: UInt64 = 0

        init(change: (inout Bytes32) -> Void = { _ in }) throws {
            chain.host.addBalance(DisputeWorld.guardian, TestChain.ether(1))
            groth16 = try chain.deploy(SimulatedVerifier.initCode, from: TestChain.bob).address
            let nonce = chain.host.nonce(of: TestChain.alice)
            let contracts = (0..<7).map { Address.created(by: TestChain.alice, nonce: nonce + UInt64($0)) }
            (ledger, registry, factory, verifier) = (contracts[1], contracts[2], contracts[3], contracts[5])
            let ledgerCode = Ledger.initCode(
                Ledger.Genesis(
                    verifier: contracts[0],
                    keyHash: SimulatedVerifier.keyHash,
                    sequencer: TestChain.alice,
                    capacity: capacity,
                    depositCapacity: 2,
                    root: genesisRoot,
                    accounts: []
                )
            )
            let registryCode = HybridRollup.initCode(
                HybridRollup.Genesis(
                    blockHash: before.hash,
                    stateRoot: Bytes32(genesisRoot),
                    timestamp: chain.timestamp - 12,
                    messenger: .zero,
                    factory: factory,
                    guardian: DisputeWorld.guardian,
                    airGap: DisputeWorld.airGap
                )
            )
            var keyHash = SimulatedVerifier.keyHash
            change(&keyHash)
            let codes = [
                GameVerdictVerifier.initCode(registry: registry, keyHash: SimulatedVerifier.keyHash),
                ledgerCode, registryCode, DisputeGameFactory.initCode(owner: TestChain.alice),
                BondVault.initCode(delay: DisputeWorld.vaultDelay),
                BatchClaimVerifier.initCode(ledger: ledger, groth16: groth16, keyHash: keyHash),
                ZKDisputeGame.initCode(
                    DisputeWorld.rules,
                    factory: factory,
                    rollup: registry,
                    vault: contracts[4],
                    verifier: verifier
                ),
            ]
            for code in codes {
                let outcome = try chain.deploy(code).outcome
                if let revert = outcome.revert { throw Refused(reason: revert) }
                try #require(outcome.result.isSuccess)
            }
            let add = DisputeGameFactory.setImplementation(contracts[6], ofType: ZKDisputeGame.type)
            try #require(try chain.call(factory, add).result.isSuccess)
            guard case .uint(let domain)? = try chain.view(Ledger.Function.domain, at: ledger).first else {
                throw Refused(reason: .empty)
            }
            self.domain = domain
        }

        struct Refused: Error {
            let reason: RevertReason
        }

        /// A batch with deposits of the queue and with payments of zeros, and what it is said to lead to.
        func batch(root: UInt256, withdrawals: UInt256 = UInt256(5), deposits: [(UInt64, UInt256, UInt256)] = [])
            -> Batch
        {
            var data = domain.bigEndianBytes
            for (place, key, amount) in deposits {
                let word = (UInt256(place) << 240) | (TestChain.alice.uint256 << 80) | amount
                data += word.bigEndianBytes.prefix(22) + key.bigEndianBytes + word.bigEndianBytes.suffix(10)
            }
            data += [UInt8](repeating: 0, count: (2 - deposits.count) * 64 + capacity * 16)
            let dataHash = SSZ.sha256(data).uint256 & ((UInt256.one << 253) &- .one)
            let header = BatchHeader(
                root: root,
                withdrawalsRoot: withdrawals,
                dataHash: dataHash,
                depositEnd: before.depositEnd + UInt64(deposits.count)
            )
            let proof = SimulatedVerifier.proof(of: [before.root, root, withdrawals, dataHash])
            return Batch(
                header: header,
                payload: BatchClaimVerifier.Payload(
                    proof: proof,
                    before: before,
                    root: root,
                    withdrawalsRoot: withdrawals,
                    depositCount: UInt64(deposits.count),
                    data: data
                ),
                claim: DisputeClaim(
                    number: number + 1,
                    parentHash: before.hash,
                    feeRecipient: .zero,
                    prevRandao: .zero,
                    timestamp: chain.timestamp,
                    anchorBlockNumber: chain.number - 1,
                    anchorHash: TestChain.blockHash(chain.number - 1),
                    batchHash: Keccak256.hash(data),
                    blockHash: header.hash,
                    stateRoot: Bytes32(root)
                )
            )
        }

        /// What the verifier answers: true, false, or why it reverts.
        mutating func answer(_ claim: DisputeClaim, _ payload: [UInt8]) throws -> (Bool?, RevertReason?) {
            let call = BatchClaimVerifier.Function.verifyProof.encodeCall([claim.abiValue, .bytes(payload)])
            let outcome = try chain.call(verifier, call)
            guard outcome.result.isSuccess else { return (nil, outcome.revert) }
            return (outcome.result.output.last == 1, nil)
        }

        mutating func create(_ batch: Batch) throws -> Address {
            let data = DisputeGameFactory.create(
                batch.claim,
                parentIndex: DisputeGameFactory.anchorIndex,
                batch: batch.payload.data
            )
            let outcome = try chain.call(factory, data, value: DisputeWorld.rules.initBond)
            try #require(outcome.result.isSuccess, "\(String(describing: outcome.revert))")
            var creation: DisputeGameFactory.Creation?
            for log in outcome.result.logs where log.address == factory {
                creation = try DisputeGameFactory.Creation(topics: log.topics, data: log.data)
            }
            return try #require(creation).game
        }

        mutating func call(_ to: Address, _ data: [UInt8], value: UInt256 = .zero) throws -> DisputeWorld.Answer {
            DisputeWorld.answer(try chain.call(to, data, value: value))
        }

        /// Commits to a batch's data, shows the ledger a game, and executes.
        mutating func settle(_ batch: Batch, _ verdict: [UInt256]) throws -> RevertReason? {
            let payments = [UInt8](repeating: 0, count: capacity * 16)
            let commit = Ledger.commit(
                Ledger.Commitment(payments: payments, depositCount: batch.payload.depositCount)
            )
            let (header, outcome) = (batch.header, batch.outcome)
            for call in [
                commit, Ledger.prove(dataHash: header.dataHash, outcome: outcome, proof: verdict),
                Ledger.execute(outcome),
            ] {
                let outcome = try chain.call(ledger, call)
                guard outcome.result.isSuccess else { return outcome.revert }
            }
            return nil
        }

        mutating func wait(_ seconds: UInt64) {
            chain.timestamp += seconds
            chain.number += seconds / 12 + 1
        }
    }

    private struct Batch {
        var header: BatchHeader
        var payload: BatchClaimVerifier.Payload
        var claim: DisputeClaim

        var outcome: Ledger.Outcome {
            Ledger.Outcome(
                root: header.root,
                withdrawalsRoot: header.withdrawalsRoot,
                depositEnd: header.depositEnd
            )
        }
    }

    private static func reason(_ revert: DisputeRevert) -> RevertReason { .message(revert.rawValue) }

    @Test("B6 a proof of the claimed batch makes the claim true, and one of another outcome makes it false")
    func verdicts() throws {
        var world = try World()
        let batch = world.batch(root: UInt256(0x11))
        let answer = try world.answer(batch.claim, batch.payload.encoded)
        #expect(answer == (true, nil))
        for change: (inout DisputeClaim) -> Void in [{ $0.blockHash = .zero }, { $0.stateRoot = .zero }] {
            var claim = batch.claim
            change(&claim)
            let answer = try world.answer(claim, batch.payload.encoded)
            #expect(answer == (false, nil))
        }
    }

    @Test("B6 a proof of another batch proves nothing, and says why")
    func binding() throws {
        var world = try World()
        let deposit = Ledger.deposit(owner: TestChain.alice, keyHash: UInt256(7))
        for value in [UInt256(100), 200] { #expect(try world.call(world.ledger, deposit, value: value) == .success) }
        let batch = world.batch(root: UInt256(0x11), deposits: [(0, 7, 100), (0, 7, 200)])
        let answer = try world.answer(batch.claim, batch.payload.encoded)
        #expect(answer == (true, nil))

        typealias Change = (inout Batch) -> Void
        let changes: [(DisputeRevert, Change)] = [
            (.invalidProof, { $0.payload.proof[0] = .zero }),
            (.invalidProof, { $0.payload.root = UInt256(0x12) }),
            (.invalidProof, { $0.payload.withdrawalsRoot = .zero }),
            (.wrongParent, { $0.payload.before.root = .zero }),
            (.wrongParent, { $0.payload.before.withdrawalsRoot = .one }),
            (.wrongParent, { $0.payload.before.dataHash = .one }),
            (.wrongParent, { $0.payload.before.depositEnd = 1 }),
            (.wrongTransactions, { $0.payload.data[$0.payload.data.count - 1] = 1 }),
            (.wrongFeeRecipient, { $0.claim.feeRecipient = TestChain.bob }),
            (.wrongRandomness, { $0.claim.prevRandao = Bytes32(.one) }),
            (.malformedPayload, { $0.payload.data.removeLast() }),
            (.malformedPayload, { $0.payload.data.append(0) }),
            (.wrongDeposits, { $0.payload.depositCount = 1 }),
            (.wrongDeposits, { $0.payload.depositCount = 3 }),
        ]
        for (index, (reason, change)) in changes.enumerated() {
            var changed = batch
            change(&changed)
            let answer = try world.answer(changed.claim, changed.payload.encoded)
            #expect(answer == (nil, Self.reason(reason)), "change \(index)")
        }
        let execution = BatchClaimVerifier.Function.verifyExecution.encodeCall([
            batch.claim.abiValue, .bytes(batch.payload.encoded),
        ])
        #expect(try world.call(world.verifier, execution) == .refused(.noExecution))
    }

    @Test("Deposits are the next ones of the queue, signatures are for this ledger")
    func deposits() throws {
        var world = try World()
        let deposit = Ledger.deposit(owner: TestChain.alice, keyHash: UInt256(7))
        for value in [UInt256(100), 200] { #expect(try world.call(world.ledger, deposit, value: value) == .success) }
        let lies: [[(UInt64, UInt256, UInt256)]] = [
            // Out of order, of another amount, of another key, at another place, and one that nobody has made.
            [(0, 7, 200)], [(0, 7, 101)], [(0, 8, 100)], [(1, 7, 100)], [(0, 7, 100), (0, 7, 201)],
        ]
        for lie in lies {
            let batch = world.batch(root: UInt256(0x11), deposits: lie)
            let answer = try world.answer(batch.claim, batch.payload.encoded)
            #expect(answer == (nil, Self.reason(.wrongDeposits)), "\(lie)")
        }
        var foreign = world.batch(root: UInt256(0x11))
        foreign.payload.data[31] ^= 1
        foreign.claim.batchHash = Keccak256.hash(foreign.payload.data)
        let answer = try world.answer(foreign.claim, foreign.payload.encoded)
        #expect(answer == (nil, Self.reason(.wrongDomain)))
        // A parent that claims more deposits than there are, or a number that no sum holds.
        for end in [3, UInt64.max] {
            world.before.depositEnd = end
            var batch = world.batch(root: UInt256(0x11))
            batch.payload.depositCount = 1
            let answer = try world.answer(batch.claim, batch.payload.encoded)
            #expect(answer == (nil, Self.reason(.wrongDeposits)))
        }
    }

    @Test("The key is the one that was told")
    func key() throws {
        let error = try #require(throws: World.Refused.self) { try World { $0 = .zero } }
        #expect(error.reason == Self.reason(.wrongVerifyingKey))
    }

    @Test("The ledger takes what a game has made final, and nothing before, beside or without it")
    func settlement() throws {
        var world = try World()
        let batch = world.batch(root: UInt256(0x11))
        let game = try world.create(batch)
        let verdict = GameVerdictVerifier.verdict(of: game, before: world.before, depositEnd: 0)
        func refusal(_ world: World, _ verdict: [UInt256]) throws -> RevertReason? {
            var copy = world
            return try copy.settle(batch, verdict)
        }
        let refused = RevertReason.message(Ledger.Revert.proofRefused.rawValue)
        #expect(try refusal(world, verdict) == refused)
        let prove = ZKDisputeGame.prove(payload: batch.payload.encoded)
        #expect(try world.call(game, prove) == .success)
        #expect(try world.call(game, ZKDisputeGame.resolve) == .success)
        #expect(try refusal(world, verdict) == refused)
        world.wait(DisputeWorld.airGap + 1)
        // No need to close it first: the registry is asked, not told.
        var changed = [[UInt256]]()
        for index in 0..<8 {
            var other = verdict
            other[index] = index == 0 ? world.registry.uint256 : other[index] &+ .one
            changed.append(other)
        }
        var wide = verdict
        wide[0] = wide[0] | (UInt256.one << 160)
        for verdict in changed + [wide] { #expect(try refusal(world, verdict) == refused) }
        for power in [HybridRollup.pause, HybridRollup.blacklist(game), HybridRollup.retire] {
            var copy = world
            let outcome = try copy.chain.call(copy.registry, power, from: DisputeWorld.guardian)
            #expect(outcome.result.isSuccess)
            #expect(try refusal(copy, verdict) == refused)
        }
        #expect(try refusal(world, verdict) == nil)
        // The reasons, which the ledger does not pass on.
        let inputs = [Self.genesisRoot, batch.header.root, batch.header.withdrawalsRoot, batch.header.dataHash]
        let words = ABIValue.fixedArray(verdict.map { .uint($0) })
        guard
            case .address(let verdictVerifier)? = try world.chain.view(Ledger.Function.verifier, at: world.ledger).first
        else {
            Issue.record("the ledger names no verifier")
            return
        }
        for (index, reason) in [DisputeRevert.wrongParent, .wrongBatch, .wrongBatch, .wrongBatch].enumerated() {
            var other = inputs
            other[index] = other[index] &+ .one
            let call = GameVerdictVerifier.Function.verify.encodeCall([words, .array(other.map { .uint($0) })])
            #expect(try world.call(verdictVerifier, call) == .refused(reason))
        }
        let short = GameVerdictVerifier.Function.verify.encodeCall([words, .array([])])
        #expect(try world.call(verdictVerifier, short) == .refused(.inputCount))
    }
}
