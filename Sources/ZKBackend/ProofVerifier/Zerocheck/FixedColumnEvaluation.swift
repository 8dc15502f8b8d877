/// Multilinear extensions of the columns that are not committed.
enum FixedColumnEvaluation {
    /// The values of a chip's fixed columns at a point of as many coordinates as its rows have bits.
    ///
    /// Takes time and memory of the order of the program's cells, whatever the height.
    ///
    /// - Parameters:
    ///   - chip: The chip.
    ///   - program: Its columns of the machine's program, all of one length of at most 2^h; rows beyond are zero.
    ///   - point: h coordinates.
    /// - Returns: One value for each fixed column, in order.
    /// - Throws: `VerificationError.verifierFault` when the program's columns are longer than that or differ in length.
    static func values(
        of chip: Chip,
        program: [[Goldilocks]],
        at point: some BidirectionalCollection<CubicExtension>
    ) throws(VerificationError) -> [CubicExtension] {
        let rowCount = program.first?.count ?? 0
        let variables = min(point.count, logCeiling(rowCount))
        let scale = EqualityPolynomial.evaluate(point.dropLast(variables), at: 0)
        let weights = EqualityPolynomial.table(point.suffix(variables), scale: scale).prefix(rowCount)
        var values: [CubicExtension] = []
        for column in chip.fixedColumns {
            switch column {
            case .rowIndex: values.append(rowNumber(at: point))
            case .program(let index): values.append(try dot(weights, program[index]))
            }
        }
        return values
    }

    /// The extension of the row's number: the sum of r_i 2^(h-1-i).
    private static func rowNumber(at point: some Collection<CubicExtension>) -> CubicExtension {
        point.reduce(.zero) { $0 + $0 + $1 }
    }
}
