import ProofProver
import ProofVerifier

/// rd = the word at rs1 + immediate, in memory or in the input.
struct LoadChip: InstructionChip {
    private let instruction: InstructionColumns
    private let rd: Column
    private let keepsResult: Column
    private let rs1: Column
    private let immediate: WordColumns
    private let base: WordColumns
    private let baseAccess: AccessColumns
    private let address: AddressColumns
    private let isInput: Column
    private let word: WordColumns
    private let wordAccess: AccessColumns
    private let replaced: WordColumns
    private let resultAccess: AccessColumns
    let chip: Chip

    init() {
        var builder = ChipBuilder("ld", height: .dynamic(maximumLogHeight: ToyLayout.maximumLogRows))
        instruction = InstructionColumns(in: &builder)
        rd = builder.column("rd")
        keepsResult = builder.column("keeps result")
        rs1 = builder.column("rs1")
        immediate = WordColumns("immediate", in: &builder)
        base = WordColumns("base", in: &builder)
        baseAccess = AccessColumns(
            "base",
            in: &builder,
            times: instruction.used,
            space: ToySpace.register,
            address: rs1,
            old: (base.low, base.high),
            new: (base.low, base.high),
            timestamp: instruction.timestamp(of: .first)
        )
        address = AddressColumns(base: base, immediate: immediate, in: &builder)
        isInput = builder.column("is input")
        builder.require("is input is boolean", isBoolean: isInput)
        word = WordColumns("word", in: &builder)
        wordAccess = AccessColumns(
            "word",
            in: &builder,
            times: instruction.used,
            space: ToySpace.memory.expression + (ToySpace.input.expression - ToySpace.memory.expression) * isInput,
            address: address.low,
            old: (word.low, word.high),
            new: (word.low, word.high),
            timestamp: instruction.timestamp(of: .memory)
        )
        replaced = WordColumns("replaced", in: &builder)
        resultAccess = AccessColumns(
            "result",
            in: &builder,
            times: instruction.used,
            space: ToySpace.register,
            address: rd,
            old: (replaced.low, replaced.high),
            new: (keepsResult * word.low, keepsResult * word.high),
            timestamp: instruction.timestamp(of: .destination)
        )
        instruction.lookUp(
            opcode: ToyInstruction.Opcode.load,
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
        let baseValue = step[.first].new.value
        base.write(baseValue, to: &table, row: row)
        baseAccess.write(step[.first], to: &table, row: row)
        let cell = step[.memory].cell
        address.write(
            address: cell.address,
            base: baseValue,
            offset: step.fields.immediate,
            to: &table,
            row: row
        )
        table[isInput, row] = Goldilocks(cell.space.rawValue) - Goldilocks(ToySpace.memory.rawValue)
        word.write(step[.memory].new.value, to: &table, row: row)
        wordAccess.write(step[.memory], to: &table, row: row)
        replaced.write(step[.destination].old.value, to: &table, row: row)
        resultAccess.write(step[.destination], to: &table, row: row)
    }
}
