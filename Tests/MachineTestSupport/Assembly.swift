package import GuestExecutor

/// Registers by their ABI names, as far as the tests use them.
package enum Register {
    package static let zero: UInt8 = 0
    package static let ra: UInt8 = 1
    package static let sp: UInt8 = 2
    package static let a0: UInt8 = 10
    package static let a1: UInt8 = 11
    package static let a2: UInt8 = 12
    package static let a7: UInt8 = 17
    package static let t3: UInt8 = 28
    package static let t4: UInt8 = 29
    package static let t5: UInt8 = 30
    package static let t6: UInt8 = 31
}

/// Writes instruction words from the instruction set's tables, apart from the decoder that is under test.
package enum Assembly {
    /// Major opcode and function fields.
    private struct Encoding {
        var opcode: UInt32
        var function3: UInt32 = 0
        var function7: UInt32 = 0
    }

    /// `rd = rs1 op rs2`.
    package static func register(_ operation: Operation, _ rd: UInt8, _ rs1: UInt8, _ rs2: UInt8) -> UInt32 {
        word(operation, rd: rd, rs1: rs1) | UInt32(rs2) << 20
    }

    /// `rd = rs1 op immediate`, loads and `jalr`; shift amounts are immediates.
    package static func immediate(_ operation: Operation, _ rd: UInt8, _ rs1: UInt8, _ immediate: Int32) -> UInt32 {
        word(operation, rd: rd, rs1: rs1) | UInt32(bitPattern: immediate) << 20
    }

    /// `memory[rs1 + offset] = rs2`.
    package static func store(_ operation: Operation, _ rs2: UInt8, _ offset: Int32, _ rs1: UInt8) -> UInt32 {
        let bits = UInt32(bitPattern: offset)
        return word(operation, rs1: rs1) | UInt32(rs2) << 20 | (bits & 31) << 7 | (bits >> 5 & 0x7f) << 25
    }

    /// Branch by `distance` bytes.
    package static func branch(_ operation: Operation, _ rs1: UInt8, _ rs2: UInt8, _ distance: Int32) -> UInt32 {
        let bits = UInt32(bitPattern: distance)
        let low = (bits >> 11 & 1) << 7 | (bits >> 1 & 15) << 8
        return word(operation, rs1: rs1) | UInt32(rs2) << 20 | low | (bits >> 5 & 63) << 25 | (bits >> 12 & 1) << 31
    }

    /// `jal rd, distance`, in bytes.
    package static func jal(_ rd: UInt8, _ distance: Int32) -> UInt32 {
        let bits = UInt32(bitPattern: distance)
        let high = (bits >> 1 & 0x3ff) << 21 | (bits >> 20 & 1) << 31
        return word(.jal, rd: rd) | (bits >> 12 & 0xff) << 12 | (bits >> 11 & 1) << 20 | high
    }

    /// `lui` or `auipc` with the upper 20 bits.
    package static func upper(_ operation: Operation, _ rd: UInt8, _ bits: UInt32) -> UInt32 {
        word(operation, rd: rd) | bits << 12
    }

    /// Puts a 32-bit number, sign-extended, into a register by `lui` and `addiw`.
    package static func load(_ value: Int32, into rd: UInt8) -> [UInt32] {
        let low = (value << 20) >> 20
        return [
            upper(.lui, rd, UInt32(bitPattern: value &- low) >> 12),
            immediate(.addiw, rd, rd, low),
        ]
    }

    package static let ecall: UInt32 = 0x0000_0073
    package static let ebreak: UInt32 = 0x0010_0073
    package static let fence: UInt32 = 0x0ff0_000f

    /// `exit(code)`.
    package static func exit(_ code: Int32 = 0) -> [UInt32] {
        [immediate(.addi, Register.a7, 0, 93), immediate(.addi, Register.a0, 0, code), ecall]
    }

    private static func word(_ operation: Operation, rd: UInt8 = 0, rs1: UInt8 = 0) -> UInt32 {
        guard let encoding = encodings[operation] else { return 0 }
        return encoding.opcode | UInt32(rd) << 7 | encoding.function3 << 12 | UInt32(rs1) << 15
            | encoding.function7 << 25
    }

    /// RV64I and RV64M of the manual's "Instruction Set Listings".
    private static let encodings: [Operation: Encoding] = {
        var table: [Operation: Encoding] = [
            .lui: Encoding(opcode: 0x37), .auipc: Encoding(opcode: 0x17), .jal: Encoding(opcode: 0x6f),
            .jalr: Encoding(opcode: 0x67), .addiw: Encoding(opcode: 0x1b),
        ]
        func add(_ opcode: UInt32, _ function7: UInt32, _ operations: [(Operation, UInt32)]) {
            for (operation, function3) in operations {
                table[operation] = Encoding(opcode: opcode, function3: function3, function7: function7)
            }
        }
        add(0x63, 0, [(.beq, 0), (.bne, 1), (.blt, 4), (.bge, 5), (.bltu, 6), (.bgeu, 7)])
        add(0x03, 0, [(.lb, 0), (.lh, 1), (.lw, 2), (.ld, 3), (.lbu, 4), (.lhu, 5), (.lwu, 6)])
        add(0x23, 0, [(.sb, 0), (.sh, 1), (.sw, 2), (.sd, 3)])
        add(0x13, 0, [(.addi, 0), (.slti, 2), (.sltiu, 3), (.xori, 4), (.ori, 6), (.andi, 7), (.slli, 1), (.srli, 5)])
        add(0x13, 0x20, [(.srai, 5)])
        add(0x33, 0, [(.add, 0), (.sll, 1), (.slt, 2), (.sltu, 3), (.xor, 4), (.srl, 5), (.or, 6), (.and, 7)])
        add(0x33, 0x20, [(.sub, 0), (.sra, 5)])
        add(0x1b, 0, [(.slliw, 1), (.srliw, 5)])
        add(0x1b, 0x20, [(.sraiw, 5)])
        add(0x3b, 0, [(.addw, 0), (.sllw, 1), (.srlw, 5)])
        add(0x3b, 0x20, [(.subw, 0), (.sraw, 5)])
        add(0x33, 1, [(.mul, 0), (.mulh, 1), (.mulhsu, 2), (.mulhu, 3), (.div, 4), (.divu, 5), (.rem, 6), (.remu, 7)])
        add(0x3b, 1, [(.mulw, 0), (.divw, 4), (.divuw, 5), (.remw, 6), (.remuw, 7)])
        return table
    }()

    package static let registerOperations: [Operation] = [
        .add, .sub, .sll, .slt, .sltu, .xor, .srl, .sra, .or, .and, .addw, .subw, .sllw, .srlw, .sraw,
        .mul, .mulh, .mulhsu, .mulhu, .div, .divu, .rem, .remu, .mulw, .divw, .divuw, .remw, .remuw,
    ]
    package static let immediateOperations: [Operation] = [.addi, .slti, .sltiu, .xori, .ori, .andi, .addiw]
    package static let longShifts: [Operation] = [.slli, .srli, .srai]
    package static let wordShifts: [Operation] = [.slliw, .srliw, .sraiw]
    package static let branches: [Operation] = [.beq, .bne, .blt, .bge, .bltu, .bgeu]
    package static let loads: [(operation: Operation, width: Int32)] = [
        (.lb, 1), (.lh, 2), (.lw, 4), (.ld, 8), (.lbu, 1), (.lhu, 2), (.lwu, 4),
    ]
    package static let stores: [(operation: Operation, width: Int32)] = [(.sb, 1), (.sh, 2), (.sw, 4), (.sd, 8)]
}
