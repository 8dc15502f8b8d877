import Primitives
import ProofVerifier
import Testing

@Suite("AIR: timestamps")
struct MachineClockTests {
    private static let control = Bus(id: 3, name: "control", arity: 2)

    /// A chip that takes control at its timestamp and passes it on at the given one.
    private static func chip(
        _ name: String,
        maximumLogHeight: Int,
        passesOn: [@Sendable (Column, Column) -> any ExpressionConvertible] = []
    ) -> Chip {
        var builder = ChipBuilder(name, height: .dynamic(maximumLogHeight: maximumLogHeight))
        let (used, time, other) = (builder.column("used"), builder.column("time"), builder.column("other"))
        builder.require("used is boolean", isBoolean: used)
        builder.receive("in", from: control, times: used, [other, time])
        for (index, next) in passesOn.enumerated() {
            builder.send("out \(index)", to: control, times: used, [other, next(time, other)])
        }
        return builder.build()
    }

    private static func machine(
        _ chips: [Chip],
        element: Int = 1,
        first: UInt64 = 1,
        bits: Int = 32,
        bus: Bus = control
    ) throws(MachineError) -> Machine {
        try Machine(
            chips: chips,
            buses: [control],
            clock: MachineClock(bus: bus, element: element, first: first, bits: bits)
        )
    }

    @Test("The greatest heights of all chips that take control bound the last timestamp, to the row")
    func heights() throws {
        let step: @Sendable (Column, Column) -> any ExpressionConvertible = { time, _ in time + 4 }
        // 1 + 4 * (2^20 + 2^20) is above 2^23, and below 2^24.
        let chips = [
            Self.chip("a", maximumLogHeight: 20, passesOn: [step]), Self.chip("halt", maximumLogHeight: 20),
        ]
        #expect(throws: Never.self) { try Self.machine(chips, bits: 24) }
        #expect(throws: MachineError.timestamps(logHeights: [20, 20], bits: 23)) { try Self.machine(chips, bits: 23) }
        // Without the first timestamp's 1 the bound is 2^23 itself, which no timestamp of a row reaches.
        #expect(throws: Never.self) { try Self.machine(chips, first: 0, bits: 23) }
    }

    @Test("The longest step counts, whichever chip has it", arguments: [[4, 64], [64, 4]] as [[UInt64]])
    func longestStep(steps: [UInt64]) {
        let chips = steps.enumerated().map { index, step in
            Self.chip("\(index)", maximumLogHeight: 4, passesOn: [{ time, _ in time + Expression(step) }])
        }
        // 1 + 2 * 16 * 64 is above 2^11.
        #expect(throws: MachineError.timestamps(logHeights: [4, 4], bits: 11)) { try Self.machine(chips, bits: 11) }
        #expect(throws: Never.self) { try Self.machine(chips, bits: 12) }
    }

    @Test("A row that passes nothing on has a timestamp below the bound too")
    func haltAlone() {
        let chips = [Self.chip("halt", maximumLogHeight: 0)]
        #expect(throws: Never.self) { try Self.machine(chips, first: (1 << 24) - 1, bits: 24) }
        #expect(throws: MachineError.clock(bus: "control")) { try Self.machine(chips, first: 1 << 24, bits: 24) }
    }

    @Test("Every chip on the clock's bus is held to it")
    func everyChip() {
        var builder = ChipBuilder("second", height: .fixed(logHeight: 4))
        let (count, time) = (builder.column("count"), builder.column("time"))
        builder.exempt("in", because: "trusted")
        builder.receive("in", from: Self.control, times: count, [time, time])
        #expect(throws: MachineError.clockControl(chip: "second")) {
            try Self.machine([Self.chip("first", maximumLogHeight: 4), builder.build()])
        }
    }

    @Test("Heights and steps that overflow are refused, whatever their size", arguments: [31, 59, 60, 61])
    func overflow(maximumLogHeight: Int) {
        let chips = [Self.chip("a", maximumLogHeight: maximumLogHeight, passesOn: [{ time, _ in time + 8 }])]
        #expect(throws: MachineError.timestamps(logHeights: [maximumLogHeight], bits: 32)) { try Self.machine(chips) }
    }

    @Test("Control is passed on later by a positive constant")
    func steps() {
        let refused: [@Sendable (Column, Column) -> any ExpressionConvertible] = [
            { time, _ in time }, { time, other in time + other }, { _, other in other + 4 }, { time, _ in 2 * time },
            { _, _ in Expression(4) }, { time, _ in time - 4 }, { time, other in other + time },
        ]
        for next in refused {
            #expect(throws: MachineError.clockStep(chip: "a", interaction: "out 0")) {
                try Self.machine([Self.chip("a", maximumLogHeight: 4, passesOn: [next])])
            }
        }
        #expect(throws: Never.self) {
            try Self.machine([Self.chip("a", maximumLogHeight: 4, passesOn: [{ time, _ in 4 + time.expression }])])
        }
    }

    @Test("A chip that makes control without taking it is refused")
    func controlFromNothing() {
        var builder = ChipBuilder("maker", height: .dynamic(maximumLogHeight: 4))
        let (used, time) = (builder.column("used"), builder.column("time"))
        builder.require("used is boolean", isBoolean: used)
        builder.send("out", to: Self.control, times: used, [time, time + 4])
        #expect(throws: MachineError.clockControl(chip: "maker")) { try Self.machine([builder.build()]) }
    }

    @Test("Control that is passed on twice, by another multiplicity, or not by 0 or 1, is refused")
    func multiplicities() {
        let declarations: [(inout ChipBuilder, Column, Column, Column) -> Void] = [
            { builder, used, _, time in  // twice
                builder.receive("in", from: Self.control, times: used, [time, time])
                builder.send("out", to: Self.control, times: used, [time, time + 4])
                builder.send("again", to: Self.control, times: used, [time, time + 4])
            },
            { builder, used, other, time in  // passed on where it was not taken
                builder.receive("in", from: Self.control, times: used, [time, time])
                builder.send("out", to: Self.control, times: other, [time, time + 4])
            },
            { builder, used, _, time in  // taken twice
                builder.receive("in", from: Self.control, times: used, [time, time])
                builder.receive("again", from: Self.control, times: used, [time, time])
                builder.send("out", to: Self.control, times: used, [time, time + 4])
            },
            { builder, _, _, time in  // given instead of taken
                builder.receive("in", from: Self.control, times: Expression(-.one), [time, time])
            },
            { builder, _, _, time in
                let count = builder.column("count")
                builder.exempt("in", because: "trusted")
                builder.exempt("out", because: "trusted")
                builder.receive("in", from: Self.control, times: count, [time, time])
                builder.send("out", to: Self.control, times: count, [time, time + 4])
            },
            { builder, _, _, _ in _ = builder.lookupTable("in", on: Self.control, [Expression(0), builder.rowIndex()])
            },
        ]
        for declare in declarations {
            var builder = ChipBuilder("chip", height: .fixed(logHeight: 4))
            let (used, other, time) = (builder.column("used"), builder.column("other"), builder.column("time"))
            builder.require("used is boolean", isBoolean: used)
            builder.require("other is boolean", isBoolean: other)
            declare(&builder, used, other, time)
            #expect(throws: MachineError.clockControl(chip: "chip")) { try Self.machine([builder.build()]) }
        }
    }

    @Test("The verifier sends control once, at the first timestamp, and does nothing else on the bus")
    func start() throws {
        let machine = try Self.machine([Self.chip("a", maximumLogHeight: 4)])
        let start = PublicFraction.sending([9, 1], to: Self.control)
        #expect(machine.isStarted(by: [start]))
        #expect(machine.isStarted(by: [PublicFraction(busID: 9, multiplicity: 7, tuple: []), start]))
        let others: [[PublicFraction]] = [
            [], [start, start], [.sending([9, 2], to: Self.control)],
            [.sending([9, Goldilocks(1 << 40)], to: Self.control)],
            [.receiving([9, 1], from: Self.control)], [start, .receiving([9, 5], from: Self.control)],
            [PublicFraction(busID: Self.control.id, multiplicity: 2, tuple: [9, 1])],
            [PublicFraction(busID: Self.control.id, multiplicity: 1, tuple: [9])],
        ]
        for fractions in others {
            #expect(!machine.isStarted(by: fractions))
        }
    }

    @Test("No proof of a statement that does not start the clock has a shape")
    func unstartedStatement() throws {
        let machine = try Self.machine([Self.chip("a", maximumLogHeight: 4)])
        func shape(_ fractions: [PublicFraction]) throws(VerificationError) -> ProofShape {
            try ProofShape(
                statement: MachineStatement(
                    machine: machine,
                    programIdentity: .zero,
                    programColumns: ProgramColumns(columns: [[]]),
                    publicValues: [],
                    publicFractions: fractions
                ),
                usedRowCounts: [1],
                parameters: ProofParameters(securityBits: 24)
            )
        }
        #expect(throws: Never.self) { try shape([.sending([9, 1], to: Self.control)]) }
        for fractions in [[], [PublicFraction.sending([9, 2], to: Self.control)]] {
            #expect(throws: VerificationError.publicValues) { try shape(fractions) }
        }
    }

    @Test("The clock is on a bus of the machine and on an element of its tuples")
    func references() {
        let chips = [Self.chip("a", maximumLogHeight: 4)]
        for (bus, element, bits) in [
            (Bus(id: 4, name: "other", arity: 2), 1, 32), (Self.control, 2, 32), (Self.control, -1, 32),
            (Self.control, 1, 0), (Self.control, 1, 63), (Self.control, 1, 64),
        ] {
            #expect(throws: MachineError.clock(bus: bus.name)) {
                try Self.machine(chips, element: element, bits: bits, bus: bus)
            }
        }
    }
}
