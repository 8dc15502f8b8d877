package import ProofVerifier

/// What every instruction chip has: whether the row is used, and its place in the run.
///
/// | column | meaning | width | constrained by |
/// |---|---|---|---|
/// | `used` | 1 on rows that count, else 0; none where the chip's flags add up to it | 1 | boolean |
/// | `pc` | address of the instruction | 32 | the execution bus: the row before has sent it, and the decode chip knows it |
/// | `timestamp` | timestamp of the row | 32 | the execution bus |
///
/// Interactions: `control in` and `control out` (execution), `instruction`.
package struct InstructionColumns: Sendable {
    /// 1 on rows that count, else 0.
    package let used: Expression
    /// The column of `used`, if it has one.
    package let usedColumn: Column?
    /// Address of the instruction.
    package let programCounter: Column
    /// Timestamp of the row.
    package let timestamp: Column

    /// Declares the columns, with one for `used`.
    package init(in builder: inout ChipBuilder) {
        let used = builder.column("used")
        self.init(in: &builder, used: used.expression, column: used)
    }

    /// Declares the columns of a chip whose flags say whether a row is used.
    ///
    /// - Parameters:
    ///   - builder: The chip.
    ///   - used: Linear in the columns; that it is 0 or 1 is required here.
    package init(in builder: inout ChipBuilder, used: Expression) {
        self.init(in: &builder, used: used, column: nil)
    }

    private init(in builder: inout ChipBuilder, used: Expression, column: Column?) {
        self.used = used
        usedColumn = column
        programCounter = builder.column("pc")
        timestamp = builder.column("timestamp")
        builder.require("used is boolean", isBoolean: used)
    }

    /// The height of every instruction chip.
    package static let height = Chip.Height.dynamic(maximumLogHeight: MachineTime.maximumLogRows)

    /// Timestamp of an access of the row.
    package func timestamp(of slot: AccessSlot) -> Expression { timestamp + Expression(slot.rawValue) }

    /// Reads a register on used rows.
    package func read(
        _ name: String,
        register: some ExpressionConvertible,
        slot: AccessSlot,
        in builder: inout ChipBuilder
    ) -> WordRead {
        read(name, register: register, slot: slot, times: used, in: &builder)
    }

    /// Reads a register on some of the used rows.
    ///
    /// - Parameters:
    ///   - name: What the value is.
    ///   - register: Its number.
    ///   - slot: When in the row.
    ///   - multiplicity: 1 on rows that read, else 0; boolean by a rule that `MultiplicityBound` sees.
    ///   - builder: The chip.
    /// - Returns: The value and its access.
    package func read(
        _ name: String,
        register: some ExpressionConvertible,
        slot: AccessSlot,
        times multiplicity: Expression,
        in builder: inout ChipBuilder
    ) -> WordRead {
        WordRead(
            name,
            in: &builder,
            times: multiplicity,
            space: MemorySpace.register,
            address: register,
            timestamp: timestamp(of: slot),
            buses: RISCVBuses.access
        )
    }

    /// Gives rd the row's result, whose halves the chip keeps below 2^32.
    package func writeRegister(_ value: WordExpression, in builder: inout ChipBuilder) -> RegisterWrite {
        RegisterWrite(
            of: value,
            in: &builder,
            times: used,
            timestamp: timestamp(of: .destination),
            buses: RISCVBuses.access
        )
    }

    /// Takes the control of the run, and passes it on to `next` unless the run ends here.
    package func linkExecution(in builder: inout ChipBuilder, next: Expression?) {
        builder.receive("control in", from: RISCVBuses.execution, times: used, [programCounter, timestamp])
        guard let next else { return }
        let after = timestamp + Expression(MachineTime.step)
        builder.send("control out", to: RISCVBuses.execution, times: used, [next, after])
    }

    /// Requires that the program has the instruction at the row's address.
    ///
    /// - Parameters:
    ///   - operation: Number of a `MachineOperation`; linear in the chip's flags where it serves several.
    ///   - destination: rd and whether it keeps the result; nil for operations without a destination.
    ///   - rs1: First source register; 0 where the operation has none.
    ///   - rs2: Second source register; 0 where the operation has none.
    ///   - immediate: The sign-extended immediate; 0 where the operation has none.
    ///   - builder: The chip.
    package func lookUp(
        operation: some ExpressionConvertible,
        destination: RegisterWrite? = nil,
        rs1: any ExpressionConvertible = Expression(0),
        rs2: any ExpressionConvertible = Expression(0),
        immediate: WordExpression = .zero,
        in builder: inout ChipBuilder
    ) {
        let rd: any ExpressionConvertible = destination?.rd ?? Expression(0)
        let keepsResult: any ExpressionConvertible = destination?.keepsResult ?? Expression(0)
        builder.send(
            "instruction",
            to: RISCVBuses.instruction,
            times: used,
            [programCounter, operation, rd, keepsResult, rs1, rs2, immediate.low, immediate.high]
        )
    }
}
