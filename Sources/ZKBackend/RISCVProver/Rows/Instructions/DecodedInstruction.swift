package import GuestExecutor
package import RISCVMachine

/// An instruction as the instruction bus shows it: fields that its operation does not use are 0.
package struct DecodedInstruction: BitwiseCopyable, Hashable, Sendable {
    /// What to do.
    package var operation: MachineOperation
    /// Destination register.
    package var rd: UInt8 = 0
    /// Whether the destination is another register than x0.
    package var keepsResult = false
    /// First source register.
    package var rs1: UInt8 = 0
    /// Second source register.
    package var rs2: UInt8 = 0
    /// Sign-extended immediate: of branches and `jal` the distance in bytes, of `lui` and `auipc` the shifted one, of
    /// shifts the amount.
    package var immediate: UInt64 = 0

    /// An instruction without operands.
    package init(_ operation: MachineOperation) {
        self.operation = operation
    }

    /// Decodes a word by the executor's decoder; nil for what no chip serves, `ebreak` included.
    package init?(word: UInt32) {
        let instruction = Instruction(decoding: word)
        guard let operation = MachineOperation(instruction.operation) else { return nil }
        self.init(operation)
        // `ecall` reads registers that its word does not name.
        guard operation != .ecall else { return }
        if instruction.writesRegister {
            rd = instruction.destination
            keepsResult = true
        }
        if instruction.operation.readsFirstRegister { rs1 = instruction.first }
        if instruction.operation.readsSecondRegister {
            rs2 = instruction.second
        } else {
            immediate = UInt64(bitPattern: Int64(instruction.immediate))
        }
        // Of branches and stores both are used.
        switch instruction.operation.family {
        case .branch, .store: immediate = UInt64(bitPattern: Int64(instruction.immediate))
        default: break
        }
    }
}

/// A program's text, decoded once for the rows of all chips.
package struct DecodedProgram: Sendable {
    /// Address of the first instruction.
    package let base: UInt64
    /// The instructions in order; words that no chip serves are nil.
    package let instructions: [DecodedInstruction?]

    /// Decodes the text of an image.
    package init(_ image: ProgramImage) {
        self.init(base: image.textBase, words: image.textWords)
    }

    /// Decodes the words of a text.
    package init(base: UInt64, words: [UInt32]) {
        self.base = base
        instructions = words.map { DecodedInstruction(word: $0) }
    }
}
