import EVM
import Primitives
import StateTransition
import StateTrie

/// Node that imports a test's blocks.
struct FixtureChain {
    let configuration: ChainConfiguration
    private(set) var database = NodeDatabase()
    private var headers: [Bytes32: BlockHeader] = [:]
    /// The block that was imported last.
    private(set) var head: BlockHeader
    /// Hash of `head`.
    private(set) var headHash: Bytes32

    /// Why there is no chain to begin with.
    enum GenesisFault: Error {
        case undecodable(InvalidBlock)
        case state(StateError)
        case wrongRoot(expected: Bytes32, got: Bytes32)
    }

    /// Starts with the genesis block and its state.
    init(genesis bytes: [UInt8], state: FixtureAllocation, configuration: ChainConfiguration) throws(GenesisFault) {
        self.configuration = configuration
        do throws(InvalidBlock) {
            head = try Block(decoding: bytes).header
        } catch {
            throw .undecodable(error)
        }
        headHash = head.hash
        headers[headHash] = head
        let root: Bytes32
        do throws(StateError) {
            root = try state.store(into: &database)
        } catch {
            throw .state(error)
        }
        guard root == head.stateRoot else { throw .wrongRoot(expected: head.stateRoot, got: root) }
    }

    /// Imports a block from its bytes and makes it the head.
    mutating func importBlock<T: Tracer>(_ bytes: [UInt8], tracer: T) throws(BlockFailure) {
        let (block, parent) = try decode(bytes)
        var tracer = tracer
        var imported = try BlockProcessor.importBlock(
            block,
            parent: parent,
            state: WorldState(root: parent.stateRoot, database: database),
            ancestorHashes: ancestors(from: block.header.parentHash),
            configuration: configuration,
            precompiles: { PrecompileTable(fork: $0) },
            tracer: &tracer
        )
        do throws(StateError) {
            _ = try imported.state.commit(into: &database)
        } catch {
            throw .fault(.host(error))
        }
        head = block.header
        headHash = block.hash
        headers[headHash] = head
    }

    /// Executes a block as if its header made no claims about the outcome.
    ///
    /// - Returns: What the transactions lead to, and the state after the block.
    func execute(_ bytes: [UInt8]) throws(BlockFailure) -> (result: BlockResult, header: BlockHeader, state: WorldState)
    {
        let (block, parent) = try decode(bytes)
        let transactions: [Transaction]
        let senders: [Address]
        guard let rules = configuration.rules(at: block.header.timestamp) else {
            throw .invalid(.unsupportedFork(timestamp: block.header.timestamp))
        }
        do throws(InvalidBlock) {
            transactions = try block.decodeTransactions()
            senders = try BlockProcessor.recoverSenders(of: transactions)
        } catch {
            throw .invalid(error)
        }
        var execution = try BlockExecution(
            header: block.header,
            state: WorldState(root: parent.stateRoot, database: database),
            ancestorHashes: ancestors(from: block.header.parentHash),
            configuration: configuration,
            precompiles: PrecompileTable(fork: rules.fork),
            tracer: NoTracer()
        )
        for (index, transaction) in transactions.enumerated() {
            do throws(TransactionFailure) {
                _ = try execution.apply(transaction, sender: senders[index])
            } catch {
                switch error {
                case .invalid(let reason): throw .invalid(.transaction(index: index, reason))
                case .fault(let fault): throw .fault(fault)
                }
            }
        }
        let result = try execution.finish(withdrawals: block.withdrawals)
        return (result, block.header, execution.state)
    }

    /// Names of the rules that a block breaks beside the first: by its header, and by the transaction that was refused.
    func otherExceptionNames(of bytes: [UInt8], beside first: InvalidBlock) -> [String] {
        guard let (block, parent) = try? decode(bytes) else { return [] }
        switch first {
        case .transaction(let index, _):
            guard block.transactions.indices.contains(index),
                let transaction = try? Transaction(decoding: block.transactions[index])
            else { return [] }
            return transaction.brokenRules(under: block.header, configuration: configuration)
                .flatMap(\.exceptionNames)
        default:
            return block.header.brokenRules(after: parent, configuration: configuration).flatMap(\.exceptionNames)
        }
    }

    private func decode(_ bytes: [UInt8]) throws(BlockFailure) -> (block: Block, parent: BlockHeader) {
        do throws(InvalidBlock) {
            let block = try Block(decoding: bytes)
            guard let parent = headers[block.header.parentHash] else {
                throw .wrongParentHash(expected: headHash, got: block.header.parentHash)
            }
            return (block, parent)
        } catch {
            throw .invalid(error)
        }
    }

    /// Hashes for BLOCKHASH, the parent's first.
    private func ancestors(from hash: Bytes32) -> [Bytes32] {
        var hashes: [Bytes32] = []
        var next = hash
        while hashes.count < 256, let header = headers[next] {
            hashes.append(next)
            next = header.parentHash
        }
        return hashes
    }

    /// Headers of the blocks that BLOCKHASH reaches, oldest first.
    func ancestorHeaders(from hash: Bytes32) -> [BlockHeader] {
        ancestors(from: hash).reversed().compactMap { headers[$0] }
    }
}

extension FixtureChain.GenesisFault: CustomStringConvertible {
    var description: String {
        switch self {
        case .undecodable(let reason): "genesis: \(reason)"
        case .state(let error): "genesis: \(error)"
        case .wrongRoot(let expected, let got): "genesis state root expected \(expected.hex), got \(got.hex)"
        }
    }
}
