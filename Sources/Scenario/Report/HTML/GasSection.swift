import Primitives
import TextOutput

/// What the run cost: where the gas of each L1 transaction went, and what blocks cost under each rule.
struct GasSection {
    private let result: ScenarioResult

    init(_ result: ScenarioResult) { self.result = result }

    /// The section.
    var markup: Markup {
        let transactions = result.timeline.flatMap(\.transactions).filter { $0.chain == .l1 }
        let splits: Markup =
            transactions.isEmpty ? "<p>No L1 transaction.</p>" : Self.splits(transactions, names: result.names)
        return "<section><h2>Gas</h2><h3>L1 transactions</h3>\(splits)\(table)</section>"
    }

    private var table: Markup {
        guard let table = result.gasTable else { return "" }
        let most = table.rows.flatMap(\.cells).compactMap(\.gasUsed).max() ?? 1
        var rows: [[Markup]] = []
        for row in table.rows {
            for cell in row.cells {
                let gas: Markup =
                    cell.gasUsed.map { "\($0.grouped)\(cell.isFloor ? "*" : "")" } ?? "\(cell.failure ?? "-")"
                let each = cell.gasUsed.flatMap { row.transactionCount > 0 ? ($0 / row.transactionCount).grouped : nil }
                rows.append([
                    "\(row.block)", "\(row.l2GasUsed.grouped)", "\(row.transactionCount)",
                    "\(row.payloadByteCount.grouped)",
                    "<code>\(cell.mode.rawValue)</code>\(.mark(cell.mode.provenance))", gas, "\(each ?? "-")",
                    cell.gasUsed.map { Self.bar([("L1 gas", $0, "c0")], most: most) } ?? "",
                ])
            }
        }
        let markup = Markup.table(
            "L1 gas that settles a block, by rule",
            [
                ("block", false), ("L2 gas", true), ("transactions", true), ("bytes", true), ("mode", false),
                ("L1 gas", true), ("per L2 transaction", true), ("", false),
            ],
            rows
        )
        return """
            <h3>What a block costs under each rule</h3>
            <p class="quiet">Measured: the settling transaction was executed again under each rule. \
            * is the calldata floor (EIP-7623), whatever EXECUTE charges.</p>\(markup)
            """
    }

    /// Where the gas of transactions went, as a table with bars.
    static func splits(_ transactions: [ReportedTransaction], names: AddressBook) -> Markup {
        let most = transactions.map(\.gas.used).max() ?? 1
        let rows = transactions.prefix(500).map { item -> [Markup] in
            let gas = item.gas
            let chain = "\(ExpressionValue.chain(item.chain)) \(item.blockNumber)/\(item.index)"
            let own = names.on(item.chain)
            let callee = item.recipient.map { own.label(of: $0).shortLabel } ?? "new contract"
            let way = "\(own.label(of: item.sender).shortLabel) → \(callee)"
            let end: Markup =
                item.failure(names).map { "<span class=\"failure\">\(item.status.word): \($0)</span>" }
                ?? "<span class=\"good\">success</span>"
            return [
                "\(chain)", "\(way)", end, "\(gas.used.grouped)", "\(gas.intrinsic.grouped)", "\(gas.calldata.grouped)",
                "\(gas.execution.grouped)", "\(gas.execute.grouped)", "\(gas.floorTopUp.grouped)",
                "\(gas.refund.grouped)",
                bar(
                    [
                        ("intrinsic", gas.intrinsic, "c0"), ("calldata", gas.calldata, "c1"),
                        ("execution", gas.execution, "c2"), ("EXECUTE", gas.execute, "c3"),
                        ("floor", gas.floorTopUp, "c4"),
                    ],
                    most: most
                ),
            ]
        }
        let parts = ["intrinsic", "calldata", "execution", "EXECUTE", "up to the floor"].enumerated().map {
            index,
            name in
            "<li><span class=\"key c\(index)\"></span>\(name)</li>" as Markup
        }
        let legend: Markup = "<ul class=\"legend\">\(parts.joined())</ul>"
        return Markup.table(
            "Where the gas went",
            [
                ("block", false), ("from → to", false), ("end", false), ("gas used", true), ("intrinsic", true),
                ("calldata", true), ("execution", true), ("EXECUTE", true), ("up to the floor", true),
                ("refund", true), ("", false),
            ],
            Array(rows)
        ) + legend
    }

    /// A bar of parts, as wide as its share of the most.
    private static func bar(_ parts: [(name: String, gas: UInt64, look: String)], most: UInt64) -> Markup {
        let width = 160.0
        var x = 0.0
        var shapes: Markup = ""
        for part in parts where part.gas > 0 {
            let size = width * Double(part.gas) / Double(max(most, 1))
            shapes += """
                <rect class="\(part.look)" x="\(x)" y="0" width="\(max(size, 0.5))" height="14">\
                <title>\(part.name) \(part.gas.grouped)</title></rect>
                """
            x += size
        }
        let words = parts.filter { $0.gas > 0 }.map { "\($0.name) \($0.gas.grouped)" }.joined(separator: ", ")
        return "<svg class=\"bar\" width=\"162\" height=\"14\" role=\"img\" aria-label=\"\(words)\">\(shapes)</svg>"
    }
}

extension String {
    /// The label, or the ends of an address.
    fileprivate var shortLabel: String { hasPrefix("0x") && count == 42 ? "\(prefix(8))…\(suffix(4))" : self }
}
