package import EVM
package import ExecutePrecompile
package import L1Sim
package import Primitives
import RollupActors
import StateTransition

/// A transaction that a block took while a step was done.
package struct ReportedTransaction: Sendable {
    /// The chain.
    package let chain: ChainReference
    /// Hash of the encoding.
    package let hash: Bytes32
    /// The account that signed it.
    package let sender: Address
    /// The account that it calls; nil for a creation.
    package let recipient: Address?
    /// Wei that go along.
    package let value: UInt256
    /// Height of its block.
    package let blockNumber: UInt64
    /// Position in its block.
    package let index: Int
    /// How it ended.
    package let status: TransactionStatus
    /// Where its gas went.
    package let gas: GasSplit
    /// Wei paid for gas.
    package let fee: UInt256
    /// Blob gas of its blobs; zero without.
    package let blobGas: UInt64
    /// Wei paid for blob gas.
    package let blobFee: UInt256
    /// The calls it made; nil on an L2 that nobody was asked to trace.
    package let callTree: CallTrace?
    /// What it made EXECUTE do, in order.
    package let executions: [ExecuteRun]
    /// The L2 transactions that EXECUTE ran again inside it, and their rollup; nil unless the run was asked to trace.
    package let reexecuted: (rollup: String, calls: [CallTrace])?

    /// Why it failed: the reason that its contract gave, or the code of the halt; nil when it succeeded.
    package func failure(_ names: AddressBook) -> String? {
        switch status {
        case .succeeded: nil
        case .reverted(let output): names.on(chain).reason(ofRevert: output)
        case .halted(let reason): reason.code
        }
    }
}

/// Where the gas of a transaction went; `used` is the sum of the parts less the refund.
package struct GasSplit: Hashable, Sendable {
    /// Greatest gas that it may use.
    package let limit: UInt64
    /// Gas that was paid for.
    package let used: UInt64
    /// Due before anything runs, without calldata: the base of 21,000, access list, authorizations, proofs, init code.
    package let intrinsic: UInt64
    /// Calldata at 4 gas for a zero byte and 16 for any other (EIP-2028).
    package let calldata: UInt64
    /// What the calls used, EXECUTE excepted.
    package let execution: UInt64
    /// What calls of EXECUTE used: its charge, and all gas forwarded to a call that failed.
    package let execute: UInt64
    /// What the calldata floor (EIP-7623) adds to the rest, net of refunds.
    package let floorTopUp: UInt64
    /// What was given back, net of the floor.
    package let refund: UInt64

    /// Splits the gas of a transaction.
    ///
    /// - Parameters:
    ///   - transaction: The transaction.
    ///   - used: Gas that was paid for.
    ///   - callGas: Gas that its outermost call used.
    ///   - executeGas: The part of it that calls of EXECUTE used.
    init(_ transaction: Transaction, used: UInt64, callGas: UInt64, executeGas: UInt64) {
        let zeroCount = UInt64(transaction.data.count { $0 == 0 })
        // At most 16 times a count of bytes in memory.
        calldata = zeroCount &* 4 &+ (UInt64(transaction.data.count) &- zeroCount) &* 16
        limit = transaction.gasLimit
        self.used = used
        intrinsic = transaction.intrinsicGas &- calldata
        execute = min(executeGas, callGas)
        execution = callGas &- execute
        // Both are parts of a gas limit, or nearly.
        let spent = transaction.intrinsicGas &+ callGas
        floorTopUp = used > spent ? used &- spent : 0
        refund = spent > used ? spent &- used : 0
    }
}

extension GasSplit {
    /// Splits the gas of a transaction in an L1 block.
    package init(_ record: L1Sim.TransactionRecord) {
        self.init(
            record.transaction,
            used: record.gasUsed,
            callGas: record.callTree.gasUsed,
            executeGas: record.callTree.gasUsed(by: .execute)
        )
    }
}

extension ReportedTransaction {
    /// Of a transaction in an L1 block.
    ///
    /// - Parameters:
    ///   - record: What the block's import found.
    ///   - reexecuted: The L2 transactions that EXECUTE ran again inside it.
    init(_ record: L1Sim.TransactionRecord, reexecuted: (rollup: String, calls: [CallTrace])?) {
        chain = .l1
        hash = record.hash
        sender = record.sender
        recipient = record.transaction.to ?? record.createdAddress
        value = record.transaction.value
        blockNumber = record.blockNumber
        index = record.index
        status = record.status
        fee = record.fee
        blobGas = record.transaction.blobGas
        blobFee = record.blobFee
        callTree = record.callTree
        executions = record.callTree.executeRuns
        self.reexecuted = reexecuted
        gas = GasSplit(record)
    }

    /// Of a transaction in an L2 block, whose chain has no EXECUTE.
    ///
    /// - Parameters:
    ///   - record: What the block's builder found.
    ///   - rollup: The rollup.
    ///   - callTree: Its calls, where they were traced.
    init(_ record: L2TransactionRecord, of rollup: String, callTree: CallTrace?) {
        chain = .l2(rollup)
        hash = record.hash
        sender = record.sender
        recipient = record.transaction.to
        value = record.transaction.value
        blockNumber = record.blockNumber
        index = record.index
        status =
            switch record.result.status {
            case .success: .succeeded(output: record.result.output)
            case .revert: .reverted(output: record.result.output)
            case .halt(let reason): .halted(reason)
            }
        fee = record.fee
        blobGas = 0
        blobFee = .zero
        self.callTree = callTree
        executions = []
        reexecuted = nil
        let left = min(record.result.gasLeft, record.transaction.gasLimit)
        let spent = record.transaction.gasLimit &- left
        gas = GasSplit(
            record.transaction,
            used: record.gasUsed,
            callGas: spent > record.transaction.intrinsicGas ? spent &- record.transaction.intrinsicGas : 0,
            executeGas: 0
        )
    }
}

extension CallTrace {
    /// Gas that calls of an address used, in this call and below.
    fileprivate func gasUsed(by address: Address) -> UInt64 {
        if to == address { return gasUsed }
        return children.reduce(0) { $0 &+ $1.gasUsed(by: address) }
    }
}
