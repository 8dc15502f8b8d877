/// Where the cycles of a run went.
public struct ExecutionProfile: Sendable {
    /// Cycles of one function, those of its callees not included.
    public struct FunctionCycles: Hashable, Sendable {
        /// Name as the symbol table has it; nil for code that no symbol names.
        public let name: String?
        /// Instructions executed.
        public let cycleCount: UInt64
    }

    /// What the program put out.
    public let result: ExecutionResult
    /// The program's identity and size decide tables of the proof.
    public let program: ProgramImage
    /// Words of each data region that the proof's dense tables must hold.
    ///
    /// The stack counts from its end down to the lowest access, the RAM from its start up to the highest one; image,
    /// input and output count whole.
    public let wordCounts: [MachineRegion: Int]
    /// Cycles of each accelerator that was called: one for each call.
    public let cyclesByCall: [MachineCall: UInt64]
    /// Words that the calls of `copy` and `fill` transferred.
    public let transferredWords: [MachineCall: UInt64]
    /// Executions of each instruction of the text, and of what lies behind it.
    package let executions: [UInt64]

    init(
        program: ProgramImage,
        result: ExecutionResult,
        executions: [UInt64],
        calls: [MachineCall: UInt64],
        transferredWords: [MachineCall: UInt64],
        wordCounts: [MachineRegion: Int]
    ) {
        self.program = program
        self.result = result
        self.executions = executions
        cyclesByCall = calls
        self.transferredWords = transferredWords
        self.wordCounts = wordCounts
    }

    /// Cycles of each operation that was executed.
    public var cyclesByOperation: [Operation: UInt64] {
        zip(program.instructions, executions).reduce(into: [:]) { cycles, entry in
            if entry.1 > 0 { cycles[entry.0.operation, default: 0] += entry.1 }
        }
    }

    /// Cycles of each family, of which calls are in none; all families are there.
    public var cyclesByFamily: [InstructionFamily: UInt64] {
        var cycles = Dictionary(uniqueKeysWithValues: InstructionFamily.allCases.map { ($0, UInt64(0)) })
        for (operation, count) in cyclesByOperation {
            if let family = operation.family { cycles[family, default: 0] += count }
        }
        cycles[.halt, default: 0] -= cyclesByCall.values.reduce(0, +)
        return cycles
    }

    /// Cycles of each function that was executed, most first; equal ones in the order of their addresses.
    public var cyclesByFunction: [FunctionCycles] {
        let functions = program.functions
        var counts = [UInt64](repeating: 0, count: functions.functions.count)
        var unnamed: UInt64 = 0
        for (index, count) in executions.enumerated() where count > 0 {
            if let function = functions.index(containing: program.textBase + 4 * UInt64(index)) {
                counts[function] += count
            } else {
                unnamed += count
            }
        }
        var cycles = zip(functions.functions, counts).filter { $0.1 > 0 }
            .map { FunctionCycles(name: $0.0.name, cycleCount: $0.1) }
        if unnamed > 0 { cycles.append(FunctionCycles(name: nil, cycleCount: unnamed)) }
        return cycles.enumerated()
            .sorted { ($1.element.cycleCount, $0.offset) < ($0.element.cycleCount, $1.offset) }
            .map(\.element)
    }
}

extension Executor {
    /// Runs to the end and counts where the cycles go.
    ///
    /// - Parameters:
    ///   - input: What the run is about.
    ///   - hints: What may spare the program work; no part of the statement.
    /// - Returns: The result with the counts.
    /// - Throws: `ExecutionError`.
    public func profile(input: [UInt8], hints: [UInt8] = []) throws(ExecutionError) -> ExecutionProfile {
        var machine = try GuestMachine(program, input: input, hints: hints)
        var recorder = ProfileRecorder(instructionCount: program.instructions.count)
        try machine.run(cycleLimit: cycleLimit, &recorder)
        let output = MachineRegion.output.addresses
        return ExecutionProfile(
            program: program,
            result: ExecutionResult(output: machine.output, cycleCount: machine.cycle),
            executions: recorder.executions,
            calls: recorder.calls,
            transferredWords: recorder.transferredWords,
            wordCounts: [
                .stack: recorder.stackWordCount,
                .image: program.imageBytes.count / 8,
                .ram: recorder.ramWordCount,
                .input: InputRegion.byteCount(input: input, hints: hints) / 8,
                .output: Int(output.upperBound - output.lowerBound) / 8,
            ]
        )
    }
}
