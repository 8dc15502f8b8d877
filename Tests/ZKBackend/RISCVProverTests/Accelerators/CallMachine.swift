import GuestExecutor
import MachineTestSupport
import ProofProver
import ProofVerifier
import RISCVMachine
import RISCVProver

/// The chip of some calls with the range table: the rest of the machine is public, as the executor has recorded it.
struct CallMachine {
    /// The machine with its execution bus, on which single rows are judged.
    let machine: Machine
    /// The machine without it, since other instructions stand between the calls.
    let checked: Machine
    private let chip: Chip
    private let range = RangeChip()

    init(_ chip: Chip) throws {
        self.chip = chip
        machine = try Machine(
            chips: [chip, range.chip],
            buses: RISCVBuses.all,
            clock: MachineClock(
                bus: RISCVBuses.execution,
                element: 1,
                first: MachineTime.first,
                bits: MemoryAccess.timestampBits
            )
        )
        checked = try machine.removing(bus: RISCVBuses.execution)
    }

    /// The trace of the chip's table, where the executor's accesses and instructions are the rest of the machine's.
    func trace(_ table: TraceTable, of calls: [CallTrace]) -> Trace {
        var fractions = calls.flatMap(Self.fractions)
        fractions += calls.flatMap { call in
            (0..<call.rowCount).map { row in
                let address = ELFWriter.textBase + 4 * UInt64(call.instructions[row])
                let operation = Goldilocks(MachineOperation.ecall.rawValue)
                return .receiving(
                    [Goldilocks(address), operation] + [Goldilocks](repeating: .zero, count: 6),
                    from: RISCVBuses.instruction
                )
            }
        }
        return trace(table, fractions)
    }

    /// The trace of a table with any fractions.
    func trace(_ table: TraceTable, _ fractions: [PublicFraction]) -> Trace {
        var trace = Trace(
            tables: [table, TraceTable(chip: range.chip, rowCount: 1 << 16)],
            program: ProgramColumns(columns: [[], []]),
            publicFractions: fractions
        )
        trace.countLookups(of: checked)
        return trace
    }

    /// The rules that a trace breaks.
    func violations(in trace: Trace, without constraints: [String] = [], limit: Int = 4) throws -> [TraceViolation] {
        var machine = checked
        for constraint in constraints { machine = try machine.removing(constraint: constraint, from: chip.name) }
        return TraceChecker(machine).violations(in: trace, limit: limit)
    }

    /// What the executor's accesses of a call take and leave, as the rest of the machine has it.
    private static func fractions(of call: CallTrace) -> [PublicFraction] {
        var fractions: [PublicFraction] = []
        func access(
            _ space: MemorySpace,
            _ address: UInt64,
            _ before: (UInt64, UInt32),
            _ after: (UInt64, UInt64)
        ) {
            let cell = [Goldilocks(space.rawValue), Goldilocks(address)]
            let old = [before.0.lowHalf, before.0.highHalf, Goldilocks(UInt64(before.1))]
            let new = [after.0.lowHalf, after.0.highHalf, Goldilocks(after.1)]
            fractions.append(.sending(cell + old, to: RISCVBuses.memory))
            fractions.append(.receiving(cell + new, from: RISCVBuses.memory))
        }
        for row in 0..<call.rowCount {
            let now = MachineTime.first + MachineTime.step * UInt64(call.cycles[row])
            for (index, read) in call.registers.enumerated() {
                let register = index == 0 ? 17 : 9 + UInt64(index)
                access(
                    .register,
                    register,
                    (read.values[row], read.previousTimestamps[row]),
                    (read.values[row], now)
                )
            }
            for columns in call.operands {
                let operand = columns.operand
                let address = call.registers[operand.argument + 1].values[row]
                for word in 0..<operand.wordCount {
                    let place = row * operand.wordCount + word
                    access(
                        .memory,
                        address + 8 * UInt64(word),
                        (columns.before[place], columns.previousTimestamps[place]),
                        (columns.after[place], now + UInt64(operand.slot))
                    )
                }
            }
        }
        return fractions
    }
}
