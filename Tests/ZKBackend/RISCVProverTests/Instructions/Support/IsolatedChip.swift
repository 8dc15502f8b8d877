import GuestExecutor
import ProofProver
import ProofVerifier
import RISCVMachine
import RISCVProver

/// An instruction chip alone with the tables that it looks up.
///
/// What it puts on the other buses, those of control, instructions and memory, is what a row says to the rest of the
/// machine: `RowMeaning` tells whether that is true.
struct IsolatedChip {
    /// A rule of the chip by its name.
    enum Rule: Hashable, CustomStringConvertible {
        case constraint(String)
        case lookup(String)

        var description: String {
            switch self {
            case .constraint(let name): "constraint \(name)"
            case .lookup(let name): "lookup \(name)"
            }
        }
    }

    /// What a row puts on a bus: the multiplicity is positive when it is sent.
    struct Entry: Hashable {
        var multiplicity: Goldilocks
        var tuple: [Goldilocks]
    }

    /// What becomes of a row.
    struct Verdict {
        /// The rules that it breaks.
        var broken: Set<Rule> = []
        /// What it says to the rest of the machine, by the names of the interactions.
        var shown: [String: Entry] = [:]
    }

    let source: any InstructionChip
    let machine: Machine
    var chip: Chip { source.chip }

    private static let tables: [Bus] = [RISCVBuses.range, RISCVBuses.byteOperation, RISCVBuses.shift]
    private static let shifts = Set(ShiftCase.all.map { ShiftTableChip.tuple(of: $0) })

    init(_ source: any InstructionChip) throws {
        self.source = source
        machine = try Machine(
            chips: [source.chip, RangeChip().chip, ByteOperationChip().chip, ShiftTableChip().chip],
            buses: RISCVBuses.all,
            clock: MachineClock(
                bus: RISCVBuses.execution,
                element: 1,
                first: MachineTime.first,
                bits: MemoryAccess.timestampBits
            )
        )
    }

    /// Every rule that the chip has by itself: its constraints, and its lookups in fixed tables.
    var rules: Set<Rule> {
        Set(chip.constraints.map { .constraint($0.name) })
            .union(chip.interactions.filter { Self.tables.contains($0.bus) }.map { .lookup($0.name) })
    }

    /// Judges one row by the chip's polynomials and by what the tables are meant to hold.
    func verdict(on row: [Goldilocks]) throws -> Verdict {
        let polynomials = machine.polynomials[0]
        let values = try polynomials.values(on: row.map { CubicExtension($0) }).map(\.c0)
        var verdict = Verdict()
        for (constraint, value) in zip(chip.constraints, values) where !value.isZero {
            verdict.broken.insert(.constraint(constraint.name))
        }
        for (interaction, places) in zip(chip.interactions, polynomials.interactionOutputs) {
            let multiplicity = values[places.lowerBound]
            let tuple = Array(values[places.dropFirst()])
            if Self.tables.contains(interaction.bus) {
                if !multiplicity.isZero, !Self.holds(tuple, on: interaction.bus) {
                    verdict.broken.insert(.lookup(interaction.name))
                }
            } else {
                // What is not said has no words.
                verdict.shown[interaction.name] = Entry(
                    multiplicity: multiplicity,
                    tuple: multiplicity.isZero ? [] : tuple
                )
            }
        }
        return verdict
    }

    private static func holds(_ tuple: [Goldilocks], on bus: Bus) -> Bool {
        if bus == RISCVBuses.range { return tuple[0].value < 1 << 16 }
        if bus == RISCVBuses.shift { return shifts.contains(tuple) }
        let bytes = tuple.map(\.value)
        return bytes[0] < 256 && bytes[1] < 256 && bytes[2] == bytes[0] & bytes[1]
    }

    /// The rules that the trace checker finds broken in one row, whose words to the rest of the machine are believed:
    /// the verifier takes them.
    ///
    /// - Parameters:
    ///   - row: The row.
    ///   - rule: A rule that the machine lacks.
    /// - Returns: The violations; none for a row that may stand in a trace.
    /// - Throws: `MachineError`, or `VerificationError` for a row of another length.
    func violations(of row: [Goldilocks], without rule: Rule? = nil) throws -> [TraceViolation] {
        // What a row does to control is shown too, and not kept in time here.
        var weaker = try machine.removing(bus: RISCVBuses.execution)
        switch rule {
        case .constraint(let name): weaker = try weaker.removing(constraint: name, from: chip.name)
        case .lookup(let name): weaker = try weaker.removing(interactions: [name], from: chip.name)
        case nil: break
        }
        var tables = weaker.chips.map { TraceTable(chip: $0) }
        tables[0].appendRows()
        for (index, name) in chip.columnNames.enumerated() {
            guard let column = chip.column(named: name) else { continue }
            tables[0][column, 0] = row[index]
        }
        for index in 1..<tables.count { tables[index].appendRows(1 << weaker.chips[index].maximumLogHeight) }
        let verdict = try verdict(on: row)
        var fractions: [PublicFraction] = []
        for interaction in chip.interactions {
            guard let entry = verdict.shown[interaction.name], interaction.bus != RISCVBuses.execution,
                !entry.multiplicity.isZero
            else { continue }
            fractions.append(
                PublicFraction(busID: interaction.bus.id, multiplicity: -entry.multiplicity, tuple: entry.tuple)
            )
        }
        var trace = Trace(
            tables: tables,
            program: ProgramColumns(columns: weaker.chips.map { _ in [] }),
            publicFractions: fractions
        )
        trace.countLookups(of: weaker)
        return TraceChecker(weaker).violations(in: trace)
    }
}

extension TraceTable {
    /// The cells of one row.
    func cells(ofRow row: Int) -> [Goldilocks] { columns.map { $0[row] } }
}
