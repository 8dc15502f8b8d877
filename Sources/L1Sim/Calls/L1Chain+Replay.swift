import EVM
public import Primitives
public import StateTransition
import StateTrie

extension L1Chain {
    /// Executes an included transaction once more at its place, with other precompiled contracts.
    ///
    /// The block's earlier transactions run before it, under the same contracts. Gas tables use it to put one
    /// transaction under several gas rules of EXECUTE; every number comes from an execution.
    ///
    /// - Parameters:
    ///   - hash: Hash of a transaction that a block of the chain includes.
    ///   - replacement: What stands in its place in the run, of the same sender and nonce; nil for the transaction
    ///     itself. Proofs that it depends on are taken as verified.
    ///   - extensions: Contracts of the run.
    /// - Returns: What the transaction did this time; its gas limit is the signed one.
    /// - Throws: `L1Error.notIncluded`; `.notBuildable` when an earlier transaction of the block, or this one, cannot
    ///   stand in the block any more.
    public func replay(
        _ hash: Bytes32,
        as replacement: Transaction? = nil,
        extensions: L1Extensions
    ) throws(L1Error) -> TransactionRecord {
        guard let original = history.record(of: hash),
            let block = history[original.blockNumber],
            original.blockNumber > 0,
            let parent = history[original.blockNumber - 1]
        else { throw .notIncluded(hash) }
        let transaction = replacement ?? original.transaction
        let outcome: TransactionOutcome
        let callTree: CallTrace?
        do throws(BlockFailure) {
            var execution = try fork(extensions: extensions).reexecution(
                of: block,
                on: parent.header,
                tracer: CallTracer()
            )
            for record in block.records[..<original.index] {
                _ = try execution.apply(record.transaction, inPlaceOf: record)
            }
            outcome = try execution.apply(transaction, inPlaceOf: original)
            callTree = execution.tracer.roots.last
        } catch {
            throw L1Error(error)
        }
        guard let callTree else { throw .untraced }
        return TransactionRecord(
            transaction: transaction,
            sender: original.sender,
            header: block.header,
            blockHash: block.hash,
            index: original.index,
            receipt: outcome.receipt,
            gasUsed: outcome.gasUsed,
            blobBaseFee: block.header.blobBaseFee(configuration) ?? .zero,
            callTree: callTree
        )
    }
}
