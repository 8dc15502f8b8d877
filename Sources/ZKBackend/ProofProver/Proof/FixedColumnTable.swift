import ProofVerifier

/// The columns that are not committed, in full height, as the prover's loops read them.
struct FixedColumnTable {
    /// All columns of all chips one after the other.
    private(set) var values: [Goldilocks] = []
    /// For each chip the places of its fixed columns.
    private(set) var ranges: [[Range<Int>]] = []

    /// Writes out all fixed columns, 2^logHeight values each; a program column is zero beyond its own rows.
    init(machine: Machine, logHeights: [Int], programColumns: ProgramColumns) {
        for (chip, logHeight) in logHeights.enumerated() {
            let height = 1 << logHeight
            var places: [Range<Int>] = []
            for column in machine.chips[chip].fixedColumns {
                let start = values.count
                switch column {
                case .rowIndex, .rowBits, .rowAnd, .constants, .programRow:
                    let program = programColumns.columns[chip]
                    values.append(contentsOf: (0..<height).lazy.map { column.value(row: $0, program: program) })
                case .program(let index):
                    values.append(contentsOf: programColumns.columns[chip][index].prefix(height))
                    values.append(contentsOf: repeatElement(.zero, count: start + height - values.count))
                }
                places.append(start..<values.count)
            }
            ranges.append(places)
        }
    }
}
