public import GuestExecutor
import ProofVerifier
import RISCVMachine

/// What a row of a table costs a proof: cells that are committed and fractions that the buses add.
///
/// Those of instructions are planned columns over Goldilocks, listed in `docs/executor.md`: 64-bit values are two 32-bit
/// limbs on the buses, produced values four range-checked 16-bit limbs. Those of accelerators are their chips'.
public struct ChipCost: Hashable, Sendable {
    /// Committed cells a row.
    public let cells: Int
    /// LogUp fractions a row: entries sent to or received from a bus, range checks and lookups included.
    public let fractions: Int

    /// A cost of its parts.
    public init(cells: Int, fractions: Int) {
        self.cells = cells
        self.fractions = fractions
    }

    /// The costs of two parts of a row together.
    public static func + (a: ChipCost, b: ChipCost) -> ChipCost {
        ChipCost(cells: a.cells + b.cells, fractions: a.fractions + b.fractions)
    }

    // MARK: Parts of rows

    /// pc and timestamp; received from and sent to the execution bus; the instruction looked up in the program.
    private static let frame = ChipCost(cells: 2, fractions: 3)
    /// Timestamp difference in two limbs, for an access whose value has other columns: bus in and out, two ranges.
    private static let access = ChipCost(cells: 2, fractions: 4)
    /// A register read: value in two limbs, and its access.
    private static let read = ChipCost(cells: 2, fractions: 0) + access
    /// A register write: overwritten value in two limbs, a flag for x0, and its access.
    private static let write = ChipCost(cells: 3, fractions: 0) + access

    /// Cells that nothing looks up: indices, immediates, selectors, carries.
    private static func plain(_ cells: Int) -> ChipCost { ChipCost(cells: cells, fractions: 0) }
    /// Cells that are looked up once each: ranges and bytes.
    private static func checked(_ cells: Int) -> ChipCost { ChipCost(cells: cells, fractions: cells) }

    /// Cost of a row of a family.
    public static func row(of family: InstructionFamily) -> ChipCost {
        switch family {
        // rd, rs1, rs2; immediate and its flag; subtract, word; carries. Result limbs; sign of a word result.
        case .add: frame + read + read + write + plain(3 + 3 + 2 + 2) + checked(4 + 1)
        // rd, rs1, rs2; immediate and its flag; signed; borrows; result, signs. Difference limbs; low 31 bits of both
        // high limbs.
        case .compare: frame + read + read + write + plain(3 + 3 + 1 + 2 + 3) + checked(4 + 4)
        // rd, rs1, rs2; immediate and its flag; operation. Operand and result bytes; eight lookups of three bytes.
        case .bitwise: frame + access + access + write + plain(3 + 3 + 1 + 24) + ChipCost(cells: 0, fractions: 8)
        // rd, rs1, rs2; immediate and its flag; left, arithmetic, word; limb shift (one of four); power of two. Operand
        // limbs, their two pieces each, rest of the amount, sign; lookup of the power.
        case .shift:
            frame + access + read + write + plain(3 + 3 + 3 + 4 + 1) + checked(4 + 8 + 2 + 1)
                + ChipCost(cells: 1, fractions: 1)
        // rd, rs1, rs2; operation (one of five). Operand limbs, product limbs, carries at 32 bits, two signs, word
        // sign.
        case .multiply: frame + access + access + write + plain(3 + 5) + checked(8 + 8 + 6 + 2 + 1)
        // rd, rs1, rs2; operation (one of eight); zero divisor and inverse, overflow; absolute values, borrows. Limbs
        // of dividend, divisor, quotient, remainder; product limbs, carries, four signs, difference limbs.
        case .divide:
            frame + access + access + write + plain(3 + 8 + 3 + 4 + 2) + checked(16 + 8 + 6 + 4 + 4)
        // rd, rs1; immediate; operation (one of seven); offset bits, carry. Address limbs; limbs of the word, bytes of
        // the selected one, sign.
        case .load: frame + read + write + access + plain(2 + 2 + 7 + 3 + 1) + checked(2 + 4 + 2 + 1)
        // rs1, rs2; immediate; width (one of four); offset bits, carry; word after. Address limbs; limbs of the word
        // before, bytes of the selected limb, limbs and low byte of the stored value.
        case .store: frame + read + read + access + plain(2 + 2 + 4 + 3 + 1 + 2) + checked(2 + 4 + 2 + 3)
        // rs1, rs2; target; condition (one of six); taken, inverses of both differences, borrows, signs. Difference
        // limbs; low 31 bits of both high limbs.
        case .branch: frame + read + read + plain(2 + 1 + 6 + 1 + 2 + 2 + 2) + checked(4 + 4)
        // rd, rs1; immediate; jal or jalr; cleared bit, carry. Target limbs.
        case .jump: frame + read + write + plain(2 + 2 + 2 + 2) + checked(2)
        // rd; immediate; lui or auipc; carries. Result limbs.
        case .upper: frame + write + plain(1 + 2 + 2 + 2) + checked(4)
        case .fence: frame
        // a7 and a0; the row ends the execution bus.
        case .halt: frame + read + read
        }
    }

    /// The chips of an accelerator: name, rows a call, and cost of each row.
    public static func chips(of call: MachineCall) -> [(name: String, rowCount: Int, cost: ChipCost)] {
        switch call {
        case .keccakF: keccakChips
        case .sha256Block: sha256Chips
        }
    }

    private static let keccakChips = [
        entry(KeccakCallChip().chip, rowCount: 1),
        entry(KeccakRoundChip().chip, rowCount: KeccakPermutationShape.roundCount),
    ]
    private static let sha256Chips = [
        entry(SHA256CallChip().chip, rowCount: 1),
        entry(SHA256RoundChip().chip, rowCount: SHA256Shape.roundCount),
        entry(ByteSwapChip().chip, rowCount: 2 * SHA256CallChip.blockWordCount),
    ]

    private static func entry(_ chip: Chip, rowCount: Int) -> (name: String, rowCount: Int, cost: ChipCost) {
        (chip.name, rowCount, ChipCost(cells: chip.columnNames.count, fractions: chip.interactions.count))
    }

    /// Word of a dense memory table: last value in two limbs and its timestamp; initial value sent, last received.
    public static let memoryWord = ChipCost(cells: 3, fractions: 2)
    /// Word of the input, which the prover chooses: four range-checked limbs and the last timestamp.
    public static let inputWord = ChipCost(cells: 5, fractions: 6)
    /// Instruction of the program table, register, or entry of a fixed table: a multiplicity.
    public static let tableEntry = ChipCost(cells: 1, fractions: 1)
}
