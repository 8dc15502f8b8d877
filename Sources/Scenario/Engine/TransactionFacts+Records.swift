import EVM
import ExecutePrecompile
import L1Sim
import Primitives
import RollupActors
import StateTransition

extension TransactionFacts {
    /// Of an L1 transaction in a block.
    init(_ record: L1Sim.TransactionRecord) {
        self.init(
            status: Status(record.status),
            gasUsed: record.gasUsed,
            gasLimit: record.transaction.gasLimit,
            fee: record.fee,
            blobGas: record.transaction.blobGas,
            blobFee: record.blobFee,
            blockNumber: record.blockNumber,
            output: record.status.output,
            logs: record.logs
        )
    }

    /// Of an L2 transaction in a block.
    init(_ record: L2TransactionRecord) {
        self.init(
            status: Status(record.result.status),
            gasUsed: record.gasUsed,
            gasLimit: record.transaction.gasLimit,
            fee: record.fee,
            blockNumber: record.blockNumber,
            output: record.result.output,
            logs: record.logs
        )
    }

    /// Of a transaction that no block holds.
    init(_ status: Status, _ transaction: Transaction) {
        self.init(status: status, gasUsed: 0, gasLimit: transaction.gasLimit, fee: .zero, blockNumber: 0)
    }
}

extension TransactionFacts.Status {
    fileprivate init(_ status: TransactionStatus) {
        switch status {
        case .succeeded: self = .success
        case .reverted: self = .reverted
        case .halted: self = .halted
        }
    }

    fileprivate init(_ status: ExecutionResult.Status) {
        switch status {
        case .success: self = .success
        case .revert: self = .reverted
        case .halt: self = .halted
        }
    }
}

extension ExecutionFacts {
    /// Of a call of EXECUTE.
    init(_ run: ExecuteRun) {
        self.init(
            gasCharge: run.gasCharge ?? 0,
            workGas: run.workGas,
            inputByteCount: UInt64(run.inputByteCount),
            failure: run.failure?.reason
        )
    }
}
