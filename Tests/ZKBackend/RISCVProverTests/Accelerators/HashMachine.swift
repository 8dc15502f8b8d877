import GuestExecutor
import MachineTestSupport
import ProofProver
import ProofVerifier
import RISCVMachine
import RISCVProver

/// The chips of both hash accelerators with the tables that they look up, and nothing of the machine around them.
///
/// Control and instructions are left out; registers and memory are the verifier's, who sends what calls find and
/// receives what they leave.
struct HashMachine {
    /// Chips by their place in the machine.
    enum Place: Int, CaseIterable {
        case keccakCall, keccakRound, keccakRounds, evenDigits, sha256Call, sha256Round, sha256Rounds, byteSwap, bytes,
            range
    }

    let keccakCall = KeccakCallChip()
    let keccakRound = KeccakRoundChip()
    let keccakRounds = KeccakRoundTableChip()
    let evenDigits = EvenDigitsChip()
    let sha256Call = SHA256CallChip()
    let sha256Round = SHA256RoundChip()
    let sha256Rounds = SHA256TableChip()
    let byteSwap = ByteSwapChip()
    let bytes: Chip
    let range: Chip
    let machine: Machine

    init() throws {
        var bytes = ChipBuilder("bytes", height: .fixed(logHeight: 16))
        let pair = [bytes.rowBits(from: 0, count: 8), bytes.rowBits(from: 8, count: 8), bytes.rowAnd(bits: 8)]
        _ = bytes.lookupTable("pair", on: RISCVBuses.byteOperation, pair)
        self.bytes = bytes.build()
        var range = ChipBuilder("range", height: .fixed(logHeight: 16))
        _ = range.lookupTable("number", on: RISCVBuses.range, [range.rowIndex()])
        self.range = range.build()
        // Declared as a machine must be, control included, and reduced afterwards.
        let declared = try Machine(
            chips: [
                keccakCall.chip, keccakRound.chip, keccakRounds.chip, evenDigits.chip, sha256Call.chip,
                sha256Round.chip, sha256Rounds.chip, byteSwap.chip, self.bytes, self.range,
            ],
            buses: RISCVBuses.all,
            clock: MachineClock(
                bus: RISCVBuses.execution,
                element: 1,
                first: MachineTime.first,
                bits: MemoryAccess.timestampBits
            )
        )
        machine = try declared.removing(bus: RISCVBuses.execution).removing(bus: RISCVBuses.instruction)
    }

    /// The tables of a run's calls, in the machine's order; those of lookup tables are not counted yet.
    func tables(of trace: ExecutionTrace, _ program: ProgramImage) -> [TraceTable] {
        let keccak = trace[.keccakF].map { CallRows($0, of: program) }
        let sha256 = trace[.sha256Block].map { CallRows($0, of: program) }
        return [
            keccak.map { keccakCall.table(of: $0) } ?? TraceTable(chip: keccakCall.chip),
            keccak.map { keccakRound.table(of: $0) } ?? TraceTable(chip: keccakRound.chip),
            keccakRounds.table(), evenDigits.table(),
            sha256.map { sha256Call.table(of: $0) } ?? TraceTable(chip: sha256Call.chip),
            sha256.map { sha256Round.table(of: $0) } ?? TraceTable(chip: sha256Round.chip),
            sha256Rounds.table(),
            sha256.map { byteSwap.table(of: $0) } ?? TraceTable(chip: byteSwap.chip),
            TraceTable(chip: bytes, rowCount: 1 << 16), TraceTable(chip: range, rowCount: 1 << 16),
        ]
    }

    /// Tables without any call.
    func emptyTables() -> [TraceTable] {
        zip(Place.allCases, machine.chips).map { place, chip in
            if case .fixed(let logHeight) = chip.height { return TraceTable(chip: chip, rowCount: 1 << logHeight) }
            return TraceTable(chip: chip)
        }
    }

    /// The rules that tables break, with what the verifier sends and receives.
    func violations(
        in tables: [TraceTable],
        _ fractions: [PublicFraction],
        on machine: Machine? = nil,
        limit: Int = 8
    ) -> [TraceViolation] {
        let machine = machine ?? self.machine
        var trace = Trace(
            tables: tables,
            program: ProgramColumns(columns: machine.chips.map { _ in [] }),
            publicFractions: fractions
        )
        trace.countLookups(of: machine)
        return TraceChecker(machine).violations(in: trace, limit: limit)
    }
}

/// A run that does nothing but call, and what the verifier knows of its registers and memory.
struct CallRun {
    let program: ProgramImage
    let trace: ExecutionTrace

    /// Calls with their arguments, on an image of random or given bytes.
    init(_ calls: [(call: MachineCall, arguments: [UInt64])], image: [UInt8]) throws {
        let text = calls.flatMap { entry in
            entry.arguments.enumerated().flatMap { index, value in
                Assembly.load(Int32(truncatingIfNeeded: value), into: Register.a0 + UInt8(index))
            } + Assembly.load(Int32(truncatingIfNeeded: entry.call.rawValue), into: Register.a7) + [Assembly.ecall]
        }
        program = try ProgramImage(elf: ELFWriter(text: text + Assembly.exit(), image: image).bytes)
        trace = try Executor(program, cycleLimit: 1 << 20).trace(input: [])
    }

    /// What the calls find in registers and memory and have not left there themselves, and what they leave for others:
    /// the verifier sends the former and receives the latter.
    var boundary: [PublicFraction] {
        var counts: [[Goldilocks]: Int] = [:]
        func access(_ space: MemorySpace, _ address: UInt64, _ old: (UInt64, UInt32), _ new: (UInt64, UInt64)) {
            let cell = [Goldilocks(space.rawValue), Goldilocks(address)]
            counts[cell + [old.0.lowHalf, old.0.highHalf, Goldilocks(UInt64(old.1))], default: 0] += 1
            counts[cell + [new.0.lowHalf, new.0.highHalf, Goldilocks(new.1)], default: 0] -= 1
        }
        for call in trace.calls {
            for row in 0..<call.rowCount {
                let now = MachineTime.first + MachineTime.step * UInt64(call.cycles[row])
                for (index, read) in call.registers.enumerated() {
                    let number: UInt64 = index == 0 ? 17 : 10 + UInt64(index - 1)
                    let value = read.values[row]
                    access(.register, number, (value, read.previousTimestamps[row]), (value, now))
                }
                for columns in call.operands {
                    let address = call.registers[1 + columns.operand.argument].values[row]
                    for word in 0..<columns.operand.wordCount {
                        let place = row * columns.operand.wordCount + word
                        access(
                            .memory,
                            address + 8 * UInt64(word),
                            (columns.before[place], columns.previousTimestamps[place]),
                            (columns.after[place], now + UInt64(columns.operand.slot))
                        )
                    }
                }
            }
        }
        return counts.compactMap { tuple, count in
            count == 0
                ? nil
                : PublicFraction(
                    busID: RISCVBuses.memory.id,
                    multiplicity: count > 0 ? Goldilocks(UInt64(count)) : -Goldilocks(UInt64(-count)),
                    tuple: tuple
                )
        }
    }
}
