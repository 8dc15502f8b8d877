package import GuestExecutor
package import RISCVMachine

extension MachineOperation {
    /// The number of an operation of the executor; nil for what no chip serves.
    package init?(_ operation: GuestExecutor.Operation) {
        switch operation {
        case .add: self = .add
        case .addi: self = .addi
        case .sub: self = .sub
        case .addw: self = .addw
        case .addiw: self = .addiw
        case .subw: self = .subw
        case .slt: self = .slt
        case .slti: self = .slti
        case .sltu: self = .sltu
        case .sltiu: self = .sltiu
        case .and: self = .and
        case .andi: self = .andi
        case .or: self = .or
        case .ori: self = .ori
        case .xor: self = .xor
        case .xori: self = .xori
        case .sll: self = .sll
        case .slli: self = .slli
        case .srl: self = .srl
        case .srli: self = .srli
        case .sra: self = .sra
        case .srai: self = .srai
        case .sllw: self = .sllw
        case .slliw: self = .slliw
        case .srlw: self = .srlw
        case .srliw: self = .srliw
        case .sraw: self = .sraw
        case .sraiw: self = .sraiw
        case .mul: self = .mul
        case .mulh: self = .mulh
        case .mulhsu: self = .mulhsu
        case .mulhu: self = .mulhu
        case .mulw: self = .mulw
        case .div: self = .div
        case .divu: self = .divu
        case .rem: self = .rem
        case .remu: self = .remu
        case .divw: self = .divw
        case .divuw: self = .divuw
        case .remw: self = .remw
        case .remuw: self = .remuw
        case .lb: self = .lb
        case .lh: self = .lh
        case .lw: self = .lw
        case .ld: self = .ld
        case .lbu: self = .lbu
        case .lhu: self = .lhu
        case .lwu: self = .lwu
        case .sb: self = .sb
        case .sh: self = .sh
        case .sw: self = .sw
        case .sd: self = .sd
        case .beq: self = .beq
        case .bne: self = .bne
        case .blt: self = .blt
        case .bge: self = .bge
        case .bltu: self = .bltu
        case .bgeu: self = .bgeu
        case .jal: self = .jal
        case .jalr: self = .jalr
        case .lui: self = .lui
        case .auipc: self = .auipc
        case .fence: self = .fence
        case .ecall: self = .ecall
        case .ebreak, .illegal, .endOfText: return nil
        }
    }
}
