import Primitives
import TextOutput

/// A run's report for people: timeline, gas table, invariants, trace hash and verdict.
package struct TextReport {
    private let result: ScenarioResult

    /// The report of a finished run, whatever its verdict.
    package init(_ result: ScenarioResult) { self.result = result }

    /// The whole text, ending in a line break.
    package var text: String {
        var parts = [header]
        if result.document.report.showsTimeline, !result.timeline.isEmpty { parts.append(timeline) }
        if let table = result.gasTable { parts.append(Self.text(of: table)) }
        parts.append(ending)
        return parts.joined(separator: "\n")
    }

    private var header: String {
        let document = result.document
        var text = "\(document.name.printable)\n"
        if let lesson = document.lesson { text += "\(lesson.printable)\n" }
        var facts = ["seed \(document.seed)", "L1 \(document.l1.preset.rawValue)"]
        if let level = document.level { facts.append("level \(level)") }
        if !document.layers.isEmpty { facts.append(document.layers.map(\.rawValue).joined(separator: ", ")) }
        text += facts.joined(separator: " · ") + "\n"
        for rollup in result.rollups {
            text += "\(rollup.name): \(rollup.preset.rawValue), chain id \(rollup.chainID), L2 gas limit "
            text += "\(rollup.gasLimit.grouped), gas rule \(rollup.gasRule), "
            text += "requests \(rollup.requestsPolicy.rawValue)"
            text += rollup.verificationKey.map { ", verification key \($0.rawValue)" } ?? ""
            // What the bits are worth, the page says.
            text += rollup.securityBits.map { ", proofs of at least \($0) bits (docs/trust.md)\n" } ?? "\n"
        }
        return text
    }

    private var timeline: String {
        let rows = result.timeline.map { TimelineRow($0) }
        let widths = (
            slot: max(4, rows.map(\.slot.count).max() ?? 0),
            time: max(4, rows.map(\.time.count).max() ?? 0),
            actor: max(5, rows.map(\.actor.count).max() ?? 0),
            event: max(5, rows.map(\.event.count).max() ?? 0),
            gas: max(3, rows.map(\.gas.count).max() ?? 0)
        )
        func line(_ slot: String, _ time: String, _ actor: String, _ event: String, _ gas: String, _ end: String)
            -> String
        {
            let columns = [
                slot.leftPadded(to: widths.slot), time.leftPadded(to: widths.time), actor.padded(to: widths.actor),
                event.padded(to: widths.event), gas.leftPadded(to: widths.gas), end,
            ]
            return columns.joined(separator: "  ").trimmingTrailingSpaces + "\n"
        }
        var text = line("slot", "time", "actor", "event", "gas", "outcome")
        let indent = String(repeating: " ", count: widths.slot + widths.time + widths.actor + 6)
        for row in rows {
            if row.isHeading {
                text += "\n" + String(repeating: "  ", count: row.depth) + "— \(row.event)\n"
                continue
            }
            for note in row.notes { text += "\(indent)“\(note)”\n" }
            text += line(row.slot, row.time, row.actor, row.event, row.gas, row.outcome)
            for detail in row.details { text += "\(indent)  \(detail)\n" }
        }
        return text
    }

    private var ending: String {
        var text = "invariants\n"
        let width = result.invariants.map(\.setting.invariant.rawValue.count).max() ?? 0
        for record in result.invariants {
            let name = record.setting.invariant.rawValue.padded(to: width)
            let state: String
            if let violation = record.violation {
                let place = violation.line == 0 ? "after the deployment" : "at line \(violation.line)"
                let treatment = record.setting.treatment == .expectViolation ? ", as expected" : ""
                state = "violated \(place)\(treatment): \(violation.reason.printable)"
            } else {
                state = "holds, \(record.checkCount) \(record.checkCount == 1 ? "check" : "checks")"
            }
            text += "  \(name)  \(state)\n"
        }
        if let hash = result.traceHash { text += "\ntrace hash: \(hash.hex)\n" }
        switch result.verdict {
        case .passed: text += "result: passed\n"
        case .failed(let problems):
            text += "result: failed; the run stops at the first failure\n"
            for problem in problems { text += "  \(result.document.source.name): \(problem)".printable + "\n" }
        case .invariantViolated(let reason): text += "result: invariant violated\n  \(reason.printable)\n"
        case .limitExceeded(let reason): text += "result: limit exceeded: \(reason.printable)\n"
        case .impossible(let reason): text += "result: impossible: \(reason.printable)\n"
        case .fault(let reason): text += "result: internal error: \(reason.printable)\n"
        }
        return text
    }

    private static func text(of table: GasTable) -> String {
        var text = "L1 gas that settles a block, measured by executing its transaction again under each rule\n"
        var columns = TextTable([
            ("block", .left), ("L2 gas", .right), ("txs", .right), ("bytes", .right), ("mode", .left),
            ("L1 gas ", .right),
            ("per L2 tx", .right), ("per hour of 12s blocks", .right),
        ])
        var floorIsMet = false
        for row in table.rows {
            for (index, cell) in row.cells.enumerated() {
                let isFirst = index == 0
                let block = [
                    row.block, row.l2GasUsed.grouped, "\(row.transactionCount)", row.payloadByteCount.grouped,
                ]
                let numbers: [String]
                if let gas = cell.gasUsed {
                    floorIsMet = floorIsMet || cell.isFloor
                    let perTransaction = row.transactionCount > 0 ? (gas / row.transactionCount).grouped : "-"
                    let (hour, overflow) = gas.multipliedReportingOverflow(by: GasTable.blocksPerHour)
                    numbers = [gas.grouped + (cell.isFloor ? "*" : " "), perTransaction, overflow ? "-" : hour.grouped]
                } else {
                    numbers = [(cell.failure ?? "-") + " ", "-", "-"]
                }
                columns.add((isFirst ? block : ["", "", "", ""]) + [cell.mode.rawValue] + numbers)
            }
        }
        text += columns.text()
        if floorIsMet {
            text += "  * what its calldata costs at least (EIP-7623), whatever EXECUTE charges\n"
        }
        return text
    }
}

/// The columns of one timeline entry.
private struct TimelineRow {
    let isHeading: Bool
    let depth: Int
    let slot: String
    let time: String
    let actor: String
    let event: String
    let gas: String
    let outcome: String
    let notes: [String]
    let details: [String]

    init(_ entry: TimelineEntry) {
        isHeading = entry.isHeading
        depth = entry.depth
        slot = String(entry.slot)
        time = entry.elapsed.clockTime
        actor = (entry.effect.actor ?? "").printable
        var event = entry.effect.summary
        if let id = entry.id, !isHeading { event += " [\(id)]" }
        if entry.repetitions > 1 { event += " (\(entry.repetitions) times)" }
        self.event = event.printable
        gas = entry.gasUsed?.grouped ?? ""
        let failed = entry.effect.problems.isEmpty ? "" : "  ✗ NOT AS EXPECTED"
        outcome = "\(entry.effect.outcome)\(failed)".printable
        notes = entry.note.map { [$0.printable] } ?? []
        details = entry.effect.details.map(\.printable)
    }
}

extension String {
    fileprivate var trimmingTrailingSpaces: String {
        var text = self
        while text.last == " " { text.removeLast() }
        return text
    }
}
