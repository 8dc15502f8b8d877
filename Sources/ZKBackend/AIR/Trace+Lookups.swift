extension Trace {
    /// Writes the multiplicity columns of all lookup tables: how often the other interactions of the bus send each row's tuple.
    ///
    /// Tuples that no row has stay unbalanced; the checker names them. Where rows repeat a tuple, the first one takes all.
    /// The trace must have one table a chip, with as many columns as declared.
    package mutating func countLookups(of machine: Machine) {
        for (index, chip) in machine.chips.enumerated() {
            for (position, interaction) in chip.interactions.enumerated() {
                guard let column = interaction.counted else { continue }
                countLookups(of: machine, chip: index, interaction: position, column)
            }
        }
    }

    private mutating func countLookups(
        of machine: Machine,
        chip index: Int,
        interaction position: Int,
        _ column: Column
    ) {
        let bus = machine.chips[index].interactions[position].bus
        let rows = 0..<tables[index].usedRowCount
        var counts: [[Goldilocks]: Goldilocks] = [:]
        for fraction in publicFractions where fraction.busID == bus.id {
            counts[fraction.tuple, default: .zero] += fraction.multiplicity
        }
        for other in machine.chips.indices {
            let usedRows = 0..<tables[other].usedRowCount
            for (sender, interaction) in machine.chips[other].interactions.enumerated() {
                guard interaction.bus == bus, (other, sender) != (index, position) else { continue }
                forEachTuple(of: machine, chip: other, interaction: sender, rows: usedRows) { _, multiplicity, tuple in
                    guard !multiplicity.isZero else { return }
                    counts[tuple, default: .zero] += multiplicity
                }
            }
        }
        var multiplicities = [Goldilocks](repeating: .zero, count: rows.count)
        forEachTuple(of: machine, chip: index, interaction: position, rows: rows) { row, _, tuple in
            if let count = counts.removeValue(forKey: tuple) { multiplicities[row] = count }
        }
        for row in rows { tables[index][column, row] = multiplicities[row] }
    }

    /// Visits one interaction on rows of a table: row, signed multiplicity, tuple.
    private func forEachTuple(
        of machine: Machine,
        chip index: Int,
        interaction position: Int,
        rows: Range<Int>,
        _ body: (Int, Goldilocks, [Goldilocks]) -> Void
    ) {
        let evaluator = RowEvaluator(machine: machine, chip: index, program: program)
        let outputs = machine.programs[index].interactionOutputs[position]
        evaluator.forEachChunk(of: rows, in: tables[index]) { chunk, values in
            for (lane, row) in chunk.enumerated() {
                body(row, values[outputs.lowerBound][lane], outputs.dropFirst().map { values[$0][lane] })
            }
        }
    }
}
