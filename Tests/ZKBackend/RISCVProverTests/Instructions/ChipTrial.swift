import GuestExecutor
import MachineTestSupport
import ProofProver
import ProofVerifier
import RISCVMachine
import RISCVProver

/// One instruction chip with the rows of a small program's run, against what the executor says of them.
struct ChipTrial<Subject: InstructionChip> {
    let subject: Subject
    let rows: FamilyRows
    let table: TraceTable
    let machine: Machine
    /// Addresses of the program's instructions.
    let addresses: Set<UInt64>
    private let execution: ExecutionTrace

    /// What no chip uses: with a clock there, a machine of one chip is checked like a whole one.
    private static var clockBus: Bus { Bus(id: 1000, name: "clock", arity: 1) }

    init(_ subject: Subject, _ family: InstructionFamily, text: [UInt32], image: [UInt8] = []) throws {
        let program = try ProgramImage(elf: ELFWriter(text: text, image: image).bytes)
        execution = try Executor(program, cycleLimit: 1 << 20).trace(input: [])
        self.subject = subject
        let decoded = DecodedProgram(program)
        rows = FamilyRows(execution[family], of: decoded)
        table = subject.table(of: rows)
        machine = try Machine(
            chips: [subject.chip],
            buses: RISCVBuses.all + [Self.clockBus],
            clock: MachineClock(bus: Self.clockBus, element: 0, first: 1, bits: MemoryAccess.timestampBits)
        ).removing(bus: Self.clockBus)
        addresses = Set(decoded.instructions.indices.map { decoded.base + 4 * UInt64($0) })
    }

    /// What is wrong with the chip's rows when all else is as the executor says: nothing.
    func violations() -> [TraceViolation] {
        let trace = Trace(
            tables: [table],
            program: ProgramColumns(columns: [[]]),
            publicFractions: expectedFractions
        )
        return TraceChecker(machine).violations(in: trace, limit: .max).filter { violation in
            // The range table holds these, and its counts are free.
            guard case .imbalance(RISCVBuses.range.name, let tuple, _) = violation else { return true }
            return tuple[0].value >= 1 << 16
        }
    }

    /// What the rest of the machine sends and receives, from the executor's records alone.
    private var expectedFractions: [PublicFraction] {
        var addressByCycle = [UInt64](repeating: 0, count: Int(execution.result.cycleCount))
        for family in execution.families {
            for row in 0..<family.rowCount {
                addressByCycle[Int(family.cycles[row])] = rows.program.base + 4 * UInt64(family.instructions[row])
            }
        }
        var fractions: [PublicFraction] = []
        for row in 0..<rows.count {
            let cycle = rows.trace.cycles[row]
            let time = Goldilocks(UInt64(TraceClock.first(ofCycle: cycle)))
            let address = Goldilocks(addressByCycle[Int(cycle)])
            fractions.append(.sending([address, time], to: RISCVBuses.execution))
            fractions.append(
                .receiving([Goldilocks(addressByCycle[Int(cycle) + 1]), time + 4], from: RISCVBuses.execution)
            )
            let instruction = rows.instruction(row)
            fractions.append(
                .receiving(
                    [
                        address, Goldilocks(instruction.operation.rawValue), Goldilocks(UInt64(instruction.rd)),
                        instruction.keepsResult ? .one : .zero, Goldilocks(UInt64(instruction.rs1)),
                        Goldilocks(UInt64(instruction.rs2)), instruction.immediate.lowHalf,
                        instruction.immediate.highHalf,
                    ],
                    from: RISCVBuses.instruction
                )
            )
            fractions += accesses(of: instruction, row: row, cycle: cycle)
        }
        return fractions
    }

    private func accesses(of instruction: DecodedInstruction, row: Int, cycle: UInt32) -> [PublicFraction] {
        guard let operation = executorOperation(instruction.operation) else { return [] }
        var fractions: [PublicFraction] = []
        func access(_ register: UInt8, _ old: UInt64, _ previous: UInt32, _ new: UInt64, _ time: UInt32) {
            let cell = [Goldilocks(MemorySpace.register.rawValue), Goldilocks(UInt64(register))]
            let before = [old.lowHalf, old.highHalf, Goldilocks(UInt64(previous))]
            let after = [new.lowHalf, new.highHalf, Goldilocks(UInt64(time))]
            fractions.append(.sending(cell + before, to: RISCVBuses.memory))
            fractions.append(.receiving(cell + after, from: RISCVBuses.memory))
        }
        if operation.readsFirstRegister, let read = rows.trace.first {
            let value = read.values[row]
            access(instruction.rs1, value, read.previousTimestamps[row], value, TraceClock.first(ofCycle: cycle))
        }
        if operation.readsSecondRegister, let read = rows.trace.second {
            let value = read.values[row]
            access(instruction.rs2, value, read.previousTimestamps[row], value, TraceClock.second(ofCycle: cycle))
        }
        if operation.writesRegister, let write = rows.trace.destination {
            access(
                instruction.rd,
                write.before[row],
                write.previousTimestamps[row],
                instruction.keepsResult ? write.after[row] : 0,
                TraceClock.destination(ofCycle: cycle)
            )
        }
        return fractions
    }

    private func executorOperation(_ operation: MachineOperation) -> GuestExecutor.Operation? {
        GuestExecutor.Operation.allCases.first { MachineOperation($0) == operation }
    }
}

/// Programs that run instructions on pairs of words.
enum PairProgram {
    /// Words at which instructions behave in their own ways.
    static let edges: [UInt64] = [
        0, 1, 2, 3, 0x7fff, 0x8000, 0xffff, 0x1_0000, 0x7fff_ffff, 0x8000_0000, 0x8000_0001, 0xffff_ffff,
        0x1_0000_0000, 0x7fff_ffff_ffff_ffff, 0x8000_0000_0000_0000, 0x8000_0000_0000_0001, 0xffff_ffff_0000_0000,
        0xffff_ffff_8000_0000, 0xffff_ffff_7fff_ffff, 0xffff_ffff_ffff_fffe, 0xffff_ffff_ffff_ffff,
        0x0123_4567_89ab_cdef, 0xfedc_ba98_7654_3210, 0xffff_ffff_0000_0001,
    ]

    /// Every pair of edge values.
    static let edgePairs: [(UInt64, UInt64)] = edges.flatMap { a in edges.map { (a, $0) } }

    /// Text and image that run `body` with a0 and a1 on each pair.
    static func make(
        _ pairs: [(UInt64, UInt64)],
        _ body: [UInt32]
    ) -> (text: [UInt32], image: [UInt8]) {
        let base = Int32(ELFWriter.imageBase)
        var text = Assembly.load(base, into: Register.t3)
        text += Assembly.load(base + 16 * Int32(pairs.count), into: Register.t5)
        let loop = text.count
        text.append(Assembly.immediate(.ld, Register.a0, Register.t3, 0))
        text.append(Assembly.immediate(.ld, Register.a1, Register.t3, 8))
        text += body
        text.append(Assembly.immediate(.addi, Register.t3, Register.t3, 16))
        text.append(Assembly.branch(.bne, Register.t3, Register.t5, 4 * Int32(loop - text.count)))
        return (text + Assembly.exit(), pairs.flatMap { $0.0.bytes + $0.1.bytes })
    }
}
