import ProofProver
import ProofVerifier
import TestSupport
import Testing
import ToyMachine

/// Changes of one cell of an honest trace.
struct ToyMutations {
    /// What a changed cell is in its table.
    enum RowKind: String {
        case used
        case unused
    }

    let machine: Machine
    let honest: Trace

    /// The honest trace of the program that meets every rule, with room for a row of padding in every table that can
    /// have one.
    init(_ air: ToyAIR) throws {
        machine = air.machine
        let run = try ToyExecutor.run(try ToyPrograms.everyRule(), input: ToyPrograms.everyRuleInput)
        var trace = try air.trace(of: run)
        for (index, chip) in machine.chips.enumerated() {
            let used = trace.tables[index].usedRowCount
            switch chip.height {
            case .fixed: continue
            case .program: trace.tables[index].appendRows((1 << logCeiling(used)) - used)
            case .dynamic: trace.tables[index].appendRows((1 << logCeiling(used + 1)) - used)
            }
        }
        honest = trace
    }

    /// The rows whose cells are changed: all of a small table; of a tall one the first, the last, and both kinds in
    /// between.
    func rows(ofChip index: Int) -> [Int] {
        let table = honest.tables[index]
        guard table.usedRowCount > 64 else { return Array(0..<table.usedRowCount) }
        let last = table.usedRowCount - 1
        let kinds = [RowKind.used, .unused].compactMap { kind in
            (1..<last).first { self.kind(ofRow: $0, chip: index) == kind }
        }
        return [0] + kinds + [last]
    }

    /// Whether a row puts anything on a bus.
    func kind(ofRow row: Int, chip index: Int) -> RowKind {
        let chip = machine.chips[index]
        guard let selector = chip.column(named: "used") ?? chip.interactions.lazy.compactMap(\.counted).first else {
            return .used
        }
        return honest.tables[index][selector, row].isZero ? .unused : .used
    }

    /// Other values for a cell: small steps, the bounds of limbs, any value, and a neighbour's.
    func values(chip index: Int, column: Column, row: Int, using generator: inout SplitMix64) -> [Goldilocks] {
        let table = honest.tables[index]
        let value = table[column, row]
        let neighbour = table[column, (row + 1) % table.usedRowCount]
        let candidates: [Goldilocks] = [
            value + 1, value - 1, value + Goldilocks(1 << 16), value - Goldilocks(1 << 32),
            Goldilocks(generator.next()),
            neighbour,
        ]
        var distinct: [Goldilocks] = []
        for candidate in candidates where candidate != value && !distinct.contains(candidate) {
            distinct.append(candidate)
        }
        return distinct
    }

    /// The trace with one cell changed, and the lookups counted again as a forger would.
    func changing(chip index: Int, column: Column, row: Int, to value: Goldilocks) -> Trace {
        var trace = honest
        trace.tables[index][column, row] = value
        let isCount = machine.chips[index].interactions.contains { $0.counted == column }
        if !isCount { trace.countLookups(of: machine) }
        return trace
    }
}

@Suite("Toy machine: no cell can be changed")
struct ToyMutationTests {
    /// Columns whose cells in *unused* rows may be anything: the trace stays valid and states the same.
    ///
    /// An unused row puts nothing on a bus, so a column that occurs in tuples alone is free there. Columns that a
    /// constraint binds on every row, and every selector, are not in the lists, but for two cases: `used` of RAM and
    /// input may become 1 where all else is 0, which declares a word that nobody accesses as used; and `is input` and
    /// `limb 2` are bound to two values each, of which a change may meet the other.
    private static let free: [String: Set<String>] = [
        "addi": [
            "pc", "timestamp", "rd", "keeps result", "rs1", "operand previous timestamp", "operand gap low",
            "result limb 2", "result replaced low", "result replaced high", "result previous timestamp",
            "result gap low",
        ],
        "bne": [
            "pc", "timestamp", "rs1", "rs2", "target", "first previous timestamp", "first gap low",
            "second previous timestamp", "second gap low",
        ],
        "ld": [
            "pc", "timestamp", "rd", "keeps result", "rs1", "immediate low", "base low", "base previous timestamp",
            "base gap low", "is input", "word low", "word high", "word previous timestamp", "word gap low",
            "result replaced low", "result replaced high", "result previous timestamp", "result gap low",
        ],
        "sd": [
            "pc", "timestamp", "rs1", "rs2", "immediate low", "base low", "base previous timestamp", "base gap low",
            "source low", "source high", "source previous timestamp", "source gap low", "word replaced low",
            "word replaced high", "word previous timestamp", "word gap low",
        ],
        "halt": [
            "pc", "timestamp", "exit code low", "exit code high", "exit code previous timestamp", "exit code gap low",
        ],
        "image": ["value low", "value high", "timestamp"],
        "ram": ["used", "value low", "value high", "timestamp"],
        "input": ["used", "value limb 0", "value limb 1", "value limb 2", "value limb 3", "timestamp"],
        "output": ["value low", "value high", "timestamp"],
    ]

    @Test("The trace checker refuses every change of a cell that is not free by name")
    func everyChangeIsRefused() throws {
        let mutations = try ToyMutations(try ToyAIR())
        let checker = TraceChecker(mutations.machine)
        #expect(checker.violations(in: mutations.honest).isEmpty)
        var generator = SplitMix64(seed: 29)
        var (tried, refused, valid) = (0, 0, 0)
        var found: [String: Set<String>] = [:]
        for (index, chip) in mutations.machine.chips.enumerated() {
            for name in chip.columnNames {
                let column = try #require(chip.column(named: name))
                var refusedInColumn = 0
                for row in mutations.rows(ofChip: index) {
                    let isUsed = mutations.kind(ofRow: row, chip: index) == .used
                    for value in mutations.values(chip: index, column: column, row: row, using: &generator) {
                        let trace = mutations.changing(chip: index, column: column, row: row, to: value)
                        if !checker.violations(in: trace, limit: 1).isEmpty {
                            refusedInColumn += 1
                            tried += 1
                        } else if !isUsed, Self.free[chip.name]?.contains(name) == true {
                            valid += 1
                            found[chip.name, default: []].insert(name)
                        } else {
                            tried += 1
                            Issue.record("accepted: \(chip.name), \(name), row \(row), \(value.value), seed 29")
                        }
                    }
                }
                #expect(refusedInColumn > 0, "\(chip.name), \(name)")
                refused += refusedInColumn
            }
        }
        #expect(found == Self.free)
        #expect(tried == refused)
        print(
            "toy machine: \(mutations.machine.columnCount) columns, \(tried) changed cells tried and \(refused) refused;",
            "\(valid) more, in unused rows of the columns listed as free, leave a valid trace of the same statement"
        )
    }
}
