import L1Sim
import Primitives
import RollupActors
import StateTransition
import TextOutput

extension Simulation {
    /// What became of the transactions that settle a batch.
    struct BatchTransactions {
        /// How the last one that was sent ended.
        var outcome = StepOutcome.success
        /// What each included one used, with its name.
        var costs: [String] = []
        /// Of all together; the gas and fees of those before a refused one are among them.
        var facts = TransactionFacts(.rejected)
        /// The last one that a block holds.
        var last: L1Sim.TransactionRecord?
        /// What is to be told of the blob, and of the transaction that failed.
        var remarks: [String] = []

        fileprivate mutating func add(_ record: L1Sim.TransactionRecord?, _ name: String) {
            guard let record else { return }
            costs.append("\(name) \(record.gasUsed.grouped)")
            facts = TransactionFacts(record, after: facts)
            last = record
        }
    }

    /// Sends the transactions that settle a batch, each after the one before it, until one fails.
    ///
    /// A commitment that is not proven is taken back at once: it would hold up every batch after it.
    ///
    /// - Parameters:
    ///   - intents: Data, proof and execution.
    ///   - proofName: What reports call the second.
    ///   - actor: Signs and pays.
    ///   - rollup: The ledger's contract.
    ///   - sidecar: What travels beside the first; nil with payments in calldata, and when the blob does not come.
    /// - Returns: What became of them.
    /// - Throws: `SimulationFault` when L1 cannot be read, or the run has spent its limits.
    mutating func settle(
        by intents: [TransactionIntent],
        proofName: String,
        actor: Actor,
        rollup: Address,
        sidecar: BlobSidecar?
    ) throws(SimulationFault) -> BatchTransactions {
        let steps = [("first", "data"), ("second", proofName), ("third", "execution")]
        var result = BatchTransactions()
        for (index, ((ordinal, name), intent)) in zip(steps, intents).enumerated() {
            let price = l1.nextBlobBaseFee ?? .zero
            let sent = try send(try signed(intent, by: actor), blobs: index == 0 ? sidecar : nil, stepID: nil)
            result.add(sent.record, name)
            if let gas = sent.record?.transaction.blobGas, gas > 0 {
                result.remarks.append("1 blob: \(gas.grouped) blob gas at \(price) wei")
            }
            result.outcome = sent.outcome
            guard sent.outcome != .success else { continue }
            let isRefused = sent.record == nil
            let status = isRefused ? .rejected : result.facts.status
            let paid = isRefused && index > 0 ? ", and what was sent before it is paid for" : ""
            result.remarks.append("the \(ordinal) of three transactions (\(name)) ends in \(sent.outcome)\(paid)")
            if index == 1 {
                let taken = try send(try signed(BatchSettler.revert(rollup: rollup), by: actor), stepID: nil)
                result.add(taken.record, "taking the data back")
                if taken.outcome != .success {
                    result.remarks.append("the data is not taken back, which ends in \(taken.outcome)")
                }
            }
            result.facts.status = status
            break
        }
        return result
    }
}
