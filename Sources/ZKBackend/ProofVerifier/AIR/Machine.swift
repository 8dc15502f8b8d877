package import Primitives

/// A list of chips and the buses between them: what a proof system proves runs of.
package struct Machine: Sendable {
    /// The highest degree of a constraint or a leaf; the joint sumcheck is made for it.
    package static let maximumDegree = 3

    /// The chips in order.
    package let chips: [Chip]
    /// The buses in order.
    package let buses: [Bus]
    /// What each chip's constraints and interactions are as polynomials over a row.
    package let polynomials: [ChipPolynomials]
    /// How rows are ordered in time; nil when nothing is.
    package let clock: MachineClock?
    /// Keccak-256 of a canonical serialisation of chips, buses and clock; the first thing a transcript absorbs about a
    /// machine.
    package let digest: Bytes32

    /// Checks a description.
    ///
    /// - Parameters:
    ///   - chips: The chips in order.
    ///   - buses: Every bus that a chip uses.
    ///   - clock: How rows are ordered in time; nil when nothing is.
    /// - Throws: `MachineError` at the first rule that the description breaks.
    package init(chips: [Chip], buses: [Bus], clock: MachineClock? = nil) throws(MachineError) {
        try self.init(chips: chips, buses: buses, clock: clock, isWeakened: false)
    }

    /// Checks a description; of one that has been weakened on purpose only that it can be evaluated.
    init(chips: [Chip], buses: [Bus], clock: MachineClock?, isWeakened: Bool) throws(MachineError) {
        try Self.checkNames(chips: chips, buses: buses)
        var polynomials: [ChipPolynomials] = []
        var interactions: [BoundedInteraction] = []
        var serialisation = MachineSerialisation(chips: chips, buses: buses, clock: clock)
        for chip in chips {
            try Self.checkInteractions(of: chip, buses: buses)
            var graph = ExpressionGraph()
            var outputs: [Int] = []
            for constraint in chip.constraints {
                let element = "constraint \(constraint.name)"
                outputs.append(try Self.insert(constraint.expression, element, of: chip, into: &graph, vanishes: true))
            }
            for interaction in chip.interactions {
                let element = "interaction \(interaction.name)"
                let multiplicity = interaction.signedMultiplicity
                outputs.append(try Self.insert(multiplicity, element, of: chip, into: &graph, vanishes: true))
                for part in interaction.tuple {
                    outputs.append(try Self.insert(part, element, of: chip, into: &graph, vanishes: false))
                }
            }
            serialisation.append(chip, graph: graph, outputNodes: outputs)
            polynomials.append(ChipPolynomials(chip, graph: graph, outputs: outputs))
            if isWeakened { continue }
            try polynomials[polynomials.count - 1].checkConstraints(of: chip)
            let constraints = Set(outputs.prefix(chip.constraints.count))
            interactions += try MultiplicityBound.interactions(of: chip, graph: graph, constraints: constraints)
        }
        if !isWeakened {
            try LookupRule.check(interactions)
            try clock?.check(interactions, buses: buses)
            for chip in chips {
                guard let bits = chip.timestampBits, clock.map({ $0.bits > bits }) ?? true else { continue }
                throw .noClock(chip: chip.name, bits: bits)
            }
        }
        self.chips = chips
        self.buses = buses
        self.clock = clock
        self.polynomials = polynomials
        digest = serialisation.digest
    }

    /// Number of constraints of all chips.
    package var constraintCount: Int { chips.reduce(0) { $0 + $1.constraints.count } }

    /// Number of interactions of all chips.
    package var interactionCount: Int { chips.reduce(0) { $0 + $1.interactions.count } }

    /// Number of committed columns of all chips.
    package var columnCount: Int { chips.reduce(0) { $0 + $1.columnNames.count } }

    /// The highest degree of any constraint, and of any leaf's numerator and denominator.
    package var degree: Int {
        zip(chips, polynomials).flatMap { chip, polynomials in
            chip.constraints.map(\.expression.degree)
                + polynomials.leaves.map { $0.degree(in: chip.interactions) }
        }.max() ?? 0
    }

    /// Degree of the batches in each variable: the elements that a round of the joint sumcheck sends.
    package var jointDegree: Int { max(1, degree) }

    private static func checkNames(chips: [Chip], buses: [Bus]) throws(MachineError) {
        try requireUnique(chips.map(\.name), what: "chip")
        try requireUnique(buses.map(\.name), what: "bus")
        try requireUnique(buses.map { "\($0.id)" }, what: "bus number")
        for bus in buses where bus.id < 1 || bus.arity < 1 { throw .bus(name: bus.name) }
        for chip in chips {
            guard (0...Chip.greatestLogHeight).contains(chip.maximumLogHeight) else {
                throw .height(chip: chip.name, logHeight: chip.maximumLogHeight)
            }
            for case .program(let index) in chip.fixedColumns
            where !(0..<Chip.greatestProgramColumnCount).contains(index) {
                throw .programColumn(chip: chip.name, index: index)
            }
            for column in chip.fixedColumns where !column.fits(chip.height) {
                throw .fixedColumn(chip: chip.name)
            }
            try requireUnique(chip.columnNames, what: "column of \(chip.name)")
            try requireUnique(chip.constraints.map(\.name), what: "constraint of \(chip.name)")
            try requireUnique(chip.interactions.map(\.name), what: "interaction of \(chip.name)")
        }
    }

    private static func requireUnique(_ names: [String], what: String) throws(MachineError) {
        var seen: Set<String> = []
        for name in names where !seen.insert(name).inserted { throw .repeatedName(what: what, name: name) }
    }

    private static func checkInteractions(of chip: Chip, buses: [Bus]) throws(MachineError) {
        for interaction in chip.interactions {
            guard buses.contains(interaction.bus) else {
                throw .unknownBus(chip: chip.name, interaction: interaction.name)
            }
            guard interaction.tuple.count == interaction.bus.arity else {
                throw .tupleLength(
                    chip: chip.name,
                    interaction: interaction.name,
                    expected: interaction.bus.arity,
                    got: interaction.tuple.count
                )
            }
        }
    }

    private static func insert(
        _ expression: Expression,
        _ element: String,
        of chip: Chip,
        into graph: inout ExpressionGraph,
        vanishes: Bool
    ) throws(MachineError) -> Int {
        guard expression.degree <= maximumDegree else {
            throw .degree(chip: chip.name, element: element, degree: expression.degree)
        }
        let knownCount = graph.nodes.count
        let position = graph.insert(expression)
        for node in graph.nodes[knownCount...] {
            switch node {
            case .committed(let index) where index >= chip.columnNames.count,
                .fixed(let index) where index >= chip.fixedColumns.count:
                throw .foreignColumn(chip: chip.name, element: element)
            default: continue
            }
        }
        if vanishes, chip.hasPadding, graph.paddingValues[position]?.isZero != true {
            throw .padding(chip: chip.name, element: element)
        }
        return position
    }
}
