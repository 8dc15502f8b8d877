import Primitives
import ProofProver
import ProofVerifier
import Testing

/// Columns that are not committed: a proof of a machine whose constraints copy each of them is accepted, so what the
/// verifier evaluates is the extension of what the prover writes out, and a copy of another row's value is refused.
@Suite struct FixedColumnTests {
    private static let pair = Bus(id: 1, name: "pair", arity: 2)
    /// Rows of the program's table: no power of two, nor all ones.
    private static let rowCount = 13

    /// One chip of fixed height with every kind of column, and one whose height is the program's.
    private static func machine() throws -> Machine {
        var fixed = ChipBuilder("fixed", height: .fixed(logHeight: 5))
        let columns = [
            fixed.rowIndex(), fixed.rowBits(from: 0, count: 2), fixed.rowBits(from: 2, count: 3),
            fixed.rowBits(from: 3, count: 9), fixed.rowAnd(bits: 2), fixed.rowAnd(bits: 3),
            fixed.constants((0..<32).map { Goldilocks(UInt64($0) &* 0x9e37_79b9) }),
        ]
        for (index, column) in columns.enumerated() {
            fixed.require("copy \(index)", isZero: fixed.column("copy \(index)") - column)
        }
        var program = ChipBuilder("program", height: .program(maximumLogHeight: 6))
        let (exists, value) = (program.programRow(), program.programColumn(0))
        // Rows beyond the program's are zero in the committed columns, and so is each rule there.
        let copy = program.column("exists")
        program.require("copy of exists", isZero: copy * (copy - exists))
        program.require("copy of value", isZero: copy * (program.column("value") - value))
        return try Machine(chips: [fixed.build(), program.build()], buses: [pair])
    }

    private static func trace(of machine: Machine) throws -> Trace {
        let values = (0..<rowCount).map { Goldilocks(UInt64(1000 + $0)) }
        var fixed = TraceTable(chip: machine.chips[0], rowCount: 32)
        for (index, column) in machine.chips[0].fixedColumns.enumerated() {
            let copy = try #require(machine.chips[0].column(named: "copy \(index)"))
            fixed.fill(copy) { column.value(row: $0, program: []) }
        }
        var program = TraceTable(chip: machine.chips[1], rowCount: rowCount)
        let exists = try #require(machine.chips[1].column(named: "exists"))
        let value = try #require(machine.chips[1].column(named: "value"))
        program.fill(exists) { _ in .one }
        program.fill(value) { values[$0] }
        return Trace(
            tables: [fixed, program],
            program: ProgramColumns(columns: [[], [values]]),
            publicFractions: []
        )
    }

    private static func verify(_ trace: Trace, on machine: Machine, programColumns: ProgramColumns? = nil) throws {
        func statement(_ columns: ProgramColumns) -> MachineStatement {
            MachineStatement(
                machine: machine,
                programIdentity: .zero,
                programColumns: columns,
                publicValues: [],
                publicFractions: []
            )
        }
        let parameters = ProofParameters(securityBits: 24)
        let proof = try MachineProver.prove(
            trace,
            statement: statement(trace.program),
            parameters: parameters,
            workers: .one,
            unchecked: true
        )
        try MachineVerifier.verify(proof, statement: statement(programColumns ?? trace.program), parameters: parameters)
    }

    @Test func everyKindIsEvaluatedAsItIsWritten() throws {
        let machine = try Self.machine()
        let trace = try Self.trace(of: machine)
        #expect(TraceChecker(machine).violations(in: trace) == [])
        try Self.verify(trace, on: machine)
    }

    @Test func aCopyOfAnotherValueIsRefused() throws {
        let machine = try Self.machine()
        for (chip, table) in try Self.trace(of: machine).tables.enumerated() {
            for place in table.columns.indices {
                var trace = try Self.trace(of: machine)
                let column = try #require(machine.chips[chip].column(named: machine.chips[chip].columnNames[place]))
                trace.tables[chip][column, 7] += .one
                #expect(TraceChecker(machine).violations(in: trace).count == 1)
                #expect(throws: VerificationError.self) { try Self.verify(trace, on: machine) }
            }
        }
    }

    @Test func anotherProgramIsRefused() throws {
        let machine = try Self.machine()
        let trace = try Self.trace(of: machine)
        for row in [0, 7, Self.rowCount - 1] {
            var other = trace.program
            other.columns[1][0][row] += .one
            #expect(throws: VerificationError.self) {
                try Self.verify(trace, on: machine, programColumns: other)
            }
        }
        var shorter = trace.program
        shorter.columns[1][0].removeLast()
        #expect(throws: VerificationError.self) { try Self.verify(trace, on: machine, programColumns: shorter) }
    }

    @Test func columnsThatDoNotFitTheirChipAreRefused() {
        func machine(_ height: Chip.Height, _ column: (inout ChipBuilder) -> Expression) throws {
            var builder = ChipBuilder("chip", height: height)
            let value = column(&builder)
            builder.require("copy", isZero: builder.column("copy") * (builder.column("other") - value))
            _ = try Machine(chips: [builder.build()], buses: [])
        }
        #expect(throws: Never.self) { try machine(.fixed(logHeight: 1)) { $0.constants([.one, .zero]) } }
        for height in [.fixed(logHeight: 2), .dynamic(maximumLogHeight: 1), .program(maximumLogHeight: 1)]
            as [Chip.Height]
        {
            #expect(throws: MachineError.fixedColumn(chip: "chip")) {
                try machine(height) { $0.constants([.one, .zero]) }
            }
        }
        for (low, count) in [(-1, 1), (0, 0), (64, 1), (0, 64), (.max, .max)] {
            #expect(throws: MachineError.fixedColumn(chip: "chip")) {
                try machine(.fixed(logHeight: 1)) { $0.rowBits(from: low, count: count) }
            }
        }
        for bits in [0, -1, 31] {
            #expect(throws: MachineError.fixedColumn(chip: "chip")) {
                try machine(.fixed(logHeight: 1)) { $0.rowAnd(bits: bits) }
            }
        }
    }
}
