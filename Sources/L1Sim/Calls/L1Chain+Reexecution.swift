public import EVM
import Primitives
import StateTransition
import StateTrie

extension L1Chain {
    /// Executes an included block once more and reads its transactions' messages.
    ///
    /// Whether a message is undone is known at its end, when its input is gone. Reading at the beginning would let
    /// anybody have large inputs read for the price of calls that fail at once. So where messages count, the block is
    /// executed twice: to find those that stay, and to read them.
    ///
    /// - Parameters:
    ///   - number: Height of the block, above genesis.
    ///   - counts: Whether a message may be of interest; asked of every message, it should look at the head alone.
    ///   - read: What to keep of a message that counts and was not undone; nil for nothing. The input is valid during
    ///     the call alone.
    /// - Returns: What was kept in each transaction of the block, in its order, but for messages that were undone.
    /// - Throws: `L1Error.unknownBlock`; `.state` or `.fault` when the parent's state was forgotten.
    public func messages<Value>(
        ofBlock number: UInt64,
        where counts: @escaping (CallStart) -> Bool,
        reading read: @escaping (CallStart) -> Value?
    ) throws(L1Error) -> [[Value]] {
        guard number > 0, let block = history[number], let parent = history[number - 1] else {
            throw .unknownBlock(number: number, head: head.number)
        }
        do throws(BlockFailure) {
            var seen = 0
            let numbers = try values(of: block, on: parent) { message -> Int? in
                guard counts(message) else { return nil }
                defer { seen += 1 }
                return seen
            }
            var staying = ArraySlice(numbers.joined())
            guard !staying.isEmpty else { return numbers.map { _ in [] } }
            seen = 0
            return try values(of: block, on: parent) { message -> Value? in
                guard counts(message) else { return nil }
                defer { seen += 1 }
                guard staying.first == seen else { return nil }
                staying = staying.dropFirst()
                return read(message)
            }
        } catch {
            throw L1Error(error)
        }
    }

    /// What one execution of a block keeps of each transaction's messages.
    private func values<Value>(
        of block: StoredBlock,
        on parent: StoredBlock,
        _ read: @escaping (CallStart) -> Value?
    ) throws(BlockFailure) -> [[Value]] {
        var execution = try reexecution(of: block, on: parent.header, tracer: MessageReader(read))
        var values: [[Value]] = []
        for record in block.records {
            _ = try execution.apply(record.transaction, inPlaceOf: record)
            values.append(execution.tracer.take())
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
