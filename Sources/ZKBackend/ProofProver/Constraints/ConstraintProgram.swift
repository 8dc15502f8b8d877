import ProofKernels
package import ProofVerifier

/// A chip's polynomials compiled to a flat list of operations on registers, which the row kernels run over Goldilocks
/// on rows and over the challenge field on folded tables.
package struct ConstraintProgram: Sendable {
    /// What becomes of the chip's outputs.
    package enum Purpose: Sendable {
        /// All are kept: for who looks at each.
        case everyOutput
        /// Constraints are added up as soon as they are known, so that none takes a register; interactions are kept.
        case batch
        /// Interactions are kept, and constraints not computed.
        case leaves
    }

    /// Number of the committed columns, which come first in a row.
    package let committedColumnCount: Int
    /// Number of all columns: committed, then fixed.
    package let columnCount: Int
    /// Number of operations for each row.
    package var operationCount: Int { operations.count }
    /// Number of registers: the most values that are alive at a time, beside the columns.
    package let registerCount: Int

    let operations: [proof_row_operation]
    /// Where each output is kept, a column when below `columnCount`, else a register; nil when it is not.
    let outputs: [Int?]

    /// Compiles a chip's polynomials.
    package init(_ polynomials: ChipPolynomials, for purpose: Purpose) {
        committedColumnCount = polynomials.committedColumnCount
        columnCount = polynomials.columnCount
        var allocation = RegisterAllocation(polynomials, purpose)
        (operations, outputs) = allocation.compile()
        registerCount = allocation.registerCount
    }
}

/// Gives registers to the nodes of a graph; a register is free again after its node's last use.
private struct RegisterAllocation {
    private let polynomials: ChipPolynomials
    private let columnCount: Int
    private let keptOutputs: Range<Int>
    /// Constraints whose value a node is, by the node.
    private var emitted: [Int: [Int]] = [:]
    private var places: [Int]
    private var remainingUses: [Int]
    private var freeRegisters: [Int] = []
    private var operations: [proof_row_operation] = []
    private(set) var registerCount = 0

    init(_ polynomials: ChipPolynomials, _ purpose: ConstraintProgram.Purpose) {
        self.polynomials = polynomials
        columnCount = polynomials.columnCount
        places = [Int](repeating: -1, count: polynomials.nodes.count)
        remainingUses = [Int](repeating: 0, count: polynomials.nodes.count)
        keptOutputs = (purpose == .everyOutput ? 0 : polynomials.constraintCount)..<polynomials.outputs.count
        guard purpose == .batch else { return }
        for constraint in 0..<polynomials.constraintCount {
            emitted[polynomials.outputs[constraint], default: []].append(constraint)
        }
    }

    mutating func compile() -> (operations: [proof_row_operation], outputs: [Int?]) {
        // An output's register is never given back.
        for output in keptOutputs { remainingUses[polynomials.outputs[output]] += 1 }
        // A node is needed if an output or a needed node uses it; users come later in the list.
        for position in polynomials.nodes.indices.reversed()
        where remainingUses[position] > 0 || emitted[position] != nil {
            for operand in polynomials.nodes[position].operands where constant(at: operand) == nil {
                remainingUses[operand] += 1
            }
        }
        for position in polynomials.nodes.indices where remainingUses[position] > 0 || emitted[position] != nil {
            compile(position)
            emit(position)
        }
        let kept = polynomials.outputs.indices.map { index in
            keptOutputs.contains(index) ? places[polynomials.outputs[index]] : nil
        }
        return (operations, kept)
    }

    private mutating func emit(_ position: Int) {
        guard let constraints = emitted[position] else { return }
        for constraint in constraints {
            operations.append(
                proof_row_operation(
                    operation: UInt32(PROOF_ROW_EMIT.rawValue),
                    destination: 0,
                    left: UInt32(places[position]),
                    right: 0,
                    constant: UInt64(constraint)
                )
            )
        }
        release(position)
    }

    // Constants are folded into their users' operations; expressions fold two of them, so at most one operand is one.
    private mutating func compile(_ position: Int) {
        switch polynomials.nodes[position] {
        case .committed(let index):
            places[position] = index
        case .fixed(let index):
            places[position] = polynomials.committedColumnCount + index
        case .constant(let value):
            append(PROOF_ROW_CONSTANT, [], value, to: position)
        case .sum(let a, let b):
            if let value = constant(at: a) {
                append(PROOF_ROW_ADD_CONSTANT, [b], value, to: position)
            } else if let value = constant(at: b) {
                append(PROOF_ROW_ADD_CONSTANT, [a], value, to: position)
            } else {
                append(PROOF_ROW_ADD, [a, b], to: position)
            }
        case .difference(let a, let b):
            if let value = constant(at: a) {
                append(PROOF_ROW_SUBTRACT_FROM_CONSTANT, [b], value, to: position)
            } else if let value = constant(at: b) {
                append(PROOF_ROW_ADD_CONSTANT, [a], -value, to: position)
            } else {
                append(PROOF_ROW_SUBTRACT, [a, b], to: position)
            }
        case .product(let a, let b):
            if let value = constant(at: a) {
                append(PROOF_ROW_MULTIPLY_CONSTANT, [b], value, to: position)
            } else if let value = constant(at: b) {
                append(PROOF_ROW_MULTIPLY_CONSTANT, [a], value, to: position)
            } else {
                append(PROOF_ROW_MULTIPLY, [a, b], to: position)
            }
        }
    }

    private func constant(at position: Int) -> Goldilocks? {
        if case .constant(let value) = polynomials.nodes[position] { value } else { nil }
    }

    private mutating func append(
        _ operation: proof_row_kind,
        _ operands: [Int],
        _ constant: Goldilocks = .zero,
        to position: Int
    ) {
        let sources = operands.map { places[$0] }
        // Lanes are independent, so the result may take the register of an operand that is used for the last time.
        for operand in operands {
            remainingUses[operand] -= 1
            release(operand)
        }
        let register = takeRegister()
        places[position] = columnCount + register
        operations.append(
            proof_row_operation(
                operation: UInt32(operation.rawValue),
                destination: UInt32(register),
                left: UInt32(sources.first ?? 0),
                right: UInt32(sources.last ?? 0),
                constant: constant.value
            )
        )
    }

    /// Frees a node's register if nobody uses it any more.
    private mutating func release(_ position: Int) {
        guard remainingUses[position] == 0, places[position] >= columnCount else { return }
        freeRegisters.append(places[position] - columnCount)
    }

    private mutating func takeRegister() -> Int {
        if let register = freeRegisters.popLast() { return register }
        registerCount += 1
        return registerCount - 1
    }
}
