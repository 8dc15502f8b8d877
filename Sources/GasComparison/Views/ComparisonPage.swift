import Scenario
import TextOutput

/// A comparison as one page for a browser, in the form of the report of runs: no scripts, nothing from elsewhere.
package struct ComparisonPage {
    private let comparison: Comparison

    /// The page of a comparison.
    package init(_ comparison: Comparison) { self.comparison = comparison }

    /// The page's text.
    package var text: String {
        let request = comparison.request
        let title = "Gas of settling L2 blocks of \(request.workload.rawValue)"
        let contents = comparison.sections.map { "<li><a href=\"#\($0.fork)\">\($0.fork)</a></li>\n" as Markup }
            .joined()
        let sections = comparison.sections.map(section).joined()
        return PageFrame.text(
            title: title,
            contentsLabel: "Forks",
            contents: contents + "<li><a href=\"#published\">published</a></li><li><a href=\"#figures\">notes</a></li>",
            main: """
                <h1>\(title)</h1>
                <p class="lesson">\(request.workload.summary). Each number is of transactions that ran on the simulated \
                chain, but for those marked published.</p>
                <p class="quiet">L2 gas limit \(request.l2GasLimit.grouped) · seed \(request.seed) · one L2 block every \
                \(request.cadence) s · base fee \(request.prices.baseFee.grouped) wei, of blob gas \
                \(request.prices.blobBaseFee.grouped) wei</p>
                \(sections)\(published)\(notes)
                """
        )
    }

    private func section(_ section: Comparison.Section) -> Markup {
        guard section.rows != nil else {
            return "<section id=\"\(section.fork)\"><h2>L1 on \(section.fork)</h2><p>rules not here</p></section>\n"
        }
        let groups = section.groups.map { group -> Markup in
            let gaps = group.gaps.map { "<li class=\"failure\">\($0.text)</li>\n" as Markup }.joined()
            return """
                <h3>\(group.statement.words)</h3><p>\(group.statement.summary)</p>
                \(costs(group))\(splits(group))
                <ul class="plain">\(gaps)</ul>

                """
        }
        return """
            <section id="\(section.fork)"><h2>L1 on \(section.fork)</h2>
            <figure><figcaption>\(ComparisonPlot.quantity(section))</figcaption>
            \(ComparisonPlot(section, request: comparison.request).markup)</figure>
            \(groups.joined())\(breakEvens(section))</section>

            """
    }

    private func name(_ mode: Comparison.Mode) -> Markup {
        "<code>\(mode.name)</code>\(.mark(mode.provenance))"
    }

    private func costs(_ group: Comparison.Section.Group) -> Markup {
        let request = comparison.request
        let rows = group.modes.flatMap { mode in
            (group.sizes.isEmpty ? [nil] : group.sizes.map(Optional.some)).compactMap { group.row(mode, $0) }
        }
        let cells = rows.map { row -> [Markup] in
            let front: [Markup] = [name(row.mode), "\(row.size?.grouped ?? "-")"]
            guard let measurement = row.outcome.measurement, let wei = row.wei(request.prices) else {
                return front + ["<span class=\"failure\">\(row.outcome.word ?? "")</span>"]
                    + Array(repeating: "-", count: 6)
            }
            let each = row.size.map { (wei / UInt128($0)).ether }
            return front + [
                "\(measurement.gas.grouped)\(measurement.parts.contains(where: \.isFloor) ? "*" : "")",
                "\(measurement.blobGas.grouped)", "\(measurement.gasPerL2Transaction?.grouped ?? "-")",
                "\(request.perHour(UInt128(measurement.gas)).grouped)", "\(wei.ether)",
                "\(request.perHour(wei).ether)", "\(each ?? "-")",
            ]
        }
        return .table(
            "What it costs: \(group.statement.words)",
            [
                ("mode", false), ("L2 transactions", true), ("L1 gas", true), ("blob gas", true),
                ("gas per L2 transaction", true), ("gas per hour", true), ("ETH", true), ("ETH per hour", true),
                ("ETH per L2 transaction", true),
            ],
            cells
        )
    }

    private func splits(_ group: Comparison.Section.Group) -> Markup {
        let rows = group.modes.flatMap { mode in
            (group.sizes.isEmpty ? [nil] : group.sizes.map(Optional.some)).compactMap { group.row(mode, $0) }
        }
        let cells = rows.flatMap { row in
            (row.outcome.measurement?.kinds ?? []).map { kind -> [Markup] in
                let amounts: [UInt64] = [
                    kind.used, kind.intrinsic, kind.calldata, kind.execution, kind.execute, kind.floorTopUp,
                    kind.refund,
                    kind.blobGas,
                ]
                let front: [Markup] = [name(row.mode), "\(row.size?.grouped ?? "-")", "\(kind.title)"]
                return front + amounts.map { "\($0.grouped)" as Markup }
            }
        }
        return .table(
            "Where the gas goes: \(group.statement.words)",
            [
                ("mode", false), ("L2 transactions", true), ("L1 transaction", false), ("gas used", true),
                ("intrinsic", true), ("calldata", true), ("execution", true), ("EXECUTE", true),
                ("up to the floor", true), ("refund", true), ("blob gas", true),
            ],
            cells
        )
    }

    private func breakEvens(_ section: Comparison.Section) -> Markup {
        .table(
            "Break-even: where the cheaper mode changes",
            [
                ("cheaper below", false), ("cheaper above", false), ("between", false), ("interpolated", true),
                ("for the same", false),
            ],
            section.breakEvens.map { item in
                [
                    "<code>\(item.cheaperBelow.mode)</code>", "<code>\(item.cheaperAbove.mode)</code>",
                    "\(item.lower) and \(item.upper)", "\(item.interpolated)",
                    item.isOfOneStatement
                        ? "yes" : "no: \(item.cheaperBelow.statement.words), \(item.cheaperAbove.statement.words)",
                ]
            }
        )
    }

    private var published: Markup {
        let table = Markup.table(
            "Published by others",
            [("what", false), ("gas", true), ("blob gas", true), ("state gas", true), ("source", false)],
            PublishedMeasurement.all.map { item in
                let most: Markup = item.gas.count == 1 ? "" : " to \(item.gas.upperBound.grouped)"
                return [
                    "\(item.name)", "\(item.gas.lowerBound.grouped)\(most)", "\(item.blobGas.grouped)",
                    "\(item.stateGas.grouped)", "published: \(item.source)",
                ]
            }
        )
        return "<section id=\"published\"><h2>Published elsewhere, not measured here</h2>\(table)</section>\n"
    }

    private var notes: Markup {
        let items = comparison.assumptions.map { assumption -> Markup in
            let modes = comparison.sections.first { $0.rows != nil }?.modes ?? []
            let names = modes.filter { $0.assumptions.contains(assumption) }.map(\.name).joined(separator: ", ")
            return "<dt>\(names.isEmpty ? "all rows" : names)</dt><dd>\(assumption.text)</dd>\n"
        }
        return """
            <section id="figures"><h2>Notes</h2><dl>\(items.joined())<dt>*</dt>
            <dd>The calldata floor (EIP-7623) decides.</dd></dl></section>
            """
    }
}
