import ProofVerifier

/// The cells of one row by the names of their columns.
struct RowCells {
    private let positions: [String: Int]
    private(set) var cells: [Goldilocks]

    init(_ chip: Chip, _ cells: [Goldilocks]) {
        positions = Dictionary(uniqueKeysWithValues: chip.columnNames.enumerated().map { ($1, $0) })
        self.cells = cells
    }

    /// A row of zeros.
    init(_ chip: Chip) {
        self.init(chip, [Goldilocks](repeating: .zero, count: chip.columnNames.count))
    }

    /// The cell of a column; a name that the chip does not have is a fault of the test.
    subscript(name: String) -> Goldilocks {
        get { cells[position(name)] }
        set { cells[position(name)] = newValue }
    }

    private func position(_ name: String) -> Int {
        guard let position = positions[name] else { preconditionFailure("no column \(name)") }
        return position
    }

    /// A cell as an integer.
    func number(_ name: String) -> UInt64 { self[name].value }
}

extension Goldilocks {
    /// a / 2^bits.
    func divided(byPowerOfTwo bits: UInt64) -> Goldilocks { self * (Goldilocks(1 << bits).inverse ?? .zero) }
}
