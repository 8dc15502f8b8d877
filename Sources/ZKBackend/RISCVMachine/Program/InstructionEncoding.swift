/// What the fields of an instruction word mean (chapter "Base Instruction Formats").
///
/// Bit i of a word's format number is raw value i.
package enum InstructionFormat: Int, CaseIterable, Hashable, Sendable {
    /// rd, rs1, rs2.
    case register
    /// rd, rs1, 12 bits sign-extended.
    case immediate
    /// rd, rs1, an amount of 6 bits.
    case shift
    /// rd, rs1, an amount of 5 bits.
    case wordShift
    /// rs1, rs2, 12 bits sign-extended.
    case store
    /// rs1, rs2, a distance of 12 bits, doubled and sign-extended.
    case branch
    /// rd, the upper 20 bits of a word.
    case upper
    /// rd, a distance of 20 bits, doubled and sign-extended.
    case jump
    /// Nothing: all bits above the opcode are 0.
    case system
    /// Nothing: funct3 is 0, and other bits above the opcode may be any.
    case fence
}

extension InstructionFormat {
    /// Whether funct3 tells operations apart; elsewhere its bits are the immediate's.
    package var hasFunction3: Bool { self != .upper && self != .jump }
    /// Whether the six uppermost bits tell operations apart.
    package var hasFunction6: Bool { self == .register || self == .shift || self == .wordShift }
    /// Whether bit 25 tells operations apart.
    package var hasBit25: Bool { self == .register || self == .wordShift }
    /// Whether the operation has a destination.
    package var hasDestination: Bool {
        switch self {
        case .register, .immediate, .shift, .wordShift, .upper, .jump: true
        case .store, .branch, .system, .fence: false
        }
    }
    /// Whether the operation reads rs1.
    package var readsFirst: Bool {
        switch self {
        case .register, .immediate, .shift, .wordShift, .store, .branch: true
        case .upper, .jump, .system, .fence: false
        }
    }
    /// Whether the operation reads rs2.
    package var readsSecond: Bool { self == .register || self == .store || self == .branch }
}

/// One row of the table of operations: how a word says that it is an operation.
package struct InstructionEncoding: Hashable, Sendable {
    /// The operation.
    package let operation: MachineOperation
    /// What the fields mean.
    package let format: InstructionFormat
    /// Bits 0 to 6.
    package let opcode: UInt64
    /// Bits 12 to 14, and bits 25 to 31, as far as they tell operations apart.
    package let function3: UInt64
    package let function7: UInt64

    private init(
        _ operation: MachineOperation,
        _ format: InstructionFormat,
        _ opcode: UInt64,
        _ function3: UInt64 = 0,
        _ function7: UInt64 = 0
    ) {
        self.operation = operation
        self.format = format
        self.opcode = opcode
        self.function3 = function3
        self.function7 = function7
    }

    /// The fields that tell operations apart as one number: funct3, 8 times the six uppermost bits, 512 times bit 25.
    package var key: UInt64 { function3 + 8 * (function7 >> 1) + 512 * (function7 & 1) }

    /// The number of the format.
    package var formatNumber: UInt64 { format == .fence ? 0 : 1 << UInt64(format.rawValue) }

    /// All words that have a chip, by the chapters "RV32/64G Instruction Set Listings": 64 rows, no two of which fit
    /// one word.
    package static let all: [InstructionEncoding] = {
        var rows: [InstructionEncoding] = []
        func add(
            _ format: InstructionFormat,
            _ opcode: UInt64,
            _ function7: UInt64 = 0,
            _ operations: [(UInt64, MachineOperation)]
        ) {
            for (function3, operation) in operations {
                rows.append(InstructionEncoding(operation, format, opcode, function3, function7))
            }
        }
        add(.register, 0x33, 0, [(0, .add), (1, .sll), (2, .slt), (3, .sltu), (4, .xor), (5, .srl), (6, .or), (7, .and)])
        add(.register, 0x33, 0x20, [(0, .sub), (5, .sra)])
        add(.register, 0x33, 1, [(0, .mul), (1, .mulh), (2, .mulhsu), (3, .mulhu)])
        add(.register, 0x33, 1, [(4, .div), (5, .divu), (6, .rem), (7, .remu)])
        add(.register, 0x3b, 0, [(0, .addw), (1, .sllw), (5, .srlw)])
        add(.register, 0x3b, 0x20, [(0, .subw), (5, .sraw)])
        add(.register, 0x3b, 1, [(0, .mulw), (4, .divw), (5, .divuw), (6, .remw), (7, .remuw)])
        add(.immediate, 0x13, 0, [(0, .addi), (2, .slti), (3, .sltiu), (4, .xori), (6, .ori), (7, .andi)])
        add(.immediate, 0x1b, 0, [(0, .addiw)])
        add(.immediate, 0x03, 0, [(0, .lb), (1, .lh), (2, .lw), (3, .ld), (4, .lbu), (5, .lhu), (6, .lwu)])
        add(.immediate, 0x67, 0, [(0, .jalr)])
        add(.shift, 0x13, 0, [(1, .slli), (5, .srli)])
        add(.shift, 0x13, 0x20, [(5, .srai)])
        add(.wordShift, 0x1b, 0, [(1, .slliw), (5, .srliw)])
        add(.wordShift, 0x1b, 0x20, [(5, .sraiw)])
        add(.store, 0x23, 0, [(0, .sb), (1, .sh), (2, .sw), (3, .sd)])
        add(.branch, 0x63, 0, [(0, .beq), (1, .bne), (4, .blt), (5, .bge), (6, .bltu), (7, .bgeu)])
        add(.upper, 0x37, 0, [(0, .lui)])
        add(.upper, 0x17, 0, [(0, .auipc)])
        add(.jump, 0x6f, 0, [(0, .jal)])
        add(.system, 0x73, 0, [(0, .ecall)])
        add(.fence, 0x0f, 0, [(0, .fence)])
        return rows
    }()
}
