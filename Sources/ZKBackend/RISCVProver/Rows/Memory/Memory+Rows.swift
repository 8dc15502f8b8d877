import GuestExecutor
import ProofProver
import ProofVerifier
import RISCVMachine

extension RegisterChip {
    /// The last entries of a run.
    func table(of trace: ExecutionTrace) -> TraceTable {
        var table = TraceTable(chip: chip, rowCount: MachineMap.registerCount)
        for (register, word) in trace.finalRegisters.enumerated() {
            value.write(word.value, to: &table, row: register)
            table[timestamp, register] = Goldilocks(UInt64(word.timestamp))
        }
        return table
    }
}

extension RegionColumns {
    /// Writes a region's last entries: a word counts when it was accessed, which its timestamp shows.
    ///
    /// - Parameters:
    ///   - memory: Memory at the end of the run.
    ///   - table: The chip's table, with all its rows.
    ///   - address: The word of a row.
    ///   - write: Writes a value into a row.
    fileprivate func write(
        _ memory: FinalMemory,
        to table: inout TraceTable,
        address: (UInt64) -> UInt64,
        _ write: (UInt64, inout TraceTable, Int) -> Void
    ) {
        for row in 0..<table.usedRowCount {
            guard let word = memory.word(at: address(UInt64(row))), word.timestamp > 0 else { continue }
            table[used, row] = .one
            table[timestamp, row] = Goldilocks(UInt64(word.timestamp))
            write(word.value, &table, row)
        }
    }
}

extension ZeroMemoryChip {
    /// The first words of a region.
    ///
    /// - Parameters:
    ///   - count: How many words.
    ///   - memory: Memory at the end of the run.
    ///   - address: The word of a row.
    /// - Returns: The table.
    func table(of count: Int, _ memory: FinalMemory, address: (UInt64) -> UInt64) -> TraceTable {
        var table = TraceTable(chip: chip, rowCount: count)
        region.write(memory, to: &table, address: address) { word, table, row in
            value.write(word, to: &table, row: row)
        }
        return table
    }
}

extension ImageChip {
    /// The program's words.
    func table(of program: RISCVProgram, _ memory: FinalMemory) -> TraceTable {
        var table = TraceTable(chip: chip, rowCount: program.imageRow + program.imageBytes.count / 8)
        region.write(memory, to: &table, address: { MachineMap.image + 8 * $0 }) { word, table, row in
            value.write(word, to: &table, row: row)
        }
        return table
    }
}

extension InputChip {
    /// The first words of the input, its length included.
    func table(of count: Int, _ memory: FinalMemory) -> TraceTable {
        var table = TraceTable(chip: chip, rowCount: count)
        region.write(memory, to: &table, address: { MachineMap.input + 8 * $0 }) { word, table, row in
            value.write(word, to: &table, row: row)
        }
        return table
    }
}

extension OutputChip {
    /// The words of the output.
    func table(of memory: FinalMemory) -> TraceTable {
        var table = TraceTable(chip: chip, rowCount: MachineMap.outputWordCount)
        region.write(memory, to: &table, address: { MachineMap.output + 8 * $0 }) { word, table, row in
            value.write(word, to: &table, row: row)
        }
        // The verifier receives every word, written or not.
        table.fill(region.used) { _ in .one }
        return table
    }
}
