import Primitives
import ProofProver
import ProofVerifier
import Testing

@Suite("Chips without committed columns")
struct ColumnlessChipTests {
    private static let range = Bus(id: 1, name: "range", arity: 1)

    @Test("A chip may be taller than the committed table when it has no columns in it", arguments: [8, 9, 12, 13])
    func tallerThanTheTable(logHeight: Int) throws {
        var zeros = ChipBuilder("zeros", height: .fixed(logHeight: logHeight))
        zeros.send("zero", to: Self.range, times: Expression(1), [Expression(0)])
        var table = ChipBuilder("table", height: .fixed(logHeight: 0))
        _ = table.lookupTable("row", on: Self.range, [table.rowIndex()])
        let machine = try Machine(chips: [zeros.build(), table.build()], buses: [Self.range])
        var tables = machine.chips.map { TraceTable(chip: $0) }
        tables[0].appendRows(1 << logHeight)
        tables[1].appendRows(1)
        let program = ProgramColumns(columns: [[], []])
        var trace = Trace(tables: tables, program: program, publicFractions: [])
        trace.countLookups(of: machine)
        let statement = MachineStatement(
            machine: machine,
            programIdentity: .zero,
            programColumns: program,
            publicValues: [],
            publicFractions: []
        )
        let proof = try MachineProver.prove(trace, statement: statement, parameters: .reduced, workers: .one)
        #expect(throws: Never.self) {
            try MachineVerifier.verify(proof, statement: statement, parameters: .reduced)
        }
    }

    @Test("A header that asks for more than 2^32 leaves is refused before anything is as long as they are")
    func tooManyLeaves() throws {
        var zeros = ChipBuilder("zeros", height: .fixed(logHeight: 33))
        zeros.send("zero", to: Self.range, times: Expression(1), [Expression(0)])
        var table = ChipBuilder("table", height: .fixed(logHeight: 0))
        _ = table.lookupTable("row", on: Self.range, [table.rowIndex()])
        let machine = try Machine(chips: [zeros.build(), table.build()], buses: [Self.range])
        let statement = MachineStatement(
            machine: machine,
            programIdentity: .zero,
            programColumns: ProgramColumns(columns: [[], []]),
            publicValues: [],
            publicFractions: []
        )
        #expect(throws: VerificationError.shape(.leafTotal(logCount: 34))) {
            try ProofShape(statement: statement, usedRowCounts: [1 << 33, 1], parameters: .reduced)
        }
    }

    @Test("The stacked weight has a value at points of the layout's size only")
    func sizesOfPoints() throws {
        let shapes = [StackedLayout.Shape(usedRowCount: 5000, logHeight: 13, columnCount: 2)]
        let layout = StackedLayout(shapes: shapes)
        func claim(_ count: Int) -> StackedClaim {
            StackedClaim(layout: layout, point: [CubicExtension](repeating: .one, count: count), gamma: .one)
        }
        let location = [CubicExtension](repeating: .zero, count: layout.variableCount)
        #expect(throws: Never.self) { try claim(13).weight(at: location) }
        #expect(throws: VerificationError.verifierFault(expected: 13, got: 12)) {
            try claim(12).weight(at: location)
        }
        for count in [layout.variableCount - 1, layout.variableCount + 1] {
            #expect(throws: VerificationError.verifierFault(expected: layout.variableCount, got: count)) {
                try claim(13).weight(at: [CubicExtension](repeating: .zero, count: count))
            }
        }
    }
}
