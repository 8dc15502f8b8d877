import EVM
import Primitives
import StateTransition
import StateTrie

/// A chain with its whole state, built block by block; L1 or L2 according to its precompiles.
struct TestChain {
    /// A sealed block with all that its execution left behind.
    struct Built {
        var block: Block
        var result: BlockResult
        var outcomes: [TransactionOutcome]
        var traces: [CallTrace]
        var witness: ExecutionWitness
    }

    let configuration: ChainConfiguration
    let precompiles: PrecompileTable
    /// Headers from genesis on.
    private(set) var headers: [BlockHeader]
    private var database: NodeDatabase

    /// Starts a chain whose genesis holds the protocol's contracts and `accounts`.
    init(
        configuration: ChainConfiguration,
        precompiles: PrecompileTable,
        accounts: [(Address, GenesisAccount)],
        gasLimit: UInt64 = 60_000_000,
        without missing: Address? = nil
    ) {
        self.configuration = configuration
        self.precompiles = precompiles
        let systemContracts = SystemContract.all.filter { $0.address != missing }.map {
            ($0.address, GenesisAccount(nonce: 1, code: $0.runtimeCode))
        }
        var database = NodeDatabase()
        let root = Self.unwrap { try WorldState.genesisRoot(of: systemContracts + accounts, into: &database) }
        self.database = database
        headers = [
            BlockHeader(
                parentHash: .zero,
                feeRecipient: .zero,
                stateRoot: root,
                number: 0,
                gasLimit: gasLimit,
                timestamp: 1_800_000_000,
                baseFeePerGas: UInt256(1_000_000_000),
                requestsHash: TypedRequests.hash([])
            )
        ]
    }

    var head: BlockHeader { headers[headers.count - 1] }

    /// State after the head.
    var state: WorldState { WorldState(root: head.stateRoot, database: database) }

    func nonce(of address: Address) -> UInt64 {
        var state = state
        return Self.unwrap { try state.nonce(of: address) }
    }

    func balance(of address: Address) -> UInt256 {
        var state = state
        return Self.unwrap { try state.balance(of: address) }
    }

    func storage(of address: Address, _ slot: UInt256) -> UInt256 {
        var state = state
        return Self.unwrap { try state.storage(address, slot) }
    }

    func isEmpty(_ address: Address) -> Bool {
        var state = state
        return Self.unwrap { try state.isEmpty(address) }
    }

    /// Builds a block on the head and makes it the new head; `ancestorCount` headers go into the witness.
    mutating func build(
        _ transactions: [Transaction],
        timestamp: UInt64? = nil,
        gasLimit: UInt64? = nil,
        anchor: Bytes32 = .zero,
        extraData: [UInt8] = [],
        ancestorCount: Int = 1
    ) -> Built {
        Self.unwrap {
            let template = try BlockHeader.child(
                of: head,
                attributes: BlockAttributes(
                    timestamp: timestamp ?? head.timestamp + 12,
                    feeRecipient: Address(0xfee),
                    prevRandao: Bytes32(w0: 1, w1: 2, w2: 3, w3: head.number),
                    parentBeaconBlockRoot: anchor,
                    gasLimit: gasLimit ?? head.gasLimit,
                    extraData: extraData
                ),
                configuration: configuration
            )
            var execution = try BlockExecution(
                header: template,
                state: WorldState(root: head.stateRoot, database: database, recordsWitness: true),
                ancestorHashes: headers.reversed().prefix(256).map(\.hash),
                configuration: configuration,
                precompiles: precompiles,
                tracer: CallTracer()
            )
            var outcomes: [TransactionOutcome] = []
            for transaction in transactions {
                outcomes.append(try execution.apply(transaction, sender: try transaction.recoverSender()))
            }
            let result = try execution.finish(withdrawals: [])
            var state = execution.state
            _ = try state.commit(into: &database)
            let stateWitness = state.witness()
            let witness = ExecutionWitness(
                state: stateWitness.state,
                codes: stateWitness.codes,
                headers: headers.suffix(ancestorCount).map(\.encoded)
            )
            let block = Block(header: result.sealed(template), transactions: transactions.map(\.encoded))
            headers.append(block.header)
            return Built(
                block: block,
                result: result,
                outcomes: outcomes,
                traces: execution.tracer.roots,
                witness: witness
            )
        }
    }

    /// What an empty block on the head reads, as far as its execution comes.
    func witness(executing header: BlockHeader) -> ExecutionWitness {
        Self.unwrap {
            var execution = try BlockExecution(
                header: header,
                state: WorldState(root: head.stateRoot, database: database, recordsWitness: true),
                ancestorHashes: headers.reversed().prefix(256).map(\.hash),
                configuration: configuration,
                precompiles: precompiles,
                tracer: NoTracer()
            )
            _ = try? execution.finish(withdrawals: [])
            var state = execution.state
            _ = try state.computeRoot()
            let stateWitness = state.witness()
            return ExecutionWitness(state: stateWitness.state, codes: stateWitness.codes, headers: [head.encoded])
        }
    }

    /// Ends the test process when a chain of the test's own making fails, which is the test's error.
    private static func unwrap<Value>(_ body: () throws -> Value) -> Value {
        do {
            return try body()
        } catch {
            preconditionFailure("the test's chain failed: \(error)")
        }
    }
}
