extension Machine {
    /// Refuses interactions that would let a prover balance a bus with false tuples.
    ///
    /// A bus proves that what is sent is received only if multiplicities do not cancel out: rows of 1 and -1 with one
    /// tuple add up to nothing, whatever the tuple says. So a multiplicity is
    /// - the constant 1 or -1, or
    /// - the count of a lookup table, which is free, since it stands on a tuple that the prover has no say in, or
    /// - 0 or 1 on every row, by a rule of the chip that says so (`isBoolean(_:in:constraints:)`), or
    /// - exempted by the declaration, with a reason.
    ///
    /// - Parameters:
    ///   - chip: The chip.
    ///   - graph: Its expressions.
    ///   - constraints: The nodes of its constraints.
    /// - Throws: `MachineError.committedLookup`, `.unboundMultiplicity`, `.needlessExemption`.
    static func checkMultiplicities(
        of chip: Chip,
        graph: ExpressionGraph,
        constraints: Set<Int>
    ) throws(MachineError) {
        // Rules are looked for by their nodes; what is not there yet is added to a copy.
        var graph = graph
        var exempted: [Int: Chip.Exemption] = [:]
        for exemption in chip.exemptions { exempted[graph.insert(exemption.multiplicity)] = exemption }
        var needed: Set<Int> = []
        for interaction in chip.interactions {
            if interaction.counted != nil {
                guard !interaction.tuple.contains(where: \.readsCommittedColumns) else {
                    throw .committedLookup(chip: chip.name, interaction: interaction.name)
                }
                continue
            }
            let multiplicity = interaction.multiplicity
            if multiplicity.constant == .one || multiplicity.constant == -.one { continue }
            if isBoolean(multiplicity, in: &graph, constraints: constraints) { continue }
            let node = graph.insert(multiplicity)
            guard exempted[node] != nil else {
                throw .unboundMultiplicity(chip: chip.name, interaction: interaction.name)
            }
            needed.insert(node)
        }
        for exemption in chip.exemptions where !needed.contains(graph.insert(exemption.multiplicity)) {
            throw .needlessExemption(chip: chip.name, reason: exemption.reason)
        }
    }

    /// Whether an expression is 0 or 1 on every row that keeps the constraints.
    ///
    /// It is when a constraint is x (x - 1) for it, as `ChipBuilder.require(_:isBoolean:)` writes it; so are products
    /// of such expressions, and what they lack to 1. Others may be, but a rule that nobody sees is none.
    private static func isBoolean(
        _ expression: Expression,
        in graph: inout ExpressionGraph,
        constraints: Set<Int>
    ) -> Bool {
        if constraints.contains(graph.insert(expression * (expression - 1))) { return true }
        switch expression.operation {
        case .constant(let value):
            return value.isZero || value == .one
        case .product(let a, let b):
            return isBoolean(a, in: &graph, constraints: constraints)
                && isBoolean(b, in: &graph, constraints: constraints)
        case .difference(let a, let b):
            return a.constant == .one && isBoolean(b, in: &graph, constraints: constraints)
        case .sum, .column:
            return false
        }
    }
}
