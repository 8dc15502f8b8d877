import ProofProver
import ProofVerifier
import RISCVMachine
import RISCVProver

/// rd = rs1 + immediate modulo 2^64.
struct AddImmediateChip: InstructionChip {
    private let instruction: InstructionColumns
    private let rs1: Column
    private let immediate: WordColumns
    private let operand: WordRead
    private let result: LimbColumns
    private let destination: RegisterWrite
    let chip: Chip

    init() {
        var builder = ChipBuilder("addi", height: .dynamic(maximumLogHeight: ToyLayout.maximumLogRows))
        instruction = InstructionColumns(in: &builder)
        rs1 = builder.column("rs1")
        immediate = WordColumns("immediate", in: &builder)
        operand = instruction.read("operand", register: rs1, slot: .first, in: &builder)
        result = LimbColumns("result", in: &builder, times: instruction.used, range: ToyBuses.range)
        let (a, b, sum) = (operand.word, immediate, result.value)
        let carryLow = (a.low + b.low - sum.low) * WordExpression.carryScale
        builder.require("lower carry is boolean", isBoolean: carryLow)
        let carryHigh = (a.high + b.high + carryLow - sum.high) * WordExpression.carryScale
        builder.require("upper carry is boolean", isBoolean: carryHigh)
        destination = instruction.writeRegister(result.value, in: &builder)
        instruction.lookUp(
            opcode: ToyInstruction.Opcode.addImmediate,
            rd: destination.rd,
            keepsResult: destination.keepsResult,
            rs1: rs1,
            immediate: immediate,
            in: &builder
        )
        instruction.linkExecution(in: &builder, next: instruction.programCounter + 4)
        chip = builder.build()
    }

    func append(_ step: ToyStep, to table: inout TraceTable) {
        let row = table.appendRows()
        instruction.write(step, to: &table, row: row)
        table[rs1, row] = Goldilocks(step.fields.rs1)
        immediate.write(step.fields.immediate, to: &table, row: row)
        operand.write(step[.first], to: &table, row: row)
        result.write(step.result, to: &table, row: row)
        destination.write(step, to: &table, row: row)
    }
}
