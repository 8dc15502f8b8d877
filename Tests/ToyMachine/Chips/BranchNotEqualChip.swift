import ProofProver
import ProofVerifier

/// Continues at the target when rs1 and rs2 differ.
///
/// The two limbs' differences d and e are both zero exactly when d^2 - 7 e^2 is: 7 is not a square in the field.
struct BranchNotEqualChip: InstructionChip {
    private let instruction: InstructionColumns
    private let rs1: Column
    private let rs2: Column
    private let target: Column
    private let first: WordColumns
    private let firstAccess: AccessColumns
    private let second: WordColumns
    private let secondAccess: AccessColumns
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
        first = WordColumns("first", in: &builder)
        firstAccess = AccessColumns(
            "first",
            in: &builder,
            times: instruction.used,
            space: ToySpace.register,
            address: rs1,
            old: (first.low, first.high),
            new: (first.low, first.high),
            timestamp: instruction.timestamp(of: .first)
        )
        second = WordColumns("second", in: &builder)
        secondAccess = AccessColumns(
            "second",
            in: &builder,
            times: instruction.used,
            space: ToySpace.register,
            address: rs2,
            old: (second.low, second.high),
            new: (second.low, second.high),
            timestamp: instruction.timestamp(of: .second)
        )
        taken = builder.column("taken")
        inverse = builder.column("inverse")
        let (d, e) = (first.low - second.low, first.high - second.high)
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
        let (a, b) = (step[.first].new.value, step[.second].new.value)
        first.write(a, to: &table, row: row)
        firstAccess.write(step[.first], to: &table, row: row)
        second.write(b, to: &table, row: row)
        secondAccess.write(step[.second], to: &table, row: row)
        guard step.isTaken else { return }
        let (d, e) = (a.lowLimb - b.lowLimb, a.highLimb - b.highLimb)
        table[taken, row] = .one
        table[inverse, row] = (d * d - Self.nonResidue * (e * e)).inverse ?? .zero
    }
}
