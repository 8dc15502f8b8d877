public import EVM
import Primitives
import StateTransition
import StateTrie

extension L1Chain {
    /// Executes an included block once more and reads its transactions' messages.
    ///
    /// - Parameters:
    ///   - number: Height of the block, above genesis.
    ///   - read: What to keep of a message; nil for nothing. The input is valid during the call alone.
    /// - Returns: What was kept in each transaction of the block, in its order, but for messages that were undone.
    /// - Throws: `L1Error.unknownBlock`; `.state` or `.fault` when the parent's state was forgotten.
    public func messages<Value>(
        ofBlock number: UInt64,
        reading read: @escaping (CallStart) -> Value?
    ) throws(L1Error) -> [[Value]] {
        guard number > 0, let block = history[number], let parent = history[number - 1] else {
            throw .unknownBlock(number: number, head: head.number)
        }
        var values: [[Value]] = []
        do throws(BlockFailure) {
            var execution = try reexecution(of: block, on: parent.header, tracer: MessageReader(read))
            for record in block.records {
                _ = try execution.apply(record.transaction, inPlaceOf: record)
                values.append(execution.tracer.take())
            }
        } catch {
            throw L1Error(error)
        }
        return values
    }

    /// An included block, begun once more on its parent's state, under this chain's precompiled contracts.
    func reexecution<T: Tracer>(
        of block: StoredBlock,
        on parent: BlockHeader,
        tracer: T
    ) throws(BlockFailure) -> BlockExecution<T> {
        try BlockExecution(
            header: block.header,
            state: WorldState(root: parent.stateRoot, database: database),
            ancestorHashes: history.ancestorHashes(before: block.number),
            configuration: configuration,
            precompiles: precompiles(at: block.header.timestamp),
            scheduledCalls: scheduledCalls(at: block.header.timestamp, parentTimestamp: parent.timestamp),
            tracer: tracer
        )
    }
}

extension BlockExecution {
    /// Executes a transaction in the place of an included one, of the same sender.
    mutating func apply(
        _ transaction: Transaction,
        inPlaceOf record: TransactionRecord
    ) throws(BlockFailure) -> TransactionOutcome {
        do throws(TransactionFailure) {
            return try apply(transaction, sender: record.sender)
        } catch {
            switch error {
            case .invalid(let reason): throw .invalid(.transaction(index: record.index, reason))
            case .fault(let fault): throw .fault(fault)
            }
        }
    }
}
