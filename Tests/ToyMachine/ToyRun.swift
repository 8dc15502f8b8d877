package import RISCVMachine

/// A register or a word of memory.
package struct ToyCell: Hashable, Sendable {
    /// Which kind.
    package var space: MemorySpace
    /// Register number or byte address.
    package var address: UInt64

    /// The cell at an address of a space.
    package init(space: MemorySpace, address: UInt64) {
        self.space = space
        self.address = address
    }
}

/// A value and the timestamp of the access that left it.
package struct ToyEntry: Hashable, Sendable {
    /// The word.
    package var value: UInt64
    /// When; 0 for initial values.
    package var timestamp: UInt64
}

/// One access to a register or a word of memory: takes the old entry, leaves the new one.
package struct ToyAccess: Hashable, Sendable {
    /// Which word.
    package var cell: ToyCell
    /// What was there.
    package var old: ToyEntry
    /// What is there now.
    package var new: ToyEntry
}

/// One executed instruction.
package struct ToyStep: Hashable, Sendable {
    /// Address of the instruction.
    package var programCounter: UInt64
    /// Timestamp of the row; access n of the row has this plus n.
    package var timestamp: UInt64
    /// The instruction's entry in the program table.
    package var fields: ToyInstruction.Fields
    /// Accesses by slot.
    package var accesses: [ToySlot: ToyAccess] = [:]
    /// What the instruction computed before x0 dropped it.
    package var result: UInt64 = 0
    /// Whether a branch is taken.
    package var isTaken = false

    /// The access of a slot; an empty one for a slot that the instruction does not use.
    package subscript(slot: ToySlot) -> ToyAccess {
        accesses[slot]
            ?? ToyAccess(
                cell: ToyCell(space: .register, address: 0),
                old: ToyEntry(value: 0, timestamp: 0),
                new: ToyEntry(value: 0, timestamp: 0)
            )
    }
}

/// The accesses of a row in the order of their timestamps.
package enum ToySlot: UInt64, CaseIterable, Hashable, Sendable {
    /// Read of rs1.
    case first = 0
    /// Read of rs2.
    case second = 1
    /// Load or store.
    case memory = 2
    /// Write of rd.
    case destination = 3
}

/// Everything that a trace is generated from.
package struct ToyRun: Sendable {
    /// The program.
    package var program: ToyProgram
    /// The executed instructions in order.
    package var steps: [ToyStep]
    /// Last entry of every register, and of every word of memory that was accessed.
    package var cells: [ToyCell: ToyEntry]
    /// x10 at the halt.
    package var exitCode: UInt64
    /// The public output.
    package var output: [UInt8]
}
