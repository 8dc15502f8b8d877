package import ProofProver
package import ProofVerifier
import RISCVProver

/// What forgeries do to a trace: cells and rows by the names of the declaration.
extension Trace {
    /// A chip or column that the machine does not have.
    package struct UnknownName: Error {
        let name: String
    }

    /// Changes a cell.
    package mutating func set(_ chip: String, _ column: String, row: Int, to value: Goldilocks) throws {
        let (index, column) = try place(of: chip, column)
        tables[index][column, row] = value
    }

    /// A cell.
    package func cell(_ chip: String, _ column: String, row: Int) throws -> Goldilocks {
        let (index, column) = try place(of: chip, column)
        return tables[index][column, row]
    }

    /// Makes a row a padding row.
    package mutating func clear(_ chip: String, row: Int) throws {
        for name in try declaration(of: chip).declared.columnNames { try set(chip, name, row: row, to: .zero) }
    }

    /// Appends a copy of a row and returns its number.
    @discardableResult
    package mutating func duplicate(_ chip: String, row: Int) throws -> Int {
        let (index, declared) = try declaration(of: chip)
        let new = tables[index].appendRows()
        for name in declared.columnNames { try set(chip, name, row: new, to: cell(chip, name, row: row)) }
        return new
    }

    private func declaration(of chip: String) throws -> (index: Int, declared: Chip) {
        let chips = try GuestRun.machine.get().machine.chips
        guard let index = chips.firstIndex(where: { $0.name == chip }) else { throw UnknownName(name: chip) }
        return (index, chips[index])
    }

    private func place(of chip: String, _ column: String) throws -> (Int, Column) {
        let (index, declared) = try declaration(of: chip)
        guard let column = declared.column(named: column) else { throw UnknownName(name: "\(chip): \(column)") }
        return (index, column)
    }
}
