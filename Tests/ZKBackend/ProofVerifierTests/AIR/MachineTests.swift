import ProofVerifier
import Testing

/// A small machine whose every element a test can change.
struct SmallMachine {
    var chipName = "cells"
    var columnNames = ["used", "value"]
    var height = Chip.Height.dynamic(maximumLogHeight: 4)
    var constraintName = "used is boolean"
    var constraint: (Column, Column) -> Expression = { used, _ in used * (used - 1) }
    var interactionName = "out"
    var sends = true
    var multiplicity: (Column, Column) -> Expression = { used, _ in Expression(used) }
    var tuple: (Column, Column) -> [any ExpressionConvertible] = { _, value in [value] }
    var usesRowIndex = true
    var programIndex = 0
    var table = false
    var bus = Bus(id: 1, name: "numbers", arity: 1)
    var otherBuses: [Bus] = []
    var exemption: String?
    var clock: MachineClock?

    var chip: Chip {
        var builder = ChipBuilder(chipName, height: height)
        let (used, value) = (builder.column(columnNames[0]), builder.column(columnNames[1]))
        if usesRowIndex { _ = builder.rowIndex() } else { _ = builder.programColumn(programIndex) }
        builder.require(constraintName, isZero: constraint(used, value))
        builder.require("used is 0 or 1", isBoolean: used)
        builder.require("value is 0 or 1", isBoolean: value)
        if let exemption { builder.exempt(interactionName, because: exemption) }
        if table {
            _ = builder.lookupTable(interactionName, on: bus, [builder.rowIndex()])
        } else if sends {
            builder.send(interactionName, to: bus, times: multiplicity(used, value), tuple(used, value))
        } else {
            builder.receive(interactionName, from: bus, times: multiplicity(used, value), tuple(used, value))
        }
        return builder.build()
    }

    func machine() throws(MachineError) -> Machine {
        try Machine(chips: [chip], buses: [bus] + otherBuses, clock: clock)
    }
}

@Suite("AIR: a machine's description")
struct MachineTests {
    @Test("The digest depends on every element of the description")
    func digestBindsEverything() throws {
        var machines = [SmallMachine()]
        func vary(_ edit: (inout SmallMachine) -> Void) {
            var machine = SmallMachine()
            edit(&machine)
            machines.append(machine)
        }
        vary { $0.chipName = "other" }
        vary { $0.columnNames = ["used", "word"] }
        vary { $0.columnNames = ["used", "valuew"] }
        vary { $0.height = .dynamic(maximumLogHeight: 5) }
        vary { $0.height = .fixed(logHeight: 4) }
        vary { $0.height = .program(maximumLogHeight: 4) }
        vary { $0.constraintName = "other" }
        vary { $0.constraint = { used, _ in used * (used - 2) } }
        vary { $0.constraint = { used, value in used * (value - 1) } }
        vary { $0.constraint = { used, _ in used + (used - 1) - (used - 1) } }
        vary { $0.interactionName = "other" }
        vary { $0.sends = false }
        vary { $0.multiplicity = { _, value in Expression(value) } }
        vary { $0.tuple = { used, _ in [used] } }
        vary { $0.tuple = { used, value in [value * used] } }
        vary { $0.usesRowIndex = false }
        vary {
            $0.usesRowIndex = false
            $0.programIndex = 1
        }
        vary { $0.bus = Bus(id: 2, name: "numbers", arity: 1) }
        vary { $0.bus = Bus(id: 1, name: "other", arity: 1) }
        vary {
            $0.bus = Bus(id: 1, name: "numbers", arity: 2)
            $0.tuple = { used, value in [used, value] }
        }
        vary { $0.otherBuses = [Bus(id: 7, name: "more", arity: 1)] }
        vary {
            $0.table = true
            $0.height = .fixed(logHeight: 4)
        }
        for reason in ["one", "other"] {
            vary {
                $0.multiplicity = { used, value in used + value }
                $0.exemption = reason
            }
        }
        vary {
            $0.interactionName = "named"
            $0.multiplicity = { used, value in used + value }
            $0.exemption = "one"
        }
        for (id, element) in [(7, 0), (8, 0), (7, 1)] {
            vary {
                let control = Bus(id: id, name: "control", arity: 2)
                $0.otherBuses = [Bus(id: 15 - id, name: "other", arity: 2), control]
                $0.clock = MachineClock(bus: control, element: element, first: 1, bits: 32)
            }
        }
        for (first, bits) in [(UInt64(1), 32), (2, 32), (1, 31)] {
            vary {
                let control = Bus(id: 7, name: "more", arity: 1)
                $0.otherBuses = [control]
                $0.clock = MachineClock(bus: control, element: 0, first: first, bits: bits)
            }
        }
        let digests = try machines.map { try $0.machine().digest }
        #expect(Set(digests).count == machines.count)
        #expect(try SmallMachine().machine().digest == digests[0])
    }

    @Test("The order of chips and the removal of a rule change the digest")
    func digestBindsOrder() throws {
        var (first, second) = (SmallMachine(), SmallMachine())
        (first.chipName, second.chipName) = ("a", "b")
        let machine = try Machine(chips: [first.chip, second.chip], buses: [first.bus])
        let digests = try [
            machine, Machine(chips: [second.chip, first.chip], buses: [first.bus]),
            machine.removing(constraint: "used is boolean", from: "a"),
            machine.removing(constraint: "used is boolean", from: "b"),
            machine.removing(interactions: ["out"], from: "a"), machine.removing(bus: first.bus),
        ].map(\.digest)
        #expect(Set(digests).count == digests.count)
    }

    @Test("Degrees are computed from the expressions")
    func degrees() throws {
        var builder = ChipBuilder("degrees", height: .dynamic(maximumLogHeight: 1))
        let (a, b) = (builder.column("a"), builder.column("b"))
        let row = builder.rowIndex()
        let product = (a + b) * (a - 1)
        #expect(Expression(7).degree == 0)
        #expect(row.degree == 1)
        #expect((a + b).degree == 1)
        #expect(product.degree == 2)
        #expect((product * row).degree == 3)
        #expect((product * 5 + a).degree == 2)
        #expect((product * 0).degree == 0)
        var machine = SmallMachine()
        machine.constraint = { used, value in used * value * (value - 1) }
        #expect(try machine.machine().degree == 3)
    }

    @Test("A degree above the limit is refused wherever it is")
    func degreeLimit() throws {
        let fourth: @Sendable (Column, Column) -> Expression = { used, value in used * value * (value * value) }
        var machine = SmallMachine()
        machine.constraint = fourth
        #expect(throws: MachineError.degree(chip: "cells", element: "constraint used is boolean", degree: 4)) {
            try machine.machine()
        }
        machine = SmallMachine()
        machine.multiplicity = fourth
        #expect(throws: MachineError.degree(chip: "cells", element: "interaction out", degree: 4)) {
            try machine.machine()
        }
        machine = SmallMachine()
        machine.tuple = { [fourth($0, $1)] }
        #expect(throws: MachineError.degree(chip: "cells", element: "interaction out", degree: 4)) {
            try machine.machine()
        }
    }

    @Test("A row of zeros must keep every rule where rows may be unused")
    func paddingRows() throws {
        var machine = SmallMachine()
        machine.constraint = { used, _ in used - 1 }
        #expect(throws: MachineError.padding(chip: "cells", element: "constraint used is boolean")) {
            try machine.machine()
        }
        machine.height = .fixed(logHeight: 2)
        #expect(throws: Never.self) { try machine.machine() }
        machine = SmallMachine()
        machine.multiplicity = { used, _ in 1 - used }
        #expect(throws: MachineError.padding(chip: "cells", element: "interaction out")) { try machine.machine() }
        machine.height = .program(maximumLogHeight: 2)
        #expect(throws: MachineError.padding(chip: "cells", element: "interaction out")) { try machine.machine() }

        var builder = ChipBuilder("numbered", height: .dynamic(maximumLogHeight: 2))
        let (value, row) = (builder.column("value"), builder.rowIndex())
        builder.require("value is the row", isZero: value - row)
        #expect(throws: MachineError.padding(chip: "numbered", element: "constraint value is the row")) {
            try Machine(chips: [builder.build()], buses: [])
        }
    }

    @Test("Names, buses, tuples and columns must fit")
    func references() throws {
        func expect(_ error: MachineError, _ edit: (inout SmallMachine) -> Void) {
            var machine = SmallMachine()
            edit(&machine)
            #expect(throws: error) { try machine.machine() }
        }
        expect(.repeatedName(what: "column of cells", name: "used")) { $0.columnNames = ["used", "used"] }
        expect(.tupleLength(chip: "cells", interaction: "out", expected: 1, got: 2)) {
            $0.tuple = { used, value in [used, value] }
        }
        expect(.bus(name: "numbers")) { $0.bus = Bus(id: 0, name: "numbers", arity: 1) }
        expect(.repeatedName(what: "bus number", name: "1")) { $0.otherBuses = [Bus(id: 1, name: "more", arity: 3)] }
        expect(.repeatedName(what: "bus", name: "numbers")) { $0.otherBuses = [Bus(id: 2, name: "numbers", arity: 1)] }
        let small = SmallMachine()
        #expect(throws: MachineError.repeatedName(what: "chip", name: "cells")) {
            try Machine(chips: [small.chip, small.chip], buses: [small.bus])
        }
        #expect(throws: MachineError.unknownBus(chip: "cells", interaction: "out")) {
            try Machine(chips: [small.chip], buses: [])
        }
        var other = ChipBuilder("other", height: .dynamic(maximumLogHeight: 1))
        let foreign = (0..<3).map { other.column("\($0)") }
        expect(.foreignColumn(chip: "cells", element: "constraint used is boolean")) {
            $0.constraint = { _, _ in Expression(foreign[2]) }
        }
    }
}
