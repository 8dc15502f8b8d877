import GuestExecutor
import MachineTestSupport
import ProofProver
import ProofVerifier
import RISCVMachine
import RISCVProver
import Testing

/// Forged rows of one chip, each refused by one rule alone: without that rule it would be accepted.
struct ForgeryList<Subject: InstructionChip> {
    let subject: Subject
    let family: InstructionFamily
    /// The rules that some forgery has shown to be needed.
    private(set) var shown: Set<String>
    private let rules: Set<String>

    /// Accesses of an operand, for forgeries that do without them, or make up what they read.
    static func accesses(_ operand: String) -> Set<String> {
        Set(["old", "new", "gap low", "gap high"].map { "\(operand) \($0)" })
    }

    /// A list that begins with all changes of single cells in some rows of a run.
    init(_ subject: Subject, _ family: InstructionFamily, _ body: [UInt32]) throws {
        self.subject = subject
        self.family = family
        let program = PairProgram.make(PairProgram.edgePairs, body)
        let trial = try ChipTrial(subject, family, text: program.text, image: program.image)
        let forgeries = RowForgeries(trial)
        let stride = max(1, trial.rows.count / 400) | 1
        shown = try forgeries.survey(rows: Swift.stride(from: 0, to: trial.rows.count, by: stride)).neededRules
        rules = forgeries.rules
    }

    /// The rules that nothing shows to be needed.
    var unshown: [String] { rules.subtracting(shown).sorted() }

    /// Forges the row of an instruction that runs with a0 = `a` and a1 = `b`.
    ///
    /// `rule` is what alone must refuse the row, `word` the instruction on the operands `a` and `b`, `granted` names
    /// interactions whose partners the forger has too, and `changes` gives cells by the names of columns.
    mutating func forge(
        _ rule: String,
        _ word: UInt32,
        _ a: UInt64,
        _ b: UInt64,
        granted: Set<String> = [],
        _ changes: ([String: Goldilocks]) -> [String: Goldilocks],
        at location: SourceLocation = #_sourceLocation
    ) throws {
        let program = PairProgram.make([(a, b)], [word, Assembly.fence, Assembly.fence])
        let trial = try ChipTrial(subject, family, text: program.text, image: program.image)
        let wanted = DecodedInstruction(word: word)
        let row = try #require((0..<trial.rows.count).first { trial.rows.instruction($0) == wanted })
        let forgeries = RowForgeries(trial)
        let honest = forgeries.cells(ofRow: row)
        #expect(try forgeries.faults(of: honest, insteadOf: honest) == [], sourceLocation: location)
        let named = Dictionary(uniqueKeysWithValues: zip(subject.chip.columnNames, honest))
        let changes = changes(named)
        #expect(changes.keys.allSatisfy { named[$0] != nil }, sourceLocation: location)
        let forged = forgeries.row(row, changing: changes)
        let faults = try forgeries.faults(of: forged, insteadOf: honest).filter { !granted.contains($0) }
        #expect(faults == [rule], sourceLocation: location)
        let sameWord = try forgeries.leaveTheSame(forged, honest)
        // Numbers with other limbs leave the same; they matter for what would follow from them.
        if sameWord { #expect(rule.contains("limb"), sourceLocation: location) }
        if faults == [rule] { shown.insert(rule) }
    }

    /// Forges a row that is not used.
    mutating func forgeUnused(
        _ rule: String,
        granted: Set<String>,
        _ changes: [String: Goldilocks],
        at location: SourceLocation = #_sourceLocation
    ) throws {
        let trial = try ChipTrial(
            subject,
            family,
            text: PairProgram.make([(0, 0)], [Assembly.fence]).text,
            image: [UInt8](repeating: 0, count: 16)
        )
        let forgeries = RowForgeries(trial)
        let zeros = [Goldilocks](repeating: .zero, count: subject.chip.columnNames.count)
        var forged = zeros
        for (name, value) in changes { forged[forgeries.column(name)] = value }
        let faults = try forgeries.faults(of: forged, insteadOf: zeros).filter { !granted.contains($0) }
        #expect(faults == [rule], sourceLocation: location)
        if faults == [rule] { shown.insert(rule) }
    }

    /// A chip's cells of one row, as `fill` writes them.
    func cells(_ fill: (inout TraceTable) -> Void) -> [String: Goldilocks] {
        // Cells that are not written stay as they are in another table too, so that they are left out.
        var (zeros, ones) = (TraceTable(chip: subject.chip, rowCount: 1), TraceTable(chip: subject.chip, rowCount: 1))
        for name in subject.chip.columnNames {
            if let column = subject.chip.column(named: name) { ones[column, 0] = .one }
        }
        fill(&zeros)
        fill(&ones)
        var cells: [String: Goldilocks] = [:]
        for (index, name) in subject.chip.columnNames.enumerated()
        where zeros.columns[index][0] == ones.columns[index][0] {
            cells[name] = zeros.columns[index][0]
        }
        return cells
    }
}

/// A field element divided by a power of two.
func over(_ value: Goldilocks, _ power: UInt64) -> Goldilocks {
    value * (Goldilocks(1 << power).inverse ?? .zero)
}

extension [String: Goldilocks] {
    /// A cell of an honest row plus something.
    func plus(_ name: String, _ value: Goldilocks) -> Goldilocks { (self[name] ?? .zero) + value }

    /// The limbs of a word under a name.
    static func limbs(_ name: String, _ word: UInt64) -> [String: Goldilocks] {
        var cells: [String: Goldilocks] = [:]
        for index in 0..<4 {
            cells["\(name) limb \(index)"] = Goldilocks(word >> (16 * UInt64(index)) & 0xffff)
        }
        return cells
    }

    /// Both, the second's values where they have the same name.
    static func + (a: Self, b: Self) -> Self { a.merging(b) { $1 } }
}
