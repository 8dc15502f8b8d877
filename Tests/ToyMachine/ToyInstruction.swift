/// Instruction of the toy machine: 32 registers of 64 bits, x0 reads 0 and keeps it.
///
/// Immediates have 64 bits, as sign-extended ones of the real machine have; arithmetic wraps at 2^64.
package enum ToyInstruction: Hashable, Sendable {
    /// rd = rs1 + immediate.
    case addImmediate(rd: UInt8, rs1: UInt8, immediate: UInt64)
    /// Continues at `target` when rs1 and rs2 differ.
    case branchNotEqual(rs1: UInt8, rs2: UInt8, target: UInt64)
    /// rd = the word at rs1 + immediate, from any data region.
    case load(rd: UInt8, rs1: UInt8, immediate: UInt64)
    /// The word at rs1 + immediate = rs2, in image, RAM or output.
    case store(rs1: UInt8, rs2: UInt8, immediate: UInt64)
    /// Ends the run with x10 as its exit code.
    case halt

    /// What the program table says of an instruction; fields that a kind does not use are 0.
    package struct Fields: Hashable, Sendable {
        /// Number of the kind, 1 or more.
        package var opcode: UInt64
        /// Register written.
        package var rd: UInt64 = 0
        /// 1 when the result is kept, 0 when rd is x0 and a 0 is written instead.
        package var keepsResult: UInt64 = 0
        /// First register read.
        package var rs1: UInt64 = 0
        /// Second register read.
        package var rs2: UInt64 = 0
        /// Immediate operand.
        package var immediate: UInt64 = 0
        /// Where a taken branch goes.
        package var target: UInt64 = 0
    }

    /// The kinds' numbers in the program table.
    package enum Opcode {
        /// `addImmediate`.
        package static let addImmediate: UInt64 = 1
        /// `branchNotEqual`.
        package static let branchNotEqual: UInt64 = 2
        /// `load`.
        package static let load: UInt64 = 3
        /// `store`.
        package static let store: UInt64 = 4
        /// `halt`.
        package static let halt: UInt64 = 5
    }

    /// The register of the exit code.
    package static let exitCodeRegister: UInt64 = 10

    /// The instruction as the program table has it.
    package var fields: Fields {
        switch self {
        case .addImmediate(let rd, let rs1, let immediate):
            Fields(
                opcode: Opcode.addImmediate,
                rd: UInt64(rd),
                keepsResult: rd == 0 ? 0 : 1,
                rs1: UInt64(rs1),
                immediate: immediate
            )
        case .branchNotEqual(let rs1, let rs2, let target):
            Fields(opcode: Opcode.branchNotEqual, rs1: UInt64(rs1), rs2: UInt64(rs2), target: target)
        case .load(let rd, let rs1, let immediate):
            Fields(
                opcode: Opcode.load,
                rd: UInt64(rd),
                keepsResult: rd == 0 ? 0 : 1,
                rs1: UInt64(rs1),
                immediate: immediate
            )
        case .store(let rs1, let rs2, let immediate):
            Fields(opcode: Opcode.store, rs1: UInt64(rs1), rs2: UInt64(rs2), immediate: immediate)
        case .halt:
            Fields(opcode: Opcode.halt, rs1: Self.exitCodeRegister)
        }
    }
}
