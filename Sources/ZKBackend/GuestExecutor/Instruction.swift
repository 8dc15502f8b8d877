/// A decoded instruction, 8 bytes.
@frozen
public struct Instruction: BitwiseCopyable, Hashable, Sendable {
    /// What to do.
    public var operation: Operation
    /// Destination register; `Instruction.discard` where the program names x0 or the operation has none.
    public var destination: UInt8
    /// First source register; 17 (a7) for `ecall`.
    public var first: UInt8
    /// Second source register; 10 (a0) for `ecall`.
    public var second: UInt8
    /// Sign-extended immediate: bytes of branches and jumps, the shifted upper immediate, or the shift amount.
    public var immediate: Int32

    /// A register beside the 32 that takes writes to x0, which nothing reads.
    public static let discard: UInt8 = 32

    /// An instruction by the fields of its encoding; a destination of x0 becomes `discard`.
    init(_ operation: Operation, rd: UInt8 = 0, rs1: UInt8 = 0, rs2: UInt8 = 0, immediate: Int32 = 0) {
        self.operation = operation
        destination = rd == 0 ? Self.discard : rd
        first = rs1
        second = rs2
        self.immediate = immediate
    }

    /// Whether a register changes: the operation has a destination and it is not x0.
    public var writesRegister: Bool { destination != Self.discard }
}

extension Instruction {
    /// Decodes a word of RV64IM; everything else, compressed and reserved encodings included, is `.illegal`.
    ///
    /// `fence` is taken with any operands, as base implementations must (chapter "Memory Ordering Instructions");
    /// FENCE.I and CSR instructions belong to extensions that the machine does not have.
    public init(decoding word: UInt32) {
        let fields = Fields(word: word)
        self =
            switch word & 0x7f {
            case 0x37: Instruction(.lui, rd: fields.rd, immediate: fields.upperImmediate)
            case 0x17: Instruction(.auipc, rd: fields.rd, immediate: fields.upperImmediate)
            case 0x6f: Instruction(.jal, rd: fields.rd, immediate: fields.jumpImmediate)
            case 0x67 where fields.function3 == 0: fields.registerImmediate(.jalr)
            case 0x63: fields.branch
            case 0x03: fields.load
            case 0x23: fields.store
            case 0x13: fields.arithmeticImmediate
            case 0x1b: fields.arithmeticImmediateWord
            case 0x33: fields.arithmetic
            case 0x3b: fields.arithmeticWord
            case 0x0f where fields.function3 == 0: Instruction(.fence)
            case 0x73 where word == 0x0000_0073: Instruction(.ecall, rs1: 17, rs2: 10)
            case 0x73 where word == 0x0010_0073: Instruction(.ebreak)
            default: Instruction(.illegal)
            }
    }
}

/// Fields of an instruction word (chapter "Base Instruction Formats").
private struct Fields {
    let word: UInt32

    var rd: UInt8 { UInt8(truncatingIfNeeded: word >> 7 & 31) }
    var rs1: UInt8 { UInt8(truncatingIfNeeded: word >> 15 & 31) }
    var rs2: UInt8 { UInt8(truncatingIfNeeded: word >> 20 & 31) }
    var function3: UInt32 { word >> 12 & 7 }
    var function7: UInt32 { word >> 25 }

    private var signed: Int32 { Int32(bitPattern: word) }
    var upperImmediate: Int32 { Int32(bitPattern: word & 0xffff_f000) }
    var immediate: Int32 { signed >> 20 }
    var storeImmediate: Int32 { (signed >> 25) << 5 | Int32(bitPattern: word >> 7 & 31) }

    var branchImmediate: Int32 {
        let low = (word >> 8 & 0xf) << 1 | (word >> 25 & 0x3f) << 5 | (word >> 7 & 1) << 11
        return (signed >> 31) << 12 | Int32(bitPattern: low)
    }

    var jumpImmediate: Int32 {
        let low = (word >> 21 & 0x3ff) << 1 | (word >> 20 & 1) << 11 | (word >> 12 & 0xff) << 12
        return (signed >> 31) << 20 | Int32(bitPattern: low)
    }

    func registers(_ operation: Operation) -> Instruction { Instruction(operation, rd: rd, rs1: rs1, rs2: rs2) }

    func registerImmediate(_ operation: Operation) -> Instruction {
        Instruction(operation, rd: rd, rs1: rs1, immediate: immediate)
    }

    func shift(_ operation: Operation) -> Instruction {
        Instruction(operation, rd: rd, rs1: rs1, immediate: Int32(bitPattern: word >> 20 & 0x3f))
    }

    var branch: Instruction {
        let operations: [Operation?] = [.beq, .bne, nil, nil, .blt, .bge, .bltu, .bgeu]
        guard let operation = operations[Int(function3)] else { return Instruction(.illegal) }
        return Instruction(operation, rs1: rs1, rs2: rs2, immediate: branchImmediate)
    }

    var load: Instruction {
        let operations: [Operation?] = [.lb, .lh, .lw, .ld, .lbu, .lhu, .lwu, nil]
        guard let operation = operations[Int(function3)] else { return Instruction(.illegal) }
        return registerImmediate(operation)
    }

    var store: Instruction {
        let operations: [Operation?] = [.sb, .sh, .sw, .sd, nil, nil, nil, nil]
        guard let operation = operations[Int(function3)] else { return Instruction(.illegal) }
        return Instruction(operation, rs1: rs1, rs2: rs2, immediate: storeImmediate)
    }

    var arithmeticImmediate: Instruction {
        switch (function3, word >> 26) {
        case (0, _): registerImmediate(.addi)
        case (1, 0): shift(.slli)
        case (2, _): registerImmediate(.slti)
        case (3, _): registerImmediate(.sltiu)
        case (4, _): registerImmediate(.xori)
        case (5, 0): shift(.srli)
        case (5, 0x10): shift(.srai)
        case (6, _): registerImmediate(.ori)
        case (7, _): registerImmediate(.andi)
        default: Instruction(.illegal)
        }
    }

    var arithmeticImmediateWord: Instruction {
        switch (function3, function7) {
        case (0, _): registerImmediate(.addiw)
        case (1, 0): shift(.slliw)
        case (5, 0): shift(.srliw)
        case (5, 0x20): shift(.sraiw)
        default: Instruction(.illegal)
        }
    }

    var arithmetic: Instruction {
        let base: [Operation] = [.add, .sll, .slt, .sltu, .xor, .srl, .or, .and]
        let products: [Operation] = [.mul, .mulh, .mulhsu, .mulhu, .div, .divu, .rem, .remu]
        return switch (function3, function7) {
        case (_, 0): registers(base[Int(function3)])
        case (_, 1): registers(products[Int(function3)])
        case (0, 0x20): registers(.sub)
        case (5, 0x20): registers(.sra)
        default: Instruction(.illegal)
        }
    }

    var arithmeticWord: Instruction {
        switch (function3, function7) {
        case (0, 0): registers(.addw)
        case (1, 0): registers(.sllw)
        case (5, 0): registers(.srlw)
        case (0, 1): registers(.mulw)
        case (4, 1): registers(.divw)
        case (5, 1): registers(.divuw)
        case (6, 1): registers(.remw)
        case (7, 1): registers(.remuw)
        case (0, 0x20): registers(.subw)
        case (5, 0x20): registers(.sraw)
        default: Instruction(.illegal)
        }
    }
}
