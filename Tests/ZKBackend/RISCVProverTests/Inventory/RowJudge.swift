import ProofProver
import ProofVerifier
import RISCVMachine
import RISCVProver
import RISCVTestSupport
import Testing

/// Judges forged rows of the whole machine by the rules that refuse them.
///
/// The rest of an accepted trace stays as it is, but for what a forger can have it do: tables of lookups hold what they
/// hold and count anew, the program's words may be decoded and executed any number of times, and whoever comes after a
/// row follows it, which is what `isFollowed` says.
struct RowJudge {
    /// What is wrong with a row.
    struct Verdict {
        /// Names of the constraints and lookups that it breaks.
        var broken: Set<String> = []
        /// Names of the interactions whose words nobody else can have.
        var unmet: Set<String> = []
        /// Names of those that take another value from the same cell, which another run could have there.
        var otherValues: Set<String> = []
        /// Whether it leaves something else to those who follow.
        var leavesAnother = false

        var isAccepted: Bool { broken.isEmpty && unmet.isEmpty && otherValues.isEmpty }
    }

    /// A chip by its place in the machine.
    struct Place {
        let chip: Chip
        let index: Int
        let polynomials: ChipPolynomials
    }

    private let machine: Machine
    private let run: GuestRun
    private let trace: Trace
    /// The tuples of lookup tables by bus.
    private let tables: [Int: Set<[Goldilocks]>]

    /// A judge of the rows of a run.
    init(_ run: GuestRun) throws {
        let machine = try GuestRun.machine.get()
        self.machine = machine.machine
        self.run = run
        trace = run.trace
        var tables: [Int: Set<[Goldilocks]>] = [:]
        for (index, chip) in machine.machine.chips.enumerated() {
            for (place, interaction) in chip.interactions.enumerated() where interaction.counted != nil {
                let polynomials = machine.machine.polynomials[index].selecting(interactions: [place])
                for row in 0..<run.trace.tables[index].usedRowCount {
                    let cells = Self.cells(chip, index, row, run.trace)
                    let values = try polynomials.values(on: cells)
                    tables[interaction.bus.id, default: []].insert(values.dropFirst().map(\.c0))
                }
            }
        }
        tables[RISCVBuses.instruction.id] = try Self.decodings(of: run.program, machine.definition.decode)
        self.tables = tables
    }

    /// The decodings of all words of a program, executed or not.
    private static func decodings(of program: RISCVProgram, _ decode: DecodeChip) throws -> Set<[Goldilocks]> {
        let alone = try Machine(chips: [decode.chip], buses: RISCVBuses.all)
        guard let place = decode.chip.interactions.firstIndex(where: { $0.name == "instruction" }) else { return [] }
        let polynomials = alone.polynomials[0].selecting(interactions: [place])
        var tuples: Set<[Goldilocks]> = []
        for (index, word) in program.textWords.enumerated() {
            var table = TraceTable(chip: decode.chip, rowCount: 1)
            decode.write(word, to: &table, row: 0)
            table[decode.programCounter, 0] = Goldilocks(program.textBase + 4 * UInt64(index))
            let values = try polynomials.values(on: table.columns.map { CubicExtension($0[0]) })
            tuples.insert(values.dropFirst().map(\.c0))
        }
        return tuples
    }

    /// A chip of the machine.
    func place(of name: String) throws -> Place {
        let index = try #require(machine.chips.firstIndex { $0.name == name }, "\(name)")
        return Place(chip: machine.chips[index], index: index, polynomials: machine.polynomials[index])
    }

    /// Number of used rows of a chip.
    func rowCount(_ place: Place) -> Int { trace.tables[place.index].usedRowCount }

    private static func cells(_ chip: Chip, _ index: Int, _ row: Int, _ trace: Trace) -> [CubicExtension] {
        let program = trace.program.columns[index]
        return trace.tables[index].columns.map { CubicExtension($0[row]) }
            + chip.fixedColumns.map { CubicExtension($0.value(row: row, program: program)) }
    }

    /// A row with what its polynomials say of it, to which forged ones are compared.
    struct Honest {
        let cells: [CubicExtension]
        let values: [CubicExtension]
    }

    /// An honest row.
    func honest(_ place: Place, row: Int) throws -> Honest {
        let cells = Self.cells(place.chip, place.index, row, trace)
        return Honest(cells: cells, values: try place.polynomials.values(on: cells))
    }

    /// A row of zeros, at the place of a row.
    func unused(_ place: Place, row: Int) throws -> Honest {
        var cells = Self.cells(place.chip, place.index, row, trace)
        for column in place.chip.columnNames.indices { cells[column] = .zero }
        return Honest(cells: cells, values: try place.polynomials.values(on: cells))
    }

    /// What is wrong with a row whose cells have other values, by the columns' places.
    ///
    /// - Parameters:
    ///   - place: The chip.
    ///   - honest: The row that is changed.
    ///   - changes: The new values.
    /// - Returns: The verdict.
    /// - Throws: `VerificationError` when the row does not fit its chip.
    func verdict(_ place: Place, _ honest: Honest, changing changes: [Int: Goldilocks]) throws -> Verdict {
        var cells = honest.cells
        for (column, value) in changes { cells[column] = CubicExtension(value) }
        let values = try place.polynomials.values(on: cells)
        var verdict = Verdict()
        for (constraint, value) in zip(place.chip.constraints, values) where !value.isZero {
            verdict.broken.insert(constraint.name)
        }
        var accounts: [Int: [[Goldilocks]: Goldilocks]] = [:]
        for (interaction, outputs) in zip(place.chip.interactions, place.polynomials.interactionOutputs) {
            guard values[outputs] != honest.values[outputs] else { continue }
            let got = values[outputs].map(\.c0)
            let wanted = honest.values[outputs].map(\.c0)
            if got[0].isZero && wanted[0].isZero { continue }
            if interaction.counted == nil, place.chip.name != "decode" || interaction.name != "instruction",
                let table = tables[interaction.bus.id]
            {
                if !got[0].isZero && !table.contains(Array(got.dropFirst())) { verdict.broken.insert(interaction.name) }
            } else if isFollowed(interaction, got, insteadOf: wanted) {
                verdict.leavesAnother = true
            } else {
                if Self.isPossible(interaction, got, insteadOf: wanted) {
                    verdict.otherValues.insert(interaction.name)
                } else {
                    verdict.unmet.insert(interaction.name)
                }
                accounts[interaction.bus.id, default: [:]][Array(got.dropFirst()), default: .zero] += got[0]
                accounts[interaction.bus.id, default: [:]][Array(wanted.dropFirst()), default: .zero] -= wanted[0]
            }
        }
        // What a row takes may be what it gives.
        if accounts.values.allSatisfy({ $0.values.allSatisfy(\.isZero) }) {
            verdict.unmet = []
            verdict.otherValues = []
        }
        return verdict
    }

    /// Whether a row takes a value from a cell of memory that may have been left there at that time.
    private static func isPossible(_ interaction: Interaction, _ got: [Goldilocks], insteadOf wanted: [Goldilocks])
        -> Bool
    {
        guard interaction.bus == RISCVBuses.memory, interaction.direction == .receive else { return false }
        return [0, 1, 2, 5].allSatisfy { got[$0] == wanted[$0] } && got[3].value < 1 << 32 && got[4].value < 1 << 32
    }

    /// Whether those who come after a row can follow it although it says something else.
    ///
    /// A later access takes any value that a cell is left with, the next instruction runs wherever control goes, rounds
    /// work on what they are given, and who asks for a swapped number takes the answer. Elsewhere others decide.
    private func isFollowed(_ interaction: Interaction, _ got: [Goldilocks], insteadOf wanted: [Goldilocks]) -> Bool {
        guard got[0] == wanted[0] else { return false }
        let free: Range<Int>
        switch (interaction.bus, interaction.direction) {
        case (RISCVBuses.memory, .send): free = 3..<5
        case (RISCVBuses.execution, .send):
            free = 1..<2
            let (base, words) = (run.program.textBase, run.program.textWords.count)
            guard got[1].value >= base, got[1].value < base + 4 * UInt64(words), got[1].value % 4 == 0 else {
                return false
            }
        case (RISCVBuses.keccak, .send), (RISCVBuses.sha256, .send): free = 3..<got.count
        case (RISCVBuses.byteSwap, .receive): free = 1..<3
        case (RISCVBuses.instruction, .receive): free = 2..<got.count
        default: return false
        }
        return got.indices.allSatisfy { free.contains($0) || got[$0] == wanted[$0] }
    }
}
