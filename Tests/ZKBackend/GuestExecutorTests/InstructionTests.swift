import GuestExecutor
import MachineTestSupport
import Testing

private let minimum: UInt64 = 0x8000_0000_0000_0000
private let maximum: UInt64 = 0x7fff_ffff_ffff_ffff
private let minusOne = UInt64.max
private let wordMinimum: UInt64 = 0xffff_ffff_8000_0000

/// Edge cases of RV64IM by hand: chapters "RV32I", "RV64I" and "M" of the instruction set manual.
@Suite("Each instruction's edge cases")
struct InstructionTests {
    struct Case: Sendable, CustomStringConvertible {
        let operation: Operation
        let a: UInt64
        let b: UInt64
        let expected: UInt64

        init(_ operation: Operation, _ a: UInt64, _ b: UInt64, _ expected: UInt64) {
            (self.operation, self.a, self.b, self.expected) = (operation, a, b, expected)
        }

        var description: String {
            "\(operation) 0x\(String(a, radix: 16)), 0x\(String(b, radix: 16)) = 0x\(String(expected, radix: 16))"
        }
    }

    static let additions: [Case] = [
        Case(.add, minusOne, 1, 0), Case(.add, maximum, 1, minimum), Case(.add, 0xffff_ffff, 1, 0x1_0000_0000),
        Case(.sub, 0, 1, minusOne), Case(.sub, minimum, 1, maximum), Case(.sub, 0x1_0000_0000, 1, 0xffff_ffff),
        Case(.addw, 0x7fff_ffff, 1, wordMinimum), Case(.addw, 0xffff_ffff, 1, 0),
        Case(.addw, 0xdead_beef_0000_0001, 0x1234_5678_0000_0001, 2), Case(.addw, wordMinimum, minusOne, 0x7fff_ffff),
        Case(.subw, 0, 1, minusOne), Case(.subw, 0x8000_0000, 1, 0x7fff_ffff), Case(.subw, 0x1_0000_0000, 0, 0),
    ]

    static let comparisons: [Case] = [
        Case(.slt, minusOne, 0, 1), Case(.slt, 0, minusOne, 0), Case(.slt, minimum, maximum, 1),
        Case(.slt, maximum, minimum, 0), Case(.slt, 5, 5, 0), Case(.slt, 0xffff_ffff, 0x1_0000_0000, 1),
        Case(.sltu, minusOne, 0, 0), Case(.sltu, 0, minusOne, 1), Case(.sltu, minimum, maximum, 0),
        Case(.sltu, 5, 5, 0), Case(.sltu, 0x1_0000_0000, 0xffff_ffff, 0), Case(.sltu, 0, 1, 1),
    ]

    static let logic: [Case] = [
        Case(.and, 0xff00_ff00_ff00_ff00, 0x0ff0_0ff0_0ff0_0ff0, 0x0f00_0f00_0f00_0f00),
        Case(.or, 0xff00_ff00_ff00_ff00, 0x0ff0_0ff0_0ff0_0ff0, 0xfff0_fff0_fff0_fff0),
        Case(.xor, 0xff00_ff00_ff00_ff00, 0x0ff0_0ff0_0ff0_0ff0, 0xf0f0_f0f0_f0f0_f0f0),
        Case(.xor, minusOne, minusOne, 0), Case(.and, minusOne, minimum, minimum), Case(.or, 0, 0, 0),
    ]

    /// Amounts are taken modulo 64, and modulo 32 for words; higher bits of the second operand do not count.
    static let shifts: [Case] = [
        Case(.sll, 1, 0, 1), Case(.sll, 1, 15, 0x8000), Case(.sll, 1, 16, 0x1_0000), Case(.sll, 1, 31, 0x8000_0000),
        Case(.sll, 1, 32, 0x1_0000_0000), Case(.sll, 1, 63, minimum), Case(.sll, 1, 64, 1), Case(.sll, 3, 65, 6),
        Case(.sll, 1, 0xffff_ffff_ffff_ff04, 16), Case(.sll, minusOne, 63, minimum),
        Case(.srl, minimum, 0, minimum), Case(.srl, minimum, 15, 0x0001_0000_0000_0000),
        Case(.srl, minimum, 16, 0x0000_8000_0000_0000), Case(.srl, minimum, 31, 0x1_0000_0000),
        Case(.srl, minimum, 32, 0x8000_0000), Case(.srl, minimum, 63, 1), Case(.srl, minimum, 64, minimum),
        Case(.sra, minimum, 0, minimum), Case(.sra, minimum, 15, 0xffff_0000_0000_0000),
        Case(.sra, minimum, 16, 0xffff_8000_0000_0000), Case(.sra, minimum, 31, 0xffff_ffff_0000_0000),
        Case(.sra, minimum, 32, wordMinimum), Case(.sra, minimum, 63, minusOne), Case(.sra, maximum, 63, 0),
        Case(.sra, minimum, 127, minusOne), Case(.sra, 0x8000_0000, 31, 1),
        Case(.sllw, 1, 31, wordMinimum), Case(.sllw, 1, 32, 1), Case(.sllw, 0xffff_ffff_0000_0001, 4, 16),
        Case(.sllw, 0x1_8000, 16, wordMinimum), Case(.sllw, 1, 0x1f0, 0x1_0000),
        Case(.sllw, 0x8000_0000, 0, wordMinimum),
        Case(.srlw, 0x8000_0000, 31, 1), Case(.srlw, minusOne, 0, minusOne), Case(.srlw, minusOne, 1, 0x7fff_ffff),
        Case(.srlw, 0xffff_ffff_0000_0000, 4, 0), Case(.srlw, 0x8000_0000, 32, wordMinimum),
        Case(.sraw, 0x8000_0000, 31, minusOne), Case(.sraw, 0x7fff_ffff, 31, 0),
        Case(.sraw, 0x1_0000_0000, 4, 0), Case(.sraw, 0x8000_0000, 15, 0xffff_ffff_ffff_0000),
        Case(.sraw, 0x8000_0000, 16, 0xffff_ffff_ffff_8000), Case(.sraw, 0x8000_0000, 64, wordMinimum),
    ]

    static let products: [Case] = [
        Case(.mul, minusOne, minusOne, 1), Case(.mul, minimum, 2, 0), Case(.mul, 0x1_0000_0000, 0x1_0000_0000, 0),
        Case(.mul, 0xffff_ffff, 0xffff_ffff, 0xffff_fffe_0000_0001),
        Case(.mulh, minusOne, minusOne, 0), Case(.mulh, minimum, minimum, 0x4000_0000_0000_0000),
        Case(.mulh, minimum, maximum, 0xc000_0000_0000_0000), Case(.mulh, minusOne, 1, minusOne),
        Case(.mulh, 0, minusOne, 0),
        Case(.mulhu, minusOne, minusOne, 0xffff_ffff_ffff_fffe), Case(.mulhu, minimum, 2, 1),
        Case(.mulhu, minusOne, 1, 0),
        Case(.mulhsu, minusOne, minusOne, minusOne), Case(.mulhsu, minimum, minusOne, minimum),
        Case(.mulhsu, maximum, minusOne, 0x7fff_ffff_ffff_fffe), Case(.mulhsu, minusOne, 1, minusOne),
        Case(.mulhsu, minusOne, 0, 0), Case(.mulhsu, 1, minusOne, 0),
        Case(.mulw, 0x1_0000_0001, 0x1_0000_0001, 1), Case(.mulw, 0x8000_0000, 1, wordMinimum),
        Case(.mulw, 0xffff_ffff, 0xffff_ffff, 1), Case(.mulw, 0x1_0000, 0x1_0000, 0),
        Case(.mulw, 0x1_0000, 0x8000, wordMinimum),
    ]

    static let divisions: [Case] = [
        Case(.div, 7, 2, 3), Case(.div, UInt64(bitPattern: -7), 2, UInt64(bitPattern: -3)),
        Case(.div, 7, UInt64(bitPattern: -2), UInt64(bitPattern: -3)), Case(.div, 7, 0, minusOne),
        Case(.div, 0, 0, minusOne), Case(.div, minimum, minusOne, minimum), Case(.div, minimum, 1, minimum),
        Case(.div, minimum, minimum, 1), Case(.div, maximum, minusOne, 0x8000_0000_0000_0001),
        Case(.rem, 7, 2, 1), Case(.rem, UInt64(bitPattern: -7), 2, minusOne), Case(.rem, 7, UInt64(bitPattern: -2), 1),
        Case(.rem, 7, 0, 7), Case(.rem, minimum, 0, minimum), Case(.rem, minimum, minusOne, 0), Case(.rem, 0, 5, 0),
        Case(.divu, minusOne, 2, maximum), Case(.divu, 7, 0, minusOne), Case(.divu, minimum, minusOne, 0),
        Case(.divu, minusOne, minusOne, 1), Case(.remu, minusOne, 2, 1), Case(.remu, 7, 0, 7),
        Case(.remu, minimum, minusOne, minimum),
        Case(.divw, 0x8000_0000, minusOne, wordMinimum), Case(.divw, 7, 0x1_0000_0000, minusOne),
        Case(.divw, 0xdead_0000_0007, 2, 3), Case(.divw, 0xffff_fff9, 2, UInt64(bitPattern: -3)),
        Case(.remw, 0x8000_0000, minusOne, 0), Case(.remw, 0xffff_fff9, 2, minusOne),
        Case(.remw, 0x8000_0000, 0, wordMinimum),
        Case(.remw, 0x1_0000_0007, 0x1_0000_0000, 7),
        Case(.divuw, 0xffff_ffff, 1, minusOne), Case(.divuw, 0xffff_ffff, 2, 0x7fff_ffff), Case(.divuw, 1, 0, minusOne),
        Case(.divuw, minusOne, 0xffff_ffff_0000_0002, 0x7fff_ffff),
        Case(.remuw, 0xffff_ffff, 0, minusOne), Case(.remuw, 0x8000_0000, 0, wordMinimum),
        Case(.remuw, 0xffff_ffff, 16, 15),
        Case(.remuw, 0x1_0000_0005, 3, 2),
    ]

    @Test(arguments: additions + comparisons + logic + shifts + products + divisions)
    func registerOperation(_ test: Case) throws {
        let word = Assembly.register(test.operation, Register.a2, Register.a0, Register.a1)
        #expect(try SmallProgram.result([word], test.a, test.b) == test.expected)
    }

    /// The second operand is the immediate, sign-extended from 12 bits.
    static let immediates: [Case] = [
        Case(.addi, 0, minusOne, minusOne), Case(.addi, maximum, 1, minimum),
        Case(.addi, 2047, UInt64(bitPattern: -2048), minusOne),
        Case(.addiw, 0x7fff_ffff, 1, wordMinimum), Case(.addiw, 0xffff_ffff, 0, minusOne),
        Case(.addiw, 0x1_0000_0000, minusOne, minusOne),
        Case(.slti, minusOne, 0, 1), Case(.slti, minimum, UInt64(bitPattern: -2048), 1),
        Case(.slti, minusOne, minusOne, 0),
        Case(.sltiu, 0, minusOne, 1), Case(.sltiu, minusOne, minusOne, 0), Case(.sltiu, 0, 1, 1), Case(.sltiu, 1, 1, 0),
        Case(.xori, 0, minusOne, minusOne), Case(.ori, 0, UInt64(bitPattern: -2048), UInt64(bitPattern: -2048)),
        Case(.andi, minusOne, UInt64(bitPattern: -16), UInt64(bitPattern: -16)), Case(.andi, minusOne, 2047, 2047),
        Case(.slli, 1, 63, minimum), Case(.slli, 1, 32, 0x1_0000_0000), Case(.slli, 5, 0, 5),
        Case(.srli, minimum, 63, 1), Case(.srli, minusOne, 32, 0xffff_ffff), Case(.srai, minimum, 63, minusOne),
        Case(.srai, minimum, 32, wordMinimum), Case(.slliw, 1, 31, wordMinimum),
        Case(.slliw, 0xffff_ffff_0000_0001, 0, 1),
        Case(.srliw, minusOne, 31, 1), Case(.srliw, minusOne, 0, minusOne), Case(.sraiw, 0x8000_0000, 31, minusOne),
        Case(.sraiw, 0xffff_ffff_7fff_ffff, 31, 0),
    ]

    @Test(arguments: immediates)
    func immediateOperation(_ test: Case) throws {
        let immediate = Int32(truncatingIfNeeded: test.b)
        let isArithmeticShift = test.operation == .srai || test.operation == .sraiw
        let word = Assembly.immediate(test.operation, Register.a2, Register.a0, immediate)
        // Bit 10 of the immediate field tells arithmetic right shifts from logical ones.
        #expect(!isArithmeticShift || word >> 30 & 1 == 1)
        #expect(try SmallProgram.result([word], test.a) == test.expected)
    }

    @Test func upperImmediatesAreSignExtended() throws {
        #expect(try SmallProgram.result([Assembly.upper(.lui, Register.a2, 0x80000)]) == wordMinimum)
        #expect(try SmallProgram.result([Assembly.upper(.lui, Register.a2, 0x7ffff)]) == 0x7fff_f000)
        #expect(try SmallProgram.result([Assembly.upper(.lui, Register.a2, 0)], 7) == 0)
        // The body starts after four instructions.
        let pc = ELFWriter.textBase + 16
        #expect(try SmallProgram.result([Assembly.upper(.auipc, Register.a2, 0)]) == pc)
        #expect(try SmallProgram.result([Assembly.upper(.auipc, Register.a2, 1)]) == pc + 0x1000)
        #expect(try SmallProgram.result([Assembly.upper(.auipc, Register.a2, 0x80000)]) == pc &+ wordMinimum)
        #expect(try SmallProgram.result([Assembly.upper(.auipc, Register.a2, 0xfffff)]) == pc - 0x1000)
    }

    /// Condition, operands, whether the branch is taken.
    static let branches: [Case] = [
        Case(.beq, 1, 1, 1), Case(.beq, 1, 0x1_0000_0001, 0), Case(.bne, 1, 1, 0), Case(.bne, 0, minimum, 1),
        Case(.blt, minusOne, 0, 1), Case(.blt, 0, minusOne, 0), Case(.blt, 3, 3, 0), Case(.blt, minimum, maximum, 1),
        Case(.bge, 3, 3, 1), Case(.bge, minusOne, 0, 0), Case(.bge, 0, minusOne, 1), Case(.bge, maximum, minimum, 1),
        Case(.bltu, minusOne, 0, 0), Case(.bltu, 0, minusOne, 1), Case(.bltu, 3, 3, 0),
        Case(.bltu, maximum, minimum, 1),
        Case(.bgeu, 3, 3, 1), Case(.bgeu, minusOne, 0, 1), Case(.bgeu, 0, minusOne, 0),
        Case(.bgeu, 0x1_0000_0000, 0xffff_ffff, 1),
    ]

    @Test(arguments: branches)
    func branch(_ test: Case) throws {
        let body = [
            Assembly.immediate(.addi, Register.a2, 0, 1),
            Assembly.branch(test.operation, Register.a0, Register.a1, 8),
            Assembly.immediate(.addi, Register.a2, 0, 0),
        ]
        #expect(try SmallProgram.result(body, test.a, test.b) == test.expected)
        // Backwards, over a jump: the target is the third instruction from the end.
        let backwards = [
            Assembly.immediate(.addi, Register.a2, 0, 0),
            Assembly.jal(0, 12),
            Assembly.immediate(.addi, Register.a2, 0, 1),
            Assembly.jal(0, 8),
            Assembly.branch(test.operation, Register.a0, Register.a1, -8),
        ]
        #expect(try SmallProgram.result(backwards, test.a, test.b) == test.expected)
    }

    @Test func jumpsLinkToTheNextInstruction() throws {
        let pc = ELFWriter.textBase + 16
        #expect(try SmallProgram.result([Assembly.jal(Register.a2, 8), 0]) == pc + 4)
        // jalr clears bit 0 of its target, and reads its base before it writes the link.
        for low: Int32 in [0, 1] {
            let body = [
                Assembly.upper(.auipc, Register.a2, 0),
                Assembly.immediate(.jalr, Register.a2, Register.a2, 12 + low), 0,
            ]
            #expect(try SmallProgram.result(body) == pc + 8)
        }
        #expect(try SmallProgram.result([Assembly.immediate(.addi, Register.a2, 0, 5), Assembly.jal(0, 4)]) == 5)
        let backwards = [
            Assembly.jal(0, 12), Assembly.immediate(.addi, Register.a2, 0, 9), Assembly.jal(0, 8), Assembly.jal(0, -8),
        ]
        #expect(try SmallProgram.result(backwards) == 9)
    }

    static let loads: [Case] = [
        Case(.lb, 0xf0e0_d0c0_b0a0_9080, 0, 0xffff_ffff_ffff_ff80),
        Case(.lb, 0xf0e0_d0c0_b0a0_9080, 7, 0xffff_ffff_ffff_fff0),
        Case(.lb, 0x7f, 0, 0x7f), Case(.lbu, 0xf0e0_d0c0_b0a0_9080, 0, 0x80),
        Case(.lbu, 0xf0e0_d0c0_b0a0_9080, 3, 0xb0),
        Case(.lh, 0xf0e0_d0c0_b0a0_9080, 0, 0xffff_ffff_ffff_9080),
        Case(.lh, 0xf0e0_d0c0_b0a0_9080, 6, 0xffff_ffff_ffff_f0e0),
        Case(.lh, 0x7fff, 0, 0x7fff), Case(.lhu, 0xf0e0_d0c0_b0a0_9080, 2, 0xb0a0),
        Case(.lhu, 0xf0e0_d0c0_b0a0_9080, 4, 0xd0c0),
        Case(.lw, 0xf0e0_d0c0_b0a0_9080, 0, 0xffff_ffff_b0a0_9080),
        Case(.lw, 0xf0e0_d0c0_b0a0_9080, 4, 0xffff_ffff_f0e0_d0c0),
        Case(.lw, 0x7fff_ffff, 0, 0x7fff_ffff), Case(.lwu, 0xf0e0_d0c0_b0a0_9080, 4, 0xf0e0_d0c0),
        Case(.ld, 0xf0e0_d0c0_b0a0_9080, 0, 0xf0e0_d0c0_b0a0_9080),
    ]

    /// Loads of the image's first word at an offset.
    @Test(arguments: loads)
    func load(_ test: Case) throws {
        let offset = Int32(test.b)
        #expect(
            try SmallProgram.result([Assembly.immediate(test.operation, Register.a2, Register.t6, offset)], test.a)
                == test.expected
        )
        let below = [
            Assembly.immediate(.addi, Register.t6, Register.t6, 2047),
            Assembly.immediate(test.operation, Register.a2, Register.t6, offset - 2047),
        ]
        #expect(try SmallProgram.result(below, test.a) == test.expected)
    }

    static let stores: [Case] = [
        Case(.sb, 0, 0, 0xf0e0_d0c0_b0a0_90ff), Case(.sb, 0, 7, 0xffe0_d0c0_b0a0_9080),
        Case(.sb, 0, 3, 0xf0e0_d0c0_ffa0_9080),
        Case(.sh, 0, 0, 0xf0e0_d0c0_b0a0_eeff), Case(.sh, 0, 6, 0xeeff_d0c0_b0a0_9080),
        Case(.sh, 0, 2, 0xf0e0_d0c0_eeff_9080),
        Case(.sw, 0, 0, 0xf0e0_d0c0_ccdd_eeff), Case(.sw, 0, 4, 0xccdd_eeff_b0a0_9080),
        Case(.sd, 0, 0, 0x8899_aabb_ccdd_eeff),
    ]

    /// Stores into a word leave its other bytes alone, and both neighbours.
    @Test(arguments: stores)
    func store(_ test: Case) throws {
        let body = [
            Assembly.store(.sd, Register.a0, -8, Register.sp), Assembly.store(.sd, Register.a0, -16, Register.sp),
            Assembly.store(.sd, Register.a0, -24, Register.sp),
            Assembly.store(test.operation, Register.a1, Int32(test.b) - 16, Register.sp),
        ]
        for (offset, expected) in [
            (Int32(-16), test.expected), (-8, 0xf0e0_d0c0_b0a0_9080), (-24, 0xf0e0_d0c0_b0a0_9080),
        ] {
            let word = Assembly.immediate(.ld, Register.a2, Register.sp, offset)
            #expect(try SmallProgram.result(body + [word], 0xf0e0_d0c0_b0a0_9080, 0x8899_aabb_ccdd_eeff) == expected)
        }
    }

    /// Every operation with a destination drops what it computes for x0.
    @Test func writesToTheZeroRegisterAreDropped() throws {
        var words = Assembly.registerOperations.map { Assembly.register($0, 0, Register.a0, Register.a1) }
        words += Assembly.immediateOperations.map { Assembly.immediate($0, 0, Register.a0, 1) }
        words += (Assembly.longShifts + Assembly.wordShifts).map { Assembly.immediate($0, 0, Register.a0, 1) }
        words += Assembly.loads.map { Assembly.immediate($0.operation, 0, Register.t6, 0) }
        words += [Assembly.upper(.lui, 0, 1), Assembly.upper(.auipc, 0, 1), Assembly.jal(0, 4)]
        #expect(words.count == 51)
        for word in words {
            let read = Assembly.register(.or, Register.a2, 0, 0)
            #expect(try SmallProgram.result([word, read], 0x1234_5678_9abc_def0, 3) == 0)
        }
    }

    @Test func fenceDoesNothing() throws {
        let body = [
            Assembly.immediate(.addi, Register.a2, 0, 7), Assembly.fence, 0x8330_000f, 0x0000_000f, 0x0100_000f,
        ]
        #expect(try SmallProgram.result(body) == 7)
    }
}
