package import ProofVerifier

/// The last thing that most instructions do: rd takes the result, unless rd is x0.
///
/// | column | meaning | width | constrained by |
/// |---|---|---|---|
/// | `rd` | number of the register | 5 | the program table, where the chip has to look its instruction up with this column |
/// | `keeps result` | 0 when rd is x0, else 1 | 1 | the program table, in the same lookup |
/// | `result replaced low`, `result replaced high` | the register's old value | 32 each | the memory bus: the entry that is received |
/// | `result previous timestamp`, `result gap low` | see `MemoryAccess` | 32, 16 | the memory bus, the range table |
///
/// Leaves (keeps result) * value, so that x0, which starts as 0, holds 0 for ever: a write to it is an access like any
/// other. With a value that is linear in the columns the tuple has degree 2.
///
/// Interactions: the four of `MemoryAccess`, named `result`.
package struct RegisterWrite: Sendable {
    /// Number of the register.
    package let rd: Column
    /// 0 when the register is x0, else 1.
    package let keepsResult: Column
    /// The access to the register.
    package let write: WordWrite

    /// Declares columns and interactions.
    ///
    /// - Parameters:
    ///   - value: The result; the chip has to keep its halves below 2^32.
    ///   - builder: The chip, which has to send `rd` and `keepsResult` to the program table.
    ///   - used: 1 on rows that count, else 0.
    ///   - timestamp: When, which no other access of the machine shares.
    ///   - buses: Where entries and ranges meet.
    package init(
        of value: WordExpression,
        in builder: inout ChipBuilder,
        times used: some ExpressionConvertible,
        timestamp: Expression,
        buses: AccessBuses
    ) {
        rd = builder.column("rd")
        keepsResult = builder.column("keeps result")
        write = WordWrite(
            "result",
            in: &builder,
            times: used,
            space: MemorySpace.register,
            address: rd,
            value: WordExpression(low: keepsResult * value.low, high: keepsResult * value.high),
            timestamp: timestamp,
            buses: buses
        )
    }
}
