import ExecutePrecompile
package import L1Sim
import Primitives
package import RollupActors
import StateTransition

/// The world of one scenario: L1, the rollups on it, the actors, and what the steps have left behind.
///
/// Its time is virtual and its randomness seeded: the same document always makes the same world.
package struct Simulation: Sendable {
    /// The scenario's name of every random choice.
    let seed: UInt64
    /// The L1 chain.
    package internal(set) var l1: L1Chain
    /// The actors of the document, by name.
    package let actors: [String: Actor]
    /// Names of the rollups, in the order of the file.
    package let rollupNames: [String]
    /// What the document says of each rollup, by name.
    let sections: [String: RollupSection]
    /// The rollups whose L2 is an EVM chain, by name.
    package internal(set) var rollups: [String: RollupInstance]
    /// The rollups whose L2 is a ledger of payments, by name; the others are in `rollups`.
    package internal(set) var payments: [String: PaymentsInstance]
    /// EXECUTE of this L1.
    let selection: ExecuteSelection
    /// Virtual time in seconds at which the first step begins.
    package let startTime: UInt64
    /// Wei paid for gas on L1, by account.
    var feesPaid: [Address: UInt256] = [:]
    /// How far fees on L1 are counted.
    private var feeCursor = L1Cursor(start: 0)
    /// Height of L1 when everything was deployed that stands before the first step.
    let deploymentHeight: UInt64
    /// What the run has spent of its limits.
    var budget: Budget
    /// What the contracts of the scenario say, and where they stand.
    var contracts: ContractBook
    /// Contracts that loads of transactions use, by rollup.
    var activity: [String: ActivityContracts] = [:]
    /// What the invariants have seen of L1.
    package var supply: SupplyWatch
    /// Who has whose key.
    var keys = KeyRing()
    /// Who watches the rollups, in the order of the file.
    var monitors: [Monitor] = []
    /// The alerts that were raised, in the order in which they were.
    package internal(set) var alerts: [AlertRecord] = []

    // What steps with an id, or with `save`, have left behind.
    var transactions: [String: TransactionFacts] = [:]
    var executions: [String: ExecutionFacts] = [:]
    var stepTimes: [String: UInt64] = [:]
    var withdrawals: [String: SavedWithdrawal] = [:]
    /// Dispute games by the step that began them.
    var games: [String: GameRecord] = [:]
    /// Promises of sequencers by the step that made them.
    var promises: [String: PromiseRecord] = [:]
    /// Claims that proof systems decide about, by the step that made them.
    var claims: [String: ClaimRecord] = [:]
    /// When proof systems that are down work again, in seconds since 1970.
    var outages: [String: UInt64] = [:]
    /// Draws of proof systems that fail now and then.
    var proverDraws: [String: SeededDraws] = [:]
    /// Wei that attempts at proofs have cost, by rollup.
    var proofCosts: [String: UInt256] = [:]
    /// The last honest `advance` of each sealed block that L1 has accepted, by the step that sealed it.
    var settlements: [String: Settlement] = [:]
    /// Proofs of blocks that were handed in, by the step that did it.
    var promisedProofs: [String: PromisedProof] = [:]
    /// What of this rests on L1's transactions, in the order in which they were sent.
    var l1Effects: [L1Effect] = []
    /// Whether L1 has ever gone on from an earlier block.
    var hasReorganized = false
    /// How many blocks that L1 has left for want of proofs the timeline knows of.
    private var knownUnprovedCount = 0

    /// Whose the addresses are, for reports; a step that makes a contract enters it.
    var names = AddressBook()

    /// Virtual time in seconds since the first step.
    package var elapsed: UInt64 { l1.clock.now &- startTime }

    /// An actor that the document declares; another name is a fault.
    func actor(_ name: String) throws(SimulationFault) -> Actor {
        guard let actor = actors[name] else { throw .unknownName(name) }
        return actor
    }

    /// A rollup of the document whose L2 is an EVM chain; another name is a fault.
    package func rollup(_ name: String) throws(SimulationFault) -> RollupInstance {
        guard let rollup = rollups[name] else { throw .unknownName(name) }
        return rollup
    }

    /// The contract on L1 of a rollup that the document declares, whatever its L2 is; another name is a fault.
    func contract(of name: String) throws(SimulationFault) -> Address {
        if let ledger = payments[name] { return ledger.contract }
        return try rollup(name).contract
    }

    /// The contract on L1 that keeps the escrow and the messages of a rollup; an undeclared name is a fault.
    func bridge(of name: String) throws(SimulationFault) -> Address {
        if let ledger = payments[name] { return ledger.contract }
        return try rollup(name).bridge
    }

    /// A contract that a step has deployed.
    ///
    /// - Throws: `SimulationFault.setup` when its deployment has failed, as the scenario may have expected.
    func deployed(_ name: String) throws(SimulationFault) -> DeployedContract {
        guard let contract = contracts.deployed[name] else { throw .setup("`\(name)` has not been deployed") }
        return contract
    }

    /// The address that an account of the document has on every chain.
    func address(of account: AccountReference) throws(SimulationFault) -> Address {
        switch account {
        case .actor(let name): try actor(name).address
        case .address(let address): address
        case .rollup(let name): try bridge(of: name)
        case .contract(let name): try deployed(name).address
        }
    }

    /// Lets virtual time pass; slots in which nothing waits for a block are missed.
    mutating func wait(until time: UInt64) throws(SimulationFault) {
        guard time > l1.clock.now else { return }
        let produced: [ProducedBlock]
        do {
            produced = try l1.advance(to: time)
        } catch {
            throw .l1(error)
        }
        for block in produced { try spend(on: block) }
    }

    /// Counts an L1 block that was made otherwise than by `produceBlock`.
    mutating func spend(on block: ProducedBlock) throws(SimulationFault) {
        try budget.takeBlock()
        try budget.spend(gas: block.block.header.gasUsed)
    }

    /// Lets the off-chain parties see what L1 has become.
    ///
    /// - Returns: What L1 did by itself since the last time, for the timeline.
    @discardableResult
    mutating func observe() throws(SimulationFault) -> [StepDetail] {
        let left = l1.unprovedBlocks.dropFirst(knownUnprovedCount)
        knownUnprovedCount = l1.unprovedBlocks.count
        if !left.isEmpty { hasReorganized = true }
        countFees()
        try dropOrphans()
        reviewL1Effects()
        for name in rollupNames {
            guard payments[name] == nil else {
                try observePayments(name)
                continue
            }
            guard var rollup = rollups.removeValue(forKey: name) else { throw .unknownName(name) }
            // The watch leaves the rollup while it looks at it: two owners would make it copy all that it has seen.
            var watch = rollup.watch
            rollup.watch = RollupWatch()
            do {
                try rollup.follower.follow(l1)
                try watch.observe(rollup, l1: l1)
            } catch {
                throw .actor(error)
            }
            rollup.watch = watch
            rollups[name] = rollup
        }
        try supply.observe(l1)
        try watchMonitors()
        return left.map { "L1 leaves its block \($0.number): a proof that it depends on has not come" }
    }

    private mutating func observePayments(_ name: String) throws(SimulationFault) {
        guard var ledger = payments.removeValue(forKey: name) else { throw .unknownName(name) }
        var watch = ledger.watch
        ledger.watch = RollupWatch()
        do {
            try ledger.follower.follow(l1, asking: ledger.committee, as: .everything)
            try watch.observe(ledger, l1: l1)
        } catch {
            throw .actor(error)
        }
        ledger.watch = watch
        payments[name] = ledger
    }

    private mutating func countFees() {
        if feeCursor.stepBack(on: l1) {
            feesPaid = [:]
            feeCursor = L1Cursor(start: 0)
        }
        while let block = l1.block(number: feeCursor.nextBlock) {
            for record in block.records {
                let fee = record.fee &+ record.blobFee
                feesPaid[record.sender, default: .zero] = feesPaid[record.sender, default: .zero] &+ fee
            }
            feeCursor.pass(block)
        }
    }
}
