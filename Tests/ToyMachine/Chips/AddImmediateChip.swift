import ProofProver
import ProofVerifier

/// rd = rs1 + immediate modulo 2^64.
struct AddImmediateChip: InstructionChip {
    private let instruction: InstructionColumns
    private let rd: Column
    private let keepsResult: Column
    private let rs1: Column
    private let immediate: WordColumns
    private let operand: WordColumns
    private let operandAccess: AccessColumns
    private let result: LimbColumns
    private let replaced: WordColumns
    private let resultAccess: AccessColumns
    let chip: Chip

    init() {
        var builder = ChipBuilder("addi", height: .dynamic(maximumLogHeight: ToyLayout.maximumLogRows))
        instruction = InstructionColumns(in: &builder)
        rd = builder.column("rd")
        keepsResult = builder.column("keeps result")
        rs1 = builder.column("rs1")
        immediate = WordColumns("immediate", in: &builder)
        operand = WordColumns("operand", in: &builder)
        operandAccess = AccessColumns(
            "operand",
            in: &builder,
            times: instruction.used,
            space: ToySpace.register,
            address: rs1,
            old: (operand.low, operand.high),
            new: (operand.low, operand.high),
            timestamp: instruction.timestamp(of: .first)
        )
        result = LimbColumns("result", in: &builder, times: instruction.used)
        let carryLow = (operand.low + immediate.low - result.low) * inverseOfLimbBase
        builder.require("lower carry is boolean", isBoolean: carryLow)
        let carryHigh = (operand.high + immediate.high + carryLow - result.high) * inverseOfLimbBase
        builder.require("upper carry is boolean", isBoolean: carryHigh)
        replaced = WordColumns("replaced", in: &builder)
        resultAccess = AccessColumns(
            "result",
            in: &builder,
            times: instruction.used,
            space: ToySpace.register,
            address: rd,
            old: (replaced.low, replaced.high),
            new: (keepsResult * result.low, keepsResult * result.high),
            timestamp: instruction.timestamp(of: .destination)
        )
        instruction.lookUp(
            opcode: ToyInstruction.Opcode.addImmediate,
            rd: rd,
            keepsResult: keepsResult,
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
        table[rd, row] = Goldilocks(step.fields.rd)
        table[keepsResult, row] = Goldilocks(step.fields.keepsResult)
        table[rs1, row] = Goldilocks(step.fields.rs1)
        immediate.write(step.fields.immediate, to: &table, row: row)
        operand.write(step[.first].new.value, to: &table, row: row)
        operandAccess.write(step[.first], to: &table, row: row)
        result.write(step.result, to: &table, row: row)
        replaced.write(step[.destination].old.value, to: &table, row: row)
        resultAccess.write(step[.destination], to: &table, row: row)
    }
}
