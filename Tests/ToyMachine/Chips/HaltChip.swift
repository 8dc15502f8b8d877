import ProofProver
import ProofVerifier
import RISCVMachine
import RISCVProver

/// Takes control for the last time and sends x10, the exit code, to the halt bus.
///
/// The verifier receives (0, 0) from that bus once, so there is one halt, and its exit code is 0.
struct HaltChip: InstructionChip {
    private let instruction: InstructionColumns
    private let exitCode: WordRead
    let chip: Chip

    init() {
        var builder = ChipBuilder("halt", height: .dynamic(maximumLogHeight: ToyLayout.maximumLogRows))
        instruction = InstructionColumns(in: &builder)
        let register = Expression(ToyInstruction.exitCodeRegister)
        exitCode = instruction.read("exit code", register: register, slot: .first, in: &builder)
        builder.send("halt", to: ToyBuses.halt, times: instruction.used, [exitCode.word.low, exitCode.word.high])
        instruction.lookUp(opcode: ToyInstruction.Opcode.halt, rs1: register, in: &builder)
        instruction.linkExecution(in: &builder, next: nil)
        chip = builder.build()
    }

    func append(_ step: ToyStep, to table: inout TraceTable) {
        let row = table.appendRows()
        instruction.write(step, to: &table, row: row)
        exitCode.write(step[.first], to: &table, row: row)
    }
}
