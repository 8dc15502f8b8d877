package import EVM
package import Primitives
import StateTransition
package import StateTrie

/// One call of a piece of code in a world that is empty but for it, as the `evm run` of other clients makes it.
///
/// There is no transaction around it: no intrinsic gas, no fee, no refund, no calldata floor. Sender, receiver,
/// coinbase and precompiles are warm (EIP-2929, EIP-3651), and the sender holds exactly the value that it sends. The
/// block is number 0 at time 0 of chain 1, without a base fee, a coinbase or ancestors.
package struct CodeRun: Sendable {
    /// Rules.
    package var fork: Fork
    /// Code of the receiver; of a creation the init code, its arguments included.
    package var code: [UInt8]
    /// Calldata; a creation has none.
    package var input: [UInt8]
    /// Gas to begin with.
    package var gas: UInt64
    /// Who calls or creates; also the origin.
    package var sender: Address
    /// Where the code stands; of a creation where the new contract will.
    package var receiver: Address
    /// Wei that goes along.
    package var value: UInt256
    /// Whether `code` is init code and makes a contract.
    package var isCreation: Bool

    /// Sender, as go-ethereum's command has it: the word in ASCII.
    package static let defaultSender = Address(w0: 0, w1: 0, w2: 0x7365_6e64_6572)
    /// Receiver, as go-ethereum's command has it: the word in ASCII.
    package static let defaultReceiver = Address(w0: 0, w1: 0, w2: 0x7265_6365_6976_6572)

    /// A call between the default accounts, of no value.
    package init(fork: Fork, code: [UInt8], input: [UInt8] = [], gas: UInt64) {
        self.fork = fork
        self.code = code
        self.input = input
        self.gas = gas
        sender = Self.defaultSender
        receiver = Self.defaultReceiver
        value = .zero
        isCreation = false
    }

    /// What it came to.
    package struct Outcome: Sendable {
        /// How the execution ended, and its output.
        package let result: ExecutionResult
        /// Gas of the execution alone; all of it when it halted.
        package let gasUsed: UInt64
    }

    /// Runs it.
    ///
    /// - Throws: `EVMFault` when the accelerators lack a precompile's primitive.
    package func run() throws(EVMFault<StateError>) -> Outcome {
        var tracer = NoTracer()
        return try run(&tracer)
    }

    /// Runs it and observes it.
    ///
    /// - Throws: `EVMFault` when the accelerators lack a precompile's primitive.
    package func run<T: Tracer>(_ tracer: inout T) throws(EVMFault<StateError>) -> Outcome {
        let precompiles = PrecompileTable(fork: fork)
        var state: WorldState
        do {
            state = try world(precompiles)
        } catch {
            throw .host(error)
        }
        let evm = EVM(
            fork: fork,
            precompiles: precompiles,
            block: BlockEnvironment(
                number: 0,
                timestamp: 0,
                coinbase: .zero,
                gasLimit: gas,
                baseFee: .zero,
                prevRandao: .zero,
                blobBaseFee: .one,
                chainId: 1,
                ancestorHashes: []
            ),
            transaction: TransactionEnvironment(origin: sender, gasPrice: .zero)
        )
        let message =
            isCreation
            ? Message.create(from: sender, at: receiver, value: value, initCode: code, gas: gas)
            : Message.call(from: sender, to: receiver, value: value, input: input, gas: gas)
        let result = try evm.execute(message, host: &state, tracer: &tracer)
        return Outcome(result: result, gasUsed: gas - min(gas, result.gasLeft))
    }

    /// The state before the call.
    private func world(_ precompiles: PrecompileTable) throws(StateError) -> WorldState {
        var state = WorldState(root: EmptyTrie.root, database: NodeDatabase())
        if !isCreation { try state.setCode(receiver, code) }
        try state.addBalance(sender, value)
        state.beginTransaction()
        for address in [sender, receiver, .zero] + precompiles.addresses { _ = state.accessAccount(address) }
        return state
    }
}
