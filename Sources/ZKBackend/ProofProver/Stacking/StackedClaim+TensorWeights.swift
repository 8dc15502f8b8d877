package import ProofVerifier

extension StackedLayout {
    /// The chips whose slots are of one size, when slots are cut to at most 2^limit cells: a run of slots.
    struct SlotRun {
        /// log2 of a slot's cells, cut to the limit.
        var logSlotSize: Int
        /// The chips with committed columns, in the order of their slots.
        var chips: [Int]
    }

    /// The runs of slots, larger slots first.
    func slotRuns(logSlotLimit limit: Int) -> [SlotRun] {
        // A chip without committed columns has no slot.
        let chips = shapes.indices.filter { shapes[$0].columnCount > 0 }
            .sorted { regions[$0].offset < regions[$1].offset }
        var runs: [SlotRun] = []
        for chip in chips {
            let logSlotSize = min(regions[chip].logSlotSize, limit)
            if let last = runs.indices.last, runs[last].logSlotSize == logSlotSize {
                runs[last].chips.append(chip)
            } else {
                runs.append(SlotRun(logSlotSize: logSlotSize, chips: [chip]))
            }
        }
        return runs
    }

    /// Slots of each run, as `StackedClaim.tensorWeights` has them.
    package func slots(logSlotLimit limit: Int) -> [(count: Int, logSize: Int)] {
        slotRuns(logSlotLimit: limit).map { run in
            let cellCount = run.chips.reduce(0) { $0 + shapes[$1].columnCount * regions[$1].cellsPerColumn }
            return (cellCount >> run.logSlotSize, run.logSlotSize)
        }
    }
}

extension StackedClaim {
    /// The weights of all cells, in the parts under which the prover opens the table.
    ///
    /// - Parameter limit: log2 of the most cells of a slot; larger slots are cut, since their first coordinates number
    ///   slots as well.
    /// - Returns: One weight for each run of slots.
    package func tensorWeights(logSlotLimit limit: Int) -> [TensorWeight] {
        var firstColumns: [Int] = []
        var columnCount = 0
        for shape in layout.shapes {
            firstColumns.append(columnCount)
            columnCount += shape.columnCount
        }
        return layout.slotRuns(logSlotLimit: limit).map { run in
            var slotScales: [CubicExtension] = []
            for chip in run.chips {
                let (shape, region) = (layout.shapes[chip], layout.regions[chip])
                let numbers = EqualityPolynomial.table(point.suffix(shape.logHeight).dropLast(run.logSlotSize))
                    .prefix(region.cellsPerColumn >> run.logSlotSize)
                for column in 0..<shape.columnCount {
                    let scale = scales[firstColumns[chip] + column]
                    for number in numbers { slotScales.append(scale * number) }
                }
            }
            return TensorWeight(
                firstSlot: layout.regions[run.chips[0]].offset >> run.logSlotSize,
                scales: slotScales,
                cells: EqualityPolynomial.table(point.suffix(run.logSlotSize))
            )
        }
    }
}
