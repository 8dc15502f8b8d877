import ProofProver
import ProofVerifier

/// The word at rs1 + immediate = rs2, in memory.
struct StoreChip: InstructionChip {
    private let instruction: InstructionColumns
    private let rs1: Column
    private let rs2: Column
    private let immediate: WordColumns
    private let base: WordColumns
    private let baseAccess: AccessColumns
    private let source: WordColumns
    private let sourceAccess: AccessColumns
    private let address: AddressColumns
    private let replaced: WordColumns
    private let wordAccess: AccessColumns
    let chip: Chip

    init() {
        var builder = ChipBuilder("sd", height: .dynamic(maximumLogHeight: ToyLayout.maximumLogRows))
        instruction = InstructionColumns(in: &builder)
        rs1 = builder.column("rs1")
        rs2 = builder.column("rs2")
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
        source = WordColumns("source", in: &builder)
        sourceAccess = AccessColumns(
            "source",
            in: &builder,
            times: instruction.used,
            space: ToySpace.register,
            address: rs2,
            old: (source.low, source.high),
            new: (source.low, source.high),
            timestamp: instruction.timestamp(of: .second)
        )
        address = AddressColumns(base: base, immediate: immediate, in: &builder)
        replaced = WordColumns("replaced", in: &builder)
        wordAccess = AccessColumns(
            "word",
            in: &builder,
            times: instruction.used,
            space: ToySpace.memory,
            address: address.low,
            old: (replaced.low, replaced.high),
            new: (source.low, source.high),
            timestamp: instruction.timestamp(of: .memory)
        )
        instruction.lookUp(
            opcode: ToyInstruction.Opcode.store,
            rs1: rs1,
            rs2: rs2,
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
        table[rs2, row] = Goldilocks(step.fields.rs2)
        immediate.write(step.fields.immediate, to: &table, row: row)
        let baseValue = step[.first].new.value
        base.write(baseValue, to: &table, row: row)
        baseAccess.write(step[.first], to: &table, row: row)
        source.write(step[.second].new.value, to: &table, row: row)
        sourceAccess.write(step[.second], to: &table, row: row)
        address.write(
            address: step[.memory].cell.address,
            base: baseValue,
            offset: step.fields.immediate,
            to: &table,
            row: row
        )
        replaced.write(step[.memory].old.value, to: &table, row: row)
        wordAccess.write(step[.memory], to: &table, row: row)
    }
}
