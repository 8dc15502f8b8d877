import ProofProver
import ProofVerifier
import RISCVMachine
import RISCVProver

/// Continues at the target when rs1 and rs2 differ.
///
/// The two limbs' differences d and e are both zero exactly when d^2 - 7 e^2 is: 7 is not a square in the field.
struct BranchNotEqualChip: InstructionChip {
    private let instruction: InstructionColumns
    private let rs1: Column
    private let rs2: Column
    private let target: Column
    private let first: WordRead
    private let second: WordRead
    private let taken: Column
    private let inverse: Column
    let chip: Chip

    private static let nonResidue = Goldilocks.generator

    init() {
        var builder = ChipBuilder("bne", height: .dynamic(maximumLogHeight: ToyLayout.maximumLogRows))
        instruction = InstructionColumns(in: &builder)
        rs1 = builder.column("rs1")
        rs2 = builder.column("rs2")
        target = builder.column("target")
        first = instruction.read("first", register: rs1, slot: .first, in: &builder)
        second = instruction.read("second", register: rs2, slot: .second, in: &builder)
        taken = builder.column("taken")
        inverse = builder.column("inverse")
        let (a, b) = (first.word, second.word)
        let (d, e) = (a.low - b.low, a.high - b.high)
        let norm = d * d - Expression(Self.nonResidue) * (e * e)
        builder.require("taken shows a difference", isZero: norm * inverse - taken)
        builder.require("not taken shows equality", isZero: (1 - taken) * norm)
        builder.require("no hint for equality", isZero: (1 - taken) * inverse)
        instruction.lookUp(
            opcode: ToyInstruction.Opcode.branchNotEqual,
            rs1: rs1,
            rs2: rs2,
            target: target,
            in: &builder
        )
        let following = instruction.programCounter + 4
        instruction.linkExecution(in: &builder, next: following + taken * (target - following))
        chip = builder.build()
    }

    func append(_ step: ToyStep, to table: inout TraceTable) {
        let row = table.appendRows()
        instruction.write(step, to: &table, row: row)
        table[rs1, row] = Goldilocks(step.fields.rs1)
        table[rs2, row] = Goldilocks(step.fields.rs2)
        table[target, row] = Goldilocks(step.fields.target)
        first.write(step[.first], to: &table, row: row)
        second.write(step[.second], to: &table, row: row)
        guard step.isTaken else { return }
        let (a, b) = (step[.first].new.value, step[.second].new.value)
        let (d, e) = (a.lowHalf - b.lowHalf, a.highHalf - b.highHalf)
        table[taken, row] = .one
        table[inverse, row] = (d * d - Self.nonResidue * (e * e)).inverse ?? .zero
    }
}
