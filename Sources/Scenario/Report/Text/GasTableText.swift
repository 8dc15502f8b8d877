import TextOutput

/// A gas table as text: the blocks one by one, and below each what it costs in every mode.
struct GasTableText {
    private let table: GasTable
    private let style: TextStyle

    init(_ table: GasTable, style: TextStyle) {
        self.table = table
        self.style = style
    }

    /// The table with its notes.
    var text: String {
        let title = "L1 gas that settles a block, measured by executing its transaction again under each rule"
        var text = style.wrapped(title, .heading)
        for row in table.rows {
            let count = row.transactionCount
            text += style.wrapped(
                "\(row.block): \(row.l2GasUsed.grouped) L2 gas, \(count) \(count == 1 ? "transaction" : "transactions"), "
                    + "\(row.payloadByteCount.grouped) bytes for EXECUTE",
                first: "  ",
                indent: "    "
            )
            text += self.text(of: row)
        }
        let cells = table.rows.flatMap(\.cells)
        text += style.wrapped(
            "per hour: \(GasTable.blocksPerHour) such blocks, one in each slot of 12 seconds",
            .quiet,
            first: "  ",
            indent: "    "
        )
        if cells.contains(where: \.isFloor) {
            let note = "* what its calldata costs at least (EIP-7623), whatever EXECUTE charges"
            text += style.wrapped(note, .quiet, first: "  ", indent: "    ")
        }
        let marks: [(Provenance, String)] = [
            (.defined, "[SIM]: by a rule of our own, since none is published"),
            (.simulated, "simulated: by a model, with a constant that was measured elsewhere"),
        ]
        for (provenance, note) in marks where cells.contains(where: { $0.mode.provenance == provenance }) {
            text += style.wrapped(note, .quiet, first: "  ", indent: "    ")
        }
        return text
    }

    private func text(of row: GasTable.Row) -> String {
        var columns = TextTable([
            ("mode", .left), ("L1 gas ", .right), ("per L2 tx", .right), ("per hour", .right), ("", .left),
        ])
        var failures = ""
        for cell in row.cells {
            guard let gas = cell.gasUsed else {
                columns.add([cell.mode.rawValue, "- ", "-", "-", cell.mode.provenance.mark])
                let reason = "\(cell.mode.rawValue): \(cell.failure ?? "no number")".printable
                failures += style.wrapped(reason, .failure, first: "    ", indent: "      ")
                continue
            }
            let perTransaction = row.transactionCount > 0 ? (gas / row.transactionCount).grouped : "-"
            let (hour, overflow) = gas.multipliedReportingOverflow(by: GasTable.blocksPerHour)
            columns.add([
                cell.mode.rawValue, gas.grouped + (cell.isFloor ? "*" : " "), perTransaction,
                overflow ? "-" : hour.grouped, cell.mode.provenance.mark,
            ])
        }
        return columns.text(indent: "    ") + failures
    }
}
