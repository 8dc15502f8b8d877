public import EVM
import Primitives
public import StateTransition
public import StateTrie

extension L2Chain {
    /// Executes a block once more on the state of its parent, and records its calls.
    ///
    /// - Parameter block: A block whose parent the chain holds; it may be another than the chain's own of its height.
    /// - Returns: The calls of each transaction, up to the first that the block cannot hold.
    /// - Throws: `ActorError.unknownL2Block` without the parent; `.l2` when the block cannot begin, or its state cannot
    ///   be read.
    public func callTrees(of block: Block) throws(ActorError) -> [CallTrace] { try traced(block).calls }

    /// Executes a block once more on the state of its parent, and records its calls and what it changes.
    ///
    /// - Parameter block: A block whose parent the chain holds; it may be another than the chain's own of its height.
    /// - Returns: The calls of each transaction, up to the first that the block cannot hold, and the accounts that
    ///   differ after them.
    /// - Throws: As `callTrees`.
    public func traced(_ block: Block) throws(ActorError) -> (calls: [CallTrace], changes: [AccountDifference]) {
        guard block.header.number > 0, let parent = header(block.header.number - 1) else {
            throw .unknownL2Block(block.header.number)
        }
        let known = headers.prefix(Int(block.header.number)).suffix(256).map { $0.hash }
        var trees: [CallTrace] = []
        var execution: BlockExecution<CallTracer>
        do throws(BlockFailure) {
            execution = try BlockExecution(
                header: block.header,
                state: WorldState(root: parent.stateRoot, database: database),
                ancestorHashes: known.reversed(),
                configuration: configuration,
                precompiles: PrecompileTable(fork: .osaka),
                tracer: CallTracer()
            )
            for encoded in block.transactions {
                guard let transaction = try? Transaction(decoding: encoded),
                    let sender = try? transaction.recoverSender()
                else { break }
                do throws(TransactionFailure) {
                    _ = try execution.apply(transaction, sender: sender)
                } catch {
                    if case .fault(let fault) = error { throw .fault(fault) }
                    break
                }
                if let tree = execution.tracer.root { trees.append(tree) }
            }
        } catch {
            throw .l2(error)
        }
        do {
            return (trees, try execution.state.differences())
        } catch {
            throw .state(error)
        }
    }
}
