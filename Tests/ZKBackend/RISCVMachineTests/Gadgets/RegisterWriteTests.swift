import ProofProver
import ProofVerifier
import RISCVMachine
import RISCVProver
import Testing

/// A machine of nothing but register writes: the verifier sends the registers' first entries and receives their last
/// ones.
private struct WriteMachine {
    static let buses = AccessBuses(
        memory: Bus(id: 1, name: "memory", arity: 5),
        range: Bus(id: 2, name: "range", arity: 1)
    )
    static let control = Bus(id: 3, name: "control", arity: 1)

    let used: Column
    let time: Column
    let value: LimbColumns
    let destination: RegisterWrite
    let machine: Machine

    init() throws {
        var builder = ChipBuilder("writes", height: .dynamic(maximumLogHeight: 4))
        used = builder.column("used")
        time = builder.column("time")
        builder.require("used is boolean", isBoolean: used)
        value = LimbColumns("value", in: &builder, times: used, range: Self.buses.range)
        destination = RegisterWrite(
            of: value.value,
            in: &builder,
            times: used,
            timestamp: time.expression,
            buses: Self.buses
        )
        var range = ChipBuilder("range", height: .fixed(logHeight: 16))
        _ = range.lookupTable("integer", on: Self.buses.range, [range.rowIndex()])
        builder.receive("control in", from: Self.control, times: used, [time])
        builder.send("control out", to: Self.control, times: used, [time + 1])
        // Accesses alone are judged here: without control, rows may stand at any time.
        machine = try Machine(
            chips: [builder.build(), range.build()],
            buses: [Self.buses.memory, Self.buses.range, Self.control],
            clock: MachineClock(bus: Self.control, element: 0, first: 1, bits: MemoryAccess.timestampBits)
        ).removing(bus: Self.control)
    }

    struct Write {
        var register: UInt64
        var keeps: UInt64 = 1
        var value: UInt64
        var record: AccessRecord
    }

    /// The violations of a trace of these writes, where the verifier expects `final` to be in the register.
    func violations(
        of writes: [Write],
        final: (value: UInt64, timestamp: UInt64),
        change: (inout TraceTable) -> Void = { _ in }
    ) -> [TraceViolation] {
        var tables = machine.chips.map { TraceTable(chip: $0) }
        for write in writes {
            let row = tables[0].appendRows()
            tables[0][used, row] = .one
            tables[0][time, row] = Goldilocks(write.record.timestamp)
            value.write(write.value, to: &tables[0], row: row)
            destination.write(register: write.register, keeps: write.keeps, write.record, to: &tables[0], row: row)
        }
        change(&tables[0])
        tables[1].appendRows(1 << 16)
        let register = Goldilocks(writes[0].register)
        let space = Goldilocks(MemorySpace.register.rawValue)
        var trace = Trace(
            tables: tables,
            program: ProgramColumns(columns: [[], []]),
            publicFractions: [
                .sending([space, register, .zero, .zero, .zero], to: Self.buses.memory),
                .receiving(
                    [space, register, final.value.lowHalf, final.value.highHalf, Goldilocks(final.timestamp)],
                    from: Self.buses.memory
                ),
            ]
        )
        trace.countLookups(of: machine)
        return TraceChecker(machine).violations(in: trace)
    }
}

@Suite("RISC-V gadgets: register writes")
struct RegisterWriteTests {
    private let writes: WriteMachine
    private let first = AccessRecord(oldValue: 0, previousTimestamp: 0, timestamp: 5)
    private let word: UInt64 = 0x0123_4567_89ab_cdef

    init() throws {
        writes = try WriteMachine()
    }

    /// The buses that do not balance.
    private func brokenBuses(_ violations: [TraceViolation]) -> Set<String> {
        Set(violations.compactMap { if case .imbalance(let bus, _, _) = $0 { bus } else { nil } })
    }

    @Test("A register holds the last word that was written, in whole")
    func lastWrite() {
        let second = AccessRecord(oldValue: word, previousTimestamp: 5, timestamp: 70_000)
        let trace = [
            WriteMachine.Write(register: 7, value: word, record: first),
            WriteMachine.Write(register: 7, value: .max, record: second),
        ]
        #expect(writes.violations(of: trace, final: (.max, 70_000)) == [])
        #expect(brokenBuses(writes.violations(of: trace, final: (word, 70_000))) == ["memory"])
        #expect(brokenBuses(writes.violations(of: trace, final: (.max, 5))) == ["memory"])
    }

    @Test("x0 drops the result, and no other number does")
    func zeroRegister() {
        let drop = [WriteMachine.Write(register: 0, keeps: 0, value: word, record: first)]
        #expect(writes.violations(of: drop, final: (0, 5)) == [])
        #expect(brokenBuses(writes.violations(of: drop, final: (word, 5))) == ["memory"])
        let keep = [WriteMachine.Write(register: 0, keeps: 1, value: word, record: first)]
        #expect(brokenBuses(writes.violations(of: keep, final: (0, 5))) == ["memory"])
    }

    @Test(
        "A write at the time of the entry that it replaces, or before, is refused",
        arguments: [0, 1, 1 << 32] as [UInt64]
    )
    func order(lateness: UInt64) {
        let record = AccessRecord(oldValue: 0, previousTimestamp: 0, timestamp: 0 &- lateness)
        let trace = [WriteMachine.Write(register: 7, value: word, record: record)]
        #expect(brokenBuses(writes.violations(of: trace, final: (word, record.timestamp))) == ["range"])
    }

    @Test(
        "A machine with accesses needs a clock that keeps their timestamps apart",
        arguments: [nil, 33, 40] as [Int?]
    )
    func clock(bits: Int?) {
        var builder = ChipBuilder("chip", height: .dynamic(maximumLogHeight: 4))
        let (used, time) = (builder.column("used"), builder.column("time"))
        builder.require("used is boolean", isBoolean: used)
        let value = WordColumns("value", in: &builder)
        _ = RegisterWrite(
            of: value.value,
            in: &builder,
            times: used,
            timestamp: time.expression,
            buses: WriteMachine.buses
        )
        builder.receive("control in", from: WriteMachine.control, times: used, [time])
        builder.send("control out", to: WriteMachine.control, times: used, [time + 4])
        let chip = builder.build()
        #expect(throws: MachineError.noClock(chip: "chip", bits: MemoryAccess.timestampBits)) {
            try Machine(
                chips: [chip],
                buses: [WriteMachine.buses.memory, WriteMachine.buses.range, WriteMachine.control],
                clock: bits.map { MachineClock(bus: WriteMachine.control, element: 0, first: 1, bits: $0) }
            )
        }
    }

    @Test("An old value that was never there is refused")
    func oldValue() {
        let record = AccessRecord(oldValue: 1, previousTimestamp: 0, timestamp: 5)
        let trace = [WriteMachine.Write(register: 7, value: word, record: record)]
        #expect(brokenBuses(writes.violations(of: trace, final: (word, 5))) == ["memory"])
    }

    @Test("Each column of the gadget is bound: a changed cell breaks the trace")
    func everyColumn() {
        let trace = [WriteMachine.Write(register: 7, value: word, record: first)]
        let columns =
            [
                writes.destination.rd, writes.destination.keepsResult, writes.destination.write.replaced.low,
                writes.destination.write.replaced.high, writes.destination.write.access.previousTimestamp,
                writes.destination.write.access.gapLow,
            ] + writes.value.limbs
        for column in columns {
            for change in [Goldilocks.one, -.one, Goldilocks(1 << 32)] {
                let violations = writes.violations(of: trace, final: (word, 5)) { $0[column, 0] += change }
                #expect(violations != [], "column \(column.index) changed by \(change.value)")
            }
        }
    }
}
