package import GuestExecutor

/// A run whose cycles are counted by hand.
package enum CountedRun {
    /// `_start` calls `work`, which loops five times; counted by hand.
    package static func profile() throws -> ExecutionProfile {
        let base = ELFWriter.textBase
        let text =
            [
                Assembly.immediate(.addi, Register.sp, Register.sp, -32),
                Assembly.store(.sd, 0, 8, Register.sp),
                Assembly.jal(Register.ra, 4 * 4),
            ] + Assembly.exit() + [
                Assembly.immediate(.addi, Register.t5, 0, 5),
                Assembly.upper(.lui, Register.t6, 0x18000),
                Assembly.register(.mul, Register.t4, Register.t5, Register.t5),
                Assembly.store(.sb, Register.t4, 1023, Register.t6),
                Assembly.immediate(.addi, Register.t5, Register.t5, -1),
                Assembly.branch(.bne, Register.t5, 0, -12),
                Assembly.immediate(.jalr, 0, Register.ra, 0),
            ]
        var writer = ELFWriter(text: text, image: [UInt8](repeating: 1, count: 20))
        writer.symbols = [("_start", base, 24), ("work", base + 24, 8)]
        return try Executor(ProgramImage(elf: writer.bytes)).profile(input: [1, 2, 3, 4, 5, 6, 7, 8, 9])
    }
}
