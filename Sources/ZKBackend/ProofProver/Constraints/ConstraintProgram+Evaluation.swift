package import ProofVerifier

extension ConstraintProgram {
    /// Evaluates all outputs on a chunk of rows over the base field.
    ///
    /// - Parameters:
    ///   - columns: `columnCount` pointers to `lanes` values each: committed columns, then fixed ones.
    ///   - lanes: Rows in the chunk.
    ///   - scratch: At least `scratchCount(lanes:)` elements, overwritten.
    ///   - outputs: `outputCount` places; each is set to point to `lanes` values, in a column or in the scratch.
    package func evaluate(
        columns: UnsafePointer<UnsafePointer<Goldilocks>>,
        lanes: Int,
        scratch: UnsafeMutablePointer<Goldilocks>,
        outputs: UnsafeMutablePointer<UnsafePointer<Goldilocks>>
    ) {
        run(columns, lanes, scratch, outputs)
    }

    /// Evaluates all outputs on a chunk of rows over the challenge field.
    ///
    /// - Parameters:
    ///   - columns: `columnCount` pointers to `lanes` values each: committed columns, then fixed ones.
    ///   - lanes: Rows in the chunk.
    ///   - scratch: At least `scratchCount(lanes:)` elements, overwritten.
    ///   - outputs: `outputCount` places; each is set to point to `lanes` values, in a column or in the scratch.
    package func evaluate(
        columns: UnsafePointer<UnsafePointer<CubicExtension>>,
        lanes: Int,
        scratch: UnsafeMutablePointer<CubicExtension>,
        outputs: UnsafeMutablePointer<UnsafePointer<CubicExtension>>
    ) {
        run(columns, lanes, scratch, outputs)
    }

    /// All outputs on one row over the challenge field.
    ///
    /// - Parameter row: `columnCount` values: committed columns, then fixed ones.
    /// - Returns: `outputCount` values; nil when the row has another length.
    package func evaluate(row: [CubicExtension]) -> [CubicExtension]? {
        guard row.count == columnCount else { return nil }
        return row.withUnsafeBufferPointer { values in
            withUnsafeTemporaryAllocation(of: CubicExtension.self, capacity: max(1, registerCount)) { scratch in
                // Safety: the row has `columnCount` elements, the scratch `registerCount`, as the program's indices
                // need.
                let row = values.baseAddress
                return scratch.baseAddress.map { registers in
                    step(registers, lanes: 1) { place in row.map { $0 + place } ?? UnsafePointer(registers) }
                    return outputs.map { place in
                        place < columnCount ? values[place] : registers[place - columnCount]
                    }
                }
            }
        }
    }

    @inline(__always)
    private func run<Element: ProgramElement>(
        _ columns: UnsafePointer<UnsafePointer<Element>>,
        _ lanes: Int,
        _ scratch: UnsafeMutablePointer<Element>,
        _ outputs: UnsafeMutablePointer<UnsafePointer<Element>>
    ) {
        step(scratch, lanes: lanes) { columns[$0] }
        for (position, place) in self.outputs.enumerated() {
            outputs[position] =
                place < columnCount ? columns[place] : UnsafePointer(scratch + (place - columnCount) * lanes)
        }
    }

    // Safety: every place is a column below `columnCount` or a register below `registerCount`, by construction;
    // callers guarantee the sizes of columns and scratch.
    @inline(__always)
    private func step<Element: ProgramElement>(
        _ scratch: UnsafeMutablePointer<Element>,
        lanes: Int,
        column: (Int) -> UnsafePointer<Element>
    ) {
        for instruction in instructions {
            let target = scratch + instruction.destination * lanes
            let constant = instruction.constant
            @inline(__always)
            func operand(_ place: Int) -> UnsafePointer<Element> {
                place < columnCount ? column(place) : UnsafePointer(scratch + (place - columnCount) * lanes)
            }
            switch instruction.operation {
            case .add:
                let (a, b) = (operand(instruction.left), operand(instruction.right))
                for lane in 0..<lanes { target[lane] = a[lane] + b[lane] }
            case .subtract:
                let (a, b) = (operand(instruction.left), operand(instruction.right))
                for lane in 0..<lanes { target[lane] = a[lane] - b[lane] }
            case .multiply:
                let (a, b) = (operand(instruction.left), operand(instruction.right))
                for lane in 0..<lanes { target[lane] = a[lane] * b[lane] }
            case .addConstant:
                let a = operand(instruction.left)
                for lane in 0..<lanes { target[lane] = a[lane].adding(constant) }
            case .subtractFromConstant:
                let a = operand(instruction.left)
                for lane in 0..<lanes { target[lane] = (-a[lane]).adding(constant) }
            case .multiplyConstant:
                let a = operand(instruction.left)
                for lane in 0..<lanes { target[lane] = a[lane].multiplied(by: constant) }
            case .constant:
                let value = Element(base: constant)
                for lane in 0..<lanes { target[lane] = value }
            }
        }
    }
}

/// A field that constraint programs run over.
private protocol ProgramElement {
    init(base: Goldilocks)
    static func + (a: Self, b: Self) -> Self
    static func - (a: Self, b: Self) -> Self
    static prefix func - (a: Self) -> Self
    static func * (a: Self, b: Self) -> Self
    func adding(_ constant: Goldilocks) -> Self
    func multiplied(by constant: Goldilocks) -> Self
}

extension Goldilocks: ProgramElement {
    @inline(__always)
    fileprivate init(base: Goldilocks) { self = base }

    @inline(__always)
    fileprivate func adding(_ constant: Goldilocks) -> Goldilocks { self + constant }

    @inline(__always)
    fileprivate func multiplied(by constant: Goldilocks) -> Goldilocks { self * constant }
}

extension CubicExtension: ProgramElement {
    @inline(__always)
    fileprivate init(base: Goldilocks) { self.init(base) }

    @inline(__always)
    fileprivate func adding(_ constant: Goldilocks) -> CubicExtension { self + constant }

    @inline(__always)
    fileprivate func multiplied(by constant: Goldilocks) -> CubicExtension { self * constant }
}
