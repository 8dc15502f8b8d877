import EVM
import ExecutePrecompile
import L1Sim
import Primitives
import RollupActors
import RollupContracts
import StateTransition
import StateTrie
import Testing

/// The dispute game on a simulated L1, with the EXECUTE that native rollups have.
///
/// Re-execution is real. Of proofs only EXECUTE's part is: which statement the transaction must depend on. Whether a
/// proof proves it, L1's nodes find out before, as for native rollups; here they believe what is not marked as wrong.
@Suite("Dispute game on EXECUTE")
struct DisputeGameTests {
    private struct Keys: VerificationKeys {
        func systemName(of hash: Bytes32) -> String? { "simulated" }
        func securityBits(of hash: Bytes32) -> Int? { 128 }
    }

    private static let wrongProof: [UInt8] = [0xbb]
    private static let day: UInt64 = 86_400

    /// An L1 whose EXECUTE executes again or looks for a proof, as the input's schema says.
    private static let extensions = L1Extensions(
        [
            L1Extension(
                address: .execute,
                name: "EXECUTE",
                failureName: { ExecuteFailureCode(rawValue: $0)?.name },
                call: { call in
                    call.input.starts(with: [0x12, 0x81])
                        ? Execute(verifier: ReExecution()).answer(call)
                        : Execute(verifier: ProofVerification(ExecuteConfiguration(), keys: Keys())).answer(call)
                }
            )
        ],
        dependencyVerifier: DependencyVerifier(refusal: { _, _, proof in
            proof == DisputeGameTests.wrongProof ? "marked as wrong" : nil
        })
    )

    private struct World {
        let people: [Actor]
        let configuration: DisputeConfiguration
        let contracts: DisputeContracts
        var l1: L1Chain
        var sequencer: Sequencer
        /// The sequencer before its first block.
        var sequencerAtGenesis: Sequencer
        var watcher: ClaimWatcher
        var follower: Follower

        var alice: Actor { people[0] }
        var bob: Actor { people[1] }
        var carol: Actor { people[2] }

        init() throws {
            let people = ["alice", "bob", "carol", "deployer", "relayer"].map {
                Actor(name: $0, seed: RollupWorld.seed)
            }
            let (deployer, relayer) = (people[3], people[4])
            self.people = people
            var accounts: [Address: GenesisAccount] = [:]
            for actor in people.prefix(4) {
                accounts[actor.address] = GenesisAccount(balance: UInt256(100) &* RollupWorld.ether)
            }
            l1 = try L1Chain(
                L1Genesis(configuration: .from(.osaka, chainId: 1, acceptsProofs: true), accounts: accounts),
                extensions: extensions
            )
            configuration = DisputeConfiguration(
                rules: ZKDisputeGame.Rules(
                    maxChallengeDuration: 7 * day,
                    maxProveDuration: day,
                    initBond: RollupWorld.ether,
                    challengerBond: UInt256(2) &* RollupWorld.ether
                ),
                airGap: 3 * day,
                vaultDelay: day,
                guardian: deployer.address,
                verificationKeyHash: RollupWorld.key
            )
            contracts = DisputeContracts(deployer: deployer.address, nonce: 0)
            var rollupConfiguration = RollupConfiguration(
                name: "hy",
                chainId: 1_234_321,
                gasLimit: 15_000_000,
                genesisTimestamp: l1.head.timestamp,
                genesisBalances: [relayer.address: UInt256(10) &* RollupWorld.ether],
                feeRecipient: deployer.address
            )
            rollupConfiguration.settlement = .dispute(configuration, contracts)
            let genesis = try RollupGenesis(configuration: rollupConfiguration, bridge: contracts.rollup)
            sequencer = Sequencer(genesis: genesis, relayer: relayer, rollup: contracts.rollup)
            sequencerAtGenesis = sequencer
            watcher = ClaimWatcher(genesis: genesis, contracts: contracts, start: 1)
            follower = Follower(genesis: genesis, rollup: contracts.rollup, start: 1)
            let escrow = try #require(rollupConfiguration.genesisEscrow)
            for intent in contracts.deployments(configuration, genesis: genesis, escrow: escrow) {
                let record = try include(intent, from: deployer)
                #expect(record.succeeded && record.gasUsed < intent.gasLimit, "\(record.status)")
            }
        }

        /// The record of a transaction in the next block.
        mutating func include(
            _ intent: TransactionIntent,
            from actor: Actor,
            sidecar: [UInt8]? = nil
        ) throws -> TransactionRecord {
            let hash = try l1.submit(try actor.transaction(intent, on: l1), sidecar: sidecar)
            _ = try l1.produceBlock()
            return try #require(l1.record(of: hash))
        }

        mutating func seal() throws -> StatelessInput {
            try sequencer.seal(at: l1.clock.now, messages: .all, l1: l1).payload
        }

        mutating func create(
            _ payload: StatelessInput,
            parent: UInt64 = DisputeGameFactory.anchorIndex,
            from actor: Actor,
            batch: [UInt8]? = nil
        ) throws -> Address {
            let request = payload.newPayloadRequest
            var claim = DisputeClaim(request)
            let batch = batch ?? SSZ.encodeByteLists(request.executionPayload.transactions)
            claim.batchHash = Keccak256.hash(batch)
            let data = DisputeGameFactory.create(claim, parentIndex: parent, batch: batch)
            let record = try include(
                TransactionIntent(
                    to: contracts.factory,
                    value: configuration.rules.initBond,
                    data: data,
                    gasLimit: 1_200_000
                ),
                from: actor
            )
            #expect(record.succeeded, "\(record.status)")
            for log in record.receipt.logs where log.address == contracts.factory {
                if let creation = try DisputeGameFactory.Creation(topics: log.topics, data: log.data) {
                    return creation.game
                }
            }
            throw ActorError.foreignLog(address: contracts.factory)
        }

        mutating func challenge(_ game: Address, from actor: Actor) throws -> Bool {
            let bond = configuration.rules.challengerBond
            let intent = TransactionIntent(to: game, value: bond, data: ZKDisputeGame.challenge, gasLimit: 300_000)
            return try include(intent, from: actor).succeeded
        }

        mutating func settle(_ game: Address, _ payload: StatelessInput, gasLimit: UInt64 = TransactionGas.cap) throws
            -> TransactionRecord
        {
            let data = ZKDisputeGame.settle(payload: payload.encoded)
            return try include(TransactionIntent(to: game, data: data, gasLimit: gasLimit), from: carol)
        }

        /// Proves a game's claim by a payload; the proof is for the payload unless another is given.
        mutating func prove(
            _ game: Address,
            _ payload: StatelessInput,
            proven: StatelessInput? = nil,
            proof: [UInt8] = []
        ) throws -> TransactionRecord {
            func input(_ payload: StatelessInput) -> ProofInput {
                ProofInput(
                    request: payload.newPayloadRequest,
                    verificationKeyHashes: [RollupWorld.key],
                    chainId: payload.chainId
                )
            }
            let sidecar = ProofSidecar([.init(publicInput: [], proof: proof)])
            let proofs = sidecar.proofs(of: [
                ProofDependency(
                    scheme: ProofScheme.statelessValidation,
                    publicInputRoot: input(proven ?? payload).publicInputRoot,
                    verificationKeyHash: RollupWorld.key
                )
            ])
            let intent = TransactionIntent(
                to: game,
                data: ZKDisputeGame.prove(payload: input(payload).encoded),
                gasLimit: 2_000_000,
                proofs: proofs
            )
            return try include(intent, from: carol, sidecar: sidecar.encoded)
        }

        mutating func resolve(_ game: Address) throws -> ZKDisputeGame.Outcome? {
            let intent = TransactionIntent(to: game, data: ZKDisputeGame.resolve, gasLimit: 200_000)
            #expect(try include(intent, from: alice).succeeded)
            return ZKDisputeGame.Outcome(rawValue: try l1.storage(of: game, ZKDisputeGame.Slot.outcome).saturatedUInt64)
        }

        mutating func close(_ game: Address) throws {
            let intent = TransactionIntent(to: game, data: ZKDisputeGame.close, gasLimit: 500_000)
            #expect(try include(intent, from: alice).succeeded)
        }

        mutating func wait(_ seconds: UInt64) throws { _ = try l1.advance(to: l1.clock.now + seconds) }

        /// What a node that knows L1's data alone thinks of a game's claim.
        mutating func verdict(_ game: Address) throws -> ClaimWatcher.Verdict? {
            try watcher.follow(l1)
            return watcher.judgement(of: game)?.verdict
        }

        func status(_ game: Address) throws -> ZKDisputeGame.Status? {
            ZKDisputeGame.Status(rawValue: try l1.storage(of: game, ZKDisputeGame.Slot.status).saturatedUInt64)
        }
    }

    private static func reason(_ record: TransactionRecord) -> DisputeRevert? {
        record.succeeded ? nil : DisputeRevert(RevertReason(output: record.status.output))
    }

    @Test("A rollup that would stand elsewhere than its games look for it is not deployed")
    func otherAddress() throws {
        let world = try World()
        let deployer = world.people[3]
        var configuration = world.follower.configuration
        let error = #expect(throws: ActorError.self) {
            try RollupDeployment(configuration, deployer: deployer, on: world.l1)
        }
        if case .otherAddress? = error {} else { Issue.record("\(String(describing: error))") }
        let contracts = DisputeContracts(deployer: deployer.address, nonce: try world.l1.nonce(of: deployer.address))
        configuration.settlement = .dispute(world.configuration, contracts)
        let deployment = try RollupDeployment(configuration, deployer: deployer, on: world.l1)
        #expect(deployment.rollup == contracts.rollup && deployment.companions.count == 5)
    }

    @Test("A deposit arrives; one block is settled by execution, one is proven; then the withdrawal is paid")
    func roundTrip() throws {
        var world = try World()
        let deposit = TransactionIntent(
            to: world.contracts.rollup,
            value: UInt256(3) &* RollupWorld.ether,
            data: NativeRollup.deposit(to: world.alice.address, fee: .zero),
            gasLimit: 300_000
        )
        #expect(try world.include(deposit, from: world.alice).succeeded)
        let first = try world.seal()
        let disputed = try world.create(first, from: world.alice)
        let withdrawal = try world.sequencer.submit(
            try world.sequencer.transaction(
                TransactionIntent(
                    to: L2Messenger.address,
                    value: RollupWorld.ether,
                    data: L2Messenger.withdraw(to: world.alice.address, fee: .zero),
                    gasLimit: 300_000
                ),
                from: world.alice
            )
        )
        let sealed = try world.sequencer.seal(at: world.l1.clock.now, messages: .all, l1: world.l1)
        let quick = try world.create(sealed.payload, parent: 0, from: world.alice)

        #expect(Self.reason(try world.settle(disputed, first)) == .claimNotChallenged)
        #expect(try world.challenge(disputed, from: world.bob))
        let settled = try world.settle(disputed, first)
        #expect(settled.succeeded, "\(settled.status)")
        #expect(settled.gasUsed > 15_000_000)
        #expect(try world.status(disputed) == .challengedAndValidProofProvided)
        let proven = try world.prove(quick, sealed.payload)
        #expect(proven.succeeded, "\(proven.status)")
        #expect(proven.gasUsed < 1_000_000)
        #expect(try world.status(quick) == .unchallengedAndValidProofProvided)
        #expect(try world.resolve(disputed) == .defenderWins)
        #expect(try world.resolve(quick) == .defenderWins)

        let record = try #require(sealed.records.first { $0.hash == withdrawal })
        let claim = try WithdrawalClaimer.claim(
            try #require(try WithdrawalClaimer.messages(sentBy: record).first),
            provenAt: 2,
            of: world.sequencer.chain,
            rollup: world.contracts.rollup,
            feeRecipient: world.alice.address
        )
        #expect(Self.reason(try world.include(claim, from: world.alice)) == .notFinal)
        try world.wait(3 * Self.day)
        try world.close(disputed)
        try world.close(quick)
        #expect(try world.l1.storage(of: world.contracts.rollup, NativeRollup.Slot.headNumber) == 2)
        try world.follower.follow(world.l1)
        #expect(world.follower.divergence == nil)
        #expect(world.follower.chain.headHash == world.sequencer.chain.headHash)
        let paid = try world.include(claim, from: world.alice)
        #expect(paid.succeeded, "\(paid.status)")
        #expect(paid.gasUsed < WithdrawalClaimer.claimGasLimit / 2)
    }

    /// A claim of the honest block's inputs with something else for what they make, challenged.
    private static func disputedLie(
        _ lie: (inout ExecutionPayloadFields) -> Void
    ) throws -> (world: World, game: Address, honest: StatelessInput, forged: StatelessInput) {
        var world = try World()
        let honest = try world.seal()
        var forged = honest
        lie(&forged.newPayloadRequest.executionPayload.fields)
        let game = try world.create(forged, from: world.alice)
        #expect(try world.challenge(game, from: world.bob))
        return (world, game, honest, forged)
    }

    @Test("B6 no execution and no proof makes a false claim true, and it loses its bond")
    func falseClaim() throws {
        var (world, game, honest, forged) = try Self.disputedLie { $0.stateRoot = Bytes32(UInt256(0xbad)) }
        // What was claimed is not valid, and the proof of a valid block is not a proof of it.
        #expect(Self.reason(try world.settle(game, forged)) == .executeFailed)
        #expect(Self.reason(try world.prove(game, forged, proven: honest)) == .executeFailed)
        // A proof that proves nothing never gets into a block.
        #expect(throws: MempoolRejection.self) { try world.prove(game, forged, proof: Self.wrongProof) }
        // Another valid block of the same height says nothing of the claim.
        let later = try world.sequencerAtGenesis.seal(at: world.l1.clock.now, messages: .all, l1: world.l1).payload
        #expect(Self.reason(try world.settle(game, later)) == .wrongTimestamp)
        try world.wait(Self.day + 12)
        #expect(try world.resolve(game) == .challengerWins)
        try world.wait(3 * Self.day + 12)
        let credit = TransactionIntent(
            to: game,
            data: ZKDisputeGame.claimCredit(recipient: world.bob.address),
            gasLimit: 500_000
        )
        #expect(try world.include(credit, from: world.carol).succeeded)
        #expect(try world.l1.storage(of: world.contracts.rollup, NativeRollup.Slot.headNumber) == .zero)
        try world.wait(Self.day)
        let before = try world.l1.balance(of: world.bob.address)
        #expect(try world.include(credit, from: world.carol).succeeded)
        #expect(try world.l1.balance(of: world.bob.address) == before &+ UInt256(3) &* RollupWorld.ether)
    }

    @Test("The true block refutes a false claim at once: executed again, or proven")
    func refutation() throws {
        let lies: [(inout ExecutionPayloadFields) -> Void] = [
            { $0.stateRoot = Bytes32(UInt256(0xbad)) },
            { $0.blockHash = Bytes32(UInt256(0xbad)) },
            {
                $0.stateRoot = Bytes32(UInt256(0xbad))
                $0.blockHash = Bytes32(UInt256(0xbad))
            },
        ]
        for lie in lies {
            let (start, game, honest, _) = try Self.disputedLie(lie)
            for isProof in [true, false] {
                var world = start
                let record = isProof ? try world.prove(game, honest) : try world.settle(game, honest)
                #expect(record.succeeded, "\(record.status)")
                #expect(try world.status(game) == .challenged)
                #expect(try world.resolve(game) == .challengerWins)
            }
        }
    }

    @Test("A follower goes back with the head when a claim is taken back, and on with its rival")
    func stepBack() throws {
        for isLie in [false, true] {
            var world = try World()
            var first = try world.seal()
            if isLie { first.newPayloadRequest.executionPayload.fields.stateRoot = Bytes32(UInt256(0xbad)) }
            let game = try world.create(first, from: world.alice)
            let rival = try world.sequencerAtGenesis.seal(at: world.l1.clock.now, messages: .none, l1: world.l1).payload
            let other = try world.create(rival, from: world.carol)
            let genesis = world.follower.chain.headHash
            try world.wait(7 * Self.day + 24)
            for game in [game, other] { #expect(try world.resolve(game) == .defenderWins) }
            try world.wait(3 * Self.day + 24)
            try world.close(game)
            try world.close(other)
            #expect(try world.l1.storage(of: world.contracts.rollup, NativeRollup.Slot.headNumber) == 1)
            try world.follower.follow(world.l1)
            let isFollowing = { (follower: Follower, payload: StatelessInput) in
                follower.divergence == nil
                    && follower.chain.headHash == payload.newPayloadRequest.executionPayload.fields.blockHash
            }
            #expect(isFollowing(world.follower, first) == !isLie)
            #expect((world.follower.divergence != nil) == isLie)

            let blacklist = TransactionIntent(
                to: world.contracts.rollup,
                data: HybridRollup.blacklist(game),
                gasLimit: 300_000
            )
            #expect(try world.include(blacklist, from: world.people[3]).succeeded)
            try world.follower.follow(world.l1)
            #expect(world.follower.divergence == nil && world.follower.chain.headHash == genesis)
            // L1 takes it back that the claim was taken back.
            var undone = world
            try undone.l1.reorganize(depth: 1, keepsTransactions: false)
            try undone.follower.follow(undone.l1)
            #expect(isFollowing(undone.follower, first) == !isLie)
            #expect((undone.follower.divergence != nil) == isLie)

            let adopt = TransactionIntent(
                to: world.contracts.rollup,
                data: HybridRollup.adopt(other),
                gasLimit: 500_000
            )
            #expect(try world.include(adopt, from: world.bob).succeeded)
            try world.follower.follow(world.l1)
            #expect(isFollowing(world.follower, rival))
            // A node that begins now finds the same chain.
            var late = Follower(
                genesis: try RollupGenesis(configuration: world.follower.configuration, bridge: world.contracts.rollup),
                rollup: world.contracts.rollup,
                start: 1
            )
            try late.follow(world.l1)
            #expect(isFollowing(late, rival))
        }
    }

    @Test("A watcher judges every claim by L1's data alone: chains, rivals and children")
    func watcher() throws {
        var world = try World()
        let deposit = TransactionIntent(
            to: world.contracts.rollup,
            value: UInt256(3) &* RollupWorld.ether,
            data: NativeRollup.deposit(to: world.alice.address, fee: .zero),
            gasLimit: 300_000
        )
        #expect(try world.include(deposit, from: world.alice).succeeded)
        let first = try world.seal()
        let game = try world.create(first, from: world.alice)
        let second = try world.seal()
        let child = try world.create(second, parent: 0, from: world.bob)
        // Another sequencer's block of the same height, without the deposit, is as true.
        let rival = try world.sequencerAtGenesis.seal(at: world.l1.clock.now, messages: .none, l1: world.l1).payload
        let other = try world.create(rival, from: world.carol)
        for game in [game, child, other] {
            guard case .isTrue? = try world.verdict(game) else {
                Issue.record("\(String(describing: try world.verdict(game)))")
                return
            }
        }
        let hash = second.newPayloadRequest.executionPayload.fields.blockHash
        #expect(
            try world.watcher.chain(endingAt: hash)?.balance(of: world.alice.address) == UInt256(3) &* RollupWorld.ether
        )
        #expect(world.watcher.judgements.map(\.creation.index) == [0, 1, 2])
        #expect(world.watcher.judgement(of: child)?.claim == DisputeClaim(second.newPayloadRequest))
    }

    @Test(
        "A watcher finds every lie",
        arguments: ["state root", "block hash", "omission", "garbage", "blob", "no list"]
    )
    func lies(_ lie: String) throws {
        var world = try World()
        let deposit = TransactionIntent(
            to: world.contracts.rollup,
            value: RollupWorld.ether,
            data: NativeRollup.deposit(to: world.alice.address, fee: .zero),
            gasLimit: 300_000
        )
        #expect(try world.include(deposit, from: world.alice).succeeded)
        var payload = try world.seal()
        var batch: [UInt8]?
        switch lie {
        case "state root": payload.newPayloadRequest.executionPayload.fields.stateRoot = Bytes32(UInt256(0xbad))
        case "block hash": payload.newPayloadRequest.executionPayload.fields.blockHash = Bytes32(UInt256(0xbad))
        case "omission": payload.newPayloadRequest.executionPayload.transactions.removeLast()
        case "garbage": payload.newPayloadRequest.executionPayload.transactions = [[2, 0xc0]]
        case "blob": payload.newPayloadRequest.executionPayload.transactions = [[3, 0xc0]]
        default: batch = [1, 2, 3]
        }
        let game = try world.create(payload, from: world.alice, batch: batch)
        switch (lie, try world.verdict(game)) {
        case ("state root", .isFalse(.otherCommitment)?), ("block hash", .isFalse(.otherCommitment)?),
            ("omission", .isFalse(.otherCommitment)?), ("garbage", .isFalse(.invalidBlock)?),
            ("blob", .isFalse(.forbidden)?), ("no list", .isFalse(.undecodable)?):
            break
        case (_, let verdict): Issue.record("\(lie): \(String(describing: verdict))")
        }
        // A child of a block that nobody can derive is an orphan; of a true hash under a false root it is true.
        let next = try world.seal()
        guard lie == "block hash" || lie == "state root" else { return }
        if lie == "block hash" {
            var orphan = next
            orphan.newPayloadRequest.executionPayload.fields.parentHash = Bytes32(UInt256(0xbad))
            let child = try world.create(orphan, parent: 0, from: world.bob)
            guard case .isOrphan? = try world.verdict(child) else {
                Issue.record("\(String(describing: try world.verdict(child)))")
                return
            }
        } else {
            let child = try world.create(next, parent: 0, from: world.bob)
            guard case .isTrue? = try world.verdict(child) else {
                Issue.record("\(String(describing: try world.verdict(child)))")
                return
            }
        }
    }

    @Test("Nobody objects to a lie: it becomes final, and every node knows")
    func unnoticedLie() throws {
        var world = try World()
        var forged = try world.seal()
        forged.newPayloadRequest.executionPayload.fields.stateRoot = Bytes32(UInt256(0xbad))
        let game = try world.create(forged, from: world.alice)
        try world.follower.follow(world.l1)
        #expect(world.follower.divergence == nil)
        try world.wait(7 * Self.day + 12)
        #expect(try world.resolve(game) == .defenderWins)
        try world.wait(3 * Self.day + 12)
        try world.close(game)
        try world.follower.follow(world.l1)
        guard case .otherCommitment? = world.follower.divergence?.reason else {
            Issue.record("\(String(describing: world.follower.divergence))")
            return
        }
    }

    @Test("A child that is closed before its parent brings the parent's block along")
    func closedOutOfOrder() throws {
        var world = try World()
        let first = try world.seal()
        let parent = try world.create(first, from: world.alice)
        let second = try world.seal()
        let child = try world.create(second, parent: 0, from: world.alice)
        for (game, payload) in [(parent, first), (child, second)] {
            #expect(try world.prove(game, payload).succeeded)
            #expect(try world.resolve(game) == .defenderWins)
        }
        try world.wait(3 * Self.day + 12)
        try world.close(child)
        try world.follower.follow(world.l1)
        #expect(world.follower.divergence == nil)
        #expect(world.follower.chain.headHash == world.sequencer.chain.headHash)
        try world.close(parent)
        try world.follower.follow(world.l1)
        #expect(world.follower.divergence == nil && world.follower.chain.head.number == 2)
    }

    @Test("Execution needs the gas of the whole block: with less it settles nothing")
    func littleGas() throws {
        var world = try World()
        let payload = try world.seal()
        let game = try world.create(payload, from: world.alice)
        #expect(try world.challenge(game, from: world.bob))
        #expect(Self.reason(try world.settle(game, payload, gasLimit: 15_000_000)) == .executeFailed)
        #expect(try world.status(game) == .challenged)
        #expect(try world.settle(game, payload).succeeded)
    }
}
