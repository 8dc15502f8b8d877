import Scenario
import TextOutput

/// A comparison as one CSV file: a row for each mode, size and fork, and one for each L1 transaction where there are
/// several.
package enum ComparisonCSV {
    private static let head = [
        "fork", "workload", "mode", "statement", "data", "provenance", "l2_transactions", "outcome", "reason",
        "l1_transaction",
        "gas", "intrinsic", "calldata", "floor_top_up", "execution", "execute", "refund", "blob_gas", "is_floor",
        "l2_gas_used", "gas_per_l2_transaction", "gas_per_hour", "wei", "wei_per_hour", "wei_per_l2_transaction",
    ]

    /// The file.
    package static func text(_ comparison: Comparison) -> String {
        var text = CSVText.line(head)
        for section in comparison.sections {
            for row in section.rows ?? [] {
                let front = [
                    section.fork, comparison.request.workload.rawValue, row.mode.name, row.mode.statement.rawValue,
                    row.mode.dataAvailability?.rawValue ?? "", row.mode.provenance.rawValue,
                    row.size.map { "\($0)" } ?? "", row.outcome.code,
                    row.outcome.reason ?? "",
                ]
                guard let measurement = row.outcome.measurement else {
                    text += CSVText.line(front + Array(repeating: "", count: head.count - front.count))
                    continue
                }
                text += CSVText.line(front + cells("all", measurement.parts, row, comparison.request))
                guard measurement.parts.count > 1 else { continue }
                for part in measurement.parts {
                    text += CSVText.line(front + cells(part.label, [part], row, comparison.request))
                }
            }
        }
        return text
    }

    private static func cells(
        _ label: String,
        _ parts: [GasMeasurement.Part],
        _ row: Comparison.Row,
        _ request: ComparisonRequest
    ) -> [String] {
        func sum(_ amount: (GasMeasurement.Part) -> UInt64) -> UInt64 { parts.reduce(0) { $0 &+ amount($1) } }
        let gas = sum(\.gas.used)
        let wei = request.prices.wei(gas: gas, blobGas: sum(\.blobGas))
        let count = row.outcome.measurement?.l2TransactionCount
        return [
            label, "\(gas)", "\(sum(\.gas.intrinsic))", "\(sum(\.gas.calldata))", "\(sum(\.gas.floorTopUp))",
            "\(sum(\.gas.execution))", "\(sum(\.gas.execute))", "\(sum(\.gas.refund))", "\(sum(\.blobGas))",
            "\(parts.contains(where: \.isFloor))", row.outcome.measurement?.l2GasUsed.map { "\($0)" } ?? "",
            count.map { "\(gas / max($0, 1))" } ?? "", "\(request.perHour(UInt128(gas)))", "\(wei)",
            "\(request.perHour(wei))", count.map { "\(wei / UInt128(max($0, 1)))" } ?? "",
        ]
    }
}

extension GasOutcome {
    /// The outcome as machines read it.
    package var code: String {
        switch self {
        case .measured: "measured"
        case .overCap: "over_cap"
        case .notProvableHere: "not_provable_here"
        }
    }
}
