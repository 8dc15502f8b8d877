package import ProofVerifier

/// What the `ecall` row of every accelerator has: its place in the run, and the number of the call in a7.
///
/// | column | meaning | width | constrained by |
/// |---|---|---|---|
/// | `used`, `pc`, `timestamp` | see `InstructionColumns` | | |
/// | `call previous timestamp`, `call gap low` | the read of a7, whose value is a constant; see `MemoryAccess` | 32, 16 | the memory bus, the range table |
///
/// The timestamp is what a call is known by on the bus to the chip that computes it: control goes round once, so no two
/// rows share it. All registers are read in the slot of the first one, since they are different ones, and no register
/// is written; control goes on behind the `ecall`.
///
/// Interactions: those of `InstructionColumns`, and four of `MemoryAccess` named `call`.
package struct CallColumns: Sendable {
    /// The row's place in the run.
    package let instruction: InstructionColumns
    /// The read of a7.
    package let number: MemoryAccess

    private static let a7: UInt64 = 17
    private static let a0: UInt64 = 10

    /// Declares the columns of a call's row, and its interactions with execution and instruction bus.
    package init(_ call: CallNumber, in builder: inout ChipBuilder) {
        instruction = InstructionColumns(in: &builder)
        let value = WordExpression(low: Expression(call.rawValue), high: Expression(0))
        number = MemoryAccess(
            "call",
            in: &builder,
            times: instruction.used,
            space: MemorySpace.register,
            address: Expression(Self.a7),
            old: value,
            new: value,
            timestamp: instruction.timestamp(of: .first),
            buses: RISCVBuses.access
        )
        instruction.lookUp(operation: MachineOperation.ecall, in: &builder)
        instruction.linkExecution(in: &builder, next: instruction.programCounter + 4)
    }

    /// What the call is known by: its timestamp.
    package var identity: Column { instruction.timestamp }

    /// 1 on rows that count, else 0.
    package var used: Expression { instruction.used }

    /// Reads the address of an operand from an argument, counted from a0.
    package func pointer(_ name: String, argument: UInt64, in builder: inout ChipBuilder) -> PointerRead {
        PointerRead(name, register: Self.a0 + argument, instruction, in: &builder)
    }

    /// Reads a word of an operand.
    package func read(
        _ name: String,
        at pointer: PointerRead,
        word: Int,
        slot: AccessSlot,
        in builder: inout ChipBuilder
    ) -> WordRead {
        WordRead(
            name,
            in: &builder,
            times: used,
            space: MemorySpace.memory,
            address: pointer.address(ofWord: word),
            timestamp: instruction.timestamp(of: slot),
            buses: RISCVBuses.access
        )
    }

    /// Replaces a word of an operand by a value whose halves the chip keeps below 2^32.
    package func write(
        _ name: String,
        _ value: WordExpression,
        at pointer: PointerRead,
        word: Int,
        slot: AccessSlot,
        in builder: inout ChipBuilder
    ) -> WordWrite {
        WordWrite(
            name,
            in: &builder,
            times: used,
            space: MemorySpace.memory,
            address: pointer.address(ofWord: word),
            value: value,
            timestamp: instruction.timestamp(of: slot),
            buses: RISCVBuses.access
        )
    }
}

/// A read of a register that holds an address of memory, whose upper half is therefore 0.
///
/// | column | meaning | width | constrained by |
/// |---|---|---|---|
/// | `NAME address` | the register's lower half | 32 | the memory bus: the entry of the register, whose upper half is 0 |
/// | `NAME previous timestamp`, `NAME gap low` | see `MemoryAccess` | 32, 16 | the memory bus, the range table |
///
/// That the address is a multiple of 8 and inside memory needs no rule: only such words have entries on the bus. Sums
/// of an address below 2^32 and a few words do not wrap in the field.
///
/// Interactions: the four of `MemoryAccess`.
package struct PointerRead: Sendable {
    /// The lower half of the register.
    package let address: Column
    /// The access to the register.
    package let access: MemoryAccess

    init(_ name: String, register: UInt64, _ instruction: InstructionColumns, in builder: inout ChipBuilder) {
        address = builder.column("\(name) address")
        let value = WordExpression(low: address, high: Expression(0))
        access = MemoryAccess(
            name,
            in: &builder,
            times: instruction.used,
            space: MemorySpace.register,
            address: Expression(register),
            old: value,
            new: value,
            timestamp: instruction.timestamp(of: .first),
            buses: RISCVBuses.access
        )
    }

    /// The address of a word of the operand.
    package func address(ofWord index: Int) -> Expression { address + Expression(UInt64(8 * index)) }
}
