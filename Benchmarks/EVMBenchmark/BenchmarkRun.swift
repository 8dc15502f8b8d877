import EVM
import HostAccelerators
import Primitives
import StateTransition
import StateTrie

/// Executes a program's transactions again and again, each time on the same state.
///
/// The state lies in memory, read out of its tries beforehand, as the peer's does. What is timed is the execution of
/// whole transactions: checks, intrinsic gas, execution, refunds and fees; not signatures, decoding and roots.
struct BenchmarkRun {
    private let program: BenchmarkProgram
    private let configuration: ChainConfiguration
    private let fork: Fork
    private let state: WorldState

    /// Prepares a program to run under the rules of a fork.
    init(_ program: BenchmarkProgram, fork: Fork) throws {
        self.program = program
        self.fork = fork
        configuration = ChainConfiguration(
            chainId: 1,
            activations: [ForkActivation(timestamp: 0, rules: ForkRules(fork: fork))],
            depositContract: ChainConfiguration.publicDepositContract
        )
        var database = NodeDatabase()
        let root = try WorldState.genesisRoot(of: program.accounts, into: &database)
        var state = WorldState(root: root, database: database)
        for (address, account) in program.accounts {
            _ = try state.code(of: address)
            for slot in account.storage.keys.sorted() {
                _ = try state.storage(address, slot)
            }
        }
        self.state = state
    }

    /// One execution of all transactions.
    ///
    /// - Returns: The time of the transactions alone, their gas, and the state after them.
    func execute() throws -> (time: Duration, gas: UInt64, state: WorldState) {
        var state = ownedState()
        var time = Duration.zero
        var gas: UInt64 = 0
        for block in program.blocks {
            var execution = try execution(of: block, on: state)
            let start = ContinuousClock.now
            for (transaction, sender) in zip(block.transactions, block.senders) {
                _ = try execution.apply(transaction, sender: sender)
            }
            time += ContinuousClock.now - start
            gas += execution.gasUsed
            state = execution.state
        }
        return (time, gas, state)
    }

    /// For each transaction, the accounts that are not as they were before the first; of their storage what differs.
    func changesBeforeTransactions() throws -> [[(Address, GenesisAccount)]] {
        var changes: [[(Address, GenesisAccount)]] = []
        var state = state
        for block in program.blocks {
            var execution = try execution(of: block, on: state)
            for (transaction, sender) in zip(block.transactions, block.senders) {
                changes.append(try Self.changes(in: execution.state))
                _ = try execution.apply(transaction, sender: sender)
            }
            state = execution.state
        }
        return changes
    }

    private static func changes(in state: WorldState) throws -> [(Address, GenesisAccount)] {
        var state = state
        return try state.differences().map { difference in
            let account = GenesisAccount(
                balance: difference.after?.balance ?? .zero,
                nonce: difference.after?.nonce ?? 0,
                code: try state.code(of: difference.address),
                storage: Dictionary(difference.storage.map { ($0.slot, $0.after) }) { _, last in last }
            )
            return (difference.address, account)
        }
    }

    private func execution(of block: BenchmarkBlock, on state: WorldState) throws -> BlockExecution<NoTracer> {
        try BlockExecution(
            withoutSystemCalls: block.header,
            state: state,
            ancestorHashes: [],
            configuration: configuration,
            precompiles: PrecompileTable(fork: fork),
            tracer: NoTracer()
        )
    }

    /// A copy of the state whose tables are its own, so that no run pays for copying them.
    private func ownedState() -> WorldState {
        var copy = state
        if let (address, account) = program.accounts.first(where: { !$0.1.storage.isEmpty }) ?? program.accounts.first {
            _ = copy.accessAccount(address)
            if let slot = account.storage.keys.min() { _ = copy.accessStorage(address, slot) }
        }
        copy.beginTransaction()
        return copy
    }

    /// Checks the fixture's own result: the state root of a state test, the gas of blocks.
    ///
    /// - Throws: `BenchmarkError.wrongResult`.
    func verify() throws {
        var (_, gas, state) = try execute()
        if let expected = program.postStateRoot {
            let root = try state.computeRoot()
            guard root == expected else {
                throw BenchmarkError.wrongResult("\(program.name): state root \(root), expected \(expected)")
            }
        } else {
            let expected = program.blocks.reduce(0) { $0 + $1.header.gasUsed }
            guard gas == expected else {
                throw BenchmarkError.wrongResult("\(program.name): \(gas) gas, expected \(expected)")
            }
        }
    }
}
