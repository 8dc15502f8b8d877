/// The polynomials that a chip stands for, all over one row: committed columns, then fixed ones.
///
/// Outputs come in a fixed order: the constraints, then for each interaction its signed multiplicity and its tuple. The
/// verifier evaluates them as they are written; a prover compiles them, and a test compares the two.
package struct ChipPolynomials: Sendable {
    /// Number of the committed columns, which come first in a row.
    package let committedColumnCount: Int
    /// Number of all columns: committed, then fixed.
    package let columnCount: Int
    /// Number of constraints, which come first among the outputs.
    package let constraintCount: Int
    /// Where each interaction's outputs lie: signed multiplicity, then tuple.
    package let interactionOutputs: [Range<Int>]
    /// What a row puts into each of its leaves of the tree of fractions.
    package let leaves: [Leaf]
    /// The nodes of all expressions, operands before their users.
    package let nodes: [ExpressionGraph.Node]
    /// The node of each output.
    package let outputs: [Int]

    /// Lays out the outputs of a chip whose expressions are in a graph.
    init(_ chip: Chip, graph: ExpressionGraph, outputs: [Int]) {
        committedColumnCount = chip.columnNames.count
        columnCount = chip.columnNames.count + chip.fixedColumns.count
        constraintCount = chip.constraints.count
        var next = chip.constraints.count
        interactionOutputs = chip.interactions.map { interaction in
            defer { next += 1 + interaction.tuple.count }
            return next..<(next + 1 + interaction.tuple.count)
        }
        leaves = Leaf.leaves(of: chip.interactions)
        nodes = graph.nodes
        self.outputs = outputs
    }

    /// Some interactions of a chip, without its constraints and leaves: for whoever counts what rows look up.
    init(
        _ whole: ChipPolynomials,
        nodes: [ExpressionGraph.Node],
        interactionOutputs: [Range<Int>],
        outputs: [Int]
    ) {
        committedColumnCount = whole.committedColumnCount
        columnCount = whole.columnCount
        constraintCount = 0
        self.interactionOutputs = interactionOutputs
        leaves = []
        self.nodes = nodes
        self.outputs = outputs
    }

    /// All outputs on one row over the challenge field: the chip at the point where the sumchecks end.
    ///
    /// - Parameter row: `columnCount` values: committed columns, then fixed ones.
    /// - Returns: One value for each output.
    /// - Throws: `VerificationError.verifierFault` when the row has another length.
    package func values(on row: [CubicExtension]) throws(VerificationError) -> [CubicExtension] {
        guard row.count == columnCount else { throw .verifierFault(expected: columnCount, got: row.count) }
        var values: [CubicExtension] = []
        values.reserveCapacity(nodes.count)
        // Operands come before their users, so each node is computed once, however many expressions share it.
        for node in nodes {
            let value: CubicExtension =
                switch node {
                case .constant(let constant): CubicExtension(constant)
                case .committed(let column): row[column]
                case .fixed(let column): row[committedColumnCount + column]
                case .sum(let a, let b): values[a] + values[b]
                case .difference(let a, let b): values[a] - values[b]
                case .product(let a, let b): values[a] * values[b]
                }
            values.append(value)
        }
        return outputs.map { values[$0] }
    }
}
