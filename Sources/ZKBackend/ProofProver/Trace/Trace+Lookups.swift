package import ProofVerifier

extension Trace {
    /// Writes the multiplicity columns of all lookup tables: how often the other interactions of the bus send each
    /// row's tuple.
    ///
    /// Tuples that no row has stay unbalanced; the checker names them. Where rows repeat a tuple, the first one takes
    /// all. The trace must have one table per chip, with as many columns as declared.
    package mutating func countLookups(of machine: Machine) {
        let countedBuses = Set(machine.chips.flatMap(\.interactions).filter { $0.counted != nil }.map(\.bus.id))
        var ledger = BusLedger()
        for fraction in publicFractions where countedBuses.contains(fraction.busID) {
            ledger.add(fraction.multiplicity, fraction.tuple, bus: fraction.busID)
        }
        for (index, chip) in machine.chips.enumerated() {
            let senders = chip.interactions.indices.filter { position in
                let interaction = chip.interactions[position]
                return interaction.counted == nil && countedBuses.contains(interaction.bus.id)
            }
            forEachTuple(of: machine, chip: index, interactions: senders) { _, position, multiplicity, tuple in
                guard !multiplicity.isZero else { return }
                ledger.add(multiplicity, tuple, bus: chip.interactions[position].bus.id)
            }
        }
        for (index, chip) in machine.chips.enumerated() {
            for (position, interaction) in chip.interactions.enumerated() {
                guard let column = interaction.counted else { continue }
                var counts = [Goldilocks](repeating: .zero, count: tables[index].usedRowCount)
                if chip.receivesRowNumbers(interaction) {
                    ledger.takeNumbers(into: &counts, bus: interaction.bus.id)
                } else {
                    forEachTuple(of: machine, chip: index, interactions: [position]) { row, _, _, tuple in
                        counts[row] = ledger.take(tuple, bus: interaction.bus.id)
                    }
                }
                tables[index].replace(column, with: counts)
            }
        }
    }

    /// Visits some interactions on all used rows of a table: row, interaction, signed multiplicity, tuple.
    private func forEachTuple(
        of machine: Machine,
        chip index: Int,
        interactions: [Int],
        _ body: (Int, Int, Goldilocks, [Goldilocks]) -> Void
    ) {
        guard !interactions.isEmpty else { return }
        let places = machine.polynomials[index].interactionOutputs
        let evaluator = RowEvaluator(machine: machine, chip: index, program: program)
        evaluator.forEachChunk(of: 0..<tables[index].usedRowCount, in: tables[index]) { chunk, values in
            for position in interactions {
                let outputs = places[position]
                var tuple = [Goldilocks](repeating: .zero, count: outputs.count - 1)
                for (lane, row) in chunk.enumerated() {
                    for element in tuple.indices { tuple[element] = values[outputs.lowerBound + 1 + element][lane] }
                    body(row, position, values[outputs.lowerBound][lane], tuple)
                }
            }
        }
    }
}

extension Chip {
    /// Whether the tuple of an interaction is the number of the row, so that a tuple's row needs no search.
    fileprivate func receivesRowNumbers(_ interaction: Interaction) -> Bool {
        guard interaction.tuple.count == 1, let column = interaction.tuple[0].fixedColumn else { return false }
        return fixedColumns[column] == .rowIndex
    }
}
