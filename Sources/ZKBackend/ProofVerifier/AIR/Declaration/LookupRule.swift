/// What makes a lookup table one: whatever is looked up is in it.
///
/// The count of a table's row is the prover's and may be any element of the field. It is harmless as long as it stands
/// on a tuple that the prover has no say in, and as long as the rest of the bus looks up and does nothing else: one row
/// that receives, and every sender could send to it instead of to the table.
enum LookupRule {
    /// Checks every lookup table and every other interaction on its bus.
    ///
    /// - Parameter interactions: Those of all chips.
    /// - Throws: `MachineError.committedLookup`, `.lookupHeight`, `.lookupBus`, `.openLookup`.
    static func check(_ interactions: [BoundedInteraction]) throws(MachineError) {
        for table in interactions where table.bound == .counted {
            try checkTable(table.interaction, of: table.chip)
            let others = interactions.filter { $0.interaction.bus == table.interaction.bus && $0.bound != .counted }
            for other in others {
                let isBounded = other.bound == .one || other.bound == .boolean
                guard isBounded, other.interaction.direction == .send else {
                    throw .lookupBus(chip: other.chip.name, interaction: other.interaction.name)
                }
            }
            guard isClosed(table.interaction, of: table.chip, lookups: others.map(\.interaction)) else {
                throw .openLookup(chip: table.chip.name, interaction: table.interaction.name)
            }
        }
    }

    /// Whether a public fraction may stand on a bus: on a table's bus the verifier too may only look up, and only rows
    /// that the program has.
    static func accepts(_ fraction: PublicFraction, chips: [Chip]) -> Bool {
        for chip in chips {
            for table in chip.interactions where table.counted != nil && table.bus.id == fraction.busID {
                guard fraction.multiplicity == .one, fraction.tuple.count == table.tuple.count else { return false }
                guard let elements = closingElements(of: table, in: chip) else { continue }
                guard elements.contains(where: { !fraction.tuple[$0].isZero }) else { return false }
            }
        }
        return true
    }

    /// The table's tuple is fixed, and so is its number of rows.
    private static func checkTable(_ table: Interaction, of chip: Chip) throws(MachineError) {
        guard !table.tuple.contains(where: \.readsCommittedColumns) else {
            throw .committedLookup(chip: chip.name, interaction: table.name)
        }
        if case .dynamic = chip.height { throw .lookupHeight(chip: chip.name, interaction: table.name) }
    }

    /// Whether nobody can look up a row beyond the program's.
    ///
    /// One element is zero there, and a constant other than zero in every lookup: a column that says that the row
    /// exists, or an opcode.
    private static func isClosed(_ table: Interaction, of chip: Chip, lookups: [Interaction]) -> Bool {
        guard let elements = closingElements(of: table, in: chip) else { return true }
        return elements.contains { place in
            lookups.allSatisfy { $0.tuple[place].constant?.isZero == false }
        }
    }

    /// The places of a tuple that are zero on rows beyond the program's; nil when the table has no such rows: its
    /// height is fixed, and it reads no program column.
    private static func closingElements(of table: Interaction, in chip: Chip) -> [Int]? {
        var graph = ExpressionGraph()
        let nodes = table.tuple.map { graph.insert($0) }
        let isProgram = chip.fixedColumns.map(\.isGivenByProgram)
        let readsProgram = graph.nodes.contains { if case .fixed(let index) = $0 { isProgram[index] } else { false } }
        if case .fixed = chip.height, !readsProgram { return nil }
        let values = graph.values(committed: nil) { isProgram[$0] ? .zero : nil }
        return nodes.indices.filter { values[nodes[$0]]?.isZero == true }
    }
}
