import TextOutput

/// One table of the runs of a matrix: a row for each combination, its values, how it ended, and what the matrix shows.
package struct MatrixTable: Sendable {
    /// A combination that was run.
    package struct Row: Sendable {
        /// Name of the run in reports.
        package let run: String
        /// Its values, in the order of the keys.
        package let values: [String]
        /// How it ended.
        package let verdict: ScenarioResult.Verdict
        /// What the matrix shows, in its order; nil where there is no value.
        package let shown: [String?]
    }

    /// The file.
    package let file: String
    /// The keys, each as its path in the file.
    package let keys: [String]
    /// The expressions that are shown.
    package let expressions: [String]
    /// The rows, in the order of the combinations.
    package let rows: [Row]

    /// A table of finished runs.
    ///
    /// - Parameters:
    ///   - matrix: The matrix.
    ///   - file: Its file, as the command was given it.
    ///   - results: The runs, in the order of the matrix' combinations.
    package init(_ matrix: ScenarioMatrix, of file: String, results: [ScenarioResult]) {
        self.file = file
        keys = matrix.keys
        let expressions = (matrix.variants.first?.document.shown ?? []).map(\.text)
        self.expressions = expressions
        rows = zip(matrix.variants, results).map { variant, result in
            Row(
                run: matrix.name(of: variant, in: file),
                values: variant.values,
                verdict: result.verdict,
                shown: result.shown.isEmpty ? expressions.map { _ in nil } : result.shown
            )
        }
    }

    /// Heads of the columns for people.
    package var columns: [String] { keys + ["result"] + expressions }

    /// The cells of a row below them.
    package func cells(of row: Row) -> [String] { row.values + [row.verdict.word] + row.shown.map { $0 ?? "–" } }

    /// The table in columns, ending in a line break.
    ///
    /// - Parameter width: Most characters of a line, if the values leave room: then expressions that are too long for
    ///   heads have numbers in their place, and stand below the table.
    /// - Returns: The table.
    package func text(width: Int) -> String {
        let whole = text(under: columns)
        guard whole.split(separator: "\n").contains(where: { $0.count > width }), !expressions.isEmpty else {
            return whole
        }
        let numbers = expressions.indices.map { "[\($0 + 1)]" }
        let legend = zip(numbers, expressions).map { "  \($0) \($1.printable)\n" }.joined()
        return text(under: keys + ["result"] + numbers) + legend
    }

    private func text(under heads: [String]) -> String {
        let cells = ([heads] + rows.map { self.cells(of: $0) }).map { $0.map(\.printable) }
        let widths = heads.indices.map { column in cells.map { $0[column].count }.max() ?? 0 }
        return cells.map { row in
            let padded = zip(row, widths).map { $0.padded(to: $1) }.joined(separator: "  ")
            return String(padded.reversed().drop { $0 == " " }.reversed()) + "\n"
        }.joined()
    }
}

extension ScenarioMatrix {
    /// What reports call the run of a combination.
    package func name(of variant: Variant, in file: String) -> String { "\(file) [\(label(of: variant))]" }
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
