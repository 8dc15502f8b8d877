import EVM
import ExecutePrecompile
import L1Sim
import Primitives
import RollupActors
import RollupContracts
import StateTransition
import Testing

/// A rollup with a delayed inbox, in whose L2 alice, carol and dave have ether.
struct InboxWorld {
    static let delay: UInt64 = 3600

    var world: RollupWorld
    let carol = Actor(name: "carol", seed: RollupWorld.seed)
    let dave = Actor(name: "dave", seed: RollupWorld.seed)

    var alice: Actor { world.alice }
    var rollup: Address { world.deployment.rollup }

    /// A world with one settled block, in which the three have got 3 ETH each.
    init(isSequenced: Bool = false) throws {
        let bond = UInt256(10) &* RollupWorld.ether
        world = try RollupWorld(
            sequencing: { isSequenced ? SequencingTerms(sequencer: $0.address, bond: bond) : nil },
            inboxDelay: Self.delay
        )
        for actor in [world.alice, carol, dave] {
            let intent = TransactionIntent(
                to: world.deployment.rollup,
                value: UInt256(3) &* RollupWorld.ether,
                data: NativeRollup.deposit(to: actor.address, fee: .zero),
                gasLimit: 400_000
            )
            #expect(try world.include(try world.alice.transaction(intent, on: world.l1)).succeeded)
        }
        try settle()
    }

    /// A transfer of an actor as they would sign it now.
    func transfer(
        from actor: Actor,
        nonce: UInt64? = nil,
        value: UInt256 = 1,
        to: Address? = nil,
        maxFee: UInt256 = 3_000_000_000,
        tip: UInt256 = 0,
        gasLimit: UInt64 = 21_000,
        data: [UInt8] = [],
        chainId: UInt64 = 1_234_321
    ) throws -> Transaction {
        let next = try world.sequencer.chain.nonce(of: actor.address)
        return actor.signed(
            .dynamicFee(
                chainId: chainId,
                nonce: nonce ?? next,
                maxPriorityFeePerGas: tip,
                maxFeePerGas: maxFee,
                gasLimit: gasLimit,
                to: to ?? world.bob.address,
                value: value,
                data: data
            )
        )
    }

    /// Has the operator show L1 a transaction; nil when the contract takes it, or else why not.
    mutating func force(_ transaction: Transaction, by sender: Actor) throws -> String? {
        let chain = try settled()
        return try force(.init(transaction), provenAt: chain.head.number, chain.accountProof(of: sender.address))
    }

    mutating func force(
        _ fields: ForcedInclusionRollup.SignedFields,
        provenAt number: UInt64,
        _ proof: [[UInt8]]
    ) throws -> String? {
        try send(
            ForcedInclusionRollup.force(fields, provenAt: number, accountProof: proof),
            gasLimit: ForcedTransaction.forceGasLimit
        )
    }

    mutating func drop(_ sender: Actor) throws -> String? {
        let intent = try ForcedTransaction.drop(signedBy: sender.address, upon: try settled(), rollup: rollup)
        return try send(intent.data, gasLimit: intent.gasLimit)
    }

    /// A call of the contract by the operator: nil when it succeeds, or else why not.
    mutating func send(_ data: [UInt8], gasLimit: UInt64) throws -> String? {
        let intent = TransactionIntent(to: rollup, data: data, gasLimit: gasLimit)
        let record = try world.include(try world.operatorActor.transaction(intent, on: world.l1))
        if record.succeeded { #expect(record.gasUsed < gasLimit / 2) }
        return Self.reason(record)
    }

    /// Hands a block in: nil when the contract takes it, or else why not.
    mutating func advance(_ payload: StatelessInput, by actor: Actor? = nil) throws -> String? {
        let advancer = Advancer(
            actor: actor ?? world.operatorActor,
            rollup: rollup,
            passesOn: world.deployment.sequenced != nil,
            hasInbox: true
        )
        return Self.reason(
            try world.include(try advancer.transaction(payload: payload, gasRule: .gasLimitPlusBytes, on: world.l1))
        )
    }

    /// Seals an honest block and settles it.
    mutating func settle() throws {
        #expect(try advance(try world.seal().payload) == nil)
    }

    /// A block that takes nothing from the inbox.
    mutating func sealWithoutForced(at time: UInt64? = nil) throws -> SealedBlock {
        try world.sequencer.seal(
            at: time ?? world.l1.clock.now,
            messages: .all,
            takesForced: false,
            l1: world.l1
        )
    }

    /// The L2 as L1 has settled it.
    mutating func settled() throws -> L2Chain {
        try world.follower.follow(world.l1)
        #expect(world.follower.divergence == nil)
        return world.follower.chain
    }

    /// Makes empty L1 blocks until the head has a time.
    mutating func wait(until time: UInt64) throws { try world.l1.skip(to: time) }

    func waiting() throws -> [ForcedInclusionRollup.Entry] { try ForcedQueue(of: rollup, on: world.l1).entries }

    static func reason(_ record: TransactionRecord) -> String? {
        switch record.status {
        case .succeeded: return nil
        case .reverted(let output):
            guard case .message(let text) = RevertReason(output: output) else { return "reverted" }
            return text
        case .halted(let reason): return "\(reason)"
        }
    }
}
