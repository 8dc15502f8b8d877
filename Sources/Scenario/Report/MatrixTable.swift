import TextOutput

/// One table of the runs of a matrix: a row for each combination, its values, how it ended, and what the matrix shows.
package struct MatrixTable: Sendable {
    /// Heads of the columns.
    package let columns: [String]
    /// The rows, in the order of the combinations.
    package let rows: [[String]]

    /// A table of finished runs, which stand in the order of the matrix' combinations.
    package init(_ matrix: ScenarioMatrix, results: [ScenarioResult]) {
        let shown = matrix.variants.first?.document.shown ?? []
        columns = matrix.keys + ["result"] + shown.map(\.text)
        rows = zip(matrix.variants, results).map { variant, result in
            let values = result.shown.isEmpty ? shown.map { _ in "–" } : result.shown
            return variant.values + [result.verdict.word] + values
        }
    }

    /// The table in columns, ending in a line break.
    package var text: String {
        let cells = ([columns] + rows).map { $0.map(\.printable) }
        let widths = columns.indices.map { column in cells.map { $0[column].count }.max() ?? 0 }
        return cells.map { row in
            let padded = zip(row, widths).map { $0.padded(to: $1) }.joined(separator: "  ")
            return String(padded.reversed().drop { $0 == " " }.reversed()) + "\n"
        }.joined()
    }
}

extension ScenarioResult.Verdict {
    /// The verdict in a word or two.
    package var word: String {
        switch self {
        case .passed: "passed"
        case .failed: "failed"
        case .invariantViolated: "invariant violated"
        case .limitExceeded: "limit exceeded"
        case .impossible: "not run"
        case .fault: "internal error"
        }
    }
}
