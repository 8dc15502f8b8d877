/// A chip's constraints and interactions compiled to a flat list of operations on registers.
///
/// Outputs come in a fixed order: the constraints, then for each interaction its signed multiplicity and its tuple.
/// The same program runs over Goldilocks on rows and over the challenge field on folded tables and at points.
package struct ConstraintProgram: Sendable {
    enum Operation: UInt8, Sendable {
        case add
        case subtract
        case multiply
        case addConstant
        case subtractFromConstant
        case multiplyConstant
        case constant
    }

    struct Instruction: Sendable {
        var operation: Operation
        /// Number of the register that is written.
        var destination: Int
        /// A column when below `columnCount`, else a register.
        var left: Int
        var right: Int
        var constant: Goldilocks
    }

    /// Number of the committed columns, which come first in a row.
    package let committedColumnCount: Int
    /// Number of all columns: committed, then fixed.
    package let columnCount: Int
    /// Number of constraints, which come first among the outputs.
    package let constraintCount: Int
    /// Where each interaction's outputs lie: signed multiplicity, then tuple.
    package let interactionOutputs: [Range<Int>]
    /// Number of outputs.
    package let outputCount: Int
    /// Number of operations for each row.
    package var operationCount: Int { instructions.count }

    let instructions: [Instruction]
    let registerCount: Int
    /// A column when below `columnCount`, else a register.
    let outputs: [Int]

    /// Number of elements of scratch that an evaluation of so many lanes needs.
    package func scratchCount(lanes: Int) -> Int { registerCount * lanes }

    /// Compiles a chip's expressions.
    init(_ chip: Chip, graph: ExpressionGraph, outputNodes: [Int]) {
        committedColumnCount = chip.columnNames.count
        columnCount = chip.columnNames.count + chip.fixedColumns.count
        constraintCount = chip.constraints.count
        var next = chip.constraints.count
        interactionOutputs = chip.interactions.map { interaction in
            defer { next += 1 + interaction.tuple.count }
            return next..<(next + 1 + interaction.tuple.count)
        }
        outputCount = next
        var allocation = RegisterAllocation(graph: graph, outputNodes: outputNodes, chip: chip)
        (instructions, outputs) = allocation.compile()
        registerCount = allocation.registerCount
    }
}

/// Gives registers to the nodes of a graph; a register is free again after its node's last use.
private struct RegisterAllocation {
    private let graph: ExpressionGraph
    private let outputNodes: [Int]
    private let committedCount: Int
    private let columnCount: Int
    private var places: [Int]
    private var freeRegisters: [Int] = []
    private(set) var registerCount = 0

    init(graph: ExpressionGraph, outputNodes: [Int], chip: Chip) {
        self.graph = graph
        self.outputNodes = outputNodes
        committedCount = chip.columnNames.count
        columnCount = committedCount + chip.fixedColumns.count
        places = [Int](repeating: -1, count: graph.nodes.count)
    }

    mutating func compile() -> (instructions: [ConstraintProgram.Instruction], outputs: [Int]) {
        let nodes = graph.nodes
        var uses = [Int](repeating: 0, count: nodes.count)
        for node in nodes {
            // Constants are folded into their users' operations; expressions fold two of them, so at most one operand is one.
            for operand in node.operands where constant(at: operand) == nil { uses[operand] += 1 }
        }
        // An output's register is never given back.
        for output in outputNodes { uses[output] += 1 }
        var instructions: [ConstraintProgram.Instruction] = []
        for position in nodes.indices where uses[position] > 0 {
            switch nodes[position] {
            case .committed(let index): places[position] = index
            case .fixed(let index): places[position] = committedCount + index
            default:
                var instruction = instruction(for: position)
                for operand in nodes[position].operands where constant(at: operand) == nil {
                    uses[operand] -= 1
                    if uses[operand] == 0, places[operand] >= columnCount {
                        freeRegisters.append(places[operand] - columnCount)
                    }
                }
                instruction.destination = takeRegister()
                places[position] = columnCount + instruction.destination
                instructions.append(instruction)
            }
        }
        return (instructions, outputNodes.map { places[$0] })
    }

    private mutating func takeRegister() -> Int {
        if let register = freeRegisters.popLast() { return register }
        registerCount += 1
        return registerCount - 1
    }

    private func constant(at position: Int) -> Goldilocks? {
        if case .constant(let value) = graph.nodes[position] { value } else { nil }
    }

    private func instruction(for position: Int) -> ConstraintProgram.Instruction {
        func make(
            _ operation: ConstraintProgram.Operation,
            _ left: Int = 0,
            _ right: Int = 0,
            _ constant: Goldilocks = .zero
        ) -> ConstraintProgram.Instruction {
            .init(operation: operation, destination: 0, left: left, right: right, constant: constant)
        }
        switch graph.nodes[position] {
        case .constant(let value):
            return make(.constant, 0, 0, value)
        case .sum(let a, let b):
            if let value = constant(at: a) { return make(.addConstant, places[b], 0, value) }
            if let value = constant(at: b) { return make(.addConstant, places[a], 0, value) }
            return make(.add, places[a], places[b])
        case .difference(let a, let b):
            if let value = constant(at: a) { return make(.subtractFromConstant, places[b], 0, value) }
            if let value = constant(at: b) { return make(.addConstant, places[a], 0, -value) }
            return make(.subtract, places[a], places[b])
        case .product(let a, let b):
            if let value = constant(at: a) { return make(.multiplyConstant, places[b], 0, value) }
            if let value = constant(at: b) { return make(.multiplyConstant, places[a], 0, value) }
            return make(.multiply, places[a], places[b])
        case .committed, .fixed:
            return make(.constant)
        }
    }
}
