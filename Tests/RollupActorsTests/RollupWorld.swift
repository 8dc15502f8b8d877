import EVM
import ExecutePrecompile
import L1Sim
import Primitives
import RollupActors
import RollupContracts
import StateTransition
import StateTrie
import Testing

/// An L1 with one deployed rollup, and everyone who takes part.
struct RollupWorld {
    static let ether = UInt256(1_000_000_000_000_000_000)
    static let seed: UInt64 = 42

    /// Verification key of the rollup's proofs.
    static let key = Bytes32(UInt256(0x4b))

    let alice = Actor(name: "alice", seed: seed)
    let bob = Actor(name: "bob", seed: seed)
    let operatorActor = Actor(name: "operator", seed: seed)
    let relayer = Actor(name: "relayer", seed: seed)
    let deployment: RollupDeployment
    let advancer: Advancer
    var l1: L1Chain
    var sequencer: Sequencer
    var follower: Follower

    /// EXECUTE that re-executes, under the default rules.
    static let execute = L1Extensions([
        L1Extension(
            address: .execute,
            name: "EXECUTE",
            failureName: { ExecuteFailureCode(rawValue: $0)?.name },
            call: Execute(verifier: ReExecution()).answer
        )
    ])

    init(
        extensions: L1Extensions = execute,
        acceptsProofs: Bool = false,
        settlement: (Actor) -> RollupSettlement = { _ in .execute(verificationKeyHash: key) },
        sequencing: (Actor) -> SequencingTerms? = { _ in nil },
        inboxDelay: UInt64? = nil
    ) throws {
        let deployer = Actor(name: "deployer", seed: Self.seed)
        var accounts: [Address: GenesisAccount] = [:]
        for actor in [alice, operatorActor, deployer] {
            accounts[actor.address] = GenesisAccount(balance: UInt256(100) &* Self.ether)
        }
        l1 = try L1Chain(
            L1Genesis(
                configuration: .from(.osaka, chainId: 1, acceptsProofs: acceptsProofs),
                accounts: accounts
            ),
            extensions: extensions
        )
        let configuration = RollupConfiguration(
            name: "nat",
            chainId: 1_234_321,
            gasLimit: 15_000_000,
            genesisTimestamp: l1.head.timestamp,
            genesisBalances: [relayer.address: UInt256(10) &* Self.ether],
            feeRecipient: operatorActor.address,
            settlement: settlement(operatorActor),
            sequencing: sequencing(operatorActor),
            inboxDelay: inboxDelay
        )
        deployment = try RollupDeployment(configuration, deployer: deployer, on: l1)
        advancer = Advancer(
            actor: operatorActor,
            rollup: deployment.rollup,
            passesOn: configuration.sequencing != nil,
            hasInbox: inboxDelay != nil
        )
        sequencer = Sequencer(
            genesis: deployment.genesis,
            relayer: relayer,
            rollup: deployment.rollup,
            inbox: inboxDelay == nil ? nil : deployment.rollup
        )
        follower = Follower(genesis: deployment.genesis, rollup: deployment.rollup, start: 1)
        let record = try include(deployment.transaction)
        #expect(record.succeeded)
        for intent in deployment.companions {
            #expect(try include(try deployer.transaction(intent, on: l1)).succeeded)
        }
    }

    /// Submits a transaction to L1 and produces the block that includes it.
    mutating func include(_ transaction: Transaction) throws -> TransactionRecord {
        let hash = try l1.submit(transaction)
        _ = try l1.produceBlock()
        return try #require(l1.record(of: hash))
    }

    mutating func deposit(_ amount: UInt256, from actor: Actor) throws -> TransactionRecord {
        let intent = TransactionIntent(
            to: deployment.rollup,
            value: amount,
            data: NativeRollup.deposit(to: actor.address, fee: .zero),
            gasLimit: 300_000
        )
        return try include(try actor.transaction(intent, on: l1))
    }

    mutating func seal(_ messages: MessageSelection = .all) throws -> SealedBlock {
        try sequencer.seal(at: l1.clock.now, messages: messages, l1: l1)
    }

    mutating func advance(_ payload: StatelessInput) throws -> TransactionRecord {
        try include(try advancer.transaction(payload: payload, gasRule: .gasLimitPlusBytes, on: l1))
    }

    mutating func transact(_ intent: TransactionIntent, from actor: Actor) throws -> Bytes32 {
        try sequencer.submit(try sequencer.transaction(intent, from: actor))
    }
}
