/// Multilinear extensions of the columns that are not committed.
enum FixedColumnEvaluation {
    /// The values of a chip's fixed columns at a point of as many coordinates as its rows have bits.
    ///
    /// Takes time of the order of the program's cells and memory of the order of their root, whatever the height.
    ///
    /// - Parameters:
    ///   - chip: The chip.
    ///   - program: Its columns of the machine's program, all of one length of at most 2^h; rows beyond are zero.
    ///   - point: h coordinates.
    /// - Returns: One value for each fixed column, in order.
    /// - Throws: `VerificationError.verifierFault` when the columns are longer than that or differ in length.
    static func values(
        of chip: Chip,
        program: [[Goldilocks]],
        at point: some BidirectionalCollection<CubicExtension>
    ) throws(VerificationError) -> [CubicExtension] {
        let coordinates = Array(point)
        let rowCount = program.first?.count ?? 0
        let weights = try PrefixWeights(rowCount: rowCount, point: coordinates)
        var values: [CubicExtension] = []
        for column in chip.fixedColumns {
            switch column {
            case .rowIndex: values.append(number(coordinates[...]))
            case .rowBits(let low, let count):
                values.append(number(bits(coordinates, from: low, count: count)))
            case .rowAnd(let bits): values.append(try conjunction(bits, coordinates))
            case .constants(let constants):
                values.append(try PrefixWeights(rowCount: constants.count, point: coordinates).sum(of: constants))
            case .programRow: values.append(prefix(rowCount, coordinates))
            case .program(let index): values.append(try weights.sum(of: program[index]))
            }
        }
        return values
    }

    /// The extension of a number of bits, most significant first: each bit's is its coordinate.
    private static func number(_ bits: ArraySlice<CubicExtension>) -> CubicExtension {
        bits.reduce(.zero) { $0 + $0 + $1 }
    }

    /// The coordinates of some bits of a row's number, most significant first; bits above the height are 0.
    private static func bits(_ point: [CubicExtension], from low: Int, count: Int) -> ArraySlice<CubicExtension> {
        let upper = max(0, point.count - low)
        return point[max(0, upper - count)..<upper]
    }

    /// The extension of the bitwise and: the bits of both numbers are different variables.
    private static func conjunction(
        _ count: Int,
        _ point: [CubicExtension]
    ) throws(VerificationError) -> CubicExtension {
        let above = bits(point, from: count, count: count)
        let below = bits(point, from: 0, count: count).suffix(above.count)
        return number(try products(above, below)[...])
    }

    private static func products(
        _ a: ArraySlice<CubicExtension>,
        _ b: ArraySlice<CubicExtension>
    ) throws(VerificationError) -> [CubicExtension] {
        guard a.count == b.count else { throw .verifierFault(expected: a.count, got: b.count) }
        return zip(a, b).map { $0 * $1 }
    }

    /// The extension of the column that is 1 on the first rows and 0 beyond: the sum of eq over them.
    ///
    /// A row is before `count` when its bits agree with those of `count` down to one that is 1 there and 0 in the row.
    private static func prefix(_ count: Int, _ point: [CubicExtension]) -> CubicExtension {
        guard count >> point.count == 0 else { return .one }
        var (sum, agreement) = (CubicExtension.zero, CubicExtension.one)
        for (place, coordinate) in point.enumerated() {
            if count >> (point.count - 1 - place) & 1 == 1 {
                sum += agreement * (.one - coordinate)
                agreement *= coordinate
            } else {
                agreement *= .one - coordinate
            }
        }
        return sum
    }
}

/// eq(point, row) for the first rows of a table, as two small factors: rows are split into blocks of equal length.
private struct PrefixWeights {
    private let rowCount: Int
    private let outer: [CubicExtension]
    private let inner: [CubicExtension]

    init(rowCount: Int, point: [CubicExtension]) throws(VerificationError) {
        let variables = logCeiling(rowCount)
        guard variables <= point.count else { throw .verifierFault(expected: 1 << point.count, got: rowCount) }
        let scale = EqualityPolynomial.evaluate(point.dropLast(variables), at: 0)
        let used = point.suffix(variables)
        inner = EqualityPolynomial.table(used.suffix(variables / 2))
        outer = EqualityPolynomial.table(used.dropLast(variables / 2), scale: scale)
        self.rowCount = rowCount
    }

    /// The extension of a column of so many rows, and zero beyond, at the point.
    func sum(of column: [Goldilocks]) throws(VerificationError) -> CubicExtension {
        guard column.count == rowCount else { throw .verifierFault(expected: rowCount, got: column.count) }
        var sum = CubicExtension.zero
        for (block, weight) in outer.enumerated() {
            let start = block * inner.count
            guard start < rowCount else { break }
            let rows = column[start..<min(start + inner.count, rowCount)]
            var product = CubicProductSum()
            for (row, weight) in zip(rows, inner) { product.add(weight, row) }
            sum += weight * product.value
        }
        return sum
    }
}
