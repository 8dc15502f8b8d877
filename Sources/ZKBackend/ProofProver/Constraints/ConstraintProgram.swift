package import ProofVerifier

/// A chip's polynomials compiled to a flat list of operations on registers.
///
/// Outputs come in the order of `ChipPolynomials`. The same program runs over Goldilocks on rows and over the challenge
/// field on folded tables.
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

    /// Compiles a chip's polynomials.
    package init(_ polynomials: ChipPolynomials) {
        committedColumnCount = polynomials.committedColumnCount
        columnCount = polynomials.columnCount
        constraintCount = polynomials.constraintCount
        interactionOutputs = polynomials.interactionOutputs
        outputCount = polynomials.outputs.count
        var allocation = RegisterAllocation(polynomials)
        (instructions, outputs) = allocation.compile()
        registerCount = allocation.registerCount
    }
}

/// Gives registers to the nodes of a graph; a register is free again after its node's last use.
private struct RegisterAllocation {
    private let polynomials: ChipPolynomials
    private let columnCount: Int
    private var places: [Int]
    private var remainingUses: [Int]
    private var freeRegisters: [Int] = []
    private var instructions: [ConstraintProgram.Instruction] = []
    private(set) var registerCount = 0

    init(_ polynomials: ChipPolynomials) {
        self.polynomials = polynomials
        columnCount = polynomials.columnCount
        places = [Int](repeating: -1, count: polynomials.nodes.count)
        remainingUses = [Int](repeating: 0, count: polynomials.nodes.count)
    }

    mutating func compile() -> (instructions: [ConstraintProgram.Instruction], outputs: [Int]) {
        for node in polynomials.nodes {
            for operand in node.operands where constant(at: operand) == nil { remainingUses[operand] += 1 }
        }
        // An output's register is never given back.
        for output in polynomials.outputs { remainingUses[output] += 1 }
        for position in polynomials.nodes.indices where remainingUses[position] > 0 { compile(position) }
        return (instructions, polynomials.outputs.map { places[$0] })
    }

    // Constants are folded into their users' operations; expressions fold two of them, so at most one operand is one.
    private mutating func compile(_ position: Int) {
        switch polynomials.nodes[position] {
        case .committed(let index):
            places[position] = index
        case .fixed(let index):
            places[position] = polynomials.committedColumnCount + index
        case .constant(let value):
            append(.constant, [], value, to: position)
        case .sum(let a, let b):
            if let value = constant(at: a) {
                append(.addConstant, [b], value, to: position)
            } else if let value = constant(at: b) {
                append(.addConstant, [a], value, to: position)
            } else {
                append(.add, [a, b], to: position)
            }
        case .difference(let a, let b):
            if let value = constant(at: a) {
                append(.subtractFromConstant, [b], value, to: position)
            } else if let value = constant(at: b) {
                append(.addConstant, [a], -value, to: position)
            } else {
                append(.subtract, [a, b], to: position)
            }
        case .product(let a, let b):
            if let value = constant(at: a) {
                append(.multiplyConstant, [b], value, to: position)
            } else if let value = constant(at: b) {
                append(.multiplyConstant, [a], value, to: position)
            } else {
                append(.multiply, [a, b], to: position)
            }
        }
    }

    private func constant(at position: Int) -> Goldilocks? {
        if case .constant(let value) = polynomials.nodes[position] { value } else { nil }
    }

    private mutating func append(
        _ operation: ConstraintProgram.Operation,
        _ operands: [Int],
        _ constant: Goldilocks = .zero,
        to position: Int
    ) {
        let sources = operands.map { places[$0] }
        // Lanes are independent, so the result may take the register of an operand that is used for the last time.
        for operand in operands {
            remainingUses[operand] -= 1
            if remainingUses[operand] == 0, places[operand] >= columnCount {
                freeRegisters.append(places[operand] - columnCount)
            }
        }
        let register = takeRegister()
        places[position] = columnCount + register
        instructions.append(
            ConstraintProgram.Instruction(
                operation: operation,
                destination: register,
                left: sources.first ?? 0,
                right: sources.last ?? 0,
                constant: constant
            )
        )
    }

    private mutating func takeRegister() -> Int {
        if let register = freeRegisters.popLast() { return register }
        registerCount += 1
        return registerCount - 1
    }
}
