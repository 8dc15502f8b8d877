/// One hart with its memory, and the state of its run.
struct GuestMachine: ~Copyable {
    let program: ProgramImage
    let memory: GuestMemory
    /// `registerCount` words.
    let registers: Registers
    /// Instructions completed.
    var cycle: UInt64 = 0
    /// Words that calls have transferred.
    var transferredWordCount: UInt64 = 0
    /// Index of the next instruction, or of the one that could not be completed.
    var index: Int

    /// x0 to x31 and `Instruction.discard`.
    static let registerCount = 33

    /// The machine before its first instruction.
    ///
    /// - Throws: `ExecutionError.inputTooLong`, `.outOfHostMemory`.
    init(_ program: ProgramImage, input: [UInt8], hints: [UInt8]) throws(ExecutionError) {
        let byteCount = input.count + hints.count
        guard byteCount <= MachineLayout.inputByteLimit else {
            throw .inputTooLong(byteCount: byteCount, limit: MachineLayout.inputByteLimit)
        }
        try self.init(program, inputRegion: InputRegion.bytes(input: input, hints: hints))
    }

    /// The machine with these bytes at the start of its input region, which must hold them.
    ///
    /// - Throws: `ExecutionError.outOfHostMemory`.
    init(_ program: ProgramImage, inputRegion: [UInt8]) throws(ExecutionError) {
        guard let memory = GuestMemory(byteCount: Int(MachineLayout.dataByteCount)) else { throw .outOfHostMemory }
        memory.write(inputRegion, at: MachineRegion.input.addresses.lowerBound)
        memory.write(program.imageBytes, at: program.imageBase)
        self.program = program
        self.memory = memory
        index = Int(program.entry - program.textBase) / 4
        registers = .allocate(capacity: Self.registerCount)
        registers.initialize(repeating: 0, count: Self.registerCount)
        registers[2] = MachineLayout.initialStackPointer
    }

    deinit {
        registers.deallocate()
    }

    /// The output region's bytes that are the result.
    var output: [UInt8] {
        memory.bytes(at: MachineRegion.output.addresses.lowerBound, count: MachineLayout.outputByteCount)
    }

    /// Runs to the program's good end.
    ///
    /// - Throws: `ExecutionError.stopped`.
    mutating func run<Observer: ExecutionObserver & ~Copyable>(
        cycleLimit: UInt64,
        _ observer: inout Observer
    ) throws(ExecutionError) {
        while true {
            let halt = execute(cycleLimit: cycleLimit, &observer)
            if halt.kind == .call, let call = MachineCall(rawValue: registers[CallSite.numberRegister]) {
                if let reason = perform(call, cycleLimit: cycleLimit, &observer) { throw .stopped(stop(reason)) }
                continue
            }
            if let reason = reason(for: halt) { throw .stopped(stop(reason)) }
            break
        }
        // The call that ends the run well is its last cycle.
        observer.willHalt(program.instructions[index], at: index, cycle: cycle, registers)
        cycle += 1
    }

    /// A broken rule, with the place of the instruction that broke it.
    private func stop(_ reason: MachineStop.Reason) -> MachineStop {
        let address = program.textBase &+ 4 &* UInt64(index)
        return MachineStop(
            reason: reason,
            programCounter: address,
            cycle: cycle,
            function: program.functions.function(containing: address)?.name
        )
    }

    /// The rule that a halt broke; nil for a good end.
    private func reason(for halt: Halt) -> MachineStop.Reason? {
        let instruction = program.instructions[index]
        switch halt.kind {
        case .cycleLimit: return .cycleLimit(halt.operand)
        case .load: return loadFault(address: halt.operand, byteCount: instruction.operation.accessByteCount)
        case .store: return storeFault(address: halt.operand, byteCount: instruction.operation.accessByteCount)
        case .fetch:
            return halt.operand.isMultiple(of: 4)
                ? .fetchOutOfRange(address: halt.operand) : .misalignedFetch(address: halt.operand)
        case .breakpoint: return .breakpoint
        case .illegal: return .illegalInstruction(word: program.textWords[index])
        case .call:
            let number = registers[CallSite.numberRegister]
            guard number == MachineLayout.exitCall else { return .unknownCall(number: number) }
            guard registers[10] == 0 else { return .exitCode(registers[10]) }
            let region = MachineRegion.output.addresses
            let bytes = memory.bytes(at: region.lowerBound, count: Int(region.upperBound - region.lowerBound))
            return bytes[MachineLayout.outputByteCount...].allSatisfy { $0 == 0 } ? nil : .nonZeroOutputPadding
        }
    }

    private func loadFault(address: UInt64, byteCount: Int) -> MachineStop.Reason {
        address.isMultiple(of: UInt64(byteCount))
            ? .loadOutOfRange(address: address, byteCount: byteCount)
            : .misalignedLoad(address: address, byteCount: byteCount)
    }

    private func storeFault(address: UInt64, byteCount: Int) -> MachineStop.Reason {
        guard address.isMultiple(of: UInt64(byteCount)) else {
            return .misalignedStore(address: address, byteCount: byteCount)
        }
        return switch MachineRegion(containing: address) {
        case .text: .storeIntoText(address: address)
        case .input: .storeIntoInput(address: address)
        default: .storeOutOfRange(address: address, byteCount: byteCount)
        }
    }
}

/// How the machine's loop ended.
struct Halt {
    enum Kind: UInt8 {
        case call, load, store, fetch, illegal, breakpoint, cycleLimit
    }

    var kind: Kind
    /// Address that could not be reached, or the cycle limit.
    var operand: UInt64 = 0
}

extension Operation {
    /// Width of a load or store in bytes; 1 for everything else.
    var accessByteCount: Int {
        switch self {
        case .lh, .lhu, .sh: 2
        case .lw, .lwu, .sw: 4
        case .ld, .sd: 8
        default: 1
        }
    }
}
