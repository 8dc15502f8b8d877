import EVM
import ExecutePrecompile
import L1Sim
import Primitives
import RollupActors
import RollupContracts
import StateTransition

/// An L1 transaction of a step, after the block that could include it.
struct SentTransaction {
    /// How it ended.
    var outcome: StepOutcome
    /// What it did; nil when no block includes it.
    var record: TransactionRecord?
    /// Its calls of EXECUTE that ran, in order.
    var runs: [ExecuteRun] { record?.callTree.executeRuns ?? [] }

    /// Code of an admitted transaction that the next block left out without a reason.
    static let notIncluded = "NotIncluded"
    /// The same, with its meaning.
    static let notIncludedCode = FailureCode(notIncluded, "The builder left it out of the block, and says no more.")
}

extension Simulation {
    /// Signs what an actor wants done on L1, with the next free nonce.
    func signed(_ intent: TransactionIntent, by actor: Actor) throws(SimulationFault) -> Transaction {
        do {
            return try actor.transaction(intent, on: l1)
        } catch {
            throw .l1(error)
        }
    }

    /// The same with a gas limit that is computed: what the transaction itself costs, some gas for contracts, and what
    /// EXECUTE charges, of which a call can be given 63 parts in 64 (EIP-150).
    ///
    /// - Parameters:
    ///   - intent: What is wanted; its gas limit is left aside.
    ///   - actor: Signs and pays.
    ///   - gas: Gas for contracts.
    ///   - executeCharge: Gas that EXECUTE charges.
    /// - Returns: The transaction, with at least what its calldata costs and at most what a transaction may have.
    /// - Throws: `SimulationFault.l1` when L1 cannot be read.
    func signed(
        _ intent: TransactionIntent,
        by actor: Actor,
        withGas gas: UInt64,
        executeCharge: UInt64 = 0
    ) throws(SimulationFault) -> Transaction {
        var intent = intent
        intent.gasLimit = 0
        let unpriced = try signed(intent, by: actor)
        let sum =
            UInt256(unpriced.intrinsicGas) &+ UInt256(gas) &+ UInt256(executeCharge) &+ UInt256(executeCharge / 16)
        intent.gasLimit = min(max(sum.saturatedUInt64, unpriced.floorGas(fork: .osaka)), TransactionGas.cap)
        return try signed(intent, by: actor)
    }

    /// Submits a transaction, makes the next block and keeps the transaction's facts under the step's id.
    mutating func send(
        _ transaction: Transaction,
        sidecar: [UInt8]? = nil,
        blobs: BlobSidecar? = nil,
        stepID: String?
    ) throws(SimulationFault) -> SentTransaction {
        let sent = try deliver(transaction, sidecar: sidecar, blobs: blobs)
        guard let stepID else { return sent }
        if let record = sent.record {
            keep(.transaction(step: stepID), of: record)
        } else {
            transactions[stepID] = TransactionFacts(.rejected, transaction)
            executions[stepID] = nil
        }
        return sent
    }

    private mutating func deliver(
        _ transaction: Transaction,
        sidecar: [UInt8]?,
        blobs: BlobSidecar?
    ) throws(SimulationFault) -> SentTransaction {
        let hash: Bytes32
        do {
            hash = try l1.submit(transaction, sidecar: sidecar, blobs: blobs)
        } catch {
            return SentTransaction(outcome: StepOutcome(.reject, error.code), record: nil)
        }
        let produced = try produceBlock()
        guard let record = l1.record(of: hash) else {
            let code =
                produced.skipped.first { $0.hash == hash }?.reason.code
                ?? produced.dropped.first { $0.hash == hash }?.reason.code ?? SentTransaction.notIncluded
            return SentTransaction(outcome: StepOutcome(.reject, code), record: nil)
        }
        return SentTransaction(outcome: outcome(of: record), record: record)
    }

    /// Makes the next slot's block, within the run's limits.
    @discardableResult
    mutating func produceBlock() throws(SimulationFault) -> ProducedBlock {
        try budget.takeBlock()
        let produced: ProducedBlock
        do {
            produced = try l1.produceBlock()
        } catch {
            throw .l1(error)
        }
        l1.forgetStates()
        try budget.spend(gas: produced.block.header.gasUsed)
        return produced
    }

    /// Both layers of a failure: how the innermost failing frame halted, and what the called contract then did.
    func outcome(of record: TransactionRecord) -> StepOutcome {
        var failures: [OutcomeLayer: String] = [:]
        if let frame = record.failure, let reason = frame.haltReason {
            failures[.halt] = l1.extensions.failureName(reason, at: frame.address) ?? reason.code
        }
        switch record.status {
        case .succeeded:
            return .success
        case .reverted(let output):
            failures[.revert] = contracts.code(ofRevert: output)
        case .halted(let reason):
            failures[.halt] = failures[.halt] ?? reason.code
        }
        return StepOutcome(failures: failures)
    }
}
