/// The linear claim on the stacked table that all column claims make together.
///
/// Column i, counted through all chips, is claimed at the last coordinates of one common point r; the claims are
/// batched by powers of gamma. The weight of a cell is gamma^i * eq(first coordinates, slice) * eq(last coordinates,
/// cell of the slot).
package struct StackedClaim: Sendable {
    /// Where the columns lie.
    package let layout: StackedLayout
    /// r.
    package let point: [CubicExtension]
    /// gamma^i for each column.
    package let scales: [CubicExtension]

    /// Batches the claims of all columns.
    ///
    /// - Parameters:
    ///   - layout: Where the columns lie.
    ///   - point: r, with at least as many coordinates as the tallest chip has variables.
    ///   - gamma: The batching challenge.
    package init(layout: StackedLayout, point: [CubicExtension], gamma: CubicExtension) {
        self.layout = layout
        self.point = point
        scales = gamma.powers(layout.columnCount)
    }

    /// The claimed sum over all cells of value times weight.
    ///
    /// - Parameter columnValues: The claims: chips in order, columns in order.
    /// - Returns: The batch of the claims.
    /// - Throws: `VerificationError.verifierFault` when they are not as many as the columns.
    package func value(of columnValues: [CubicExtension]) throws(VerificationError) -> CubicExtension {
        try dot(scales, columnValues)
    }

    /// The multilinear extension of the weights at a point, for the verifier.
    ///
    /// Takes time and memory of the order of the number of slots.
    ///
    /// - Parameter location: One coordinate for each of the layout's variables.
    /// - Returns: The weight there.
    /// - Throws: `VerificationError.verifierFault` when r has fewer coordinates than the tallest chip variables, or the
    ///   location another number than the layout.
    package func weight(at location: [CubicExtension]) throws(VerificationError) -> CubicExtension {
        let tallest = layout.shapes.map(\.logHeight).max() ?? 0
        guard point.count >= tallest else { throw .verifierFault(expected: tallest, got: point.count) }
        guard location.count == layout.variableCount else {
            throw .verifierFault(expected: layout.variableCount, got: location.count)
        }
        var weight = CubicExtension.zero
        var firstColumn = 0
        // A chip without committed columns has no slot, and may be taller than the table.
        for (chip, columns) in layout.columnWeights(at: location, point: point).enumerated() where !columns.isEmpty {
            let logSlotSize = layout.regions[chip].logSlotSize
            let slot = try EqualityPolynomial.evaluate(point.suffix(logSlotSize), location.suffix(logSlotSize))
            weight += try slot * dot(scales[firstColumn..<(firstColumn + columns.count)], columns)
            firstColumn += columns.count
        }
        return weight
    }
}

extension StackedLayout {
    /// For each column the sum over its slices of eq(the point's coordinates before the slot's own, slice) times
    /// eq(the location's before the slot's own, slot number).
    ///
    /// Takes time and memory of the order of the number of slots.
    ///
    /// - Parameters:
    ///   - location: As many coordinates as the table has variables.
    ///   - point: At least as many coordinates as the tallest chip with columns has variables.
    /// - Returns: The sums, columns in order, of each chip.
    package func columnWeights(at location: [CubicExtension], point: [CubicExtension]) -> [[CubicExtension]] {
        let sliceNumbers = location.count - Self.logSliceSize
        let numbers = sliceNumbers < 0 ? [] : EqualityPolynomial.table(location.prefix(sliceNumbers))
        return shapes.indices.map { chip in
            let (shape, region) = (shapes[chip], regions[chip])
            guard shape.columnCount > 0 else { return [] }
            let slices = sliceWeights(chip: chip, point: point)
            return (0..<shape.columnCount).map { column in
                let number = region.offset(ofColumn: column) >> region.logSlotSize
                guard region.logSlotSize == Self.logSliceSize else {
                    return EqualityPolynomial.evaluate(location.dropLast(region.logSlotSize), at: number)
                }
                var sum = CubicProductSum()
                for (slice, weight) in slices.enumerated() { sum.add(weight, numbers[number + slice]) }
                return sum.value
            }
        }
    }

    /// eq(the point's coordinates before the slot's own, slice) for the slices of a chip's columns.
    private func sliceWeights(chip: Int, point: [CubicExtension]) -> ArraySlice<CubicExtension> {
        let (shape, region) = (shapes[chip], regions[chip])
        return EqualityPolynomial.table(point.suffix(shape.logHeight).dropLast(region.logSlotSize)).prefix(
            region.slotsPerColumn
        )
    }
}
