import ProofVerifier

extension InstructionColumns {
    /// Reads a register of a call whose value is below 2^32, at the row's own timestamp.
    ///
    /// The upper half is the constant 0: a register with another has no proof, and the executor refuses it.
    ///
    /// - Parameters:
    ///   - name: What the value is.
    ///   - register: Its number.
    ///   - value: The value's lower half.
    ///   - multiplicity: 1 on rows that read, else 0.
    ///   - builder: The chip.
    /// - Returns: The access.
    func readCallRegister(
        _ name: String,
        register: UInt64,
        value: some ExpressionConvertible,
        times multiplicity: some ExpressionConvertible,
        in builder: inout ChipBuilder
    ) -> MemoryAccess {
        let word = WordExpression(low: value, high: Expression(0))
        return MemoryAccess(
            name,
            in: &builder,
            times: multiplicity,
            space: MemorySpace.register,
            address: Expression(register),
            old: word,
            new: word,
            timestamp: timestamp(of: .first),
            buses: RISCVBuses.access
        )
    }

    /// Accesses consecutive words of memory, all at one time.
    ///
    /// - Parameters:
    ///   - name: What the words are.
    ///   - address: Byte address of the first; a column or a sum of columns, below 2^32.
    ///   - old: The words taken, in halves, least significant first.
    ///   - new: The words left; the chip keeps their halves below 2^32.
    ///   - slot: When in the row.
    ///   - multiplicity: 1 on rows that access, else 0.
    ///   - builder: The chip.
    /// - Returns: The accesses, one a word.
    func accessWords(
        _ name: String,
        address: some ExpressionConvertible,
        old: [Expression],
        new: [Expression],
        slot: AccessSlot,
        times multiplicity: some ExpressionConvertible,
        in builder: inout ChipBuilder
    ) -> [MemoryAccess] {
        let (space, first) = (MemorySpace.memory.expression, address.expression)
        let now = timestamp(of: slot)
        var accesses: [MemoryAccess] = []
        for word in 0..<old.count / 2 {
            let place: Expression = first + Expression(UInt64(8 * word))
            let access = MemoryAccess(
                "\(name) word \(word)",
                in: &builder,
                times: multiplicity,
                space: space,
                address: place,
                old: WordExpression(low: old[2 * word], high: old[2 * word + 1]),
                new: WordExpression(low: new[2 * word], high: new[2 * word + 1]),
                timestamp: now,
                buses: RISCVBuses.access
            )
            accesses.append(access)
        }
        return accesses
    }
}
