/// Runs programs of the guest machine.
///
/// A run depends on program and input alone: no clock, no randomness, no host memory shows through.
public struct Executor: Sendable {
    /// The program.
    public let program: ProgramImage
    /// Cycles after which a run is ended.
    public let cycleLimit: UInt64

    /// An executor of `program`.
    ///
    /// - Parameters:
    ///   - program: What to run.
    ///   - cycleLimit: Instructions that a run may complete, its `ecall` included.
    public init(_ program: ProgramImage, cycleLimit: UInt64 = 1 << 36) {
        self.program = program
        self.cycleLimit = cycleLimit
    }

    /// Runs to the end.
    ///
    /// - Parameters:
    ///   - input: What the run is about.
    ///   - hints: What may spare the program work; no part of the statement.
    /// - Returns: What the program put out.
    /// - Throws: `ExecutionError`; then there is no result.
    public func run(input: [UInt8], hints: [UInt8] = []) throws(ExecutionError) -> ExecutionResult {
        try run(input: input, hints: hints, dumping: 0..<0).result
    }

    /// Runs to the end on an input region that the executor has not laid out, such as one whose lengths lie.
    ///
    /// - Parameter inputRegion: The region's first bytes.
    /// - Returns: What the program put out.
    /// - Throws: `ExecutionError`.
    package func run(inputRegion: [UInt8]) throws(ExecutionError) -> ExecutionResult {
        let limit = MachineRegion.input.addresses.count
        guard inputRegion.count <= limit else { throw .inputTooLong(byteCount: inputRegion.count, limit: limit) }
        var machine = try GuestMachine(program, inputRegion: inputRegion)
        var observer = NoObserver()
        try machine.run(cycleLimit: cycleLimit, &observer)
        return ExecutionResult(output: machine.output, cycleCount: machine.cycle)
    }

    /// Runs to the end and reads data memory as the program left it, for comparison with other implementations.
    ///
    /// - Parameters:
    ///   - input: What the run is about.
    ///   - hints: What may spare the program work; no part of the statement.
    ///   - addresses: A range inside one data region, or an empty one.
    /// - Returns: What the program put out, and the bytes of the range.
    /// - Throws: `ExecutionError`.
    package func run(
        input: [UInt8],
        hints: [UInt8] = [],
        dumping addresses: Range<UInt64>
    ) throws(ExecutionError) -> (result: ExecutionResult, dump: [UInt8]) {
        var machine = try GuestMachine(program, input: input, hints: hints)
        var observer = NoObserver()
        try machine.run(cycleLimit: cycleLimit, &observer)
        let dump = addresses.isEmpty ? [] : machine.memory.bytes(at: addresses.lowerBound, count: addresses.count)
        return (ExecutionResult(output: machine.output, cycleCount: machine.cycle), dump)
    }
}

/// Result of a run that ended with exit code 0.
public struct ExecutionResult: Hashable, Sendable {
    /// The output, `MachineLayout.outputByteCount` bytes.
    public let output: [UInt8]
    /// Instructions executed, the last `ecall` included.
    public let cycleCount: UInt64
}
