/// HTML or SVG that is known to be well-formed: text that somebody else wrote comes in escaped, by the type.
package struct Markup: Sendable {
    /// The markup itself.
    package private(set) var html: String

    /// Nothing.
    package static let empty = Markup(html: "")

    private init(html: String) { self.html = html }

    /// Adds markup behind.
    package static func += (left: inout Markup, right: Markup) { left.html += right.html }

    /// One after the other.
    package static func + (left: Markup, right: Markup) -> Markup { Markup(html: left.html + right.html) }
}

extension Markup: ExpressibleByStringInterpolation {
    /// Collects literal parts as they are and values escaped.
    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var html = ""

        /// Nothing yet.
        package init(literalCapacity: Int, interpolationCount: Int) { html.reserveCapacity(literalCapacity) }

        /// A part of this program's own text, as it is.
        package mutating func appendLiteral(_ literal: String) { html += literal }

        /// Text, whoever wrote it, between tags or within quotes.
        package mutating func appendInterpolation(_ text: String) { html += text.escapedForMarkup }

        /// Markup as it is.
        package mutating func appendInterpolation(_ markup: Markup) { html += markup.html }

        /// A whole number.
        package mutating func appendInterpolation(_ number: some BinaryInteger) { html += "\(number)" }

        /// A coordinate, to a tenth.
        package mutating func appendInterpolation(_ coordinate: Double) {
            html += "\((coordinate * 10).rounded() / 10)"
        }
    }

    /// Markup of this program's own.
    package init(stringLiteral value: String) { html = value }

    /// Markup with values in it.
    package init(stringInterpolation: StringInterpolation) { html = stringInterpolation.html }
}

extension Sequence<Markup> {
    /// All, one after the other.
    package func joined() -> Markup { reduce(into: .empty) { $0 += $1 } }
}

extension Markup {
    /// A table that scrolls sideways where it is wider than the page.
    ///
    /// - Parameters:
    ///   - caption: What a reader hears before it.
    ///   - columns: Headings; a true flag is for numbers, which stand at the right.
    ///   - rows: Cells, as many as columns.
    /// - Returns: The table in a frame that the keyboard reaches.
    package static func table(_ caption: String, _ columns: [(String, Bool)], _ rows: [[Markup]]) -> Markup {
        let heads = columns.map { column in
            let scope: Markup = column.1 ? " class=\"number\"" : ""
            return "<th scope=\"col\"\(scope)>\(column.0)</th>" as Markup
        }
        let lines = rows.map { row in
            let cells = zip(row, columns).map { cell, column in
                column.1 ? "<td class=\"number\">\(cell)</td>" as Markup : "<td>\(cell)</td>"
            }
            return "<tr>\(cells.joined())</tr>\n" as Markup
        }
        return """
            <div class="wide" tabindex="0" role="region" aria-label="\(caption)"><table><caption>\(caption)</caption>
            <thead><tr>\(heads.joined())</tr></thead>
            <tbody>\(lines.joined())</tbody></table></div>

            """
    }

    /// The mark of a figure that is not real; empty for one that is.
    package static func mark(_ provenance: Provenance) -> Markup {
        provenance == .real ? "" : " <a class=\"mark\" href=\"#figures\">\(provenance.mark)</a>"
    }
}
