import L1Sim
import RollupActors
import RollupContracts
package import Scenario
import StateTransition
import TextOutput

/// The L2 block's outcome is claimed to an optimistic rollup's contract, and stands after a week.
///
/// The L2 is the same chain with the same transactions, on a contract of its own; the block's transactions are in the
/// calldata of the claim, or in its blobs.
package struct OptimisticMode: GasMode {
    private let publishesBlobs: Bool

    /// A rollup with its transactions in calldata, or in blobs.
    package init(inBlobs publishesBlobs: Bool = false) { self.publishesBlobs = publishesBlobs }

    package var name: String { publishesBlobs ? "optimistic+blob" : "optimistic" }
    package var statement: SettledStatement { .unchallengedClaim }
    package var dataAvailability: RollupSection.DataAvailability? { publishesBlobs ? .blob : .calldata }
    package var provenance: Provenance { .real }
    package var assumptions: [GasAssumption] { [.unchallenged] }

    package func measure(_ batch: WorkloadBatch, on world: GasWorld) throws(ComparisonFault) -> GasOutcome {
        let twin = try world.optimisticTwin(inBlobs: publishesBlobs)
        guard let sealed = try twin.batch(batch.size, isProved: false).sealed else {
            return .overCap("the L2 block: its gas limit is \(twin.sequencer.configuration.gasLimit.grouped)")
        }
        var l1 = twin.l1
        var parts: [GasMeasurement.Part] = []
        for (label, inclusion) in zip(["propose", "finalize"], try twin.settleByClaim(sealed, on: &l1)) {
            switch inclusion {
            case .refused(.tooLarge(let limit, _)):
                return .overCap("the pool: a transaction has at most \(limit.grouped) bytes")
            case .refused(let rejection):
                throw .unexpected("\(name): L1 refuses to \(label): \(rejection)")
            case .included(let record):
                guard record.succeeded else {
                    throw .unexpected("\(name): \(label): \(RevertReason(output: record.status.output))")
                }
                parts.append(GasMeasurement.Part(label, record))
            }
        }
        return .measured(
            GasMeasurement(parts, l2TransactionCount: batch.size, l2GasUsed: sealed.block.header.gasUsed)
        )
    }
}
