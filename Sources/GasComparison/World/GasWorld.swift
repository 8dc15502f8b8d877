package import EVM
import ExecutePrecompile
package import L1Sim
package import Primitives
package import RollupActors
import RollupContracts
package import Scenario
import StateTransition
import StateTrie

/// The chains of a comparison under one fork of L1: a rollup in use, before the blocks that are measured.
///
/// It is a value: each measurement runs on a copy, so that none changes another.
package struct GasWorld: Sendable {
    /// Rules of L1, in force from its genesis.
    package let fork: Fork
    /// L1 after the rollup's first blocks.
    package private(set) var l1: L1Chain
    /// Who signs on L1.
    package let operatorActor: Actor
    /// The rollup's contract.
    package let rollup: Address
    /// The rollup's sequencer, whose chain L1 has settled to its head.
    package private(set) var sequencer: Sequencer
    /// Who holds what on L2.
    package let parties: WorkloadParties
    /// What the transactions do.
    package let workload: Workload
    /// Seed of every choice.
    package let seed: UInt64
    /// Proves blocks, and verifies proofs for L1.
    package let proofs: any BlockProofs
    /// Whether L1 takes the operator's word for blocks, and where their transactions are then.
    let claims: Claims?
    /// Two tokens and a pool; nil for a workload that calls no contract.
    private let contracts: ActivityContracts?

    /// How the blocks of a rollup are claimed for which L1 takes the operator's word.
    package enum Claims: Sendable {
        /// With the transactions in the calldata of the claim.
        case inCalldata
        /// With the transactions in its blobs.
        case inBlobs
    }

    private static let ether = UInt256(1_000_000_000_000_000_000)
    /// L2 transactions of a preparing block: so few that L1 takes it with the code of three contracts.
    private static let preparingBlockSize = 40
    /// Seconds for which a proposal has to stand: a week, as on public optimistic rollups.
    private static let challengeWindow: UInt64 = 604_800
    /// Chain id of the rollup.
    private static let chainID: UInt64 = 8_079_001

    /// Builds the chains: L1's genesis, the rollup's deployment, and a few L2 blocks that leave nothing new for the
    /// measured ones: contracts stand, senders hold tokens, and the rollup's head is not its genesis.
    ///
    /// - Parameters:
    ///   - fork: Rules of L1.
    ///   - workload: What the L2 transactions will do.
    ///   - l2GasLimit: Gas limit of L2 blocks.
    ///   - seed: Of accounts and amounts.
    ///   - claims: How blocks are claimed, where L1 takes the operator's word; nil where EXECUTE checks them.
    ///   - proofs: Proves and verifies; the registry of keys holds none until a proof is to be taken.
    /// - Throws: `ComparisonFault`.
    package init(
        fork: Fork,
        workload: Workload,
        l2GasLimit: UInt64,
        seed: UInt64,
        claims: Claims? = nil,
        proofs: any BlockProofs
    ) throws(ComparisonFault) {
        let parties = WorkloadParties(seed: seed)
        let deployer = Actor(name: "gas/deployer", seed: seed)
        let operatorActor = Actor(name: "gas/operator", seed: seed)
        let relayer = Actor(name: "gas/relayer", seed: seed)
        var balances: [Address: UInt256] = [relayer.address: Self.ether]
        for sender in parties.senders { balances[sender.address] = Self.ether &* UInt256(1_000) }
        for receiver in parties.receivers { balances[receiver] = Self.ether }
        let configuration = RollupConfiguration(
            name: "gas",
            chainId: Self.chainID,
            gasLimit: l2GasLimit,
            genesisTimestamp: L1Genesis().timestamp,
            genesisBalances: balances,
            feeRecipient: Actor(name: "gas/sequencer", seed: seed).address,
            settlement: claims.map { claims in
                .optimistic(
                    proposer: operatorActor.address,
                    challengeWindow: Self.challengeWindow,
                    usesBlobs: claims == .inBlobs
                )
            } ?? .execute(verificationKeyHash: .zero)
        )
        guard let escrow = configuration.genesisEscrow else { throw .unexpected("the L2 genesis holds too much ether") }
        let genesis = L1Genesis(
            configuration: .from(fork, chainId: 1, acceptsProofs: true),
            accounts: [
                deployer.address: GenesisAccount(balance: escrow &+ Self.ether),
                operatorActor.address: GenesisAccount(balance: Self.ether &* UInt256(1_000)),
                VerificationKeyRegistry.address: GenesisAccount(nonce: 1, code: VerificationKeyRegistry.runtimeCode),
            ],
            feeRecipient: Actor(name: "gas/proposer", seed: seed).address,
            seed: seed
        )
        var l1: L1Chain
        let deployment: RollupDeployment
        do throws(L1Error) {
            // What the preparing blocks cost is of no interest: they are settled under the least price.
            l1 = try L1Chain(genesis, extensions: .execute(.reexecutionFlat, proofs: proofs))
        } catch {
            throw .l1(error)
        }
        do throws(ActorError) {
            deployment = try RollupDeployment(configuration, deployer: deployer, on: l1)
        } catch {
            throw .actor(error)
        }
        let record = try Self.include(deployment.transaction, on: &l1).record("the rollup's deployment")
        guard record.succeeded else { throw .unexpected("the rollup's deployment fails") }
        self.fork = fork
        self.workload = workload
        self.parties = parties
        self.seed = seed
        self.proofs = proofs
        self.operatorActor = operatorActor
        self.claims = claims
        rollup = deployment.rollup
        let sequencer = Sequencer(genesis: deployment.genesis, relayer: relayer, rollup: deployment.rollup)
        let preparation = try Self.preparation(of: workload, parties)
        contracts = preparation.contracts
        self.sequencer = sequencer
        self.l1 = l1
        try prepare(preparation.intents)
    }

    private typealias Intents = [(by: Actor, intent: TransactionIntent)]

    /// What stands before the measured blocks: contracts and tokens, or else a single transfer.
    private static func preparation(
        of workload: Workload,
        _ parties: WorkloadParties
    ) throws(ComparisonFault) -> (contracts: ActivityContracts?, intents: Intents) {
        guard let first = parties.senders.first, let receiver = parties.receivers.first else {
            throw .unexpected("nobody sends")
        }
        guard workload.callsContracts else {
            return (nil, [(first, TransactionIntent(to: receiver, value: .one, gasLimit: 21_000))])
        }
        do throws(SimulationFault) {
            let plan = try ActivityContracts.preparation(deployer: first, nonce: 0, senders: parties.senders)
            return (plan.contracts, plan.intents)
        } catch {
            throw .simulation(error)
        }
    }

    private mutating func prepare(_ intents: Intents) throws(ComparisonFault) {
        var rest = intents[...]
        while !rest.isEmpty || !sequencer.pending.isEmpty {
            for (actor, intent) in rest.prefix(Self.preparingBlockSize) {
                try Self.submit(intent, by: actor, to: &sequencer)
            }
            rest = rest.dropFirst(Self.preparingBlockSize)
            let sealed = try Self.seal(&sequencer, on: l1)
            guard !sealed.records.isEmpty else { throw .unexpected("the L2 gas limit has no room for the contracts") }
            try claims == nil ? execute(sealed) : claim(sealed)
        }
    }

    private mutating func execute(_ sealed: SealedBlock) throws(ComparisonFault) {
        let transaction = try execution(of: sealed, under: .flat100k, on: l1).transaction
        let record = try Self.include(transaction, on: &l1).record("a preparing block")
        guard record.succeeded else { throw .unexpected("a preparing block is not settled") }
    }

    private mutating func claim(_ sealed: SealedBlock) throws(ComparisonFault) {
        for inclusion in try settleByClaim(sealed, on: &l1) {
            guard try inclusion.record("a preparing block").succeeded else {
                throw .unexpected("a preparing block is not settled")
            }
        }
    }

    /// The same comparison with a rollup for whose blocks L1 takes the operator's word.
    func optimisticTwin(inBlobs: Bool) throws(ComparisonFault) -> GasWorld {
        try GasWorld(
            fork: fork,
            workload: workload,
            l2GasLimit: sequencer.configuration.gasLimit,
            seed: seed,
            claims: inBlobs ? .inBlobs : .inCalldata,
            proofs: proofs
        )
    }
}

extension GasWorld {
    /// The L2 block of a number of transactions, on a copy of the rollup as it stands.
    ///
    /// The transactions of a size begin with those of every smaller one.
    /// - Parameters:
    ///   - size: How many.
    ///   - isProved: Whether somebody will ask for its proof.
    /// - Returns: The block.
    /// - Throws: `ComparisonFault`, also when a transaction fails on L2.
    package func batch(_ size: UInt64, isProved: Bool) throws(ComparisonFault) -> WorkloadBatch {
        var sequencer = sequencer
        var draws = draws
        for index in 0..<size {
            let sender = parties.senders[Int(index) % parties.senders.count]
            try Self.submit(try transaction(&draws), by: sender, to: &sequencer)
        }
        let sealed = try Self.seal(&sequencer, on: l1)
        guard sealed.waiting.isEmpty else {
            return WorkloadBatch(size: size, sealed: nil, proof: .failure(BlockProofFailure("there is no such block")))
        }
        guard sealed.records.count == size, sealed.records.allSatisfy(\.result.isSuccess) else {
            throw .unexpected("a transaction of the workload fails on L2")
        }
        guard isProved else {
            return WorkloadBatch(size: size, sealed: sealed, proof: .failure(BlockProofFailure("no mode asks for it")))
        }
        do throws(BlockProofFailure) {
            return WorkloadBatch(
                size: size,
                sealed: sealed,
                proof: .success(try proofs.prove(sealed.payload, release: 0))
            )
        } catch {
            return WorkloadBatch(size: size, sealed: sealed, proof: .failure(error))
        }
    }

    /// The stream of transactions, from its beginning.
    var draws: SeededDraws { SeededDraws(seed: seed, label: "gas comparison of \(workload.rawValue)") }

    private func transaction(_ draws: inout SeededDraws) throws(ComparisonFault) -> TransactionIntent {
        let draw = workload.next(&draws)
        let (kind, amount, choice) = (draw.kind, UInt256(draw.amount), draw.choice)
        guard let contracts, kind != .transfer else {
            return TransactionIntent(to: parties.receivers[Int(choice)], value: amount, gasLimit: 21_000)
        }
        do throws(SimulationFault) {
            if kind == .swap { return try contracts.swap(amount, ofGold: choice % 2 == 0) }
            let holder = parties.senders[Int(choice) % parties.senders.count]
            return try contracts.transfer(amount, to: holder.address)
        } catch {
            throw .simulation(error)
        }
    }

    private static func submit(
        _ intent: TransactionIntent,
        by actor: Actor,
        to sequencer: inout Sequencer
    ) throws(ComparisonFault) {
        let transaction: Transaction
        do throws(ActorError) {
            transaction = try sequencer.transaction(intent, from: actor)
        } catch {
            throw .actor(error)
        }
        do throws(InvalidTransaction) {
            _ = try sequencer.submit(transaction)
        } catch {
            throw .unexpected("the sequencer refuses a transaction: \(error)")
        }
    }

    private static func seal(_ sequencer: inout Sequencer, on l1: L1Chain) throws(ComparisonFault) -> SealedBlock {
        do throws(ActorError) {
            return try sequencer.seal(at: l1.clock.now, messages: .none, l1: l1)
        } catch {
            throw .actor(error)
        }
    }
}
