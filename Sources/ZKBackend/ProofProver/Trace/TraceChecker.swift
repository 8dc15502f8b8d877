package import ProofVerifier

/// Checks a trace row by row and bus by bus, without any proof: the reference that provers and chips are tested
/// against.
///
/// It accepts exactly what the proof system accepts up to its soundness error: heights, every constraint on every row,
/// and the exact balance of every bus with the public fractions.
package struct TraceChecker: Sendable {
    private let machine: Machine

    /// A checker of the machine's rules, for any number of traces.
    package init(_ machine: Machine) {
        self.machine = machine
    }

    /// The rules that a trace breaks, in a fixed order.
    ///
    /// A wrong shape is reported alone. Then come the constraints by chip, row and constraint, and the buses in the
    /// machine's order with their unbalanced tuples in lexicographic order.
    ///
    /// - Parameters:
    ///   - trace: The trace; hostile.
    ///   - limit: At most so many violations are returned.
    /// - Returns: The violations; none for a valid trace.
    package func violations(in trace: Trace, limit: Int = 8) -> [TraceViolation] {
        let logHeights: [Int]
        do {
            logHeights = try checkShape(of: trace)
        } catch {
            return [.shape(error)]
        }
        var violations: [TraceViolation] = []
        var ledger = BusLedger()
        for fraction in trace.publicFractions {
            guard machine.accepts(fraction) else { return [.publicFraction(fraction)] }
            ledger.add(fraction.multiplicity, fraction.tuple, bus: fraction.busID)
        }
        guard machine.isStarted(by: trace.publicFractions) else { return [.clockNotStarted] }
        for index in machine.chips.indices {
            check(index, 0..<(1 << logHeights[index]), of: trace, limit, &violations, &ledger)
        }
        for bus in machine.buses {
            guard violations.count < limit else { break }
            violations += ledger.imbalances(of: bus, limit: limit - violations.count)
        }
        return violations
    }

    private func checkShape(of trace: Trace) throws(ShapeError) -> [Int] {
        let logHeights = try machine.logHeights(
            usedRowCounts: trace.usedRowCounts,
            program: trace.program,
            publicFractionCount: trace.publicFractions.count
        )
        for (chip, table) in zip(machine.chips, trace.tables) where table.columns.count != chip.columnNames.count {
            throw .columnCount(chip: chip.name, expected: chip.columnNames.count, got: table.columns.count)
        }
        return logHeights
    }

    private func check(
        _ index: Int,
        _ rows: Range<Int>,
        of trace: Trace,
        _ limit: Int,
        _ violations: inout [TraceViolation],
        _ ledger: inout BusLedger
    ) {
        let chip = machine.chips[index]
        let polynomials = machine.polynomials[index]
        let evaluator = RowEvaluator(machine: machine, chip: index, program: trace.program)
        evaluator.forEachChunk(of: rows, in: trace.tables[index]) { chunk, outputs in
            for (lane, row) in chunk.enumerated() where polynomials.constraintCount > 0 {
                for constraint in 0..<polynomials.constraintCount
                where violations.count < limit && !outputs[constraint][lane].isZero {
                    violations.append(
                        .constraint(chip: chip.name, row: row, constraint: chip.constraints[constraint].name)
                    )
                }
            }
            for (interaction, places) in zip(chip.interactions, polynomials.interactionOutputs) {
                let multiplicities = outputs[places.lowerBound]
                var tuple = [Goldilocks](repeating: .zero, count: places.count - 1)
                for lane in 0..<chunk.count where !multiplicities[lane].isZero {
                    for element in tuple.indices { tuple[element] = outputs[places.lowerBound + 1 + element][lane] }
                    ledger.add(multiplicities[lane], tuple, bus: interaction.bus.id)
                }
            }
        }
    }
}
