package import ProofVerifier

/// The registers: sends the first entry of each and receives the last.
///
/// Row i is register i. The first values are 0, but for the stack pointer's; both numbers are fixed.
///
/// | column | meaning | width | constrained by |
/// |---|---|---|---|
/// | `value low`, `value high` | the last value | 32 each | the memory bus |
/// | `timestamp` | when it was left | 32 | the memory bus |
package struct RegisterChip: Sendable {
    package let value: WordColumns
    package let timestamp: Column
    /// The declaration.
    package let chip: Chip

    /// Declares the chip.
    package init() {
        var builder = ChipBuilder("registers", height: .fixed(logHeight: 5))
        value = WordColumns("value", in: &builder)
        timestamp = builder.column("timestamp")
        let first = builder.constants(
            (0..<MachineMap.registerCount).map { register in
                register == MachineMap.stackPointer ? Goldilocks(MachineMap.stackEnd) : .zero
            }
        )
        let cell: [any ExpressionConvertible] = [MemorySpace.register, builder.rowIndex()]
        let initial: [any ExpressionConvertible] = [first, Expression(0), Expression(0)]
        builder.send("initial", to: RISCVBuses.memory, times: Expression(.one), cell + initial)
        let final: [any ExpressionConvertible] = [value.low, value.high, timestamp]
        builder.receive("final", from: RISCVBuses.memory, times: Expression(.one), cell + final)
        chip = builder.build()
    }
}
