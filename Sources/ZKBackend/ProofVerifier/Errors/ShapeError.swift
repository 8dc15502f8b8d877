/// Why the shape of a run does not fit its machine.
public enum ShapeError: Error, Hashable, Sendable {
    /// Not one table, or one list of program columns, a chip.
    case tableCount(expected: Int, got: Int)
    /// A chip's program columns are not as many as declared, of different lengths, or too long.
    case program(chip: String)
    /// A table's used rows need a height that the chip does not allow.
    case height(chip: String, usedRowCount: Int)
    /// A table has not one column for each of the chip's committed columns.
    case columnCount(chip: String, expected: Int, got: Int)
    /// The interactions of all rows, or the cells, are 2^62 or more: sums of multiplicities could wrap around, and
    /// sizes could not be counted.
    case interactionTotal
    /// The leaves of all rows need a tree of 2^logCount: more than a verifier has time for.
    case leafTotal(logCount: Int)
}

extension ShapeError: CustomStringConvertible {
    /// The broken rule, with the chip it concerns.
    public var description: String {
        switch self {
        case .tableCount(let expected, let got): "\(got) tables for \(expected) chips"
        case .program(let chip): "\(chip): the program's columns do not fit the chip"
        case .height(let chip, let usedRowCount): "\(chip): a table of \(usedRowCount) used rows is not allowed"
        case .columnCount(let chip, let expected, let got): "\(chip): \(got) columns instead of \(expected)"
        case .interactionTotal: "the interactions of all rows, or the cells, are not fewer than 2^62"
        case .leafTotal(let logCount): "the leaves of all rows fill a tree of 2^\(logCount)"
        }
    }
}
