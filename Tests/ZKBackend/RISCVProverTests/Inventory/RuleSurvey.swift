import ProofVerifier
import RISCVMachine
import RISCVProver
import RISCVTestSupport

/// What changes of rows show of one chip's columns and rules.
struct RuleSurvey {
    /// Columns of which some change is accepted and leaves another number.
    private(set) var forged: Set<String> = []
    /// Columns of which some change is accepted and leaves the same, in some row.
    private(set) var free: Set<String> = []
    /// Columns of which every change is refused, in some row.
    private(set) var bound: Set<String> = []
    /// Rules that alone refuse some forged row: constraints, interactions by their units (`unit(of:)`).
    private(set) var needed: Set<String> = []
    /// Changes of one cell that were tried.
    private(set) var changeCount = 0
    /// Those that were refused.
    private(set) var refusedCount = 0

    /// Interactions that only mean something together, under one name: an access takes and leaves, control comes and
    /// goes, a cell begins and ends, a call's rounds are given a state and give one.
    static func unit(of interaction: String) -> String {
        for ending in [" old", " new"] where interaction.hasSuffix(ending) {
            return "\(interaction.dropLast(4)) access"
        }
        switch interaction {
        case "control in", "control out": return "control"
        case "initial", "final": return "cell"
        case "state before", "state after", "rounds begin", "rounds end": return "rounds"
        case "state in", "state out": return "state"
        default: return interaction
        }
    }

    /// The rules of a chip.
    static func rules(of chip: Chip) -> Set<String> {
        Set(chip.constraints.map(\.name)).union(chip.interactions.map { unit(of: $0.name) })
    }

    /// Values that rules most often fail to tell from the right one: neighbours, bits, the other sign, a limb's and a
    /// half's carry, a multiple by nothing, and one that is nothing.
    static func values(insteadOf value: Goldilocks) -> [Goldilocks] {
        let (limb, half) = (Goldilocks(1 << 16), Goldilocks(1 << 32))
        let all: [Goldilocks] = [
            value + .one, value - .one, .zero, .one, -value, .one - value, value + limb, value - limb, value + half,
            Goldilocks(0x1234_5678_9abc_def1),
        ]
        return all.filter { $0 != value }
    }

    /// Changes each cell of a row, and a few cells at a time.
    ///
    /// - Parameters:
    ///   - judge: Of the row's run.
    ///   - place: The chip.
    ///   - row: A used row.
    /// - Throws: `VerificationError` when the row does not fit its chip.
    mutating func examine(_ judge: RowJudge, _ place: RowJudge.Place, row: Int) throws {
        let honest = try judge.honest(place, row: row)
        for (column, name) in place.chip.columnNames.enumerated() {
            var isBound = true
            for value in Self.values(insteadOf: honest.cells[column].c0) {
                let verdict = try judge.verdict(place, honest, changing: [column: value])
                changeCount += 1
                // What leaves another number and breaks nothing would be a forgery; what leaves the same is free.
                if verdict.isAccepted {
                    isBound = false
                    if verdict.leavesAnother { forged.insert(name) } else { free.insert(name) }
                } else {
                    refusedCount += 1
                    note(verdict)
                }
            }
            if isBound { bound.insert(name) }
        }
        for changes in Self.jointChanges(place.chip, honest) {
            note(try judge.verdict(place, honest, changing: changes))
        }
        for change in try Self.timeChanges(place, honest) {
            note(try judge.verdict(place, honest, changing: change.cells), granting: change.granted)
        }
    }

    /// Remembers a rule that alone refuses a row, when the words of some units are believed.
    ///
    /// Another value in a cell is no rule's refusal where a rule is broken: that run would be another.
    mutating func note(_ verdict: RowJudge.Verdict, granting granted: Set<String> = []) {
        let unmet = Set(verdict.unmet.map { Self.unit(of: $0) }).subtracting(granted)
        var units = unmet.union(verdict.broken)
        if units.isEmpty { units = Set(verdict.otherValues.map { Self.unit(of: $0) }).subtracting(granted) }
        if units.count == 1 { needed.formUnion(units) }
    }

    /// Changes of two cells beside each other: a carry that moves from one to the next, or a fraction of a limb.
    private static func jointChanges(_ chip: Chip, _ honest: RowJudge.Honest) -> [[Int: Goldilocks]] {
        var changes: [[Int: Goldilocks]] = []
        for column in 1..<max(1, chip.columnNames.count) {
            let (first, second) = (honest.cells[column - 1].c0, honest.cells[column].c0)
            for carry in [Goldilocks(1 << 16), Goldilocks(1 << 32)] {
                changes.append([column - 1: first + carry, column: second - .one])
                changes.append([column - 1: first - carry, column: second + .one])
            }
            changes.append([column - 1: first + .one, column: second - inverseOfLimb])
            changes.append([column - 1: first - .one, column: second + inverseOfLimb])
        }
        for (low, name) in chip.columnNames.enumerated() where name.hasSuffix(" low") {
            guard let high = chip.column(named: "\(name.dropLast(4)) high")?.index else { continue }
            let (first, second) = (honest.cells[low].c0, honest.cells[high].c0)
            // Wherever the parts meet: a part too great, and a fraction of the upper one.
            for split in 0...16 as ClosedRange<UInt64> {
                let scale = Goldilocks(1 << split).inverse ?? .zero
                changes.append([low: first + Goldilocks(1 << 16), high: second - Goldilocks(1 << 16) * scale])
                changes.append([low: first + .one, high: second - scale])
            }
        }
        return changes
    }

    private static let inverseOfLimb = Goldilocks(1 << 16).inverse ?? .zero

    /// Cells of one row that are changed together, and the units whose words the rest of the machine has.
    private struct Change {
        var cells: [Int: Goldilocks]
        var granted: Set<String> = []
    }

    /// Changes of an access's time and of the instruction's address.
    ///
    /// An access takes an entry of another time with the right gap, or one of its own time, which may be its own, where
    /// one of the gap's limbs has to be -1.
    private static func timeChanges(_ place: RowJudge.Place, _ honest: RowJudge.Honest) throws -> [Change] {
        var changes: [Change] = []
        for (interaction, outputs) in zip(place.chip.interactions, place.polynomials.interactionOutputs)
        where interaction.name.hasSuffix(" new") {
            let access = interaction.name.dropLast(4)
            guard let previous = place.chip.column(named: "\(access) previous timestamp")?.index,
                let gap = place.chip.column(named: "\(access) gap low")?.index
            else { continue }
            let now = honest.values[outputs.upperBound - 1].c0
            for step in [Goldilocks.one, -.one] {
                let (time, low) = (honest.cells[previous].c0 - step, honest.cells[gap].c0 + step)
                changes.append(Change(cells: [previous: time, gap: low]))
            }
            let own: Set = ["\(access) access"]
            for low in [-Goldilocks.one, Goldilocks(0xffff)] {
                changes.append(Change(cells: [previous: now, gap: low], granted: own))
            }
        }
        if let pc = place.chip.column(named: "pc")?.index {
            for step in [Goldilocks(4), -Goldilocks(4)] {
                changes.append(Change(cells: [pc: honest.cells[pc].c0 + step]))
                // Control may go to another instruction.
                changes.append(Change(cells: [pc: honest.cells[pc].c0 + step], granted: ["control"]))
            }
        }
        return changes
    }
}
