import GuestExecutor
import MachineTestSupport
import TestSupport
import Testing

/// Traces against a replay of their own rows.
@Suite("Execution traces")
struct TraceTests {
    /// Ten random programs, so that every operation occurs.
    private static func sample() throws -> Executor {
        let random = RandomPrograms(count: 60, seed: 5)
        let elf = ELFWriter(text: random.text + Assembly.exit(), image: random.image)
        return Executor(try ProgramImage(elf: elf.bytes), cycleLimit: 1 << 20)
    }

    /// Rows in the order of the run: each access finds the value and the timestamp that the access before it left, the
    /// next row is where the instruction leads, and what is left over is the final state.
    @Test func replayBalancesEveryAccess() throws {
        let executor = try Self.sample()
        let trace = try executor.trace(input: [9])
        var replay = Replay(executor.program)
        var rows: [(cycle: UInt32, family: FamilyTrace, row: Int)] = []
        for family in trace.families {
            for row in 0..<family.rowCount { rows.append((family.cycles[row], family, row)) }
        }
        rows.sort { $0.cycle < $1.cycle }
        #expect(rows.count == Int(trace.result.cycleCount) && rows.count > 5000)
        for (cycle, (number, family, row)) in rows.enumerated() {
            try #require(number == UInt32(cycle))
            try replay.step(family, row, cycle: number)
        }
        #expect(replay.accesses > 2 * rows.count)
        for (index, final) in trace.finalRegisters.enumerated() {
            #expect(
                final.value == replay.registers[index].value && final.timestamp == replay.registers[index].timestamp
            )
        }
        #expect(replay.memory.count > 1000)
        for (address, word) in replay.memory {
            let final = try #require(trace.finalMemory.word(at: address))
            #expect(final.value == word.value && final.timestamp == word.timestamp)
        }
        #expect(trace.finalMemory.word(at: 0x1000_0000)?.timestamp == 0)
        #expect(trace.finalMemory.word(at: 0x3000_0000)?.value == 1)
        #expect(trace.finalMemory.word(at: 0x3000_0004) == nil && trace.finalMemory.word(at: 0x40_0000) == nil)
    }

    /// Recording changes nothing, and a second trace is the first.
    @Test func modesAgree() throws {
        let executor = try Self.sample()
        let plain = try executor.run(input: [9])
        let profile = try executor.profile(input: [9])
        let (first, second) = (try executor.trace(input: [9]), try executor.trace(input: [9]))
        #expect(plain == profile.result && plain == first.result && plain == second.result)
        for family in InstructionFamily.allCases {
            #expect(profile.cyclesByFamily[family] == UInt64(first[family].rowCount))
            let columns = [first[family], second[family]].map { trace in
                [
                    trace.cycles.withUnsafeBufferPointer { $0.map { UInt64($0) } },
                    trace.instructions.withUnsafeBufferPointer { $0.map { UInt64($0) } },
                    trace.first?.values.withUnsafeBufferPointer { Array($0) },
                    trace.memory?.after.withUnsafeBufferPointer { Array($0) },
                    trace.destination?.after.withUnsafeBufferPointer { Array($0) },
                ]
            }
            #expect(columns[0] == columns[1])
        }
    }

    @Test func accessesOfOneRowHaveTheirOwnTimestamps() throws {
        // add x5, x5, x5; sd x5, 0(x5) with x5 = an address.
        let half = Int32(0x1100_0000 / 2)
        let text =
            Assembly.load(half, into: 5) + [Assembly.register(.add, 5, 5, 5), Assembly.store(.sd, 5, 0, 5)]
            + Assembly.exit()
        let image = ELFWriter(text: text, image: [UInt8](repeating: 1, count: 8))
        let trace = try Executor(ProgramImage(elf: image.bytes), cycleLimit: 100).trace(input: [])
        let add = trace[.add]
        // Row 2 follows lui and addiw.
        let row = try #require((0..<add.rowCount).first { add.cycles[$0] == 2 })
        #expect(add.first?.previousTimestamps[row] == 8)
        #expect(add.second?.previousTimestamps[row] == 9)
        #expect(add.destination?.previousTimestamps[row] == 10)
        #expect(add.destination?.before[row] == UInt64(half) && add.destination?.after[row] == 0x1100_0000)
        let store = trace[.store]
        #expect(store.first?.previousTimestamps[0] == 12 && store.second?.previousTimestamps[0] == 13)
        #expect(store.memory?.addresses[0] == 0x1100_0000 && store.memory?.previousTimestamps[0] == 0)
        #expect(store.memory?.before[0] == 0x0101_0101_0101_0101 && store.memory?.after[0] == 0x1100_0000)
        #expect(trace.finalMemory.word(at: 0x1100_0000)?.timestamp == 15)
        // The last row reads a7 and a0.
        let halt = trace[.halt]
        #expect(halt.rowCount == 1 && halt.first?.values[0] == 93 && halt.second?.values[0] == 0)
    }

    @Test func familiesHaveTheColumnsThatTheirOperationsNeed() throws {
        let trace = try Self.sample().trace(input: [])
        func shape(_ family: InstructionFamily) -> [Bool] {
            let table = trace[family]
            return [table.first != nil, table.second != nil, table.memory != nil, table.destination != nil]
        }
        for family in [InstructionFamily.add, .compare, .bitwise, .shift, .multiply, .divide] {
            #expect(shape(family) == [true, true, false, true])
        }
        #expect(shape(.load) == [true, false, true, true] && shape(.store) == [true, true, true, false])
        #expect(shape(.branch) == [true, true, false, false] && shape(.jump) == [true, false, false, true])
        #expect(shape(.upper) == [false, false, false, true] && shape(.fence) == [false, false, false, false])
        #expect(shape(.halt) == [true, true, false, false])
    }

    @Test func tracesAreLimitedToTheirTimestamps() throws {
        let program = try ProgramImage(elf: ELFWriter(text: Assembly.exit()).bytes)
        let limit = TraceClock.cycleLimit
        #expect(throws: ExecutionError.cycleLimitTooGreat(limit: limit + 1, greatest: limit)) {
            _ = try Executor(program, cycleLimit: limit + 1).trace(input: [])
        }
        #expect(try Executor(program, cycleLimit: limit).trace(input: []).result.cycleCount == 3)
        // The last timestamp of the last row fits.
        let (last, overflow) = UInt32(limit - 1).multipliedReportingOverflow(by: TraceClock.step)
        #expect(!overflow && !last.addingReportingOverflow(4).overflow)
    }
}

/// Registers and memory as the accesses of a trace leave them.
private struct Replay {
    struct Word {
        var value: UInt64
        var timestamp: UInt32 = 0
    }

    let program: ProgramImage
    private(set) var registers = [Word](repeating: Word(value: 0), count: 32)
    private(set) var memory: [UInt64: Word] = [:]
    private(set) var accesses = 0
    private var programCounter: UInt64

    init(_ program: ProgramImage) {
        self.program = program
        programCounter = program.entry
        registers[2].value = 0x1100_0000
    }

    mutating func step(_ family: FamilyTrace, _ row: Int, cycle: UInt32) throws {
        let index = Int(family.instructions[row])
        try #require(program.textBase + 4 * UInt64(index) == programCounter)
        let instruction = Instruction(decoding: program.textWords[index])
        let operation = instruction.operation
        try #require(operation.family == family.family)
        if operation.readsFirstRegister {
            let columns = try #require(family.first)
            try read(instruction.first, columns, row, at: 4 * cycle + 1)
        }
        if let columns = family.second {
            if operation.readsSecondRegister {
                try read(instruction.second, columns, row, at: 4 * cycle + 2)
            } else {
                try #require(columns.values[row] == UInt64(bitPattern: Int64(instruction.immediate)))
                try #require(columns.previousTimestamps[row] == 0)
            }
        }
        if let columns = family.memory { try access(columns, row, at: 4 * cycle + 3, isLoad: family.family == .load) }
        if let columns = family.destination {
            // x0 is accessed like any other register, and stays 0.
            let register = instruction.writesRegister ? Int(instruction.destination) : 0
            try #require(columns.before[row] == registers[register].value)
            try #require(columns.previousTimestamps[row] == registers[register].timestamp)
            let result = instruction.writesRegister ? columns.after[row] : 0
            registers[register] = Word(value: result, timestamp: 4 * cycle + 4)
            accesses += 1
        }
        advance(instruction, family, row)
    }

    private mutating func read(
        _ register: UInt8,
        _ columns: FamilyTrace.ReadColumns,
        _ row: Int,
        at timestamp: UInt32
    ) throws {
        let word = registers[Int(register)]
        try #require(columns.values[row] == word.value && columns.previousTimestamps[row] == word.timestamp)
        try #require(word.timestamp < timestamp)
        registers[Int(register)].timestamp = timestamp
        accesses += 1
    }

    private mutating func access(
        _ columns: FamilyTrace.MemoryColumns,
        _ row: Int,
        at timestamp: UInt32,
        isLoad: Bool
    ) throws {
        let address = UInt64(columns.addresses[row]) & ~7
        let word = memory[address] ?? Word(value: initial(address))
        try #require(columns.before[row] == word.value && columns.previousTimestamps[row] == word.timestamp)
        try #require(!isLoad || columns.after[row] == word.value)
        memory[address] = Word(value: columns.after[row], timestamp: timestamp)
        accesses += 1
    }

    private func initial(_ address: UInt64) -> UInt64 {
        let offset = Int(address) - Int(program.imageBase)
        guard program.imageBytes.indices.contains(offset) else { return 0 }
        return program.imageBytes[offset..<offset + 8].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// The next instruction's address, from the operands in the row.
    private mutating func advance(_ instruction: Instruction, _ family: FamilyTrace, _ row: Int) {
        let a = family.first?.values[row] ?? 0
        let b = family.second?.values[row] ?? 0
        let isTaken =
            switch instruction.operation {
            case .beq: a == b
            case .bne: a != b
            case .blt: Int64(bitPattern: a) < Int64(bitPattern: b)
            case .bge: Int64(bitPattern: a) >= Int64(bitPattern: b)
            case .bltu: a < b
            case .bgeu: a >= b
            case .jal: true
            default: false
            }
        if instruction.operation == .jalr {
            programCounter = (a &+ UInt64(bitPattern: Int64(instruction.immediate))) & ~1
        } else {
            programCounter =
                isTaken ? programCounter &+ UInt64(bitPattern: Int64(instruction.immediate)) : programCounter + 4
        }
    }
}
