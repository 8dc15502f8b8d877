package import ProofVerifier

/// The `ecall` that ends the run: a7 is 93, and a0, the exit code, goes to the halt bus.
///
/// Control is not passed on. The verifier receives (0, 0) from the halt bus once, so there is one end, and its exit
/// code is 0.
///
/// | column | meaning | width | constrained by |
/// |---|---|---|---|
/// | `used`, `pc`, `timestamp` | see `InstructionColumns` | | |
/// | `call previous timestamp`, `call gap low` | the read of a7; see `MemoryAccess` | 32, 16 | the memory bus, the range table |
/// | `exit code low`, `exit code high` and its access | the read of a0; see `WordRead` | 32 each | the memory bus |
///
/// Interactions: `control in`, `instruction`, the accesses' four each, `halt`.
package struct HaltChip: Sendable {
    package let instruction: InstructionColumns
    package let call: MemoryAccess
    package let exitCode: WordRead
    /// The declaration.
    package let chip: Chip

    /// The number of the call, which a7 holds.
    package static let call: UInt64 = 93
    private static let (a0, a7): (Expression, Expression) = (10, 17)

    /// Declares the chip.
    package init() {
        var builder = ChipBuilder("halt", height: InstructionColumns.height)
        instruction = InstructionColumns(in: &builder)
        let number = WordExpression(low: Expression(Self.call), high: Expression(0))
        call = MemoryAccess(
            "call",
            in: &builder,
            times: instruction.used,
            space: MemorySpace.register,
            address: Self.a7,
            old: number,
            new: number,
            timestamp: instruction.timestamp(of: .first),
            buses: RISCVBuses.access
        )
        exitCode = instruction.read("exit code", register: Self.a0, slot: .second, in: &builder)
        let code = exitCode.word
        builder.send("halt", to: RISCVBuses.halt, times: instruction.used, [code.low, code.high])
        instruction.lookUp(operation: MachineOperation.ecall, in: &builder)
        instruction.linkExecution(in: &builder, next: nil)
        chip = builder.build()
    }
}
