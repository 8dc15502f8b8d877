package import ProofVerifier

extension StackedClaim {
    /// The weights of all cells: what the prover opens the table under.
    package func weights(workers: Workers) -> [CubicExtension] {
        var weights = [CubicExtension](repeating: .zero, count: 1 << layout.variableCount)
        weights.withUnsafeMutableBufferPointer { weights in
            var firstColumn = 0
            for (chip, shape) in layout.shapes.enumerated() where shape.columnCount > 0 {
                let region = layout.regions[chip]
                let slot = EqualityPolynomial.table(point.suffix(region.logSlotSize))
                let slices = layout.sliceWeights(chip: chip, point: point)
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
}
