/// Writes the rows of a trace into columns that have been counted before.
struct TraceRecorder: ExecutionObserver, ~Copyable {
    private let cursors: UnsafeMutablePointer<RowCursor>
    private let registerTimestamps: UnsafeMutablePointer<UInt32>
    private let memoryTimestamps: UnsafeMutableRawPointer
    /// What the rows of each operation hold, by its raw value.
    private let shapes: UnsafeMutablePointer<RowShape>
    /// The row being written.
    private var cursor: UnsafeMutablePointer<RowCursor>
    private var cycle: UInt32 = 0
    /// The word that the row accesses, for its value afterwards.
    private var accessedWord: UnsafeMutablePointer<UInt64>?
    private var calls: CallRecorder

    private static let familyCount = InstructionFamily.allCases.count
    private static let shapeCount = Operation.allCases.count

    /// A recorder into `families` and `calls`, of which every one must be there in order.
    ///
    /// Safety: the caller keeps `families` and `timestamps`, four zero bytes for every word of data memory, until the
    /// run is over. Their rows have been counted by a run of the same program on the same input, and each is checked.
    init(_ families: [FamilyTrace], _ calls: [CallTrace], timestamps: GuestMemory) {
        memoryTimestamps = timestamps.base
        self.calls = CallRecorder(calls)
        cursors = .allocate(capacity: Self.familyCount)
        cursors.initialize(from: families.map { RowCursor($0) }, count: Self.familyCount)
        cursor = cursors
        registerTimestamps = .allocate(capacity: GuestMachine.registerCount)
        registerTimestamps.initialize(repeating: 0, count: GuestMachine.registerCount)
        shapes = .allocate(capacity: Self.shapeCount)
        shapes.initialize(from: Operation.allCases.map { RowShape($0) }, count: Self.shapeCount)
    }

    deinit {
        cursors.deallocate()
        registerTimestamps.deallocate()
        shapes.deallocate()
    }

    /// Whether every column has been filled.
    var isComplete: Bool {
        calls.isComplete && (0..<Self.familyCount).allSatisfy { cursors[$0].row == cursors[$0].rowCount }
    }

    /// Timestamp of a register's last access.
    func timestamp(ofRegister index: Int) -> UInt32 { registerTimestamps[index] }

    @inline(__always)
    mutating func willExecute(_ instruction: Instruction, at index: Int, cycle: UInt64, _ registers: Registers) {
        // What an `ecall` is, the machine says afterwards.
        guard instruction.operation != .ecall else { return }
        record(instruction, at: index, cycle: cycle, registers)
    }

    mutating func willCall(_ site: CallSite) {
        calls.willCall(site, registerTimestamps: registerTimestamps, memoryTimestamps: memoryTimestamps)
    }

    mutating func didCall(_ site: CallSite) {
        calls.didCall(site)
    }

    mutating func willHalt(_ instruction: Instruction, at index: Int, cycle: UInt64, _ registers: Registers) {
        record(instruction, at: index, cycle: cycle, registers)
        didExecute(instruction, registers)
    }

    /// Begins a row with its reads of registers, and with what its destination held.
    @inline(__always)
    private mutating func record(_ instruction: Instruction, at index: Int, cycle: UInt64, _ registers: Registers) {
        let shape = shapes[Int(instruction.operation.rawValue)]
        cursor = cursors + Int(shape.family)
        let row = cursor.pointee.row
        guard shape.isExecutable, row < cursor.pointee.rowCount else { return }
        // The run's cycles are limited to `TraceClock.cycleLimit`.
        self.cycle = UInt32(truncatingIfNeeded: cycle)
        cursor.pointee.cycles[row] = self.cycle
        cursor.pointee.instructions[row] = UInt32(truncatingIfNeeded: index)
        if shape.readsFirst {
            let register = Int(instruction.first)
            cursor.pointee.firstValues?[row] = registers[register]
            cursor.pointee.firstPrevious?[row] = registerTimestamps[register]
            registerTimestamps[register] = TraceClock.first(ofCycle: self.cycle)
        }
        if shape.readsSecond {
            let register = Int(instruction.second)
            cursor.pointee.secondValues?[row] = registers[register]
            cursor.pointee.secondPrevious?[row] = registerTimestamps[register]
            registerTimestamps[register] = TraceClock.second(ofCycle: self.cycle)
        } else {
            cursor.pointee.secondValues?[row] = UInt64(bitPattern: Int64(instruction.immediate))
        }
        if shape.writes {
            // A write to x0 is an access to it like any other, though it changes nothing.
            let register = instruction.writesRegister ? Int(instruction.destination) : 0
            cursor.pointee.destinationBefore?[row] = registers[register]
            cursor.pointee.destinationPrevious?[row] = registerTimestamps[register]
            registerTimestamps[register] = TraceClock.destination(ofCycle: self.cycle)
        }
    }

    @inline(__always)
    mutating func willAccess(_ offset: Int, of memory: UnsafeMutableRawPointer) {
        let row = cursor.pointee.row
        guard row < cursor.pointee.rowCount else { return }
        let wordOffset = offset & ~7
        let word = (memory + wordOffset).assumingMemoryBound(to: UInt64.self)
        accessedWord = word
        cursor.pointee.addresses?[row] = UInt32(truncatingIfNeeded: Int(MachineLayout.dataBase) &+ offset)
        cursor.pointee.memoryBefore?[row] = word.pointee
        // Half a byte of timestamp for every byte of memory.
        let timestamp = (memoryTimestamps + wordOffset / 2).assumingMemoryBound(to: UInt32.self)
        cursor.pointee.memoryPrevious?[row] = timestamp.pointee
        timestamp.pointee = TraceClock.memory(ofCycle: cycle)
    }

    @inline(__always)
    mutating func didExecute(_ instruction: Instruction, _ registers: Registers) {
        let row = cursor.pointee.row
        guard row < cursor.pointee.rowCount else { return }
        // `Instruction.discard` holds what x0 drops; a family without destinations has no such column.
        cursor.pointee.destinationAfter?[row] = registers[Int(instruction.destination)]
        if let column = cursor.pointee.memoryAfter, let word = accessedWord { column[row] = word.pointee }
        cursor.pointee.row = row &+ 1
    }
}

/// What a row of an operation holds.
private struct RowShape {
    var family: UInt8
    var isExecutable: Bool
    var readsFirst: Bool
    var readsSecond: Bool
    var writes: Bool

    init(_ operation: Operation) {
        isExecutable = operation.family != nil
        family = operation.family?.rawValue ?? 0
        readsFirst = operation.readsFirstRegister
        readsSecond = operation.readsSecondRegister
        writes = operation.writesRegister
    }
}

/// Where the next row of a family goes; pointers are nil for columns that the family has not.
private struct RowCursor {
    var row = 0
    var rowCount: Int
    var cycles: UnsafeMutablePointer<UInt32>
    var instructions: UnsafeMutablePointer<UInt32>
    var firstValues: UnsafeMutablePointer<UInt64>?
    var firstPrevious: UnsafeMutablePointer<UInt32>?
    var secondValues: UnsafeMutablePointer<UInt64>?
    var secondPrevious: UnsafeMutablePointer<UInt32>?
    var destinationBefore: UnsafeMutablePointer<UInt64>?
    var destinationAfter: UnsafeMutablePointer<UInt64>?
    var destinationPrevious: UnsafeMutablePointer<UInt32>?
    var addresses: UnsafeMutablePointer<UInt32>?
    var memoryBefore: UnsafeMutablePointer<UInt64>?
    var memoryAfter: UnsafeMutablePointer<UInt64>?
    var memoryPrevious: UnsafeMutablePointer<UInt32>?

    init(_ trace: FamilyTrace) {
        rowCount = trace.rowCount
        cycles = trace.cycles.start
        instructions = trace.instructions.start
        firstValues = trace.first?.values.start
        firstPrevious = trace.first?.previousTimestamps.start
        secondValues = trace.second?.values.start
        secondPrevious = trace.second?.previousTimestamps.start
        destinationBefore = trace.destination?.before.start
        destinationAfter = trace.destination?.after.start
        destinationPrevious = trace.destination?.previousTimestamps.start
        addresses = trace.memory?.addresses.start
        memoryBefore = trace.memory?.before.start
        memoryAfter = trace.memory?.after.start
        memoryPrevious = trace.memory?.previousTimestamps.start
    }
}

extension Executor {
    /// Runs twice, to count the rows and to record them, and gives the whole trace.
    ///
    /// - Parameters:
    ///   - input: What the run is about.
    ///   - hints: What may spare the program work; no part of the statement.
    /// - Returns: Rows by family and accelerator, final registers and memory; about 60 bytes per cycle.
    /// - Throws: `ExecutionError`, `.cycleLimitTooGreat` for runs that may be longer than `TraceClock.cycleLimit`,
    ///   `.outOfHostMemory`.
    public func trace(input: [UInt8], hints: [UInt8] = []) throws(ExecutionError) -> ExecutionTrace {
        guard cycleLimit <= TraceClock.cycleLimit else {
            throw .cycleLimitTooGreat(limit: cycleLimit, greatest: TraceClock.cycleLimit)
        }
        let profile = try profile(input: input, hints: hints)
        let rowCounts = profile.cyclesByFamily
        var families: [FamilyTrace] = []
        for family in InstructionFamily.allCases {
            families.append(try FamilyTrace(family, rowCount: Int(rowCounts[family] ?? 0)))
        }
        var calls: [CallTrace] = []
        for call in MachineCall.allCases {
            calls.append(
                try CallTrace(
                    call,
                    rowCount: Int(profile.cyclesByCall[call] ?? 0),
                    wordCount: Int(profile.transferredWords[call] ?? 0)
                )
            )
        }
        guard let timestamps = GuestMemory(byteCount: Int(MachineLayout.dataByteCount) / 2) else {
            throw .outOfHostMemory
        }
        var machine = try GuestMachine(program, input: input, hints: hints)
        var recorder = TraceRecorder(families, calls, timestamps: timestamps)
        try machine.run(cycleLimit: cycleLimit, &recorder)
        precondition(recorder.isComplete, "a run and its repetition differ")
        let registers = (0..<32).map { index in
            ExecutionTrace.FinalWord(
                value: machine.registers[index],
                timestamp: recorder.timestamp(ofRegister: index)
            )
        }
        return ExecutionTrace(
            result: ExecutionResult(output: machine.output, cycleCount: machine.cycle),
            families: families,
            calls: calls,
            finalRegisters: registers,
            finalMemory: FinalMemory(words: machine.memory, timestamps: timestamps),
            executions: profile.executions,
            wordCounts: profile.wordCounts
        )
    }
}
