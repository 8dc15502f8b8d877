/// The linear claim on the stacked table that all column claims make together.
///
/// Column i, counted through all chips, is claimed at the last coordinates of one common point r; the claims are batched by powers of
/// gamma. The weight of a cell is gamma^i * eq(first coordinates, slice) * eq(last coordinates, cell of the slot).
package struct StackedClaim: Sendable {
    private let layout: StackedLayout
    private let point: [CubicExtension]
    /// gamma^i for each column.
    private let scales: [CubicExtension]

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
    package func value(of columnValues: [CubicExtension]) -> CubicExtension {
        zip(scales, columnValues).reduce(.zero) { $0 + $1.0 * $1.1 }
    }

    /// The weights of all cells, for the prover.
    package func weights(workers: Workers) -> [CubicExtension] {
        var weights = [CubicExtension](repeating: .zero, count: 1 << layout.variableCount)
        weights.withUnsafeMutableBufferPointer { weights in
            var firstColumn = 0
            for (shape, region) in zip(layout.shapes, layout.regions) {
                let slot = EqualityPolynomial.table(point.suffix(region.logSlotSize))
                let slices = sliceWeights(shape, region)
                workers.forEachRange(of: shape.columnCount * region.slotsPerColumn) { range in
                    for number in range {
                        let (column, slice) = number.quotientAndRemainder(dividingBy: region.slotsPerColumn)
                        let scale = scales[firstColumn + column] * slices[slice]
                        let start = region.offset + number << region.logSlotSize
                        for cell in slot.indices { weights[start + cell] = scale * slot[cell] }
                    }
                }
                firstColumn += shape.columnCount
            }
        }
        return weights
    }

    /// The multilinear extension of the weights at a point, for the verifier.
    ///
    /// Takes time and memory of the order of the number of slots.
    ///
    /// - Parameter location: One coordinate for each of the layout's variables.
    /// - Returns: The weight there.
    package func weight(at location: [CubicExtension]) -> CubicExtension {
        let sliceNumbers = location.count - StackedLayout.logSliceSize
        let numbers = sliceNumbers < 0 ? [] : EqualityPolynomial.table(location.prefix(sliceNumbers))
        var weight = CubicExtension.zero
        var firstColumn = 0
        for (shape, region) in zip(layout.shapes, layout.regions) {
            let logSlotSize = region.logSlotSize
            let slices = sliceWeights(shape, region)
            var sum = CubicExtension.zero
            for column in 0..<shape.columnCount {
                let number = region.offset(ofColumn: column) >> logSlotSize
                var columnSum = CubicExtension.zero
                if logSlotSize == StackedLayout.logSliceSize {
                    for slice in slices.indices { columnSum += slices[slice] * numbers[number + slice] }
                } else {
                    columnSum = EqualityPolynomial.evaluate(location.dropLast(logSlotSize), at: number)
                }
                sum += scales[firstColumn + column] * columnSum
            }
            let slot = zip(point.suffix(logSlotSize), location.suffix(logSlotSize)).reduce(.one) { product, pair in
                product * EqualityPolynomial.factor(pair.0, pair.1)
            }
            weight += slot * sum
            firstColumn += shape.columnCount
        }
        return weight
    }

    /// eq(the coordinates before the slot's own, slice) for the slices of a chip's columns.
    private func sliceWeights(_ shape: StackedLayout.Shape, _ region: StackedLayout.Region) -> ArraySlice<
        CubicExtension
    > {
        EqualityPolynomial.table(point.suffix(shape.logHeight).dropLast(region.logSlotSize)).prefix(
            region.slotsPerColumn
        )
    }
}
