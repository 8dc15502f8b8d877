import Glibc
package import Scenario
import TextOutput

/// L1 gas per L2 transaction over the size of a block, as an SVG file: both axes logarithmic, a line for each mode.
///
/// Where a mode pays for blobs, what is drawn is gwei: gas and blob gas have prices of their own, and no sum.
/// It needs no colour: lines differ in their dashes, each has its name beside its end, and the page may be grey. It
/// needs nothing else either, and runs no script.
package struct ComparisonPlot {
    private struct Line {
        var mode: Comparison.Mode
        var points: [(x: Double, y: Double)]
        var dashes: Markup
        var colour: Markup
    }

    private let title: String
    private let quantity: String
    private let fork: String
    private let sizes: [UInt64]
    private let lines: [Line]
    private let decades: ClosedRange<Int>
    private let logSizes: ClosedRange<Double>

    private static let size = (width: 920.0, height: 480.0)
    private static let plot = (left: 116.0, right: 620.0, top: 46.0, bottom: 424.0)
    /// Least distance between names.
    private static let labelHeight = 15.0
    /// Solid, and dashes that stay different in print.
    private static let dashes: [Markup] = [
        "none", "8 4", "2 3", "12 3 2 3", "5 5", "14 4", "1 4", "10 3 2 3 2 3", "6 2", "3 6",
        "16 2 2 2", "2 8", "9 9", "1 1",
    ]
    /// Dark enough on white, and of different greys.
    private static let colours: [Markup] = [
        "#000000", "#0550ae", "#953800", "#116329", "#6639ba", "#a40e26", "#1b5e6b", "#57606a", "#7d4e00", "#333333",
        "#8250df", "#0a3069", "#4d2d00", "#003d16",
    ]

    /// The plot of a fork's section; modes that settle nothing have no line.
    package init(_ section: Comparison.Section, request: ComparisonRequest) {
        fork = section.fork
        let usesBlobs = section.usesBlobs
        quantity = Self.quantity(section)
        title = "\(quantity): \(request.workload.rawValue), L1 on \(section.fork)"
        var lines: [Line] = []
        for (index, mode) in section.modes.enumerated() {
            let points = (section.rows ?? []).filter { $0.mode == mode }.compactMap { row -> (x: Double, y: Double)? in
                guard let size = row.size, let gas = row.outcome.measurement?.gas, gas > 0,
                    let wei = row.wei(request.prices)
                else { return nil }
                let amount = usesBlobs ? Double(wei) / Self.weiPerGwei : Double(gas)
                return (log10(Double(size)), log10(amount / Double(size)))
            }
            guard !points.isEmpty else { continue }
            lines.append(
                Line(
                    mode: mode,
                    points: points,
                    dashes: Self.dashes[index % Self.dashes.count],
                    colour: Self.colours[index % Self.colours.count]
                )
            )
        }
        self.lines = lines
        sizes = request.sizes
        let heights = lines.flatMap(\.points).map(\.y)
        let lowest = Int((heights.min() ?? 3).rounded(.down))
        decades = lowest...max(lowest + 1, Int((heights.max() ?? 4).rounded(.up)))
        let ends = [request.sizes.first ?? 1, request.sizes.last ?? 1].map { log10(Double($0)) }
        // A single size stands in the middle.
        logSizes = ends[0] < ends[1] ? ends[0]...ends[1] : (ends[0] - 0.5)...(ends[0] + 0.5)
    }

    /// What the plot of a section shows.
    static func quantity(_ section: Comparison.Section) -> String {
        section.usesBlobs ? "Gwei per L2 transaction, for gas and blob gas" : "L1 gas per L2 transaction"
    }

    private static let weiPerGwei = 1e9

    private func x(_ log: Double) -> Double {
        let share = (log - logSizes.lowerBound) / (logSizes.upperBound - logSizes.lowerBound)
        return Self.plot.left + (Self.plot.right - Self.plot.left) * share
    }

    private func y(_ log: Double) -> Double {
        let share = (log - Double(decades.lowerBound)) / Double(decades.upperBound - decades.lowerBound)
        return Self.plot.bottom - (Self.plot.bottom - Self.plot.top) * share
    }

    /// The file.
    package var text: String { markup(namespace: " xmlns=\"http://www.w3.org/2000/svg\"").html }

    /// The drawing as pages take it, which name nothing outside.
    package var markup: Markup { markup(namespace: .empty) }

    private func markup(namespace: Markup) -> Markup {
        """
        <svg\(namespace) viewBox="0 0 \(Int(Self.size.width)) \(Int(Self.size.height))" \
        role="img" aria-label="\(title)" font-family="sans-serif" font-size="12">
        <title>\(title)</title>
        <rect width="100%" height="100%" fill="#ffffff"/>
        <text x="\(Int(Self.plot.left))" y="24" font-size="15" fill="#000000">\(title)</text>
        \(axes)\(drawings)</svg>

        """
    }

    private var axes: Markup {
        let plot = Self.plot
        var markup: Markup = "<g id=\"\(fork)-axes\" fill=\"#333333\">\n"
        for decade in decades {
            let height = y(Double(decade))
            markup += """
                <line x1="\(plot.left)" x2="\(plot.right)" y1="\(height)" y2="\(height)" stroke="#bbbbbb"/>
                <text x="\(plot.left - 8)" y="\(height + 4)" text-anchor="end">\(Self.power(decade))</text>

                """
        }
        // Neighbouring names must not touch.
        var end = -Double.infinity
        for size in sizes {
            let place = x(log10(Double(size)))
            markup += """
                <line x1="\(place)" x2="\(place)" y1="\(plot.bottom)" y2="\(plot.bottom + 5)" stroke="#333333"/>

                """
            let half = Double(size.grouped.count) * 4
            guard place - half > end else { continue }
            end = place + half
            markup += "<text x=\"\(place)\" y=\"\(plot.bottom + 20)\" text-anchor=\"middle\">\(size.grouped)</text>\n"
        }
        return markup + """
            <line x1="\(plot.left)" x2="\(plot.right)" y1="\(plot.bottom)" y2="\(plot.bottom)" stroke="#333333"/>
            <line x1="\(plot.left)" x2="\(plot.left)" y1="\(plot.top)" y2="\(plot.bottom)" stroke="#333333"/>
            <text x="\((plot.left + plot.right) / 2)" y="\(plot.bottom + 42)" text-anchor="middle">\
            L2 transactions in a block (logarithmic)</text>
            <text x="18" y="\((plot.top + plot.bottom) / 2)" text-anchor="middle" \
            transform="rotate(-90 18 \((plot.top + plot.bottom) / 2))">\(quantity) (logarithmic)</text>
            </g>

            """
    }

    /// The lines with their names: at the height of their ends, moved apart where they would touch.
    private var drawings: Markup {
        let ends = lines.indices.map { y(lines[$0].points.last?.y ?? 0) }
        let order = lines.indices.sorted { (ends[$0], $0) < (ends[$1], $1) }
        var heights = ends
        var lowest = Self.plot.top - Self.labelHeight
        for index in order {
            heights[index] = max(ends[index], lowest + Self.labelHeight)
            lowest = heights[index]
        }
        // Names that were pushed below the plot push the others up again.
        var highest = Self.plot.bottom + Self.labelHeight
        for index in order.reversed() {
            heights[index] = min(heights[index], highest - Self.labelHeight)
            highest = heights[index]
        }
        var markup = Markup.empty
        for (index, line) in lines.enumerated() {
            let places = line.points.map { (x: x($0.x), y: y($0.y)) }
            let points = places.map { "\($0.x),\($0.y) " as Markup }.joined()
            let marks = places.map { "<circle cx=\"\($0.x)\" cy=\"\($0.y)\" r=\"2.5\"/>\n" as Markup }.joined()
            guard let end = places.last else { continue }
            let label =
                line.mode.statement == .l2Block ? line.mode.name : "\(line.mode.name) (\(line.mode.statement.words))"
            markup += """
                <g id="\(fork)-\(Self.identifier(line.mode))" stroke="\(line.colour)" fill="\(line.colour)">
                <polyline points="\(points)" fill="none" stroke-width="2" stroke-dasharray="\(line.dashes)"/>
                \(marks)<polyline points="\(end.x + 4),\(end.y) \(Self.plot.right + 14),\(heights[index])" fill="none" \
                stroke-width="0.6"/>
                <text x="\(Self.plot.right + 18)" y="\(heights[index] + 4)" stroke="none">\(label)</text>
                </g>

                """
        }
        return markup
    }

    /// A mode's name with nothing in it but letters, digits, `_` and `-`.
    private static func identifier(_ mode: Comparison.Mode) -> String {
        String(mode.name.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") ? $0 : "-" })
    }

    /// A power of ten in full.
    private static func power(_ decade: Int) -> String {
        guard decade >= 0 else { return "0." + String(repeating: "0", count: -1 - decade) + "1" }
        return (0..<decade).reduce(UInt64(1)) { value, _ in value &* 10 }.grouped
    }
}
