package import ProofVerifier

extension InstructionColumns {
    /// Reads a register whose value stands in other columns of the chip.
    ///
    /// - Parameters:
    ///   - name: What the value is.
    ///   - register: Its number.
    ///   - value: The value, which the register must hold.
    ///   - slot: When in the row.
    ///   - multiplicity: 1 on rows that read, else 0; boolean by a rule that `MultiplicityBound` sees. Used rows unless
    ///     it is given.
    ///   - builder: The chip.
    /// - Returns: The access.
    package func read(
        _ name: String,
        register: Column,
        value: WordExpression,
        slot: AccessSlot,
        times multiplicity: Expression? = nil,
        in builder: inout ChipBuilder
    ) -> MemoryAccess {
        MemoryAccess(
            name,
            in: &builder,
            times: multiplicity ?? used,
            space: MemorySpace.register,
            address: register,
            old: value,
            new: value,
            timestamp: timestamp(of: slot),
            buses: RISCVBuses.access
        )
    }
}
