package import ProofVerifier

/// An operation of RV64IM by its number on the instruction bus.
///
/// Each mnemonic has a number of its own, so the register and the immediate form of an operation differ. Numbers are
/// part of the machine's digest.
///
/// Source: The RISC-V Instruction Set Manual, volume I, chapters "RV32I", "RV64I" and "M".
package enum MachineOperation: UInt64, BitwiseCopyable, CaseIterable, Hashable, Sendable {
    case add = 1
    case addi, sub, addw, addiw, subw
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
}

extension MachineOperation: ExpressionConvertible {
    /// The number as a constant.
    package var expression: Expression { Expression(rawValue) }
}

extension MachineOperation {
    /// The number times an expression: of a chip's `used`, so that a row of zeros has the number 0.
    package static func * (operation: MachineOperation, factor: Expression) -> Expression {
        operation.expression * factor
    }
}
