import ProofVerifier
import Testing

/// What stands on a lookup table's bus beside the table.
@Suite("AIR: refused lookup tables")
struct LookupRuleTests {
    private static let range = Bus(id: 1, name: "range", arity: 1)

    private static func numbers(_ height: Chip.Height = .fixed(logHeight: 4)) -> Chip {
        var builder = ChipBuilder("numbers", height: height)
        _ = builder.lookupTable("row", on: range, [builder.rowIndex()])
        return builder.build()
    }

    /// A chip with a boolean selector whose interaction is declared by the test.
    private static func user(
        _ name: String = "user",
        height: Chip.Height = .dynamic(maximumLogHeight: 4),
        _ declare: (inout ChipBuilder, Column, Column) -> Void
    ) -> Chip {
        var builder = ChipBuilder(name, height: height)
        let (used, value) = (builder.column("used"), builder.column("value"))
        builder.require("used is boolean", isBoolean: used)
        declare(&builder, used, value)
        return builder.build()
    }

    private static let honest = user { $0.send("in range", to: range, times: $1, [$2]) }

    @Test("A chip that receives from a table's bus would take what others send to the table")
    func receivers() {
        let receiver = Self.user("other") { $0.receive("in range", from: Self.range, times: $1, [$2]) }
        #expect(throws: MachineError.lookupBus(chip: "other", interaction: "in range")) {
            try Machine(chips: [Self.honest, receiver, Self.numbers()], buses: [Self.range])
        }
    }

    @Test("A lookup of -1 would take back another", arguments: [true, false])
    func negativeLookups(sends: Bool) {
        let other = Self.user("other", height: .fixed(logHeight: 0)) { builder, _, value in
            if sends {
                builder.send("back", to: Self.range, times: Expression(-.one), [value])
            } else {
                builder.receive("back", from: Self.range, times: Expression(1), [value])
            }
        }
        #expect(throws: MachineError.lookupBus(chip: "other", interaction: "back")) {
            try Machine(chips: [Self.honest, other, Self.numbers()], buses: [Self.range])
        }
    }

    @Test("No exemption lets a lookup have another number than 0 or 1")
    func exemptedLookups() {
        let other = Self.user("other") { builder, _, value in
            let count = builder.column("count")
            builder.exempt("in range", because: "trusted")
            builder.send("in range", to: Self.range, times: count, [value])
        }
        #expect(throws: MachineError.lookupBus(chip: "other", interaction: "in range")) {
            try Machine(chips: [other, Self.numbers()], buses: [Self.range])
        }
    }

    @Test("A table whose length the header decides")
    func dynamicHeight() {
        let table = Self.numbers(.dynamic(maximumLogHeight: 10))
        #expect(throws: MachineError.lookupHeight(chip: "numbers", interaction: "row")) {
            try Machine(chips: [Self.honest, table], buses: [Self.range])
        }
    }

    @Test("A program's table needs an element that its rows beyond the program lack")
    func rowsBeyondTheProgram() {
        let pair = Bus(id: 2, name: "pair", arity: 2)
        func machine(
            table: (inout ChipBuilder) -> [any ExpressionConvertible],
            lookup: (Column) -> [any ExpressionConvertible]
        ) throws(MachineError) -> Machine {
            var builder = ChipBuilder("table", height: .program(maximumLogHeight: 4))
            _ = builder.lookupTable("row", on: pair, table(&builder))
            let user = Self.user { $0.send("in table", to: pair, times: $1, lookup($2)) }
            return try Machine(chips: [user, builder.build()], buses: [pair])
        }
        #expect(throws: Never.self) {
            try machine(table: { [$0.programColumn(0), $0.programColumn(1)] }, lookup: { [Expression(1), $0] })
        }
        #expect(throws: Never.self) {
            try machine(table: { [$0.rowIndex(), 3 * $0.programColumn(1)] }, lookup: { [$0, Expression(6)] })
        }
        let open = MachineError.openLookup(chip: "table", interaction: "row")
        #expect(throws: open) {
            try machine(table: { [$0.programColumn(0), $0.programColumn(1)] }, lookup: { [$0, $0] })
        }
        #expect(throws: open) {
            try machine(table: { [$0.programColumn(0), $0.programColumn(1)] }, lookup: { [Expression(0), $0] })
        }
        #expect(throws: open) {
            try machine(table: { [$0.programColumn(0) + 1, $0.programColumn(1)] }, lookup: { [Expression(1), $0] })
        }
        #expect(throws: open) {
            try machine(table: { [$0.rowIndex(), $0.programColumn(1)] }, lookup: { [Expression(1), $0] })
        }
        for element: @Sendable (inout ChipBuilder) -> Expression in [
            { $0.rowIndex() + $0.programColumn(0) }, { $0.programColumn(0) - $0.rowIndex() },
            { $0.rowIndex() - $0.programColumn(0) }, { $0.programColumn(0) + $0.rowIndex() },
            { ($0.programColumn(0) + 2) * $0.rowIndex() }, { $0.rowIndex() * ($0.programColumn(0) + 2) },
        ] {
            #expect(throws: open) {
                try machine(table: { [element(&$0), $0.rowIndex()] }, lookup: { [Expression(1), $0] })
            }
        }
    }

    @Test("A table as long as the program has rows beyond it, even if it reads its row's number alone")
    func rowNumbersOfAProgram() {
        let table = Self.numbers(.program(maximumLogHeight: 4))
        #expect(throws: MachineError.openLookup(chip: "numbers", interaction: "row")) {
            try Machine(chips: [Self.honest, table], buses: [Self.range])
        }
    }

    @Test("Every table, every lookup and every chip is looked at, the table's own too")
    func allOfThem() {
        let pair = Bus(id: 2, name: "pair", arity: 2)
        var second = ChipBuilder("second", height: .fixed(logHeight: 4))
        _ = second.lookupTable("row", on: pair, [second.rowIndex(), second.column("value")])
        #expect(throws: MachineError.committedLookup(chip: "second", interaction: "row")) {
            try Machine(chips: [Self.honest, Self.numbers(), second.build()], buses: [Self.range, pair])
        }
        var own = ChipBuilder("own", height: .fixed(logHeight: 4))
        _ = own.lookupTable("row", on: Self.range, [own.rowIndex()])
        own.receive("back", from: Self.range, times: Expression(1), [own.column("value")])
        #expect(throws: MachineError.lookupBus(chip: "own", interaction: "back")) {
            try Machine(chips: [own.build()], buses: [Self.range])
        }
        var program = ChipBuilder("program", height: .program(maximumLogHeight: 4))
        _ = program.lookupTable("row", on: pair, [program.programColumn(0), program.programColumn(1)])
        let closed = Self.user("closed") { $0.send("row", to: pair, times: $1, [Expression(1), $2]) }
        let open = Self.user("open") { $0.send("row", to: pair, times: $1, [$2, $2]) }
        #expect(throws: MachineError.openLookup(chip: "program", interaction: "row")) {
            try Machine(chips: [closed, open, program.build()], buses: [pair])
        }
    }

    @Test("The verifier's own lookups are of rows that the program has")
    func publicLookupsOfTheProgram() throws {
        let pair = Bus(id: 2, name: "pair", arity: 2)
        var builder = ChipBuilder("program", height: .program(maximumLogHeight: 4))
        _ = builder.lookupTable("row", on: pair, [builder.programColumn(0), builder.programColumn(1)])
        let machine = try Machine(chips: [builder.build()], buses: [pair])
        #expect(machine.accepts(.sending([1, 0], to: pair)))
        #expect(machine.accepts(.sending([0, 7], to: pair)))
        #expect(!machine.accepts(.sending([0, 0], to: pair)))
    }

    @Test("The verifier too may only look up on a table's bus")
    func publicFractions() throws {
        let machine = try Machine(chips: [Self.honest, Self.numbers()], buses: [Self.range])
        #expect(machine.accepts(.sending([3], to: Self.range)))
        #expect(!machine.accepts(.receiving([3], from: Self.range)))
        #expect(!machine.accepts(PublicFraction(busID: 1, multiplicity: 2, tuple: [3])))
        #expect(!machine.accepts(.sending([3, 4], to: Self.range)))
    }
}
