import EVM
import ExecutePrecompile
import L1Sim
import Primitives
import RollupActors
import RollupContracts
import StateTransition
import StateTrie
import Testing

/// A multi-proof rollup on a simulated L1, with a committee, a stand-in, and EXECUTE by re-execution as the referee.
@Suite("Multi-proof rollup on EXECUTE")
struct MultiProofTests {
    private static let day: UInt64 = 86_400

    private struct World {
        let people: [Actor]
        let configuration: MultiProofConfiguration
        let contracts: MultiProofContracts
        let genesis: RollupGenesis
        var l1: L1Chain
        var sequencer: Sequencer
        var follower: Follower

        var alice: Actor { people[0] }
        var signers: [Actor] { Array(people[0..<3]) }
        var deployer: Actor { people[3] }

        init(threshold: UInt64 = 2, mode: MultiProofPortal.Mode = .zk) throws {
            let people = ["alice", "bob", "carol", "deployer", "relayer"].map {
                Actor(name: $0, seed: RollupWorld.seed)
            }
            let deployer = people[3]
            self.people = people
            var accounts: [Address: GenesisAccount] = [:]
            for actor in people.prefix(4) {
                accounts[actor.address] = GenesisAccount(balance: UInt256(100) &* RollupWorld.ether)
            }
            l1 = try L1Chain(
                L1Genesis(configuration: .from(.osaka, chainId: 1), accounts: accounts),
                extensions: L1Extensions([
                    L1Extension(
                        address: .execute,
                        name: "EXECUTE",
                        failureName: { ExecuteFailureCode(rawValue: $0)?.name },
                        call: { Execute(verifier: ReExecution()).answer($0) }
                    )
                ])
            )
            configuration = MultiProofConfiguration(
                terms: MultiProofPortal.Terms(
                    threshold: threshold,
                    families: threshold,
                    mode: mode,
                    window: 7 * day,
                    proofTimeout: day,
                    bond: RollupWorld.ether,
                    guardian: deployer.address
                ),
                systems: [
                    .init(.attested(signers: people[0..<3].map(\.address), threshold: 2), family: 0, bits: 100),
                    .init(.execute, family: 1, bits: 100),
                    .init(.simulated(operator: people[0].address), family: 2, bits: 100),
                ]
            )
            contracts = MultiProofContracts(configuration.systems, deployer: deployer.address, nonce: 0)
            var rollup = RollupConfiguration(
                name: "hy",
                chainId: 1_234_321,
                gasLimit: 15_000_000,
                genesisTimestamp: l1.head.timestamp,
                genesisBalances: [people[4].address: UInt256(10) &* RollupWorld.ether],
                feeRecipient: deployer.address
            )
            rollup.settlement = .multiProof(configuration, contracts)
            let deployment = try RollupDeployment(rollup, deployer: deployer, on: l1)
            genesis = deployment.genesis
            sequencer = Sequencer(genesis: genesis, relayer: people[4], rollup: contracts.rollup)
            follower = Follower(genesis: genesis, rollup: contracts.rollup, start: 1)
            let hash = try l1.submit(deployment.transaction)
            _ = try l1.produceBlock()
            let record = try #require(l1.record(of: hash))
            #expect(record.succeeded && record.gasUsed < RollupDeployment.gasLimit, "\(record.status)")
            for intent in deployment.companions {
                let record = try include(intent, from: deployer)
                #expect(record.succeeded && record.gasUsed < intent.gasLimit, "\(record.status)")
            }
        }

        /// The record of a transaction in the next block.
        mutating func include(_ intent: TransactionIntent, from actor: Actor) throws -> TransactionRecord {
            let hash = try l1.submit(try actor.transaction(intent, on: l1))
            _ = try l1.produceBlock()
            return try #require(l1.record(of: hash))
        }

        /// What the portal says to a call; nil when it does what it is asked for.
        mutating func call(
            _ data: [UInt8],
            of contract: Address? = nil,
            value: UInt256 = .zero,
            gasLimit: UInt64 = 2_000_000
        ) throws -> RevertReason? {
            let to = contract ?? contracts.rollup
            let intent = TransactionIntent(to: to, value: value, data: data, gasLimit: gasLimit)
            let record = try include(intent, from: alice)
            return record.succeeded ? nil : RevertReason(output: record.status.output)
        }

        mutating func seal() throws -> StatelessInput {
            try sequencer.seal(at: l1.clock.now, messages: .all, l1: l1).payload
        }

        /// Makes a claim that must be taken.
        mutating func propose(_ payload: StatelessInput, batch: [UInt8]? = nil) throws -> DisputeClaim {
            let request = payload.newPayloadRequest
            var claim = DisputeClaim(request)
            let batch = batch ?? SSZ.encodeByteLists(request.executionPayload.transactions)
            claim.batchHash = Keccak256.hash(batch)
            let data = MultiProofPortal.propose(claim, parent: nil, batch: batch)
            #expect(try call(data, value: RollupWorld.ether) == nil)
            return claim
        }

        mutating func attest(_ claim: DisputeClaim, by signers: [Actor]) throws -> RevertReason? {
            let payload = ClaimSigner.attestation(
                of: claim,
                by: signers,
                verifier: contracts.verifiers[0],
                l1ChainId: 1,
                l2ChainId: genesis.configuration.chainId
            )
            return try call(submission(of: claim, 0, payload))
        }

        mutating func standIn(_ claim: DisputeClaim, by signer: Actor) throws -> RevertReason? {
            let payload = ClaimSigner.simulatedProof(
                of: claim,
                by: signer,
                verifier: contracts.verifiers[2],
                l1ChainId: 1,
                l2ChainId: genesis.configuration.chainId
            )
            return try call(submission(of: claim, 2, payload))
        }

        private func submission(of claim: DisputeClaim, _ system: Int, _ payload: [UInt8]) -> [UInt8] {
            MultiProofPortal.submitProof(of: MultiProofPortal.id(of: claim), system: system, payload: payload)
        }

        mutating func finalize(_ claim: DisputeClaim) throws -> RevertReason? {
            try call(MultiProofPortal.finalize(MultiProofPortal.id(of: claim)))
        }

        mutating func refute(_ claim: DisputeClaim, _ payload: StatelessInput) throws -> RevertReason? {
            let data = ClaimCourt.refute(MultiProofPortal.id(of: claim), payload: payload.encoded)
            return try call(data, of: contracts.court, gasLimit: TransactionGas.cap)
        }

        mutating func uphold(_ claim: DisputeClaim, _ payload: StatelessInput) throws -> RevertReason? {
            let data = ClaimCourt.uphold(MultiProofPortal.id(of: claim), payload: payload.encoded)
            return try call(data, of: contracts.court, gasLimit: TransactionGas.cap)
        }

        func slot(_ slot: UInt256) throws -> UInt64 { try l1.storage(of: contracts.rollup, slot).saturatedUInt64 }
    }

    private static func reason(_ revert: MultiProofRevert) -> RevertReason { .message(revert.rawValue) }

    @Test("The contracts stand where they look for each other, or are not deployed")
    func addresses() throws {
        let world = try World()
        let contracts = world.contracts
        #expect(contracts.count == 5 && contracts.verifiers[1] == contracts.referee)
        for address in [contracts.rollup, contracts.court] + contracts.verifiers {
            #expect(try world.l1.code(of: address).isEmpty == false)
        }
        #expect(try world.l1.code(of: contracts.verifiers[0]) != world.l1.code(of: contracts.verifiers[2]))
        #expect(throws: ActorError.self) {
            try RollupDeployment(world.genesis.configuration, deployer: world.deployer, on: world.l1)
        }
    }

    @Test("A committee and a stand-in agree, and a node that reads L1 alone has the block")
    func agreement() throws {
        var world = try World()
        let claim = try world.propose(try world.seal())
        #expect(try world.attest(claim, by: [world.alice]) == Self.reason(.wrongSignatureCount))
        #expect(try world.attest(claim, by: [world.alice, world.deployer]) == Self.reason(.notSigner))
        #expect(try world.attest(claim, by: Array(world.signers.suffix(2))) == nil)
        #expect(try world.finalize(claim) == Self.reason(.proofsMissing))
        #expect(try world.standIn(claim, by: world.people[1]) == Self.reason(.notSigner))
        #expect(try world.standIn(claim, by: world.alice) == nil)
        try world.follower.follow(world.l1)
        #expect(world.follower.chain.head.number == 0)
        #expect(try world.finalize(claim) == nil)
        try world.follower.follow(world.l1)
        #expect(world.follower.divergence == nil)
        #expect(world.follower.chain.headHash == claim.blockHash)
        #expect(try world.slot(NativeRollup.Slot.headNumber) == 1)
    }

    @Test("L1 executes the one block: it refutes a lie, and no truth; of another block it says nothing")
    func refutation() throws {
        var world = try World()
        let honest = try world.seal()
        var forged = honest
        forged.newPayloadRequest.executionPayload.fields.stateRoot = Bytes32(UInt256(0xbad))
        let (truth, lie) = (try world.propose(honest), try world.propose(forged))
        #expect(try world.attest(lie, by: Array(world.signers.prefix(2))) == nil)
        #expect(try world.refute(truth, honest) == Self.reason(.claimIsTrue))
        // The false block is none that EXECUTE finds valid, and the next one is none that the claim is about.
        #expect(try world.refute(lie, forged) != nil)
        let next = try world.seal()
        #expect(try world.refute(lie, next) == .message(DisputeRevert.wrongBlockNumber.rawValue))
        #expect(try world.slot(MultiProofPortal.Slot.status(MultiProofPortal.id(of: lie))) == 1)
        #expect(try world.refute(lie, honest) == nil)
        #expect(try world.slot(MultiProofPortal.Slot.status(MultiProofPortal.id(of: lie))) == 2)
        #expect(try world.slot(MultiProofPortal.Slot.mode) == MultiProofPortal.Mode.paused.rawValue)
        #expect(try world.slot(MultiProofPortal.Slot.isEnabled(0)) == 0)
        #expect(try world.slot(MultiProofPortal.Slot.isEnabled(2)) == 1)
    }

    @Test("A challenged claim stands when L1 executes its block, and of one that makes no block L1 says nothing")
    func challenge() throws {
        var world = try World(mode: .hybrid)
        let honest = try world.seal()
        let truth = try world.propose(honest)
        // Transactions that make no block: no payload about them refutes or upholds anything.
        let nothing = try world.propose(honest, batch: [1, 2, 3])
        for claim in [truth, nothing] {
            let challenge = ClaimCourt.challenge(MultiProofPortal.id(of: claim))
            #expect(try world.call(challenge, of: world.contracts.court, value: RollupWorld.ether) == nil)
        }
        let other = RevertReason.message(DisputeRevert.wrongTransactions.rawValue)
        #expect(try world.refute(nothing, honest) == other)
        #expect(try world.uphold(nothing, honest) == other)
        // With too little gas EXECUTE says nothing either.
        let starved = ClaimCourt.refute(MultiProofPortal.id(of: truth), payload: honest.encoded)
        #expect(try world.call(starved, of: world.contracts.court, gasLimit: 1_000_000) != nil)
        #expect(try world.slot(MultiProofPortal.Slot.status(MultiProofPortal.id(of: truth))) == 1)
        #expect(try world.refute(truth, honest) == Self.reason(.claimIsTrue))
        #expect(try world.uphold(truth, honest) == nil)
        _ = try world.l1.advance(to: world.l1.clock.now + 7 * Self.day)
        for claim in [truth, nothing] {
            let isTrue = claim == truth
            #expect(try world.finalize(claim) == (isTrue ? nil : Self.reason(.parentNotFinal)))
        }
        let expiry = ClaimCourt.expire(MultiProofPortal.id(of: nothing))
        #expect(try world.call(expiry, of: world.contracts.court) == nil)
        let credit = try world.l1.storage(
            of: world.contracts.court,
            ClaimCourt.Slot.credit(of: world.alice.address)
        )
        #expect(credit == RollupWorld.ether &+ RollupWorld.ether &+ (RollupWorld.ether >> 1))
    }

    @Test("A lie that is believed becomes final, and every node knows")
    func believedLie() throws {
        var world = try World(threshold: 1)
        var forged = try world.seal()
        forged.newPayloadRequest.executionPayload.fields.stateRoot = Bytes32(UInt256(0xbad))
        let lie = try world.propose(forged)
        #expect(try world.standIn(lie, by: world.alice) == nil)
        try world.follower.follow(world.l1)
        #expect(world.follower.divergence == nil)
        #expect(try world.finalize(lie) == nil)
        try world.follower.follow(world.l1)
        guard case .otherCommitment? = world.follower.divergence?.reason else {
            Issue.record("\(String(describing: world.follower.divergence))")
            return
        }
    }

    @Test("A claim whose data are no transactions is no block")
    func undecodableBatch() throws {
        var world = try World(threshold: 1)
        let claim = try world.propose(try world.seal(), batch: [1, 2, 3])
        #expect(try world.standIn(claim, by: world.alice) == nil)
        #expect(try world.finalize(claim) == nil)
        try world.follower.follow(world.l1)
        guard case .undecodable? = world.follower.divergence?.reason else {
            Issue.record("\(String(describing: world.follower.divergence))")
            return
        }
    }
}
