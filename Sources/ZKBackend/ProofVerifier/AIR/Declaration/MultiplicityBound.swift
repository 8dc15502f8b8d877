/// An interaction of a chip, and what bounds its multiplicity.
struct BoundedInteraction {
    let chip: Chip
    let interaction: Interaction
    let bound: MultiplicityBound
}

/// What holds a multiplicity to few values, before the sign of its direction.
///
/// A bus proves that what is sent is received only if multiplicities do not cancel out: rows of 1 and -1 with one tuple
/// add up to nothing, whatever the tuple says.
enum MultiplicityBound {
    /// It is the constant 1.
    case one
    /// It is the constant -1.
    case minusOne
    /// It is 0 or 1 on every row that keeps the chip's constraints.
    case boolean
    /// It is the count of a lookup table, which may be any number (`LookupRule`).
    case counted
    /// Something that the declaration names: nothing here holds it.
    case exempted

    /// A chip's interactions, in their order, with what bounds them.
    ///
    /// - Parameters:
    ///   - chip: The chip.
    ///   - graph: Its expressions.
    ///   - constraints: The nodes of its constraints.
    /// - Returns: All interactions of the chip.
    /// - Throws: `MachineError.unboundMultiplicity` for one that has none; `.emptyRule` for the constant 0;
    ///   `.needlessExemption` and `.unexplainedExemption`.
    static func interactions(
        of chip: Chip,
        graph: ExpressionGraph,
        constraints: Set<Int>
    ) throws(MachineError) -> [BoundedInteraction] {
        // Rules are looked for by their nodes; what is not there yet is added to a copy.
        var graph = graph
        var exemptions: [String: String] = [:]
        for exemption in chip.exemptions {
            guard exemptions.updateValue(exemption.reason, forKey: exemption.interaction) == nil else {
                throw .needlessExemption(chip: chip.name, interaction: exemption.interaction)
            }
        }
        var interactions: [BoundedInteraction] = []
        for interaction in chip.interactions {
            let reason = exemptions.removeValue(forKey: interaction.name)
            guard let bound = try bound(of: interaction, in: chip, &graph, constraints) else {
                guard let reason else { throw .unboundMultiplicity(chip: chip.name, interaction: interaction.name) }
                guard reason.contains(where: { !$0.isWhitespace }) else {
                    throw .unexplainedExemption(chip: chip.name, interaction: interaction.name)
                }
                interactions.append(BoundedInteraction(chip: chip, interaction: interaction, bound: .exempted))
                continue
            }
            guard reason == nil else { throw .needlessExemption(chip: chip.name, interaction: interaction.name) }
            interactions.append(BoundedInteraction(chip: chip, interaction: interaction, bound: bound))
        }
        if let exemption = chip.exemptions.first(where: { exemptions[$0.interaction] != nil }) {
            throw .needlessExemption(chip: chip.name, interaction: exemption.interaction)
        }
        return interactions
    }

    private static func bound(
        of interaction: Interaction,
        in chip: Chip,
        _ graph: inout ExpressionGraph,
        _ constraints: Set<Int>
    ) throws(MachineError) -> MultiplicityBound? {
        if interaction.counted != nil { return .counted }
        switch interaction.multiplicity.constant {
        case .one?: return .one
        case (-Goldilocks.one)?: return .minusOne
        case .zero?: throw .emptyRule(chip: chip.name, element: "interaction \(interaction.name)")
        default: return isBoolean(interaction.multiplicity, in: &graph, constraints: constraints) ? .boolean : nil
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
        switch expression.node.operation {
        case .constant(let value):
            return value.isZero || value == .one
        case .product(let a, let b):
            return isBoolean(Expression(a), in: &graph, constraints: constraints)
                && isBoolean(Expression(b), in: &graph, constraints: constraints)
        case .difference(let a, let b):
            return Expression(a).constant == .one && isBoolean(Expression(b), in: &graph, constraints: constraints)
        case .sum, .committed, .fixed:
            return false
        }
    }
}
