import EVM
import Primitives
import StateTransition
import StateTrie

extension L1Chain {
    /// Runs a message on the head's state as if it stood first in the next block, and keeps nothing of it.
    ///
    /// BLOCKHASH of the head, the next base fee and the next timestamp are there, as for a transaction. There is no
    /// sender to check and no fee to pay.
    ///
    /// - Throws: `L1Error`.
    public func call(_ request: CallRequest) throws(L1Error) -> CallOutcome {
        var execution = try nextExecution(tracer: CallTracer())
        let gasLimit = request.gasLimit ?? head.gasLimit
        let result: ExecutionResult
        do throws(EVMFault<StateError>) {
            result = try execution.call(
                from: request.from,
                to: request.to,
                value: request.value,
                data: request.data,
                gasLimit: gasLimit
            )
        } catch {
            throw .fault(error)
        }
        guard let callTree = execution.tracer.root else { throw .untraced }
        return CallOutcome(
            status: TransactionStatus(result.status, output: result.output),
            gasUsed: gasLimit - min(result.gasLeft, gasLimit),
            logs: result.logs,
            callTree: callTree
        )
    }

    /// Finds the least gas limit with which a transaction of an account succeeds in the next block.
    ///
    /// Every probe executes the whole transaction, checks and fees included, at a fee cap of the base fee; there are
    /// about twenty, so that an estimate of an EXECUTE call costs twenty validations.
    ///
    /// - Throws: `L1Error`.
    public func estimateGas(_ request: CallRequest) throws(L1Error) -> GasEstimate {
        let execution = try nextExecution(tracer: CallTracer())
        var high = request.gasLimit ?? min(head.gasLimit, TransactionGas.cap)
        var low: UInt64
        switch try probe(request, gasLimit: high, execution) {
        case .succeeded(let gasUsed): low = gasUsed == 0 ? 0 : gasUsed - 1
        case .failed(let status, let frame): return .fails(status, frame)
        case .invalid(let reason): return .invalid(reason)
        }
        // What was used after refunds bounds the limit from below; a little more is often already enough.
        var candidate = min(high, low + low / 63 + 2300)
        while high - low > 1 {
            if case .succeeded = try probe(request, gasLimit: candidate, execution) {
                high = candidate
            } else {
                low = candidate
            }
            candidate = low + (high - low) / 2
        }
        return .gas(high)
    }

    /// What a transaction does with one gas limit.
    private enum Probe {
        case succeeded(gasUsed: UInt64)
        case failed(TransactionStatus, FailedFrame?)
        case invalid(InvalidTransaction)
    }

    private func probe(
        _ request: CallRequest,
        gasLimit: UInt64,
        _ base: BlockExecution<CallTracer>
    ) throws(L1Error) -> Probe {
        var execution = base
        do throws(TransactionFailure) {
            let transaction = Transaction.dynamicFee(
                chainId: configuration.chainId,
                nonce: try nonce(of: request.from, in: &execution),
                maxPriorityFeePerGas: .zero,
                maxFeePerGas: execution.header.baseFeePerGas,
                gasLimit: gasLimit,
                to: request.to,
                value: request.value,
                data: request.data
            )
            let outcome = try execution.apply(transaction, sender: request.from)
            if outcome.result.isSuccess { return .succeeded(gasUsed: outcome.gasUsed) }
            let status = TransactionStatus(outcome.result.status, output: outcome.result.output)
            return .failed(status, execution.tracer.root.map(FailedFrame.init(innermostOf:)))
        } catch {
            switch error {
            case .invalid(let reason): return .invalid(reason)
            case .fault(let fault): throw .fault(fault)
            }
        }
    }

    /// A nonce in a block under execution.
    private func nonce(
        of address: Address,
        in execution: inout BlockExecution<CallTracer>
    ) throws(TransactionFailure) -> UInt64 {
        var state = execution.state
        do throws(StateError) {
            return try state.nonce(of: address)
        } catch {
            throw .fault(.host(error))
        }
    }

    /// The next block, begun, on the head's state.
    private func nextExecution<T: Tracer>(tracer: T) throws(L1Error) -> BlockExecution<T> {
        guard let timestamp = nextProposalTime else { throw .endOfTime }
        let header = try nextHeader(at: timestamp)
        do throws(BlockFailure) {
            return try BlockExecution(
                header: header,
                state: headState(),
                ancestorHashes: history.ancestorHashes(before: header.number),
                configuration: configuration,
                precompiles: precompiles(at: timestamp),
                scheduledCalls: scheduledCalls(at: timestamp, parentTimestamp: head.timestamp),
                tracer: tracer
            )
        } catch {
            throw L1Error(error)
        }
    }
}
