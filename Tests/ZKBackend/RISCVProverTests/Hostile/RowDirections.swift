import ProofProver
import ProofVerifier

/// In which directions a row of an accepted trace can move without any rule noticing, to first order.
///
/// A rule notices a direction if the derivative of a constraint, of a multiplicity, or of an element of a tuple that
/// is sent or received is not zero along it. Columns that are bound only together, or not at all, show as such a
/// direction, whatever single cells are tried.
struct RowDirections {
    /// What a node is on the row, and its derivatives by committed columns where they are not zero.
    private struct Jet {
        var value: Goldilocks
        var slopes: [Int: Goldilocks] = [:]

        func adding(_ other: Jet, times factor: Goldilocks) -> Jet {
            var sum = self
            sum.value += factor * other.value
            for (column, slope) in other.slopes {
                let total = sum.slopes[column, default: .zero] + factor * slope
                sum.slopes[column] = total.isZero ? nil : total
            }
            return sum
        }

        func multiplied(by factor: Goldilocks) -> Jet {
            Jet(value: .zero).adding(self, times: factor)
        }
    }

    /// Places of the columns that some unseen direction moves and no other column decides.
    let unseen: [Int]

    /// The directions of a row.
    init(_ machine: Machine, chip index: Int, row: Int, of trace: Trace) {
        let chip = machine.chips[index]
        let polynomials = machine.polynomials[index]
        let program = trace.program.columns[index]
        var jets: [Jet] = []
        jets.reserveCapacity(polynomials.nodes.count)
        for node in polynomials.nodes {
            let jet: Jet =
                switch node {
                case .constant(let value): Jet(value: value)
                case .committed(let column):
                    Jet(value: trace.tables[index].columns[column][row], slopes: [column: .one])
                case .fixed(let column): Jet(value: chip.fixedColumns[column].value(row: row, program: program))
                case .sum(let a, let b): jets[a].adding(jets[b], times: .one)
                case .difference(let a, let b): jets[a].adding(jets[b], times: -.one)
                case .product(let a, let b): Self.product(jets[a], jets[b])
                }
            jets.append(jet)
        }
        let outputs = polynomials.outputs.map { jets[$0] }
        var rules = outputs.prefix(polynomials.constraintCount).map(\.slopes)
        for (interaction, places) in zip(chip.interactions, polynomials.interactionOutputs) {
            rules.append(outputs[places.lowerBound].slopes)
            // The count of a lookup is the prover's, but for the balance of its bus.
            guard interaction.counted != nil || !outputs[places.lowerBound].value.isZero else { continue }
            rules += outputs[places.dropFirst()].map(\.slopes)
        }
        unseen = Self.undecided(by: rules, columnCount: chip.columnNames.count)
    }

    private static func product(_ a: Jet, _ b: Jet) -> Jet {
        var product = a.multiplied(by: b.value).adding(b, times: a.value)
        product.value = a.value * b.value
        return product
    }

    /// The columns without a pivot of the rules' echelon form.
    private static func undecided(by rules: [[Int: Goldilocks]], columnCount: Int) -> [Int] {
        var decided = [Bool](repeating: false, count: columnCount)
        var rules = rules.filter { !$0.isEmpty }
        // Most rules bind a column that is alone in them or by then.
        var isProgress = true
        while isProgress {
            isProgress = false
            var left: [[Int: Goldilocks]] = []
            for rule in rules {
                let open = rule.filter { !decided[$0.key] }
                if open.count == 1, let column = open.first?.key {
                    decided[column] = true
                    isProgress = true
                } else if open.count > 1 {
                    left.append(open)
                }
            }
            rules = left
        }
        for column in 0..<columnCount where !decided[column] {
            guard let place = rules.firstIndex(where: { $0[column] != nil }) else { continue }
            decided[column] = true
            let pivot = rules.remove(at: place)
            guard let inverse = pivot[column]?.inverse else { continue }
            for index in rules.indices {
                guard let slope = rules[index][column] else { continue }
                let factor = slope * inverse
                for (other, value) in pivot {
                    let rest = rules[index][other, default: .zero] - factor * value
                    rules[index][other] = rest.isZero ? nil : rest
                }
            }
        }
        return (0..<columnCount).filter { !decided[$0] }
    }
}
