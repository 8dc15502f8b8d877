import ProofProver
import ProofVerifier
import RISCVMachine
import RISCVProver

/// Rows put in the place of honest ones, and the rules that refuse them.
///
/// A forger keeps what the row takes from the rest of the machine: control, its instruction and the entries that it
/// reads. What the row leaves is free, since the rest of the run would follow it: the value in rd, and the next
/// instruction, which must be one of the program. Lookups in the range table may change to any that it holds.
struct RowForgeries {
    private let chip: Chip
    private let polynomials: ChipPolynomials
    private let addresses: Set<UInt64>
    let table: TraceTable

    init<Subject>(_ trial: ChipTrial<Subject>) {
        chip = trial.subject.chip
        polynomials = trial.machine.polynomials[0]
        addresses = trial.addresses
        table = trial.table
    }

    /// A row's cells.
    func cells(ofRow row: Int) -> [Goldilocks] { table.columns.map { $0[row] } }

    /// The column of a name; the tests know which there are.
    func column(_ name: String) -> Int { chip.column(named: name)?.index ?? -1 }

    /// A row with other cells, by the columns' names.
    func row(_ row: Int, changing changes: [String: Goldilocks]) -> [Goldilocks] {
        var cells = cells(ofRow: row)
        for (name, value) in changes { cells[column(name)] = value }
        return cells
    }

    /// The rules that refuse a row: names of constraints and interactions, in the chip's order.
    func faults(of row: [Goldilocks], insteadOf honest: [Goldilocks]) throws -> [String] {
        let outputs = try polynomials.values(on: row.map { CubicExtension($0) })
        let expected = try polynomials.values(on: honest.map { CubicExtension($0) })
        var faults: [String] = []
        for (index, constraint) in chip.constraints.enumerated() where !outputs[index].isZero {
            faults.append(constraint.name)
        }
        for (interaction, places) in zip(chip.interactions, polynomials.interactionOutputs) {
            let got = outputs[places].map(\.c0)
            let wanted = expected[places].map(\.c0)
            guard isAccepted(interaction, got, insteadOf: wanted) else {
                faults.append(interaction.name)
                continue
            }
        }
        return faults
    }

    /// Whether two rows leave the same.
    func leaveTheSame(_ row: [Goldilocks], _ honest: [Goldilocks]) throws -> Bool {
        let outputs = try polynomials.values(on: row.map { CubicExtension($0) })
        let expected = try polynomials.values(on: honest.map { CubicExtension($0) })
        return zip(chip.interactions, polynomials.interactionOutputs).allSatisfy { interaction, places in
            guard interaction.bus != RISCVBuses.range, !expected[places.lowerBound].isZero else { return true }
            return outputs[places] == expected[places]
        }
    }

    private func isAccepted(_ interaction: Interaction, _ got: [Goldilocks], insteadOf wanted: [Goldilocks]) -> Bool {
        if interaction.bus == RISCVBuses.range { return got[0].isZero || got[1].value < 1 << 16 }
        guard got[0] == wanted[0] else { return false }
        if got[0].isZero { return true }
        switch interaction.name {
        case "control out": return addresses.contains(got[1].value) && got[2] == wanted[2]
        // Space and register, then the two halves, then the timestamp.
        case "result new": return got[1...2] == wanted[1...2] && got[5] == wanted[5]
        default: return got == wanted
        }
    }

    /// Values that rules most often fail to tell from the right one.
    static func values(insteadOf value: Goldilocks) -> [Goldilocks] {
        let limb = Goldilocks(1 << 16)
        let half = Goldilocks(1 << 32)
        let candidates: [Goldilocks] = [
            value + 1, value - 1, value + limb, value - limb, value + half, value - half, -value, 1 - value,
            Goldilocks(0x1234_5678_9abc_def1),
        ]
        return candidates.filter { $0 != value }
    }

    /// What changes of single cells show.
    struct Survey {
        /// Columns of which a change is accepted and leaves the same.
        var free: Set<String> = []
        /// Changes that are accepted and leave something else: forgeries that succeed.
        var successes: [String] = []
        /// Rules that alone refuse some change.
        var neededRules: Set<String> = []
    }

    /// Changes each cell of some rows.
    func survey(rows: some Sequence<Int>) throws -> Survey {
        var survey = Survey()
        for row in rows {
            let honest = cells(ofRow: row)
            for (index, name) in chip.columnNames.enumerated() {
                for value in Self.values(insteadOf: honest[index]) {
                    var forged = honest
                    forged[index] = value
                    let faults = try faults(of: forged, insteadOf: honest)
                    if faults.count == 1 { survey.neededRules.insert(faults[0]) }
                    guard faults.isEmpty else { continue }
                    if try leaveTheSame(forged, honest) {
                        survey.free.insert(name)
                    } else {
                        survey.successes.append("\(chip.name), row \(row), \(name): \(value.value)")
                    }
                }
            }
        }
        return survey
    }

    /// The chip's own rules: its constraints, its lookups and that of the instruction.
    ///
    /// Those of accesses and of the execution bus are the gadgets', whose tests show what they are for.
    var rules: Set<String> {
        let interactions = chip.interactions.map(\.name).filter { name in
            ![" old", " new", " gap low", " gap high"].contains { name.hasSuffix($0) }
                && name != "control in" && name != "control out"
        }
        return Set(chip.constraints.map(\.name)).union(interactions)
    }
}
