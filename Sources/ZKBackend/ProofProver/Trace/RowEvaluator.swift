import ProofVerifier

/// Runs a chip's compiled program over the rows of a table, chunk by chunk, with one set of buffers.
struct RowEvaluator {
    /// Rows evaluated at a time.
    static let lanes = 256

    private let chip: Chip
    private let polynomials: ChipPolynomials
    private let programColumns: [[Goldilocks]]

    init(machine: Machine, chip index: Int, program columns: ProgramColumns) {
        self.init(machine: machine, chip: index, polynomials: machine.polynomials[index], program: columns)
    }

    /// An evaluator of some of a chip's polynomials.
    init(machine: Machine, chip index: Int, polynomials: ChipPolynomials, program columns: ProgramColumns) {
        chip = machine.chips[index]
        self.polynomials = polynomials
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
        let program = ConstraintProgram(polynomials, for: .everyOutput)
        let evaluation = RowChunk(RowRules(polynomials, evaluating: program), degree: 1, lanes: lanes)
        var columns = [Goldilocks](repeating: .zero, count: max(1, program.columnCount * lanes))
        for start in stride(from: rows.lowerBound, to: rows.upperBound, by: lanes) {
            let chunk = start..<min(start + lanes, rows.upperBound)
            fill(&columns, rows: chunk, from: table)
            columns.withUnsafeBufferPointer { columns in
                // Safety: columns hold `columnCount * lanes` values; of the last chunk the lanes after it hold what was
                // there before, and their outputs are not looked at.
                guard let base = columns.baseAddress else { return }
                for column in 0..<program.columnCount { evaluation.columns[column] = words(base + column * lanes) }
                let outputs = evaluation.evaluate().map { output in
                    UnsafeRawPointer(output ?? words(base)).assumingMemoryBound(to: Goldilocks.self)
                }
                outputs.withUnsafeBufferPointer { outputs in
                    if let results = outputs.baseAddress { body(chunk, results) }
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
