import EVM
public import Primitives
import StateTransition
import StateTrie

/// What became of L1 when it went on from an earlier block.
public struct Reorganization: Sendable {
    /// Height of the block that it goes on from.
    public let forkBlockNumber: UInt64
    /// The blocks that it no longer has, oldest first.
    public let undone: [StoredBlock]
    /// Transactions of theirs that wait in the pool again, in the order of their blocks.
    public let returned: [Bytes32]
    /// Transactions of theirs that the pool did not take back, and why.
    public let refused: [(hash: Bytes32, reason: MempoolRejection)]
}

extension L1Chain {
    /// Drops the newest blocks, so that the chain goes on from an earlier one.
    ///
    /// State, receipts, logs, blobs and all that the next block is made from are those of the earlier block. Time does
    /// not go back: the slots of the dropped blocks are over, so that no later block can be one of them. Which branch
    /// wins is `simulated`: there are no attestations here, and no finality.
    ///
    /// - Parameters:
    ///   - depth: Number of blocks to drop, at least 1.
    ///   - keepsTransactions: Whether the pool is offered the transactions of the dropped blocks, with their proofs and
    ///     blobs, under its own rules and in their order; otherwise they are gone, as if nobody had ever sent them.
    /// - Returns: What is undone.
    /// - Throws: `L1Error.reorgBelowGenesis` unless an earlier block is left; `.stateForgotten` when its state is not;
    ///   the chain is as before.
    @discardableResult
    public mutating func reorganize(depth: UInt64, keepsTransactions: Bool) throws(L1Error) -> Reorganization {
        guard depth > 0, depth <= head.number else { throw .reorgBelowGenesis(depth: depth, head: head.number) }
        let fork = head.number - depth
        guard let base = history[fork] else { throw .unknownBlock(number: fork, head: head.number) }
        guard database.node(base.header.stateRoot) != nil else { throw .stateForgotten(number: fork) }
        lastUndoneTimestamp = max(lastUndoneTimestamp, head.timestamp)
        let (undone, blobs) = history.removeBlocks(after: fork)
        emptyBlockCount = max(0, emptyBlockCount - undone.count { $0.records.isEmpty })
        var returned: [Bytes32] = []
        var refused: [(hash: Bytes32, reason: MempoolRejection)] = []
        for block in undone where keepsTransactions {
            var sidecars = block.sidecars[...]
            for record in block.records {
                let sidecar = record.transaction.proofs.dependencies.isEmpty ? nil : sidecars.popFirst()
                do throws(MempoolRejection) {
                    try submit(record.transaction, sidecar: sidecar, blobs: blobs[record.hash])
                    returned.append(record.hash)
                } catch {
                    refused.append((record.hash, error))
                }
            }
        }
        return Reorganization(forkBlockNumber: fork, undone: undone, returned: returned, refused: refused)
    }
}
