import EVM
import Primitives
import StateTransition
import StateTrie

/// One L2 block in the making.
struct L2BlockBuilder {
    private let chain: L2Chain
    private var execution: BlockExecution<NoTracer>
    private var transactions: [[UInt8]] = []
    private var records: [L2TransactionRecord] = []
    private var dropped: [DroppedL2Transaction] = []
    private var waiting: [WaitingL2Transaction] = []

    /// Begins a block on the head of a chain.
    ///
    /// - Throws: `ActorError.l2` when the header cannot follow the head.
    init(chain: L2Chain, header: BlockHeader) throws(ActorError) {
        self.chain = chain
        do {
            execution = try BlockExecution(
                header: header,
                state: chain.state(),
                ancestorHashes: chain.ancestorHashes,
                configuration: chain.configuration,
                precompiles: PrecompileTable(fork: .osaka),
                tracer: NoTracer()
            )
        } catch {
            throw .l2(error)
        }
    }

    /// Executes a transaction as the block's next.
    ///
    /// - Parameters:
    ///   - transaction: The transaction.
    ///   - hash: Its hash.
    ///   - sender: Who has signed it.
    ///   - isForced: Whether it comes from the inbox, so that nobody is told when it cannot be included.
    /// - Returns: False when it does not fit into this block, or can never be included and was dropped.
    /// - Throws: `ActorError.l2` when the state cannot be read.
    mutating func include(
        _ transaction: Transaction,
        hash: Bytes32,
        sender: Address,
        isForced: Bool = false
    ) throws(ActorError) -> Bool {
        let outcome: TransactionOutcome
        do {
            outcome = try execution.apply(transaction, sender: sender)
        } catch {
            switch error {
            case .fault(let fault):
                throw .l2(.fault(fault))
            case .invalid(let reason):
                if isForced { return false }
                if reason.mayBecomeValid {
                    waiting.append(WaitingL2Transaction(hash: hash, reason: reason))
                } else {
                    dropped.append(DroppedL2Transaction(hash: hash, reason: reason))
                }
                return false
            }
        }
        records.append(
            L2TransactionRecord(
                hash: hash,
                sender: sender,
                transaction: transaction,
                blockNumber: execution.header.number,
                index: records.count,
                result: outcome.result,
                gasUsed: outcome.gasUsed,
                fee: UInt256(outcome.gasUsed) &* outcome.effectiveGasPrice,
                logs: outcome.receipt.logs
            )
        )
        transactions.append(transaction.encoded)
        return true
    }

    /// Ends the block, imports it from its bytes, and makes EXECUTE's input for it.
    ///
    /// - Parameters:
    ///   - anchorBlockNumber: The L1 block that it is anchored to.
    ///   - withdrawals: Withdrawals (EIP-4895), which no honest L2 block has.
    /// - Returns: The block, and the chain with it as head.
    /// - Throws: `ActorError`, among it when the input does not validate the block.
    consuming func seal(
        anchorBlockNumber: UInt64,
        withdrawals: [Withdrawal] = []
    ) throws(ActorError) -> (block: SealedBlock, chain: L2Chain) {
        let result: BlockResult
        do {
            result = try execution.finish(withdrawals: withdrawals)
        } catch {
            throw .l2(error)
        }
        let block = Block(
            header: result.sealed(execution.header),
            transactions: transactions,
            withdrawals: withdrawals
        )
        var next = chain
        // Building reads more than the block needs: accounts of transactions that were turned away. Import does not.
        let witness = try next.importBlock(block.encoded)
        do {
            _ = try StatelessValidator(configuration: chain.configuration).validate(block, witness: witness)
        } catch {
            throw .witness(error)
        }
        let payload: StatelessInput
        do {
            payload = try StatelessInput(
                block: block,
                requests: result.requests,
                witness: witness,
                chainId: chain.configuration.chainId
            )
        } catch {
            throw .payload(error)
        }
        let sealed = SealedBlock(
            block: block,
            payload: payload,
            anchorBlockNumber: anchorBlockNumber,
            records: records,
            dropped: dropped,
            waiting: waiting
        )
        return (sealed, next)
    }
}

extension InvalidTransaction {
    /// Whether a later block may include the transaction: what stands against it depends on the state or on space.
    var mayBecomeValid: Bool {
        switch self {
        case .nonceTooHigh, .maxFeeBelowBaseFee, .insufficientFunds, .exceedsBlockGas: true
        default: false
        }
    }
}
