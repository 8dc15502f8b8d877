import ProofProver
import ProofVerifier
import RISCVMachine
import RISCVProver

/// The program: one row an instruction, received as often as it is executed.
struct ProgramChip: Sendable {
    let chip: Chip

    init() {
        let height = Chip.Height.program(maximumLogHeight: ToyLayout.maximumLogInstructions)
        var builder = ChipBuilder("program", height: height)
        let fields = (0..<ToyBuses.program.arity).map { builder.programColumn($0) }
        _ = builder.lookupTable("instruction", on: ToyBuses.program, fields)
        chip = builder.build()
    }

    func programColumns(of program: ToyProgram) -> [[Goldilocks]] {
        let rows = program.instructions.enumerated().map { index, instruction -> [Goldilocks] in
            let fields = instruction.fields
            return [
                Goldilocks(ToyLayout.programCounter(index)), Goldilocks(fields.opcode), Goldilocks(fields.rd),
                Goldilocks(fields.keepsResult), Goldilocks(fields.rs1), Goldilocks(fields.rs2),
                fields.immediate.lowHalf, fields.immediate.highHalf, Goldilocks(fields.target),
            ]
        }
        return (0..<ToyBuses.program.arity).map { field in rows.map { $0[field] } }
    }

    func table(of program: ToyProgram) -> TraceTable {
        var table = TraceTable(chip: chip)
        table.appendRows(program.instructions.count)
        return table
    }
}

/// The integers below 2^16, received as often as they are looked up.
struct RangeChip: Sendable {
    let chip: Chip

    init() {
        var builder = ChipBuilder("range", height: .fixed(logHeight: 16))
        _ = builder.lookupTable("integer", on: ToyBuses.range, [builder.rowIndex()])
        chip = builder.build()
    }

    func table() -> TraceTable {
        var table = TraceTable(chip: chip)
        table.appendRows(1 << 16)
        return table
    }
}
