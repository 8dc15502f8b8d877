import EVM
import Primitives
import StateTransition
import StateTrie

/// An EVM with nothing around it, for vectors of precompiles and instructions.
struct VectorMachine {
    private static let contract = Address(0xc0de)

    let fork: Fork

    /// Sends a message to an address, whose code may be given.
    ///
    /// - Returns: How it ended, nil when the outcome is unknowable.
    func call(
        _ address: Address,
        input: [UInt8] = [],
        gas: UInt64
    ) throws(EVMFault<StateError>) -> ExecutionResult {
        try call(address, state: WorldState(root: EmptyTrie.root, database: NodeDatabase()), input: input, gas: gas)
    }

    /// Runs code as the only account of a state, without input.
    func run(_ code: [UInt8], gas: UInt64) throws(EVMFault<StateError>) -> ExecutionResult {
        var state = WorldState(root: EmptyTrie.root, database: NodeDatabase())
        do throws(StateError) {
            try state.setCode(VectorMachine.contract, code)
        } catch {
            throw .host(error)
        }
        return try call(VectorMachine.contract, state: state, input: [], gas: gas)
    }

    private func call(
        _ address: Address,
        state: WorldState,
        input: [UInt8],
        gas: UInt64
    ) throws(EVMFault<StateError>) -> ExecutionResult {
        let block = BlockEnvironment(
            number: 0,
            timestamp: 0,
            coinbase: .zero,
            gasLimit: gas,
            baseFee: .zero,
            prevRandao: .zero,
            blobBaseFee: .zero,
            chainId: 1,
            ancestorHashes: []
        )
        let evm = EVM(
            fork: fork,
            precompiles: PrecompileTable(fork: fork),
            block: block,
            transaction: TransactionEnvironment(origin: .zero, gasPrice: .zero)
        )
        var state = state
        var tracer = NoTracer()
        return try evm.execute(
            .call(from: .zero, to: address, input: input, gas: gas),
            host: &state,
            tracer: &tracer
        )
    }
}
