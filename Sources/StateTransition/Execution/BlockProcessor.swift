public import EVM
public import Primitives
public import StateTrie

/// Validation of a block against its parent and the state after it.
public enum BlockProcessor {
    /// Recovers the senders of transactions, which is most of the work that is not execution.
    ///
    /// - Throws: `InvalidBlock.transaction` with the first whose signature is invalid.
    public static func recoverSenders(
        of transactions: [Transaction],
        hints: SignatureHints = .none
    ) throws(InvalidBlock) -> [Address] {
        var senders: [Address] = []
        senders.reserveCapacity(transactions.count)
        for (index, transaction) in transactions.enumerated() {
            do throws(InvalidTransaction) {
                senders.append(try transaction.sender(hint: hints[index]))
            } catch {
                throw .transaction(index: index, error)
            }
        }
        return senders
    }

    /// Validates a block from the block alone, its parent's header and the state after the parent.
    ///
    /// - Parameters:
    ///   - block: The block.
    ///   - parent: Header of its parent.
    ///   - state: State after the parent.
    ///   - ancestorHashes: Hashes for BLOCKHASH, the parent's first.
    ///   - configuration: The chain.
    ///   - precompiles: Makes the precompiles of a fork, with extensions.
    ///   - scheduledCalls: Calls that are due in the block.
    ///   - tracer: Watches the transactions.
    /// - Returns: What the execution led to, all of which the header claims too, and the state after the block.
    /// - Throws: `BlockFailure`.
    @_specialize(where T == NoTracer)
    @_specialize(where T == CallTracer)
    public static func importBlock<T: Tracer>(
        _ block: Block,
        parent: BlockHeader,
        state: consuming WorldState,
        ancestorHashes: [Bytes32],
        configuration: ChainConfiguration,
        precompiles: (Fork) -> PrecompileTable,
        scheduledCalls: [ScheduledSystemCall] = [],
        tracer: inout T
    ) throws(BlockFailure) -> (result: BlockResult, state: WorldState) {
        let transactions: [Transaction]
        let senders: [Address]
        do throws(InvalidBlock) {
            (transactions, senders) = try prepare(block, parent: parent, configuration: configuration)
        } catch {
            throw .invalid(error)
        }
        let execution = try execute(
            block,
            transactions: transactions,
            senders: senders,
            state: state,
            ancestorHashes: ancestorHashes,
            configuration: configuration,
            precompiles: precompiles,
            scheduledCalls: scheduledCalls,
            tracer: &tracer
        )
        return (execution.result, execution.state)
    }

    /// Checks all that needs no execution, and reads the transactions.
    static func prepare(
        _ block: Block,
        parent: BlockHeader,
        configuration: ChainConfiguration
    ) throws(InvalidBlock) -> (transactions: [Transaction], senders: [Address]) {
        try block.validateSize(configuration: configuration)
        try block.header.validate(after: parent, configuration: configuration)
        let transactions = try block.decodeTransactions()
        return (transactions, try recoverSenders(of: transactions))
    }

    /// Executes a block whose size, header and senders were checked, and compares the outcome with the header.
    ///
    /// What `importBlock` does last, for a caller who has other checks to make between its steps.
    ///
    /// - Returns: The outcome, the state after the block, and how many blocks back BLOCKHASH went.
    /// - Throws: `BlockFailure`.
    @_specialize(where T == NoTracer)
    @_specialize(where T == CallTracer)
    package static func execute<T: Tracer>(
        _ block: Block,
        transactions: [Transaction],
        senders: [Address],
        state: consuming WorldState,
        ancestorHashes: [Bytes32],
        configuration: ChainConfiguration,
        precompiles: (Fork) -> PrecompileTable,
        scheduledCalls: [ScheduledSystemCall] = [],
        tracer: inout T,
        onTransaction: (UInt64) -> Void = { _ in },
        onStateRoot: () -> Void = {}
    ) throws(BlockFailure) -> (result: BlockResult, state: WorldState, ancestorsRead: Int) {
        let rules: ForkRules
        do throws(InvalidBlock) {
            rules = try block.header.rules(of: configuration)
        } catch {
            throw .invalid(error)
        }
        var execution = try BlockExecution(
            header: block.header,
            state: state,
            ancestorHashes: ancestorHashes,
            configuration: configuration,
            precompiles: precompiles(rules.fork),
            scheduledCalls: scheduledCalls,
            tracer: tracer
        )
        for (index, transaction) in transactions.enumerated() {
            do throws(TransactionFailure) {
                onTransaction(try execution.apply(transaction, sender: senders[index]).gasUsed)
            } catch {
                switch error {
                case .invalid(let reason): throw .invalid(.transaction(index: index, reason))
                case .fault(let fault): throw .fault(fault)
                }
            }
        }
        let result = try execution.finish(withdrawals: block.withdrawals, onStateRoot: onStateRoot)
        do throws(InvalidBlock) {
            try result.check(block.header)
        } catch {
            throw .invalid(error)
        }
        tracer = execution.tracer
        return (result, execution.state, execution.ancestorsRead)
    }
}

extension Block {
    /// Checks the length of the encoded block (EIP-7934, from Osaka on).
    ///
    /// - Throws: `InvalidBlock.tooLarge`, `.unsupportedFork`.
    package func validateSize(configuration: ChainConfiguration) throws(InvalidBlock) {
        guard try header.rules(of: configuration).fork.hasBlockSizeCap else { return }
        // Blocks of ordinary size need not be encoded to be counted.
        guard encodedByteCountBound > BlockLimits.encodedByteCount else { return }
        let byteCount = encoded.count
        guard byteCount <= BlockLimits.encodedByteCount else {
            throw .tooLarge(limit: BlockLimits.encodedByteCount, got: byteCount)
        }
    }
}
