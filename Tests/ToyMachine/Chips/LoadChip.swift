import ProofProver
import ProofVerifier
import RISCVMachine
import RISCVProver

/// rd = the word at rs1 + immediate, in memory or in the input.
struct LoadChip: InstructionChip {
    private let instruction: InstructionColumns
    private let rs1: Column
    private let immediate: WordColumns
    private let base: WordRead
    private let address: AddressColumns
    private let isInput: Column
    private let word: WordRead
    private let destination: RegisterWrite
    let chip: Chip

    init() {
        var builder = ChipBuilder("ld", height: .dynamic(maximumLogHeight: ToyLayout.maximumLogRows))
        instruction = InstructionColumns(in: &builder)
        rs1 = builder.column("rs1")
        immediate = WordColumns("immediate", in: &builder)
        base = instruction.read("base", register: rs1, slot: .first, in: &builder)
        address = AddressColumns(base: base.word, immediate: immediate, in: &builder)
        isInput = builder.column("is input")
        builder.require("is input is boolean", isBoolean: isInput)
        let (memory, input) = (MemorySpace.memory.expression, MemorySpace.input.expression)
        word = WordRead(
            "word",
            in: &builder,
            times: instruction.used,
            space: memory + (input - memory) * isInput,
            address: address.low,
            timestamp: instruction.timestamp(of: .memory),
            buses: ToyBuses.access
        )
        destination = instruction.writeRegister(word.word.value, in: &builder)
        instruction.lookUp(
            opcode: ToyInstruction.Opcode.load,
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
        base.write(step[.first], to: &table, row: row)
        let cell = step[.memory].cell
        address.write(
            address: cell.address,
            base: step[.first].new.value,
            offset: step.fields.immediate,
            to: &table,
            row: row
        )
        table[isInput, row] = Goldilocks(cell.space.rawValue) - Goldilocks(MemorySpace.memory.rawValue)
        word.write(step[.memory], to: &table, row: row)
        destination.write(step, to: &table, row: row)
    }
}
