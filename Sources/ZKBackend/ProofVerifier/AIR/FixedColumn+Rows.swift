extension FixedColumn {
    /// Whether the program decides the values.
    var isGivenByProgram: Bool {
        switch self {
        case .program, .programRow: true
        case .rowIndex, .rowBits, .rowAnd, .constants: false
        }
    }

    /// Whether a chip of a height may have the column: constants need as many rows, and bits must be some of a row's
    /// number.
    func fits(_ height: Chip.Height) -> Bool {
        switch self {
        case .rowIndex, .program, .programRow: return true
        case .rowBits(let low, let count):
            return (0..<Chip.greatestLogHeight).contains(low) && (1...Chip.greatestLogHeight).contains(count)
        case .rowAnd(let bits): return (1...Chip.greatestLogHeight / 2).contains(bits)
        case .constants(let values):
            guard case .fixed(let logHeight) = height, logHeight < Int.bitWidth - 2 else { return false }
            return values.count == 1 << logHeight
        }
    }

    /// The value on a row, which prover and checker write out.
    ///
    /// - Parameters:
    ///   - row: The row's number.
    ///   - program: The chip's columns of the program; rows beyond their end are zero.
    /// - Returns: The value.
    package func value(row: Int, program: [[Goldilocks]]) -> Goldilocks {
        switch self {
        case .rowIndex: Goldilocks(UInt64(row))
        case .rowBits(let low, let count): Goldilocks(UInt64(row) >> UInt64(low) & ((1 << UInt64(count)) - 1))
        case .rowAnd(let bits): Goldilocks(UInt64(row) & UInt64(row) >> UInt64(bits) & ((1 << UInt64(bits)) - 1))
        case .constants(let values): row < values.count ? values[row] : .zero
        case .programRow: row < (program.first?.count ?? 0) ? .one : .zero
        case .program(let index): row < program[index].count ? program[index][row] : .zero
        }
    }
}
