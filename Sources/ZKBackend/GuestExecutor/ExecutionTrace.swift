/// What a prover needs to know of a run: its rows by instruction family, and what registers and memory hold at the end.
///
/// Row k, counted from 0 over all families, has the timestamp 4k + 1; its accesses have the timestamps `TraceClock`
/// says. Initial values of registers and memory have timestamp 0. The layout is described in `docs/executor.md`.
public struct ExecutionTrace: Sendable {
    /// What the program put out.
    public let result: ExecutionResult
    /// One table per family, in the order of `InstructionFamily.allCases`.
    public let families: [FamilyTrace]
    /// One table per accelerator, in the order of `MachineCall.allCases`.
    public let calls: [CallTrace]
    /// Value and last timestamp of x0 to x31.
    public let finalRegisters: [FinalWord]
    /// Data memory with the timestamps of its last accesses.
    public let finalMemory: FinalMemory
    /// How often each instruction of the text was executed, in its order.
    public let executions: [UInt64]
    /// Words of each data region that the proof's dense tables must hold, as the profile counts them.
    public let wordCounts: [MachineRegion: Int]

    /// A register's or memory word's last value, and when it was last accessed.
    public struct FinalWord: Hashable, Sendable {
        /// Last value.
        public let value: UInt64
        /// Timestamp of the last access; 0 when there was none.
        public let timestamp: UInt32
    }

    /// The rows of a family.
    public subscript(family: InstructionFamily) -> FamilyTrace { families[Int(family.rawValue)] }

    /// The rows of an accelerator; nil in a trace that was made without it.
    public subscript(call: MachineCall) -> CallTrace? { calls.first { $0.call == call } }
}

/// When a row's accesses happen: each has a timestamp of its own, so that one row may access a word several times.
public enum TraceClock {
    /// Timestamps between a row and the next.
    public static let step: UInt32 = 4
    /// Cycles that fit 32-bit timestamps.
    public static let cycleLimit: UInt64 = (1 << 30) - 1

    /// Timestamp of a row and of its read of the first source register.
    public static func first(ofCycle cycle: UInt32) -> UInt32 { cycle &* step &+ 1 }
    /// Timestamp of the read of the second source register.
    public static func second(ofCycle cycle: UInt32) -> UInt32 { cycle &* step &+ 2 }
    /// Timestamp of the access to memory.
    public static func memory(ofCycle cycle: UInt32) -> UInt32 { cycle &* step &+ 3 }
    /// Timestamp of the write of the destination register.
    public static func destination(ofCycle cycle: UInt32) -> UInt32 { cycle &* step &+ 4 }
}

/// Rows of one instruction family, as columns of equal length.
public struct FamilyTrace: Sendable {
    /// The family.
    public let family: InstructionFamily
    /// The row's place in the run, from 0.
    public let cycles: TraceColumn<UInt32>
    /// Index of the instruction in the text.
    public let instructions: TraceColumn<UInt32>
    /// First source register; nil where no operation of the family has one.
    public let first: ReadColumns?
    /// Second source register, or the immediate in its place.
    public let second: ReadColumns?
    /// Access to memory; nil for all but loads and stores.
    public let memory: MemoryColumns?
    /// Destination register.
    public let destination: WriteColumns?

    /// Number of rows.
    public var rowCount: Int { cycles.count }

    /// Reads of a register.
    public struct ReadColumns: Sendable {
        /// Value; the sign-extended immediate where the operation takes one instead of a second register.
        public let values: TraceColumn<UInt64>
        /// Timestamp of the register's access before this one; 0 where no register is read.
        public let previousTimestamps: TraceColumn<UInt32>
    }

    /// Writes of a register, x0 included: what is written there is dropped.
    public struct WriteColumns: Sendable {
        /// Value that is overwritten; 0 in x0.
        public let before: TraceColumn<UInt64>
        /// The result, which the register holds afterwards unless it is x0.
        public let after: TraceColumn<UInt64>
        /// Timestamp of the register's access before this one.
        public let previousTimestamps: TraceColumn<UInt32>
    }

    /// Accesses to one word of memory.
    public struct MemoryColumns: Sendable {
        /// Address of the accessed bytes, which lie in one word.
        public let addresses: TraceColumn<UInt32>
        /// The aligned word before the access.
        public let before: TraceColumn<UInt64>
        /// The word after it; of a load the same.
        public let after: TraceColumn<UInt64>
        /// Timestamp of the word's access before this one.
        public let previousTimestamps: TraceColumn<UInt32>
    }

    /// Zeroed columns for `rowCount` rows: those that some operation of the family needs.
    ///
    /// - Throws: `ExecutionError.outOfHostMemory`.
    init(_ family: InstructionFamily, rowCount: Int) throws(ExecutionError) {
        func column<Element>(_ type: Element.Type) throws(ExecutionError) -> TraceColumn<Element> {
            guard let column = TraceColumn<Element>(zeroed: rowCount) else { throw .outOfHostMemory }
            return column
        }
        func words() throws(ExecutionError) -> TraceColumn<UInt64> { try column(UInt64.self) }
        func halves() throws(ExecutionError) -> TraceColumn<UInt32> { try column(UInt32.self) }
        let operations = Operation.allCases.filter { $0.family == family }
        self.family = family
        cycles = try halves()
        instructions = try halves()
        first =
            operations.contains(where: \.readsFirstRegister)
            ? ReadColumns(values: try words(), previousTimestamps: try halves()) : nil
        second =
            operations.contains(where: \.readsSecondRegister)
            ? ReadColumns(values: try words(), previousTimestamps: try halves()) : nil
        memory =
            family == .load || family == .store
            ? MemoryColumns(
                addresses: try halves(),
                before: try words(),
                after: try words(),
                previousTimestamps: try halves()
            ) : nil
        destination =
            operations.contains(where: \.writesRegister)
            ? WriteColumns(before: try words(), after: try words(), previousTimestamps: try halves()) : nil
    }
}

/// Data memory at the end of a run.
public struct FinalMemory: Sendable {
    let words: GuestMemory
    let timestamps: GuestMemory

    /// The word at an aligned address of a data region; nil elsewhere.
    public func word(at address: UInt64) -> ExecutionTrace.FinalWord? {
        guard address.isMultiple(of: 8), let region = MachineRegion(containing: address), region != .text else {
            return nil
        }
        let index = Int(address - MachineLayout.dataBase) / 8
        return ExecutionTrace.FinalWord(
            value: words.base.load(fromByteOffset: index * 8, as: UInt64.self),
            timestamp: timestamps.base.load(fromByteOffset: index * 4, as: UInt32.self)
        )
    }
}
