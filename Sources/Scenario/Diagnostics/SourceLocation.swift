/// A stretch of one line of a scenario file.
package struct SourceLocation: Hashable, Sendable {
    /// Line number, from 1.
    package var line: Int
    /// Column of the first character, from 1, counted in Unicode scalars.
    package var column: Int
    /// Number of Unicode scalars covered, at least 1.
    package var length: Int

    /// The beginning of a file.
    package static let start = SourceLocation(line: 1, column: 1)

    /// Covers `length` scalars from a line and column, both counted from 1.
    package init(line: Int, column: Int, length: Int = 1) {
        self.line = line
        self.column = column
        self.length = max(1, length)
    }

    /// The part of `length` scalars that begins `offset` scalars further on the same line.
    func part(offset: Int, length: Int) -> SourceLocation {
        SourceLocation(line: line, column: column + offset, length: length)
    }
}

extension SourceLocation: Comparable {
    /// Orders by line, then column.
    package static func < (left: SourceLocation, right: SourceLocation) -> Bool {
        (left.line, left.column, left.length) < (right.line, right.column, right.length)
    }
}
