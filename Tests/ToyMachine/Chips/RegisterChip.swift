import ProofProver
import ProofVerifier
import RISCVMachine
import RISCVProver

/// Receives the last entry of each register; the verifier sends the first ones.
struct RegisterChip: Sendable {
    private let value: WordColumns
    private let timestamp: Column
    let chip: Chip

    init() {
        var builder = ChipBuilder("registers", height: .fixed(logHeight: 5))
        value = WordColumns("value", in: &builder)
        timestamp = builder.column("timestamp")
        builder.receive(
            "final",
            from: ToyBuses.memory,
            times: Expression(.one),
            [MemorySpace.register, builder.rowIndex(), value.low, value.high, timestamp]
        )
        chip = builder.build()
    }

    func table(of run: ToyRun) -> TraceTable {
        var table = TraceTable(chip: chip)
        table.appendRows(32)
        for register in 0..<32 {
            guard let entry = run.cells[ToyCell(space: .register, address: UInt64(register))] else { continue }
            value.write(entry.value, to: &table, row: register)
            table[timestamp, register] = Goldilocks(entry.timestamp)
        }
        return table
    }
}
