public import GuestExecutor
import ProofVerifier

/// What a proof of a run will cost, predicted from its profile before proving.
///
/// A prediction from planned columns (`ChipCost`), not a measurement.
public struct ProofPrediction: Sendable {
    /// Tables of the proof.
    public enum Table: Hashable, Sendable {
        /// Rows of one instruction family.
        case family(InstructionFamily)
        /// Rows of an accelerator's chip, by its name.
        case accelerator(String)
        /// First and last values of a region's words.
        case memory(MachineRegion)
        /// Multiplicities of the program's instructions.
        case program
        /// Multiplicities of the fixed tables: 2^16 numbers, and three operations on 2^16 pairs of bytes.
        case fixed
    }

    /// A table's part of the proof.
    public struct TableCost: Sendable {
        /// Which table.
        public let table: Table
        /// Rows used.
        public let rowCount: Int
        /// Committed cells: every column up to its last used slice of `sliceRowCount` rows.
        public let cells: Int
        /// LogUp fractions.
        public let fractions: Int
        /// The table's share of the prover's peak memory.
        public var peakByteCount: Int {
            cells * ProofPrediction.bytesPerCell + fractions * ProofPrediction.bytesPerFraction
        }
    }

    /// Tables in a fixed order, those without rows left out.
    public let tables: [TableCost]
    /// Columns of all tables, for each of which the proof holds a claim.
    public let columnCount: Int

    /// Rows by which the committed part of a column grows.
    public static let sliceRowCount = 1 << 12
    /// Bytes of peak memory a cell: itself 8; codeword at rate 1/4 32; tree of 32-byte digests over leaves of 32 values
    /// 8; extension columns after the first fold of the sumcheck 12.
    public static let bytesPerCell = 60
    /// Bytes of peak memory a fraction: base numerator and extension denominator 32, all layers above them 48.
    public static let bytesPerFraction = 80

    /// Predicts a proof of the profiled run.
    public init(_ profile: ExecutionProfile) {
        let cycles = profile.cyclesByFamily
        var rows: [(Table, Int, ChipCost)] = InstructionFamily.allCases.map {
            (.family($0), Int(clamping: cycles[$0] ?? 0), .row(of: $0))
        }
        for call in MachineCall.allCases {
            let count = Int(clamping: profile.cyclesByCall[call] ?? 0)
            rows += ChipCost.chips(of: call).map { (.accelerator($0.name), count * $0.rowCount, $0.cost) }
        }
        for region in MachineRegion.allCases where region != .text {
            let cost: ChipCost = region == .input ? .inputWord : .memoryWord
            rows.append((.memory(region), profile.wordCounts[region] ?? 0, cost))
        }
        rows.append((.program, profile.program.textWords.count, .tableEntry))
        rows.append((.fixed, 1 << 16, ChipCost(cells: 4, fractions: 4)))
        let used = rows.filter { $0.1 > 0 }
        tables = used.map { table, count, cost in
            let slices = (count + Self.sliceRowCount - 1) / Self.sliceRowCount
            return TableCost(
                table: table,
                rowCount: count,
                cells: slices * Self.sliceRowCount * cost.cells,
                fractions: count * cost.fractions
            )
        }
        columnCount = used.reduce(0) { $0 + $1.2.cells }
    }

    /// Committed cells of all tables.
    public var cells: Int { tables.reduce(0) { $0 + $1.cells } }
    /// Fractions of all tables.
    public var fractions: Int { tables.reduce(0) { $0 + $1.fractions } }
    /// log2 of the stacked polynomial's size.
    public var logArea: Int { logCeiling(cells) }
    /// log2 of the number of leaves of the fraction sum.
    public var logFractions: Int { logCeiling(fractions) }
    /// Peak memory of a prover that keeps everything, in bytes: the tables' shares, and codeword and tree of the
    /// padding.
    public var peakByteCount: Int {
        tables.reduce(0) { $0 + $1.peakByteCount } + ((1 << logArea) - cells) * (32 + 8)
    }

    /// The proofs that hold the tables, at 128 bits; nil when no parameters reach them.
    public var proofs: PredictedProofs? {
        PredictedProofs(
            cells: cells,
            fractions: fractions,
            rows: tables.map(\.rowCount).max() ?? 1,
            columnCount: columnCount
        )
    }
}
