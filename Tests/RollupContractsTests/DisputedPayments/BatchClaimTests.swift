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
                    verifier: verifier,
                    admission: verifier
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
                    prevRandao: Bytes32(UInt256(header.depositEnd)),
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
            let (game, outcome) = try attempt(batch, from: TestChain.alice)
            return try #require(game, "\(String(describing: outcome.revert))")
        }

        /// Claims a batch on the anchor, if that is allowed.
        mutating func attempt(
            _ batch: Batch,
            from proposer: Address
        ) throws -> (game: Address?, outcome: TestChain.Outcome) {
            let data = DisputeGameFactory.create(
                batch.claim,
                parentIndex: DisputeGameFactory.anchorIndex,
                batch: batch.payload.data
            )
            let outcome = try chain.call(factory, data, from: proposer, value: DisputeWorld.rules.initBond)
            guard outcome.result.isSuccess else { return (nil, outcome) }
            var creation: DisputeGameFactory.Creation?
            for log in outcome.result.logs where log.address == factory {
                creation = try DisputeGameFactory.Creation(topics: log.topics, data: log.data)
            }
            return (try #require(creation).game, outcome)
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
            (.wrongDeposits, { $0.claim.prevRandao = Bytes32(.one) }),
            (.wrongDeposits, { $0.claim.prevRandao = Bytes32(UInt256(3)) }),
            (.wrongDeposits, { $0.claim.prevRandao = Bytes32(.max) }),
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
        // Valid is not enough: the registry must have gone on with it.
        #expect(try refusal(world, verdict) == refused)
        #expect(try world.call(game, ZKDisputeGame.close) == .success)
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

    @Test("Of rival batches that are both final the ledger takes the one that the registry goes on with")
    func rivals() throws {
        var world = try World()
        let batches = [world.batch(root: UInt256(0x11)), world.batch(root: UInt256(0x12))]
        var verdicts: [[UInt256]] = []
        var games: [Address] = []
        for batch in batches {
            let game = try world.create(batch)
            #expect(try world.call(game, ZKDisputeGame.prove(payload: batch.payload.encoded)) == .success)
            #expect(try world.call(game, ZKDisputeGame.resolve) == .success)
            games.append(game)
            verdicts.append(GameVerdictVerifier.verdict(of: game, before: world.before, depositEnd: 0))
        }
        world.wait(DisputeWorld.airGap + 1)
        for game in games { #expect(try world.call(game, ZKDisputeGame.close) == .success) }
        let refused = RevertReason.message(Ledger.Revert.proofRefused.rawValue)
        var copy = world
        #expect(try copy.settle(batches[1], verdicts[1]) == refused)
        #expect(try world.settle(batches[0], verdicts[0]) == nil)
    }

    @Test("Nobody but the ledger's sequencer claims batches")
    func sequencer() throws {
        var world = try World()
        let batch = world.batch(root: UInt256(0x11))
        for stranger in [TestChain.bob, DisputeWorld.guardian] {
            world.chain.host.addBalance(stranger, TestChain.ether(1))
            let attempt = try world.attempt(batch, from: stranger)
            #expect(attempt.game == nil && attempt.outcome.revert == Self.reason(.notSequencer))
        }
        var foreign = batch
        foreign.claim.feeRecipient = TestChain.bob
        let attempt = try world.attempt(foreign, from: TestChain.alice)
        #expect(attempt.game == nil && attempt.outcome.revert == Self.reason(.wrongFeeRecipient))
        _ = try world.create(batch)
    }

    @Test("A deposit that comes after a claim does not make it true")
    func laterDeposit() throws {
        var world = try World()
        let deposit = Ledger.deposit(owner: TestChain.alice, keyHash: UInt256(7))
        // The batch takes a deposit that nobody has made; its proposer makes it when somebody has objected.
        let batch = world.batch(root: UInt256(0x11), deposits: [(0, 7, 100)])
        let attempt = try world.attempt(batch, from: TestChain.alice)
        #expect(attempt.game == nil && attempt.outcome.revert == Self.reason(.wrongDeposits))
        var hidden = batch
        hidden.claim.prevRandao = .zero
        let game = try world.create(hidden)
        let bond = DisputeWorld.rules.challengerBond
        #expect(try world.call(game, ZKDisputeGame.challenge, value: bond) == .success)
        #expect(try world.call(world.ledger, deposit, value: 100) == .success)
        let prove = ZKDisputeGame.prove(payload: batch.payload.encoded)
        #expect(try world.call(game, prove) == .refused(.wrongDeposits))
        world.wait(DisputeWorld.day + 1)
        #expect(try world.call(game, ZKDisputeGame.resolve) == .success)
        let outcome = world.chain.host.storage(game, ZKDisputeGame.Slot.outcome).saturatedUInt64
        #expect(ZKDisputeGame.Outcome(rawValue: outcome) == .challengerWins)
        // With the deposit in the queue the same batch can be claimed, and is true.
        let truth = world.batch(root: UInt256(0x11), deposits: [(0, 7, 100)])
        let second = try world.create(truth)
        #expect(try world.call(second, prove) == .success)
    }
}
