import Primitives

/// Balances and escrow over the steps, as plots with their numbers.
struct HoldingsSection {
    private let history: BalanceHistory
    private let stepCount: Int
    private let isCut: Bool

    private static let size = (width: 560.0, height: 190.0)
    private static let plot = (left: 90.0, top: 10.0, right: 550.0, bottom: 160.0)
    /// Most lines of one plot; the numbers of all stand in its table.
    private static let maximumSeriesCount = 8

    init(_ result: ScenarioResult) {
        history = BalanceHistory(result)
        stepCount = result.timeline.count
        isCut = result.beginning?.isCut ?? false
    }

    /// The section.
    var markup: Markup {
        let rollups = history.rollups.map { chart("\($0.name): escrow and what it is owed for", $0.series) }
        let accounts = history.accounts.map { chart("balances on \($0.chain)", $0.series) }
        let cut: Markup = isCut ? "<p>There are more actors than the run has kept balances of.</p>" : ""
        let none: Markup = rollups.isEmpty && accounts.isEmpty ? "<p>The run kept no balances.</p>" : ""
        return """
            <section><h2>Balances and escrow</h2>
            <p class="quiet">Ether after each step, in the order of the steps; 0 is before the first.</p>
            <div class="charts">\(rollups.joined())\(accounts.joined())</div>\(cut)\(none)
            </section>
            """
    }

    private func chart(_ title: String, _ all: [BalanceHistory.Series]) -> Markup {
        let series = Array(all.prefix(Self.maximumSeriesCount))
        let most = series.flatMap(\.values).map(\.ether).max() ?? 0
        let top = most > 0 ? most : 1
        let plot = Self.plot
        var shapes: Markup = ""
        for part in 0...4 {
            let y = plot.bottom - (plot.bottom - plot.top) * Double(part) / 4
            let label = "\(((top * Double(part) / 4) * 1_000).rounded() / 1_000)"
            shapes += """
                <line class="grid" x1="\(plot.left)" y1="\(y)" x2="\(plot.right)" y2="\(y)"/>\
                <text class="axis" x="\(plot.left - 6)" y="\(y + 4)">\(label)</text>

                """
        }
        for (number, line) in series.enumerated() {
            shapes +=
                "<polyline class=\"c\(number)\" points=\"\(points(line.values, top: top))\"><title>\(line.name)</title></polyline>\n"
        }
        let middle = (plot.left + plot.right) / 2
        shapes += "<text class=\"axis\" x=\"\(plot.left + 4)\" y=\"\(plot.bottom + 18)\">0</text>"
        shapes += "<text class=\"axis\" x=\"\(middle)\" y=\"\(plot.bottom + 18)\">step</text>"
        shapes += "<text class=\"axis\" x=\"\(plot.right)\" y=\"\(plot.bottom + 18)\">\(stepCount)</text>"
        let legend = series.enumerated().map { number, line in
            "<li><span class=\"key c\(number)\"></span>\(line.name)</li>" as Markup
        }
        let rows = all.map { line -> [Markup] in
            [
                "\(line.name)", "\("\(ExpressionValue.amount(line.values.first ?? .zero))")",
                "\("\(ExpressionValue.amount(line.values.min() ?? .zero))")",
                "\("\(ExpressionValue.amount(line.values.max() ?? .zero))")",
                "\("\(ExpressionValue.amount(line.values.last ?? .zero))")",
            ]
        }
        let table = Markup.table(
            "Numbers of \(title)",
            [("", false), ("at the beginning", true), ("least", true), ("most", true), ("at the end", true)],
            rows
        )
        return """
            <figure><figcaption>\(title), in ETH</figcaption>
            <svg viewBox="0 0 \(Self.size.width) \(Self.size.height)" role="img" aria-label="\(title)">
            \(shapes)</svg>
            <ul class="legend">\(legend.joined())</ul><details><summary>numbers</summary>\(table)</details></figure>

            """
    }

    /// A line that keeps its height until the step that changes it.
    private func points(_ values: [UInt256], top: Double) -> Markup {
        let plot = Self.plot
        let step = (plot.right - plot.left) / Double(max(values.count - 1, 1))
        var points: Markup = ""
        var last: Double?
        for (index, value) in values.enumerated() {
            let x = plot.left + step * Double(index)
            let y = plot.bottom - (plot.bottom - plot.top) * min(value.ether / top, 1)
            if let last, last != y { points += "\(x),\(last) " }
            if last != y || index == values.count - 1 { points += "\(x),\(y) " }
            last = y
        }
        return points
    }
}

extension UInt256 {
    /// Wei as ether, near enough for a picture.
    fileprivate var ether: Double {
        let limbs = [l3, l2, l1, l0].map { Double($0) }
        return limbs.reduce(0) { $0 * 18_446_744_073_709_551_616 + $1 } / 1e18
    }
}
