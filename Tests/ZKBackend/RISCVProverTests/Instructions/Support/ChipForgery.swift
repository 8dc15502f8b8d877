import GuestExecutor
import ProofProver
import ProofVerifier
import RISCVMachine
import RISCVProver
import TestSupport
import Testing

/// A row that lies, and the one rule that refuses it.
struct ChipForgery {
    typealias Rule = IsolatedChip.Rule

    let rule: Rule
    /// The operation of the honest row that is changed; nil for a row that is not used.
    let operation: MachineOperation?
    /// Which rows of the operation will do.
    let fits: (RowCells) -> Bool
    let change: (inout RowCells) -> Void

    init(
        _ rule: Rule,
        _ operation: MachineOperation?,
        where fits: @escaping (RowCells) -> Bool = { _ in true },
        _ change: @escaping (inout RowCells) -> Void
    ) {
        self.rule = rule
        self.operation = operation
        self.fits = fits
        self.change = change
    }

    /// Forgeries of an access whose row claims to find the entry that it leaves itself: the difference of the
    /// timestamps is -1, and one of its limbs has to take it.
    static func ofTime(_ access: String, _ operation: MachineOperation, time: String = "timestamp", slot: UInt64)
        -> [ChipForgery]
    {
        func claim(_ row: inout RowCells) { row["\(access) previous timestamp"] = row[time] + Goldilocks(slot) }
        return [
            ChipForgery(.lookup("\(access) gap low"), operation) { row in
                claim(&row)
                row["\(access) gap low"] = -.one
            },
            ChipForgery(.lookup("\(access) gap high"), operation) { row in
                claim(&row)
                row["\(access) gap low"] = Goldilocks(0xffff)
            },
        ]
    }
}

/// What every instruction chip is tested for.
struct ChipExamination {
    let isolated: IsolatedChip
    let family: InstructionFamily
    /// The executor's rows.
    let rows: FamilyRows
    let table: TraceTable

    init(_ chip: any InstructionChip, _ family: InstructionFamily, _ rows: FamilyRows) throws {
        isolated = try IsolatedChip(chip)
        self.family = family
        self.rows = rows
        table = chip.table(of: rows)
    }

    /// Columns of the second register's read, which rows with an immediate do not make: their cells there are free.
    static let accessOfImmediates: Set<String> = ["second previous timestamp", "second gap low"]

    /// Writes the read of the second register, right after that of the first, into a row that has none.
    static func readSecondRegister(_ row: inout RowCells) {
        row["second previous timestamp"] = row["timestamp"]
        row["second gap low"] = 0
    }

    func row(_ index: Int) -> RowCells { RowCells(isolated.chip, table.cells(ofRow: index)) }

    /// Every row of the run keeps all rules and says what happened.
    func checkHonestRows(sourceLocation: SourceLocation = #_sourceLocation) throws {
        #expect(table.usedRowCount > 0 && table.usedRowCount == rows.count, sourceLocation: sourceLocation)
        for index in 0..<table.usedRowCount {
            let verdict = try isolated.verdict(on: table.cells(ofRow: index))
            let meaning = RowMeaning(verdict.shown, of: family)
            let decoded = rows.instruction(index)
            let instruction: [UInt64] = [
                rows.programCounter(index), decoded.operation.rawValue, UInt64(decoded.rd),
                decoded.keepsResult ? 1 : 0, UInt64(decoded.rs1), UInt64(decoded.rs2),
                decoded.immediate & 0xffff_ffff, decoded.immediate >> 32,
            ]
            let isRight =
                verdict.broken.isEmpty && meaning == .isTrue
                && verdict.shown["instruction"]?.tuple == instruction.map { Goldilocks($0) }
                && verdict.shown["control in"]?.tuple[1].value == rows.timestamp(index)
            guard isRight else {
                let names = verdict.broken.map(\.description).sorted()
                Issue.record(
                    "row \(index), \(decoded.operation): \(meaning), breaks \(names)",
                    sourceLocation: sourceLocation
                )
                return
            }
        }
    }

    /// The checker of traces accepts one honest row of each operation.
    func checkTraces(sourceLocation: SourceLocation = #_sourceLocation) throws {
        for operation in operations {
            let index = try #require((0..<rows.count).last { rows.instruction($0).operation == operation })
            let violations = try isolated.violations(of: table.cells(ofRow: index))
            #expect(violations.isEmpty, "\(operation): \(violations)", sourceLocation: sourceLocation)
        }
    }

    /// The operations of the run, in the order of their numbers.
    var operations: [MachineOperation] {
        let found = Set((0..<rows.count).map { rows.instruction($0).operation })
        return MachineOperation.allCases.filter { found.contains($0) }
    }

    /// No cell of a used row can be changed, but for those of the columns listed, for the reason that the test gives.
    func checkMutations(free: Set<String>, seed: UInt64, sourceLocation: SourceLocation = #_sourceLocation) throws {
        var random = SplitMix64(seed: seed)
        var found: Set<String> = []
        for operation in operations {
            let candidates = (0..<rows.count).filter { rows.instruction($0).operation == operation }
            for index in [candidates[0], candidates[candidates.count / 2], candidates[candidates.count - 1]] {
                let honest = row(index)
                let shown = try isolated.verdict(on: honest.cells).shown
                for name in isolated.chip.columnNames {
                    let value = honest[name]
                    let others: [Goldilocks] = [
                        value + 1, value - 1, -value, value + Goldilocks(1 << 8), value + Goldilocks(1 << 15),
                        value + Goldilocks(1 << 16), value - Goldilocks(1 << 32), Goldilocks(random.next()),
                        table.cells(ofRow: (index + 1) % table.usedRowCount)[
                            isolated.chip.columnNames.firstIndex(of: name) ?? 0
                        ],
                    ]
                    for other in others where other != value {
                        var changed = honest
                        changed[name] = other
                        let verdict = try isolated.verdict(on: changed.cells)
                        guard verdict.broken.isEmpty, verdict.shown == shown else { continue }
                        found.insert(name)
                        guard free.contains(name) else {
                            Issue.record(
                                "\(operation), row \(index): \(name) may be \(other.value), seed \(seed)",
                                sourceLocation: sourceLocation
                            )
                            continue
                        }
                    }
                }
            }
        }
        #expect(found == free, sourceLocation: sourceLocation)
    }

    /// A row that keeps all rules is true, or asks for what the machine has not: several cells are changed at a time.
    func checkRandomRows(count: Int, seed: UInt64, sourceLocation: SourceLocation = #_sourceLocation) throws {
        var random = SplitMix64(seed: seed)
        let small: [Goldilocks] = [0, 1, 2, 3, -.one, Goldilocks(256), Goldilocks(1 << 16), Goldilocks(1 << 32)]
        let names = isolated.chip.columnNames
        for _ in 0..<count {
            var changed = row(Int.random(in: 0..<rows.count, using: &random))
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let name = names[Int.random(in: 0..<names.count, using: &random)]
                let step = small[Int.random(in: 0..<small.count, using: &random)]
                changed[name] = Bool.random(using: &random) ? step : changed[name] + step
            }
            let verdict = try isolated.verdict(on: changed.cells)
            guard verdict.broken.isEmpty, RowMeaning(verdict.shown, of: family) == .isFalse else { continue }
            Issue.record(
                "accepted: \(zip(names, changed.cells.map(\.value)).map { "\($0) \($1)" }), seed \(seed)",
                sourceLocation: sourceLocation
            )
            return
        }
    }

    /// Each rule is the only one that refuses some lie, for the judge of rows and for the checker of traces.
    func checkForgeries(_ forgeries: [ChipForgery], sourceLocation: SourceLocation = #_sourceLocation) throws {
        for forgery in forgeries {
            var row = RowCells(isolated.chip)
            if let operation = forgery.operation {
                let index = (0..<rows.count).first {
                    rows.instruction($0).operation == operation && forgery.fits(self.row($0))
                }
                row = self.row(try #require(index, "\(forgery.rule)", sourceLocation: sourceLocation))
            }
            forgery.change(&row)
            let verdict = try isolated.verdict(on: row.cells)
            let broken = verdict.broken.map(\.description).sorted()
            #expect(verdict.broken == [forgery.rule], "\(forgery.rule): \(broken)", sourceLocation: sourceLocation)
            let meaning = RowMeaning(verdict.shown, of: family)
            #expect(meaning == .isFalse, "\(forgery.rule)", sourceLocation: sourceLocation)
            let refused = try isolated.violations(of: row.cells)
            #expect(!refused.isEmpty, "\(forgery.rule)", sourceLocation: sourceLocation)
            let accepted = try isolated.violations(of: row.cells, without: forgery.rule)
            #expect(accepted.isEmpty, "\(forgery.rule): \(accepted)", sourceLocation: sourceLocation)
        }
        let forged = Set(forgeries.map(\.rule))
        let missing = isolated.rules.symmetricDifference(forged).map(\.description).sorted()
        #expect(missing.isEmpty, sourceLocation: sourceLocation)
    }

    /// Without any one of its words to the rest of the machine an honest row does not balance.
    func checkShownInteractions(sourceLocation: SourceLocation = #_sourceLocation) throws {
        let honest = try isolated.verdict(on: table.cells(ofRow: 0)).shown
        #expect(
            honest.keys.count == isolated.chip.interactions.count - isolated.rules.count
                + isolated.chip.constraints.count,
            sourceLocation: sourceLocation
        )
        for name in honest.keys.sorted() {
            var silent = honest
            silent[name] = IsolatedChip.Entry(multiplicity: .zero, tuple: honest[name]?.tuple ?? [])
            let isRead = honest[name]?.multiplicity.isZero == true
            #expect(isRead || RowMeaning(silent, of: family) == .isFalse, "\(name)", sourceLocation: sourceLocation)
        }
    }
}
