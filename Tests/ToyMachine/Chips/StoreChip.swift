import ProofProver
import ProofVerifier
import RISCVMachine
import RISCVProver

/// The word at rs1 + immediate = rs2, in memory.
struct StoreChip: InstructionChip {
    private let instruction: InstructionColumns
    private let rs1: Column
    private let rs2: Column
    private let immediate: WordColumns
    private let base: WordRead
    private let source: WordRead
    private let address: AddressColumns
    private let word: WordWrite
    let chip: Chip

    init() {
        var builder = ChipBuilder("sd", height: .dynamic(maximumLogHeight: ToyLayout.maximumLogRows))
        instruction = InstructionColumns(in: &builder)
        rs1 = builder.column("rs1")
        rs2 = builder.column("rs2")
        immediate = WordColumns("immediate", in: &builder)
        base = instruction.read("base", register: rs1, slot: .first, in: &builder)
        source = instruction.read("source", register: rs2, slot: .second, in: &builder)
        address = AddressColumns(base: base.word, immediate: immediate, in: &builder)
        word = WordWrite(
            "word",
            in: &builder,
            times: instruction.used,
            space: MemorySpace.memory,
            address: address.low,
            value: source.word.value,
            timestamp: instruction.timestamp(of: .memory),
            buses: ToyBuses.access
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
        base.write(step[.first], to: &table, row: row)
        source.write(step[.second], to: &table, row: row)
        address.write(
            address: step[.memory].cell.address,
            base: step[.first].new.value,
            offset: step.fields.immediate,
            to: &table,
            row: row
        )
        word.write(step[.memory].record, to: &table, row: row)
    }
}
