import RISCVMachine

/// Why a run has no result.
package enum ToyExecutionError: Error, Equatable, Sendable {
    /// No instruction at this address.
    case programCounter(UInt64)
    /// An address that is not a multiple of 8, or in no region, or of a store into the input.
    case access(programCounter: UInt64, address: UInt64)
    /// No halt after so many steps.
    case stepLimit(Int)
}

/// Runs programs of the toy machine and records every access.
package struct ToyExecutor {
    private let program: ToyProgram
    private let input: [UInt64]
    private let deviations: ToyDeviations
    private var cells: [ToyCell: ToyEntry] = [:]
    private var steps: [ToyStep] = []
    private var timestamp = ToyLayout.firstTimestamp

    /// Runs a program to its halt.
    ///
    /// - Parameters:
    ///   - program: The program.
    ///   - input: The words of the input region.
    ///   - deviations: How a dishonest prover departs from the program; none for an honest one.
    /// - Returns: The record of the run; the exit code may be any.
    /// - Throws: `ToyExecutionError` when the run has no result.
    package static func run(
        _ program: ToyProgram,
        input: [UInt64] = [],
        deviations: ToyDeviations = ToyDeviations()
    ) throws(ToyExecutionError) -> ToyRun {
        var executor = ToyExecutor(program: program, input: input, deviations: deviations)
        return try executor.run()
    }

    private init(program: ToyProgram, input: [UInt64], deviations: ToyDeviations) {
        self.program = program
        self.input = input
        self.deviations = deviations
        for register in 0..<UInt64(32) {
            cells[ToyCell(space: .register, address: register)] = .init(value: 0, timestamp: 0)
        }
    }

    private mutating func run() throws(ToyExecutionError) -> ToyRun {
        var programCounter: UInt64? = deviations.entry ?? program.entry
        while let current = programCounter, steps.count != deviations.stop {
            guard steps.count < 1 << ToyLayout.maximumLogRows else { throw .stepLimit(steps.count) }
            programCounter = try step(at: current)
        }
        let exitCode = cells[ToyCell(space: .register, address: ToyInstruction.exitCodeRegister)]?.value ?? 0
        for address in deviations.afterEnd { _ = try step(at: address) }
        return ToyRun(program: program, steps: steps, cells: cells, exitCode: exitCode, output: output)
    }

    private var output: [UInt8] {
        let words = (0..<UInt64(ToyLayout.outputWordCount)).map { index in
            cells[ToyCell(space: .memory, address: ToyLayout.output + 8 * index)]?.value ?? 0
        }
        let bytes = words.flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) } }
        return Array(bytes.prefix(ToyLayout.outputByteCount))
    }

    /// Runs one instruction; the address of the next one, or nil after a halt.
    private mutating func step(at programCounter: UInt64) throws(ToyExecutionError) -> UInt64? {
        let ways = deviations.steps[steps.count] ?? []
        var fields = program.instruction(at: programCounter)?.fields
        for case .instruction(let other) in ways { fields = other }
        guard let fields else { throw .programCounter(programCounter) }
        var step = ToyStep(programCounter: programCounter, timestamp: timestamp, fields: fields)
        var next: UInt64? = programCounter &+ 4
        switch fields.opcode {
        case ToyInstruction.Opcode.addImmediate:
            step.result = read(.first, fields.rs1, &step, ways) &+ fields.immediate
            writeResult(&step, ways)
        case ToyInstruction.Opcode.branchNotEqual:
            step.isTaken = read(.first, fields.rs1, &step, ways) != read(.second, fields.rs2, &step, ways)
            for case .taken(let isTaken) in ways { step.isTaken = isTaken }
            if step.isTaken { next = fields.target }
        case ToyInstruction.Opcode.load:
            let address = read(.first, fields.rs1, &step, ways) &+ fields.immediate
            let cell = try cell(at: address, isStore: false, programCounter, ways)
            step.result = access(.memory, cell, nil, &step, ways)
            writeResult(&step, ways)
        case ToyInstruction.Opcode.store:
            let address = read(.first, fields.rs1, &step, ways) &+ fields.immediate
            let value = read(.second, fields.rs2, &step, ways)
            let cell = try cell(at: address, isStore: true, programCounter, ways)
            _ = access(.memory, cell, value, &step, ways)
        default:
            step.result = read(.first, fields.rs1, &step, ways)
            next = nil
        }
        for case .next(let address) in ways { next = address }
        steps.append(step)
        timestamp += ToyLayout.timestampStep
        return next
    }

    private mutating func read(
        _ slot: ToySlot,
        _ register: UInt64,
        _ step: inout ToyStep,
        _ ways: [ToyDeviation]
    ) -> UInt64 {
        access(slot, ToyCell(space: .register, address: register), nil, &step, ways)
    }

    private mutating func writeResult(_ step: inout ToyStep, _ ways: [ToyDeviation]) {
        for case .result(let result) in ways { step.result = result }
        let cell = ToyCell(space: .register, address: step.fields.rd)
        _ = access(.destination, cell, step.fields.keepsResult &* step.result, &step, ways)
    }

    /// Reads, or writes when a value is given; the value that the row sees afterwards.
    private mutating func access(
        _ slot: ToySlot,
        _ cell: ToyCell,
        _ value: UInt64?,
        _ step: inout ToyStep,
        _ ways: [ToyDeviation]
    ) -> UInt64 {
        let now = step.timestamp + slot.rawValue
        for way in ways {
            var invented: (value: UInt64, from: ToyDeviation.Timestamp)?
            if case .read(slot, let value, let from) = way { invented = (value, from) }
            if case .dropWrite(slot, let from) = way, let value { invented = (value, from) }
            guard let invented else { continue }
            let claimed = ToyEntry(value: invented.value, timestamp: invented.from == .own ? now : 0)
            let new = ToyEntry(value: invented.value, timestamp: now)
            step.accesses[slot] = ToyAccess(cell: cell, old: claimed, new: new)
            return invented.value
        }
        let old = cells[cell] ?? ToyEntry(value: initialValue(of: cell), timestamp: 0)
        let new = ToyEntry(value: value ?? old.value, timestamp: now)
        cells[cell] = new
        step.accesses[slot] = ToyAccess(cell: cell, old: old, new: new)
        return new.value
    }

    private func cell(
        at address: UInt64,
        isStore: Bool,
        _ programCounter: UInt64,
        _ ways: [ToyDeviation]
    ) throws(ToyExecutionError) -> ToyCell {
        for case .cell(let cell) in ways { return cell }
        let regionBytes = UInt64(8) << UInt64(ToyLayout.maximumLogRegionWords)
        let memory = [
            (ToyLayout.image, 8 * UInt64(program.image.count)), (ToyLayout.ram, regionBytes),
            (ToyLayout.output, 8 * UInt64(ToyLayout.outputWordCount)),
        ]
        func isInside(_ base: UInt64, _ size: UInt64) -> Bool { address >= base && address - base < size }
        guard address % 8 == 0 else { throw .access(programCounter: programCounter, address: address) }
        if memory.contains(where: isInside) { return ToyCell(space: .memory, address: address) }
        guard !isStore, isInside(ToyLayout.input, 8 * UInt64(input.count)) else {
            throw .access(programCounter: programCounter, address: address)
        }
        return ToyCell(space: .input, address: address)
    }

    private func initialValue(of cell: ToyCell) -> UInt64 {
        func word(_ words: [UInt64], from base: UInt64) -> UInt64 {
            guard cell.address >= base, (cell.address - base) / 8 < UInt64(words.count) else { return 0 }
            return words[Int((cell.address - base) / 8)]
        }
        switch cell.space {
        case .register: return 0
        case .input: return word(input, from: ToyLayout.input)
        case .memory: return word(program.image, from: ToyLayout.image)
        }
    }
}
