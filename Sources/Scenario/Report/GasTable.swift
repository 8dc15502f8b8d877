import ExecutePrecompile
import L1Sim
import Primitives
import RollupActors
import StateTransition

/// What blocks cost on L1 under several gas rules of EXECUTE.
///
/// Every number is measured: the L1 transaction that settled the block is executed again at its place under each rule,
/// and, for a mode in which it was not settled, the transaction that its sender would have sent instead.
package struct GasTable: Sendable {
    /// One block.
    package struct Row: Sendable {
        /// The `seal` step that made it.
        package let block: String
        /// L2 gas that it used.
        package let l2GasUsed: UInt64
        /// L2 transactions that it holds, the relayer's included.
        package let transactionCount: UInt64
        /// Bytes of EXECUTE's input.
        package let payloadByteCount: UInt64
        /// What it costs in each mode.
        package let cells: [Cell]
    }

    /// One block in one mode.
    package struct Cell: Sendable {
        /// The mode.
        package let mode: EnforcementMode
        /// L1 gas of the settling transaction; nil when it fails under the mode, or the block was never settled.
        package let gasUsed: UInt64?
        /// Whether the calldata floor (EIP-7623) decides, because execution costs less.
        package let isFloor: Bool
        /// Why there is no number.
        package let failure: String?
    }

    /// Blocks per hour when every L1 slot of 12 seconds settles one.
    package static let blocksPerHour: UInt64 = 300

    /// The rows in the order of the document.
    package let rows: [Row]

    /// Measures a table.
    ///
    /// - Throws: `SimulationFault.l1` when a settling transaction cannot be executed again, `.limit` when no time is
    ///   left for it.
    init(_ section: ReportSection.GasTable, of simulation: Simulation) throws(SimulationFault) {
        var rows: [Row] = []
        for block in section.blocks {
            guard let sealed = simulation.rollups.values.lazy.compactMap({ $0.sealedBlocks[block] }).first else {
                continue
            }
            var cells: [Cell] = []
            for mode in section.modes {
                try simulation.budget.checkTime()
                cells.append(try Self.measure(simulation.settlement(of: block), of: sealed, mode, in: simulation))
            }
            rows.append(
                Row(
                    block: block,
                    l2GasUsed: sealed.block.header.gasUsed,
                    transactionCount: UInt64(sealed.records.count),
                    payloadByteCount: UInt64(sealed.payload.encoded.count),
                    cells: cells
                )
            )
        }
        self.rows = rows
    }

    private static func measure(
        _ transaction: Settlement?,
        of sealed: SealedBlock,
        _ mode: EnforcementMode,
        in simulation: Simulation
    ) throws(SimulationFault) -> Cell {
        guard let transaction else { return Cell(mode: mode, gasUsed: nil, isFloor: false, failure: "not settled") }
        let record: TransactionRecord
        do {
            guard let replacement = try transaction.transaction(for: mode, of: sealed, in: simulation) else {
                return Cell(mode: mode, gasUsed: nil, isFloor: false, failure: "not proved")
            }
            record = try simulation.l1.replay(
                transaction.hash,
                as: replacement,
                extensions: simulation.selection.extensions(enforcing: mode)
            )
        } catch {
            // What this price asks for may be more gas than the block has, or than the sender can pay.
            if case .notBuildable(.transaction(_, let reason)) = error {
                return Cell(mode: mode, gasUsed: nil, isFloor: false, failure: "\(StepOutcome(.reject, reason.code))")
            }
            throw .l1(error)
        }
        guard record.succeeded else {
            return Cell(mode: mode, gasUsed: nil, isFloor: false, failure: "\(simulation.outcome(of: record))")
        }
        let floor = simulation.l1.configuration.rules(at: simulation.l1.clock.now)
            .map { record.transaction.floorGas(fork: $0.fork) }
        return Cell(mode: mode, gasUsed: record.gasUsed, isFloor: record.gasUsed == floor, failure: nil)
    }
}
