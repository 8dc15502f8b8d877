import Scenario
package import TextOutput

/// A comparison as text: for each fork and each statement what a block costs, and where its gas goes.
package struct ComparisonText {
    private let comparison: Comparison
    private let style: TextStyle
    private let showsAll: Bool

    /// A comparison in the style of a terminal or a file.
    ///
    /// - Parameters:
    ///   - comparison: The comparison.
    ///   - style: Width and colours.
    ///   - showsAll: Whether amounts by the hour, ether, and the parts of each sum are shown too.
    package init(_ comparison: Comparison, style: TextStyle = TextStyle(), showsAll: Bool = false) {
        self.comparison = comparison
        self.style = style
        self.showsAll = showsAll
    }

    /// The text, ending in a line break.
    package var text: String {
        let request = comparison.request
        var text = style.wrapped("L1 gas that settles L2 blocks of \(request.workload.rawValue)", .heading)
        let prices = request.prices
        text += style.wrapped(
            "\(request.workload.summary); L2 gas limit \(request.l2GasLimit.grouped); seed \(request.seed); base fee "
                + "\(prices.baseFee.grouped) wei, of blob gas \(prices.blobBaseFee.grouped) wei",
            .quiet,
            first: "  ",
            indent: "  "
        )
        text += style.wrapped(
            "Each number is of transactions that ran on the simulated chain, but for those marked published."
                + (showsAll ? "" : " --all adds amounts by the hour, ether, and where the gas goes."),
            .quiet,
            first: "  ",
            indent: "  "
        )
        for section in comparison.sections { text += "\n" + self.text(of: section) }
        text += "\n" + published
        return text + "\n" + notes
    }

    private func text(of section: Comparison.Section) -> String {
        guard section.rows != nil else {
            return style.wrapped("\(section.fork): rules not here", .heading)
        }
        var text = style.wrapped("L1 on \(section.fork)", .heading)
        for group in section.groups {
            text += style.wrapped("\(group.statement.words): \(group.statement.summary)", first: "  ", indent: "    ")
            text += group.sizes.isEmpty ? verifications(group) : settlements(group, usesBlobs: section.usesBlobs)
            for gap in group.gaps {
                text += style.wrapped(gap.text.printable, .failure, first: "    ", indent: "      ")
            }
        }
        return text + breakEvens(section)
    }

    private var published: String {
        var text = style.wrapped("Published elsewhere, not measured here", .heading)
        for item in PublishedMeasurement.all {
            let gas =
                item.gas.count == 1
                ? item.gas.lowerBound.grouped : "\(item.gas.lowerBound.grouped) to \(item.gas.upperBound.grouped)"
            var parts = ["\(gas) gas"]
            if item.blobGas > 0 { parts.append("\(item.blobGas.grouped) blob gas") }
            if item.stateGas > 0 { parts.append("\(item.stateGas.grouped) state gas") }
            let line = "\(item.name): \(parts.joined(separator: " + ")) (published: \(item.source))"
            text += style.wrapped(line, first: "  ", indent: "    ")
        }
        return text
    }

    private var notes: String {
        var text = style.wrapped("Notes", .heading)
        for (mark, assumption) in zip(GasAssumption.marks(comparison), comparison.assumptions) {
            text += style.wrapped("\(mark) \(assumption.text)", .quiet, first: "  ", indent: "    ")
        }
        text += style.wrapped("* The calldata floor (EIP-7623) decides.", .quiet, first: "  ", indent: "    ")
        return text
    }

    /// The mode's name with the marks of its footnotes.
    private func label(_ mode: Comparison.Mode) -> String {
        let marks = zip(GasAssumption.marks(comparison), comparison.assumptions)
            .filter { mode.assumptions.contains($0.1) }.map(\.0).joined()
        return marks.isEmpty ? mode.name : "\(mode.name) \(marks)"
    }
}

extension GasAssumption {
    /// A letter for each footnote of a comparison, in their order.
    package static func marks(_ comparison: Comparison) -> [String] {
        comparison.assumptions.indices.map { String(UnicodeScalar(UInt8(ascii: "a") + UInt8($0 % 26))) }
    }
}

extension ComparisonText {
    /// A table of a group: its title, whether it is always shown, and a row's cell.
    private typealias Numbers = (title: String, isShown: Bool, cell: (Comparison.Row) -> String?)

    /// The tables of a group that settles.
    ///
    /// Gas is the same at any price, so that it comes first; ether is needed where blob gas is paid for beside it.
    private func numbers(of group: Comparison.Section.Group, usesBlobs: Bool) -> [Numbers] {
        let request = comparison.request
        let hasBlobs = group.modes.contains { mode in
            group.sizes.contains { group.row(mode, $0)?.outcome.measurement?.blobGas ?? 0 > 0 }
        }
        return [
            (
                "L1 gas per L2 block, by its number of transactions", true,
                { row in
                    row.outcome.measurement.map { $0.gas.grouped + ($0.parts.contains(where: \.isFloor) ? "*" : "") }
                }
            ),
            ("blob gas per L2 block", hasBlobs, { $0.outcome.measurement?.blobGas.grouped }),
            ("L1 gas per L2 transaction", true, { $0.outcome.measurement?.gasPerL2Transaction?.grouped }),
            (
                "million L1 gas per hour, one such block every \(request.cadence) s", showsAll,
                { $0.outcome.measurement.map { Self.millions(request.perHour(UInt128($0.gas))) } }
            ),
            ("ETH per L2 block", showsAll, { $0.wei(request.prices)?.ether }),
            ("ETH per hour", showsAll, { $0.wei(request.prices).map { request.perHour($0).ether } }),
            (
                "ETH per L2 transaction", showsAll || usesBlobs,
                { row in row.wei(request.prices).flatMap { wei in row.size.map { (wei / UInt128($0)).ether } } }
            ),
        ]
    }

    private func settlements(_ group: Comparison.Section.Group, usesBlobs: Bool) -> String {
        var text = ""
        for (title, isShown, cell) in numbers(of: group, usesBlobs: usesBlobs) where isShown {
            var matrix = TextMatrix(labels: group.modes.map(label))
            for size in group.sizes {
                let cells = group.modes.map { mode in
                    group.row(mode, size).map { cell($0) ?? $0.outcome.shortWord } ?? ""
                }
                matrix.add(size.grouped, cells)
            }
            text += style.wrapped(title, .heading, first: "    ", indent: "    ")
            text += matrix.text(width: style.width, indent: "      ")
        }
        guard showsAll else { return text }
        text += style.wrapped(
            "where the gas goes (up front: intrinsic gas and calldata; floor: what EIP-7623 adds)",
            .heading,
            first: "    ",
            indent: "    "
        )
        for size in group.sizes {
            let rows = group.modes.compactMap { group.row($0, size) }
            guard rows.contains(where: { $0.outcome.measurement != nil }) else { continue }
            text += style.wrapped(size.counted("L2 transaction"), first: "    ", indent: "    ")
            text += splits(rows)
        }
        return text
    }

    private func verifications(_ group: Comparison.Section.Group) -> String {
        splits(group.modes.compactMap { group.row($0, nil) })
    }

    /// Where the gas of each L1 transaction goes; parts that no row has are left out.
    private func splits(_ rows: [Comparison.Row]) -> String {
        let parts = rows.flatMap { row in
            let kinds = row.outcome.measurement?.kinds ?? []
            return kinds.map { (name: kinds.count == 1 ? row.mode.name : "\(row.mode.name) \($0.title)", kind: $0) }
        }
        let columns: [(String, (GasMeasurement.Kind) -> UInt64)] = [
            ("L1 gas", { $0.used }), ("up front", { $0.intrinsic &+ $0.calldata }), ("floor", { $0.floorTopUp }),
            ("execution", { $0.execution }), ("EXECUTE", { $0.execute }), ("refund", { $0.refund }),
            ("blob gas", { $0.blobGas }),
        ].filter { column in parts.contains { column.1($0.kind) > 0 } }
        var matrix = TextMatrix(labels: parts.map(\.name))
        for (head, amount) in columns { matrix.add(head, parts.map { amount($0.kind).grouped }) }
        return matrix.text(width: style.width, indent: "    ")
    }

    private func breakEvens(_ section: Comparison.Section) -> String {
        var text = style.wrapped(
            "break-even: between which measured sizes the cheaper mode changes, and where straight lines between them "
                + "would cross (interpolated)",
            .heading,
            first: "  ",
            indent: "  "
        )
        for item in section.breakEvens {
            let names = "\(item.cheaperBelow.mode) is cheaper below, \(item.cheaperAbove.mode) above"
            let place =
                item.lower == item.upper
                ? "equal at \(item.lower)"
                : "between \(item.lower) and \(item.upper), interpolated \(item.interpolated)"
            let statements =
                item.isOfOneStatement
                ? ""
                : "; they are not for the same: \(item.cheaperBelow.statement.words), \(item.cheaperAbove.statement.words)"
            text += style.wrapped("\(names): \(place)\(statements)", first: "    ", indent: "      ")
        }
        if section.breakEvens.isEmpty { text += style.wrapped("none between the measured sizes", first: "    ") }
        return text
    }

    /// Gas in millions with one decimal, rounded half up.
    private static func millions(_ gas: UInt128) -> String {
        let tenths = (gas &+ 50_000) / 100_000
        return "\((tenths / 10).grouped).\(tenths % 10)"
    }
}

extension GasOutcome {
    /// What stands in a narrow cell in the place of numbers.
    fileprivate var shortWord: String {
        switch self {
        case .measured: "-"
        case .overCap: "over cap"
        case .notProvableHere: "no proof"
        }
    }
}
