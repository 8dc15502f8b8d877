extension Comparison.Section {
    /// The rows of one statement, which are never mixed with those of another.
    package struct Group: Sendable {
        /// The statement.
        package let statement: SettledStatement
        /// Its modes in order.
        package let modes: [Comparison.Mode]
        /// Sizes that were measured, in ascending order; none for modes that settle nothing.
        package let sizes: [UInt64]
        private let rows: [Comparison.Row]

        fileprivate init(_ statement: SettledStatement, _ rows: [Comparison.Row]) {
            self.statement = statement
            self.rows = rows
            modes = rows.reduce(into: []) { if !$0.contains($1.mode) { $0.append($1.mode) } }
            sizes = Set(rows.compactMap(\.size)).sorted()
        }

        /// The row of a mode at a size.
        package func row(_ mode: Comparison.Mode, _ size: UInt64?) -> Comparison.Row? {
            rows.first { $0.mode == mode && $0.size == size }
        }

        /// Why there are no numbers: each reason once, with its modes and sizes.
        package var gaps: [Gap] {
            var gaps: [Gap] = []
            for mode in modes {
                for row in rows where row.mode == mode {
                    guard let reason = row.outcome.word.map({ "\($0): \(row.outcome.reason ?? "")" }) else { continue }
                    if let index = gaps.firstIndex(where: { $0.modes == [mode.name] && $0.reason == reason }) {
                        gaps[index].sizes += row.size.map { [$0] } ?? []
                    } else {
                        gaps.append(Gap(modes: [mode.name], sizes: row.size.map { [$0] } ?? [], reason: reason))
                    }
                }
            }
            return gaps.reduce(into: []) { merged, gap in
                let same = merged.firstIndex { $0.sizes == gap.sizes && $0.reason == gap.reason }
                if let same { merged[same].modes += gap.modes } else { merged.append(gap) }
            }
        }
    }

    /// Modes and sizes for which there are no numbers, for one reason.
    package struct Gap: Hashable, Sendable {
        /// Names of the modes.
        package fileprivate(set) var modes: [String]
        /// Sizes in L2 transactions; none for modes that settle nothing.
        package fileprivate(set) var sizes: [UInt64]
        /// What forbids it.
        package let reason: String

        /// The gap in a sentence.
        package var text: String {
            let names = modes.joined(separator: ", ")
            let places = sizes.map { "\($0)" }.joined(separator: ", ")
            return sizes.isEmpty ? "\(names): \(reason)" : "\(names) at \(places): \(reason)"
        }
    }

    /// Whether a row was measured that pays for blobs, so that gas alone is not what it costs.
    package var usesBlobs: Bool { (rows ?? []).contains { $0.outcome.measurement?.blobGas ?? 0 > 0 } }

    /// The rows by statement, in the order of `SettledStatement`.
    package var groups: [Group] {
        SettledStatement.allCases.compactMap { statement in
            let own = (rows ?? []).filter { $0.mode.statement == statement }
            return own.isEmpty ? nil : Group(statement, own)
        }
    }
}

extension GasOutcome {
    /// What stands in the place of numbers; nil where there are some.
    package var word: String? {
        switch self {
        case .measured: nil
        case .overCap: "over cap"
        case .notProvableHere: "not provable here"
        }
    }
}

extension Comparison {
    /// The footnotes of the modes and of all rows, each once, in the order of `GasAssumption`.
    package var assumptions: [GasAssumption] {
        let used = Set(sections.flatMap(\.modes).flatMap(\.assumptions) + GasAssumption.general)
        return GasAssumption.allCases.filter(used.contains)
    }
}
