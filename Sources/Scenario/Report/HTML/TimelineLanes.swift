import Primitives

/// The timeline as a picture: a lane for each chain and layer, a column for each step.
struct TimelineLanes {
    private let result: ScenarioResult
    private let anchor: String
    /// Names of the lanes that some step touches.
    private let lanes: [String]
    /// Where each of them is drawn, by its number among all that there could be.
    private let places: [Int: Int]

    private static let laneHeight = 34.0
    private static let columnWidth = 44.0
    private static let labelWidth = 150.0
    private static let top = 26.0
    /// Most columns of a picture; what comes after is told in the list of steps alone.
    private static let maximumColumnCount = 400

    init(_ result: ScenarioResult, anchor: String) {
        self.result = result
        self.anchor = anchor
        let all =
            ["L1 blocks"]
            + result.rollups.flatMap { rollup in
                let units = rollup.preset.design.ledger == .payments ? "L2 batches" : "L2 blocks"
                return ["\(rollup.name): contract on L1", "\(rollup.name): EXECUTE", "\(rollup.name): \(units)"]
            }
            + ["in no block"]
        let touched = Set(result.timeline.lazy.filter { !$0.isHeading }.flatMap { Self.lanes(of: $0, in: result) })
        let shown = all.indices.filter { touched.contains($0) }
        lanes = shown.map { all[$0] }
        places = Dictionary(uniqueKeysWithValues: zip(shown, shown.indices))
    }

    /// The section.
    var markup: Markup {
        let steps = Array(result.timeline.enumerated().filter { !$0.element.isHeading })
        let shown = steps.prefix(Self.maximumColumnCount)
        let width = Self.labelWidth + Self.columnWidth * Double(shown.count) + 20
        let height = Self.top + Self.laneHeight * Double(lanes.count) + 10
        var picture: Markup = ""
        for (row, lane) in lanes.enumerated() {
            let y = self.y(row)
            picture += """
                <line class="lane" x1="\(Self.labelWidth)" y1="\(y)" x2="\(width)" y2="\(y)"/>\
                <text x="4" y="\(y + 4)">\(lane)</text>

                """
        }
        var lastTime: UInt64?
        for (column, (index, entry)) in shown.enumerated() {
            let x = Self.labelWidth + Self.columnWidth * (Double(column) + 0.5)
            if entry.elapsed != lastTime {
                picture += "<text class=\"time\" x=\"\(x)\" y=\"14\">\(entry.elapsed.clockTime)</text>\n"
                lastTime = entry.elapsed
            }
            picture += mark(entry, index: index, x: x)
        }
        let cut: Markup =
            steps.count > shown.count ? "<p>The first \(shown.count) of \(steps.count) steps are drawn.</p>" : ""
        return """
            <section><h2>Timeline</h2>
            <p class="quiet">A column is a step, in order; a mark stands in each lane that the step touches. Choose one to see \
            the step. Filled: as expected; ring: a failure that was expected; square: not as expected.</p>
            <div class="wide" tabindex="0" role="region" aria-label="Timeline">
            <svg width="\(width)" height="\(height)" role="img" aria-label="Lanes of the timeline">
            \(picture)</svg></div>\(cut)
            </section>
            """
    }

    private func y(_ lane: Int) -> Double { Self.top + Self.laneHeight * (Double(lane) + 0.5) }

    /// The marks of a step, as one link to it.
    private func mark(_ entry: TimelineEntry, index: Int, x: Double) -> Markup {
        let touched = Self.lanes(of: entry, in: result).compactMap { places[$0] }
        let (first, last) = (y(touched.min() ?? 0), y(touched.max() ?? 0))
        var shapes: Markup = "<line class=\"link\" x1=\"\(x)\" y1=\"\(first)\" x2=\"\(x)\" y2=\"\(last)\"/>"
        for lane in touched.sorted() {
            if !entry.effect.problems.isEmpty {
                shapes += "<rect class=\"bad\" x=\"\(x - 7)\" y=\"\(y(lane) - 7)\" width=\"14\" height=\"14\"/>"
            } else {
                let look = entry.effect.outcome == .success ? "good" : "failure"
                shapes += "<circle class=\"\(look)\" cx=\"\(x)\" cy=\"\(y(lane))\" r=\"7\"/>"
            }
        }
        let words =
            "line \(entry.line): \(entry.effect.actor.map { "\($0) " } ?? "")\(entry.event), \(entry.effect.outcome)"
        return "<a href=\"#\(anchor)-step\(index)\" aria-label=\"\(words)\"><title>\(words)</title>\(shapes)</a>\n"
    }

    /// The lanes that a step touches, by what its blocks hold, as numbers among all that there could be.
    private static func lanes(of entry: TimelineEntry, in result: ScenarioResult) -> Set<Int> {
        var touched: Set<Int> = []
        for item in entry.transactions where item.chain == .l1 {
            touched.insert(0)
            let called = item.recipient.flatMap { result.names.on(item.chain).name(of: $0) }
            guard let row = result.rollups.firstIndex(where: { $0.name == called }) else { continue }
            touched.insert(1 + 3 * row)
            if !item.executions.isEmpty { touched.insert(2 + 3 * row) }
        }
        for rollup in entry.effect.sealed.map(\.rollup) + (entry.effect.sealedBatchOf.map { [$0] } ?? []) {
            if let row = result.rollups.firstIndex(where: { $0.name == rollup }) { touched.insert(3 + 3 * row) }
        }
        return touched.isEmpty ? [1 + 3 * result.rollups.count] : touched
    }
}
