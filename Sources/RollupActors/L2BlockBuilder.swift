import EVM
import ExecutePrecompile
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

    /// Begins a block on the head of a chain.
    ///
    /// - Throws: `ActorError.l2` when the header cannot follow the head.
    init(chain: L2Chain, header: BlockHeader) throws(ActorError) {
        self.chain = chain
        do {
            execution = try BlockExecution(
                header: header,
                state: chain.state(recordsWitness: true),
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
    /// - Returns: False when it does not fit into this block, or can never be included and was dropped.
    /// - Throws: `ActorError.l2` when the state cannot be read.
    mutating func include(_ transaction: Transaction, hash: Bytes32, sender: Address) throws(ActorError) -> Bool {
        let outcome: TransactionOutcome
        do {
            outcome = try execution.apply(transaction, sender: sender)
        } catch {
            switch error {
            case .fault(let fault):
                throw .l2(.fault(fault))
            case .invalid(let reason):
                if !reason.mayBecomeValid { dropped.append(DroppedL2Transaction(hash: hash, reason: reason)) }
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

    /// Ends the block and makes EXECUTE's input for it.
    ///
    /// - Throws: `ActorError`, among it when the input does not validate the block.
    consuming func seal(anchorBlockNumber: UInt64) throws(ActorError) -> SealedBlock {
        let result: BlockResult
        do {
            result = try execution.finish(withdrawals: [])
        } catch {
            throw .l2(error)
        }
        let block = Block(header: result.sealed(execution.header), transactions: transactions)
        let state = execution.state.witness()
        let payload = try Self.payload(of: block, requests: result.requests, state: state, chain: chain)
        return SealedBlock(
            block: block,
            payload: payload,
            anchorBlockNumber: anchorBlockNumber,
            records: records,
            dropped: dropped
        )
    }

    /// Joins block, witness and keys, with as many ancestors' headers as BLOCKHASH reached back for.
    private static func payload(
        of block: Block,
        requests: [[UInt8]],
        state: StateWitness,
        chain: L2Chain
    ) throws(ActorError) -> StatelessInput {
        var headerCount = 1
        while true {
            let witness = ExecutionWitness(
                state: state.state,
                codes: state.codes,
                headers: chain.headers.suffix(headerCount).map(\.encoded)
            )
            let validator = StatelessValidator(configuration: chain.configuration)
            do {
                _ = try validator.validate(block, witness: witness)
            } catch .fault(.ancestorHashMissing(let number)) where headerCount < chain.headers.count {
                // At least twice as many: a block that asks for ever older hashes gets no validation a header.
                headerCount = max(Int(clamping: block.header.number &- number), headerCount &* 2)
                continue
            } catch {
                throw .witness(error)
            }
            do {
                return try StatelessInput(
                    block: block,
                    requests: requests,
                    witness: witness,
                    chainId: chain.configuration.chainId
                )
            } catch {
                throw .payload(error)
            }
        }
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
