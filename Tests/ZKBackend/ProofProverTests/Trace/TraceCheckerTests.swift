import ProofProver
import ProofVerifier
import Testing

/// Cells that are looked up in a table of eight numbers, and sent to the verifier.
private struct LookupMachine {
    let numbers = Bus(id: 1, name: "numbers", arity: 2)
    let results = Bus(id: 2, name: "results", arity: 2)
    let used: Column
    let value: Column
    let cells: Chip
    let table: Chip
    let machine: Machine

    init() throws {
        var builder = ChipBuilder("cells", height: .dynamic(maximumLogHeight: 3))
        used = builder.column("used")
        value = builder.column("value")
        builder.require("used is boolean", isBoolean: used)
        builder.require("value is below 3", isZero: value * (value - 1) * (value - 2))
        builder.send("number", to: numbers, times: used, [Expression(1), value])
        builder.send("result", to: results, times: used, [builder.rowIndex(), value])
        cells = builder.build()
        var tableBuilder = ChipBuilder("table", height: .program(maximumLogHeight: 3))
        let (exists, number) = (tableBuilder.programColumn(0), tableBuilder.programColumn(1))
        _ = tableBuilder.lookupTable("number", on: numbers, [exists, number])
        table = tableBuilder.build()
        machine = try Machine(chips: [cells, table], buses: [numbers, results])
    }

    func trace(_ values: [UInt64]) -> Trace {
        var tables = [TraceTable(chip: cells), TraceTable(chip: table)]
        for number in values {
            let row = tables[0].appendRows()
            tables[0][used, row] = 1
            tables[0][value, row] = Goldilocks(number)
        }
        tables[1].appendRows(3)
        let fractions = values.enumerated().map { row, value in
            PublicFraction.receiving([Goldilocks(UInt64(row)), Goldilocks(value)], from: results)
        }
        var trace = Trace(
            tables: tables,
            program: ProgramColumns(columns: [[], [[1, 1, 1], [2, 0, 1]]]),
            publicFractions: fractions
        )
        trace.countLookups(of: machine)
        return trace
    }
}

@Suite("AIR: traces and their checker")
struct TraceCheckerTests {
    private let lookups: LookupMachine
    private let checker: TraceChecker

    init() throws {
        lookups = try LookupMachine()
        checker = TraceChecker(lookups.machine)
    }

    @Test("Lookups are counted from the interactions")
    func counts() {
        let trace = lookups.trace([1, 0, 1, 1, 2])
        #expect(trace.tables[1].columns == [[1, 1, 3]])
        #expect(checker.violations(in: trace).isEmpty)
        #expect(checker.violations(in: lookups.trace([])).isEmpty)
    }

    @Test("A broken constraint is named with its chip and row")
    func constraintReport() {
        var trace = lookups.trace([1, 0, 1])
        trace.tables[0][lookups.used, 2] = 3
        #expect(
            checker.violations(in: trace).first == .constraint(chip: "cells", row: 2, constraint: "used is boolean")
        )
        #expect(checker.violations(in: trace).first?.description == "cells, row 2: used is boolean")
    }

    @Test("Unbalanced tuples are reported by bus in order, with their excess, up to the limit")
    func imbalanceReport() {
        var trace = lookups.trace([1, 0, 1])
        trace.publicFractions[0].tuple[1] = 2
        trace.publicFractions.append(.sending([9, 9], to: lookups.results))
        let expected: [TraceViolation] = [
            .imbalance(bus: "results", tuple: [0, 1], excess: 1),
            .imbalance(bus: "results", tuple: [0, 2], excess: -.one),
            .imbalance(bus: "results", tuple: [9, 9], excess: 1),
        ]
        #expect(checker.violations(in: trace) == expected)
        #expect(checker.violations(in: trace, limit: 2) == Array(expected.prefix(2)))
        #expect(expected[1].description == "bus results: (0, 2) is received 1 times too often")
    }

    @Test("A value that the table lacks stays unbalanced")
    func missingNumber() {
        let violations = checker.violations(in: lookups.trace([1, 7]))
        #expect(violations.contains(.imbalance(bus: "numbers", tuple: [1, 7], excess: 1)))
    }

    @Test("Multiplicities that sum to zero in the field only by the table are refused")
    func tableMultiplicity() throws {
        var trace = lookups.trace([1, 1])
        let column = try #require(lookups.table.column(named: "number multiplicity"))
        trace.tables[1][column, 2] = 1
        #expect(checker.violations(in: trace) == [.imbalance(bus: "numbers", tuple: [1, 1], excess: 1)])
    }

    @Test("A public fraction must fit a bus, and look up where a table is")
    func publicFractions() {
        var trace = lookups.trace([1])
        for fraction in [
            PublicFraction(busID: 3, multiplicity: 1, tuple: [1]),
            PublicFraction(busID: 1, multiplicity: 1, tuple: [1, 2, 3]),
            .receiving([1, 2], from: lookups.numbers),
        ] {
            trace.publicFractions = [fraction]
            #expect(checker.violations(in: trace) == [.publicFraction(fraction)])
        }
    }

    @Test("Shapes are checked before values")
    func shapes() {
        func violation(_ edit: (inout Trace) -> Void) -> [TraceViolation] {
            var trace = lookups.trace([1])
            edit(&trace)
            return checker.violations(in: trace)
        }
        #expect(violation { $0.tables[0].appendRows(7) }.isEmpty)
        #expect(violation { $0.tables[0].appendRows(8) } == [.shape(.height(chip: "cells", usedRowCount: 9))])
        #expect(violation { $0.tables[1].appendRows(1) }.isEmpty)
        #expect(violation { $0.tables[1].appendRows(2) } == [.shape(.height(chip: "table", usedRowCount: 5))])
        #expect(violation { $0.tables.removeLast() } == [.shape(.tableCount(expected: 2, got: 1))])
        #expect(violation { $0.program.columns.removeLast() } == [.shape(.tableCount(expected: 2, got: 1))])
        #expect(violation { $0.program.columns[1].append([]) } == [.shape(.program(chip: "table"))])
        #expect(violation { $0.program.columns[0].append([1]) } == [.shape(.program(chip: "cells"))])
        #expect(
            violation { $0.tables[0] = $0.tables[1] } == [.shape(.columnCount(chip: "cells", expected: 2, got: 1))]
        )
    }

    @Test("Heights from a hostile header are refused without trapping", arguments: [-1, 9, 1 << 62, Int.max, Int.min])
    func hostileHeights(_ count: Int) {
        #expect(throws: ShapeError.height(chip: "cells", usedRowCount: count)) {
            try lookups.machine.logHeights(
                usedRowCounts: [count, 3],
                program: ProgramColumns(columns: [[], [[1, 1, 1], [2, 0, 1]]]),
                publicFractionCount: 0
            )
        }
    }

    @Test("Fixed heights are exact")
    func fixedHeights() throws {
        var builder = ChipBuilder("fixed", height: .fixed(logHeight: 2))
        let value = builder.column("value")
        builder.require("value is the row", isZero: value - builder.rowIndex())
        let machine = try Machine(chips: [builder.build()], buses: [])
        for count in [0, 3, 5, 8] {
            #expect(throws: ShapeError.height(chip: "fixed", usedRowCount: count)) {
                try machine.logHeights(
                    usedRowCounts: [count],
                    program: ProgramColumns(columns: [[]]),
                    publicFractionCount: 0
                )
            }
        }
        let program = ProgramColumns(columns: [[]])
        #expect(try machine.logHeights(usedRowCounts: [4], program: program, publicFractionCount: 0) == [2])
    }

    @Test("Interactions must be fewer than the field's order")
    func interactionTotal() throws {
        let bus = Bus(id: 1, name: "bus", arity: 1)
        var builder = ChipBuilder("tall", height: .dynamic(maximumLogHeight: 61))
        let used = builder.column("used")
        builder.require("used is boolean", isBoolean: used)
        for index in 0..<8 { builder.send("\(index)", to: bus, times: used, [used]) }
        let machine = try Machine(chips: [builder.build()], buses: [bus])
        let program = ProgramColumns(columns: [[]])
        #expect(throws: ShapeError.interactionTotal) {
            try machine.logHeights(usedRowCounts: [1 << 61], program: program, publicFractionCount: 0)
        }
        #expect(
            try machine.logHeights(usedRowCounts: [1 << 58], program: program, publicFractionCount: 0) == [58]
        )
        #expect(throws: ShapeError.interactionTotal) {
            try machine.logHeights(
                usedRowCounts: [1 << 60],
                program: program,
                publicFractionCount: Int(Goldilocks.order >> 1)
            )
        }
    }
}
