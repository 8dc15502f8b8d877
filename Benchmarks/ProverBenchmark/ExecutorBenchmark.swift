import GuestExecutor
import MachineTestSupport

/// Instructions per second of the RISC-V executor, on one core: alone, counting, and recording a trace.
///
/// The program is a mix like that of the guest: of 20 instructions in its loop 7 add or compare, 4 are bitwise, 3
/// shift, 3 load, 1 stores, 1 multiplies and 1 branches. The guest itself is timed on real blocks by
/// `rollupsim guest run`.
enum ExecutorBenchmark {
    /// Prints one line for each way to run.
    ///
    /// - Throws: `ProgramImageError` or `ExecutionError`, when the program itself is wrong.
    static func printRates() throws {
        let program = try program(rounds: 100_000)
        let executor = Executor(program, cycleLimit: TraceClock.cycleLimit)
        let cycles = Double(try executor.run(input: []).cycleCount)
        print("RISC-V executor, one core")
        let modes: [(String, () throws -> Void)] = [
            ("plain", { _ = try executor.run(input: []) }),
            ("profile", { _ = try executor.profile(input: []) }),
            ("trace", { _ = try executor.trace(input: []) }),
        ]
        for (mode, run) in modes {
            // What succeeds once succeeds always: a run has no other input.
            try run()
            let seconds = Stopwatch.fastest(of: 9) { try? run() }
            print(Rate(subject: mode, perSecond: cycles / seconds, unit: "instructions/s").line())
        }
    }

    /// The loop, run so many times.
    ///
    /// - Throws: `ProgramImageError`, when the program itself is wrong.
    static func program(rounds: Int32) throws -> ProgramImage {
        try ProgramImage(elf: ELFWriter(text: text(rounds), image: image).bytes)
    }

    private static let image = (0..<512).map { UInt8(truncatingIfNeeded: $0 &* 37) }

    private static func text(_ rounds: Int32) -> [UInt32] {
        let (x, y, z, pointer, count) = (Register.a0, Register.a1, Register.a2, Register.t6, Register.t5)
        let body = [
            Assembly.immediate(.ld, x, pointer, 0), Assembly.immediate(.ld, y, pointer, 8),
            Assembly.register(.xor, z, x, y), Assembly.immediate(.slli, x, x, 13), Assembly.register(.add, x, x, z),
            Assembly.immediate(.srli, y, y, 7), Assembly.register(.or, y, y, z), Assembly.register(.sltu, z, x, y),
            Assembly.register(.add, x, x, z), Assembly.register(.mul, y, x, y),
            Assembly.immediate(.lbu, z, pointer, 16),
            Assembly.register(.sub, x, x, y), Assembly.immediate(.andi, y, x, 0xf8),
            Assembly.immediate(.slliw, z, z, 3),
            Assembly.immediate(.addiw, z, z, 5), Assembly.register(.and, y, y, x), Assembly.store(.sd, x, 24, pointer),
            Assembly.register(.add, y, y, z), Assembly.immediate(.addi, count, count, -1),
        ]
        return Assembly.load(Int32(ELFWriter.imageBase), into: pointer) + Assembly.load(rounds, into: count) + body
            + [Assembly.branch(.bne, count, 0, -4 * Int32(body.count))] + Assembly.exit()
    }
}
