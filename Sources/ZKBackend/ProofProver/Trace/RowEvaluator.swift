import ProofVerifier

/// Runs a chip's compiled program over the rows of a table, chunk by chunk, with one set of buffers.
struct RowEvaluator {
    /// Rows evaluated at a time.
    static let lanes = 256

    private let chip: Chip
    private let program: ConstraintProgram
    private let programColumns: [[Goldilocks]]

    init(machine: Machine, chip index: Int, program columns: ProgramColumns) {
        self.init(machine: machine, chip: index, polynomials: machine.polynomials[index], program: columns)
    }

    /// An evaluator of some of a chip's polynomials.
    init(machine: Machine, chip index: Int, polynomials: ChipPolynomials, program columns: ProgramColumns) {
        chip = machine.chips[index]
        program = ConstraintProgram(polynomials)
        programColumns = columns.columns[index]
    }

    /// Evaluates rows of a table; rows beyond the used ones have zeros in their committed columns.
    ///
    /// - Parameters:
    ///   - rows: The rows, at most up to the table's height.
    ///   - table: The table.
    ///   - body: Called for each chunk with its rows and, for each output, a pointer to its values.
    func forEachChunk(
        of rows: Range<Int>,
        in table: TraceTable,
        _ body: (Range<Int>, UnsafePointer<UnsafePointer<Goldilocks>>) -> Void
    ) {
        let lanes = Self.lanes
        var columns = [Goldilocks](repeating: .zero, count: max(1, program.columnCount * lanes))
        var scratch = [Goldilocks](repeating: .zero, count: max(1, program.scratchCount(lanes: lanes)))
        for start in stride(from: rows.lowerBound, to: rows.upperBound, by: lanes) {
            let chunk = start..<min(start + lanes, rows.upperBound)
            fill(&columns, rows: chunk, from: table)
            columns.withUnsafeBufferPointer { columns in
                scratch.withUnsafeMutableBufferPointer { scratch in
                    guard let base = columns.baseAddress, let registers = scratch.baseAddress else { return }
                    // Safety: columns hold `columnCount * lanes` values and the scratch what the program asks for.
                    let pointers = (0..<program.columnCount).map { base + $0 * lanes }
                    var outputs = [UnsafePointer<Goldilocks>](repeating: base, count: program.outputCount)
                    pointers.withUnsafeBufferPointer { pointers in
                        outputs.withUnsafeMutableBufferPointer { outputs in
                            guard let inputs = pointers.baseAddress, let results = outputs.baseAddress else { return }
                            program.evaluate(columns: inputs, lanes: chunk.count, scratch: registers, outputs: results)
                            body(chunk, UnsafePointer(results))
                        }
                    }
                }
            }
        }
    }

    private func fill(_ buffer: inout [Goldilocks], rows: Range<Int>, from table: TraceTable) {
        let lanes = Self.lanes
        for (index, column) in table.columns.enumerated() {
            copy(column, rows: rows, to: &buffer, at: index * lanes)
        }
        for (index, fixed) in chip.fixedColumns.enumerated() {
            let offset = (chip.columnNames.count + index) * lanes
            switch fixed {
            case .rowIndex, .rowBits, .rowAnd, .constants, .programRow:
                for (lane, row) in rows.enumerated() {
                    buffer[offset + lane] = fixed.value(row: row, program: programColumns)
                }
            case .program(let position):
                copy(programColumns[position], rows: rows, to: &buffer, at: offset)
            }
        }
    }

    private func copy(_ column: [Goldilocks], rows: Range<Int>, to buffer: inout [Goldilocks], at offset: Int) {
        let stored = rows.clamped(to: 0..<column.count)
        for row in stored { buffer[offset + row - rows.lowerBound] = column[row] }
        for lane in stored.count..<rows.count { buffer[offset + lane] = .zero }
    }
}
