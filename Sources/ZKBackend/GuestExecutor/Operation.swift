/// An operation of RV64IM, or what stands in the program where none is.
///
/// Source: The RISC-V Instruction Set Manual, volume I, chapters "RV32I", "RV64I" and "M".
public enum Operation: UInt8, BitwiseCopyable, CaseIterable, Hashable, Sendable {
    case add, addi, sub, addw, addiw, subw
    case slt, slti, sltu, sltiu
    case and, andi, or, ori, xor, xori
    case sll, slli, srl, srli, sra, srai, sllw, slliw, srlw, srliw, sraw, sraiw
    case mul, mulh, mulhsu, mulhu, mulw
    case div, divu, rem, remu, divw, divuw, remw, remuw
    case lb, lh, lw, ld, lbu, lhu, lwu
    case sb, sh, sw, sd
    case beq, bne, blt, bge, bltu, bgeu
    case jal, jalr
    case lui, auipc
    case fence
    case ecall
    case ebreak
    /// A word that is no instruction of RV64IM; an error only where it is executed.
    case illegal
    /// Behind the last instruction, where execution must not come.
    case endOfText
}

/// Operations that one chip of the proof will serve.
public enum InstructionFamily: UInt8, CaseIterable, Hashable, Sendable {
    /// Additions and subtractions, 64 and 32 bits.
    case add
    /// Set if less than.
    case compare
    /// And, or, exclusive or.
    case bitwise
    /// Shifts, 64 and 32 bits.
    case shift
    /// Products, low and high halves.
    case multiply
    /// Quotients and remainders.
    case divide
    /// Loads of every width.
    case load
    /// Stores of every width.
    case store
    /// Conditional branches.
    case branch
    /// `jal` and `jalr`.
    case jump
    /// `lui` and `auipc`.
    case upper
    /// `fence`, which does nothing.
    case fence
    /// `ecall`, which ends the run.
    case halt
}

extension Operation {
    /// The family, nil for what cannot be executed.
    public var family: InstructionFamily? {
        switch self {
        case .add, .addi, .sub, .addw, .addiw, .subw: .add
        case .slt, .slti, .sltu, .sltiu: .compare
        case .and, .andi, .or, .ori, .xor, .xori: .bitwise
        case .sll, .slli, .srl, .srli, .sra, .srai, .sllw, .slliw, .srlw, .srliw, .sraw, .sraiw: .shift
        case .mul, .mulh, .mulhsu, .mulhu, .mulw: .multiply
        case .div, .divu, .rem, .remu, .divw, .divuw, .remw, .remuw: .divide
        case .lb, .lh, .lw, .ld, .lbu, .lhu, .lwu: .load
        case .sb, .sh, .sw, .sd: .store
        case .beq, .bne, .blt, .bge, .bltu, .bgeu: .branch
        case .jal, .jalr: .jump
        case .lui, .auipc: .upper
        case .fence: .fence
        case .ecall: .halt
        case .ebreak, .illegal, .endOfText: nil
        }
    }

    /// Whether the first operand is a register; `ecall` reads a7 there.
    public var readsFirstRegister: Bool {
        switch self {
        case .jal, .lui, .auipc, .fence, .ebreak, .illegal, .endOfText: false
        default: true
        }
    }

    /// Whether the second operand is a register; `ecall` reads a0 there.
    public var readsSecondRegister: Bool {
        switch self {
        case .add, .sub, .addw, .subw, .slt, .sltu, .and, .or, .xor, .sll, .srl, .sra, .sllw, .srlw, .sraw,
            .mul, .mulh, .mulhsu, .mulhu, .mulw, .div, .divu, .rem, .remu, .divw, .divuw, .remw, .remuw,
            .sb, .sh, .sw, .sd, .beq, .bne, .blt, .bge, .bltu, .bgeu, .ecall:
            true
        default: false
        }
    }

    /// Whether the operation has a destination register.
    public var writesRegister: Bool {
        switch family {
        case .add, .compare, .bitwise, .shift, .multiply, .divide, .load, .jump, .upper: true
        case .store, .branch, .fence, .halt, nil: false
        }
    }
}
