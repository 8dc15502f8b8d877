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

    @Test("Heights and steps that overflow are refused, whatever their size", arguments: [31, 60, 63, 64, 200])
    func overflow(maximumLogHeight: Int) {
        let chips = [Self.chip("a", maximumLogHeight: maximumLogHeight, passesOn: [{ time, _ in time + 4 }])]
        #expect(throws: MachineError.timestamps(logHeights: [maximumLogHeight], bits: 32)) { try Self.machine(chips) }
    }

    @Test("Control is passed on once, later by a constant")
    func steps() {
        let refused: [@Sendable (Column, Column) -> any ExpressionConvertible] = [
            { time, _ in time }, { time, other in time + other }, { _, other in other + 4 }, { time, _ in 2 * time },
            { _, _ in Expression(4) }, { time, _ in time - 4 },
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
        #expect(throws: MachineError.clockStep(chip: "maker", interaction: "out")) {
            try Self.machine([builder.build()])
        }
    }

    @Test("The clock is on a bus of the machine and on an element of its tuples")
    func references() {
        let chips = [Self.chip("a", maximumLogHeight: 4)]
        for (bus, element, bits) in [
            (Bus(id: 4, name: "other", arity: 2), 1, 32), (Self.control, 2, 32), (Self.control, -1, 32),
            (Self.control, 1, 0), (Self.control, 1, 64),
        ] {
            #expect(throws: MachineError.clock(bus: bus.name)) {
                try Self.machine(chips, element: element, bits: bits, bus: bus)
            }
        }
    }
}
