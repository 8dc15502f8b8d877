import GuestExecutor
import MachineTestSupport

/// A small program with its data.
package struct SampleProgram: Sendable, CustomStringConvertible {
    /// What it is about.
    package let description: String
    let text: [UInt32]
    let image: [UInt8]
    package let input: [UInt8]

    /// Runs the program.
    package func run() throws -> GuestRun { try GuestRun(text, image: image, input: input) }
}

/// Small programs that between them use every operation, every region, and what is most often got wrong.
package enum SamplePrograms {
    /// All of them.
    package static let all = [exit, arithmetic, memory, control, hashes, transfers, points]

    /// Nothing but the end.
    package static let exit = SampleProgram(description: "exit", text: Assembly.exit(), image: [], input: [])

    /// Every operation on registers, on a few operands, into x0 too.
    package static let arithmetic: SampleProgram = {
        var text: [UInt32] = []
        for (left, right) in [(7, -3), (-1, 1), (0, 0), (Int32.min, -1), (0x1234_5678, 33)] as [(Int32, Int32)] {
            text += Assembly.load(left, into: 5) + Assembly.load(right, into: 6)
            text += [Assembly.immediate(.slli, 7, 5, 32), Assembly.register(.or, 7, 7, 6)]
            for operation in Assembly.registerOperations {
                text += [Assembly.register(operation, 8, 7, 6), Assembly.register(operation, 0, 5, 7)]
                text.append(Assembly.register(operation, 9, 9, 9))
                text.append(Assembly.register(operation, 9, 8, 5))
            }
            for operation in Assembly.immediateOperations {
                text += [Assembly.immediate(operation, 8, 7, -5), Assembly.immediate(operation, 8, 5, 2047)]
            }
            for amount in [0, 1, 15, 16, 31, 32, 63] as [Int32] {
                for operation in Assembly.longShifts { text.append(Assembly.immediate(operation, 8, 7, amount)) }
                for operation in Assembly.wordShifts { text.append(Assembly.immediate(operation, 8, 7, amount & 31)) }
            }
        }
        text += [Assembly.upper(.auipc, 5, 0xfffff), Assembly.upper(.lui, 0, 1), Assembly.fence]
        return SampleProgram(description: "arithmetic", text: text + Assembly.exit(), image: [], input: [])
    }()

    /// Loads and stores of every width at every offset, in every region; the output is written.
    package static let memory: SampleProgram = {
        var text: [UInt32] = []
        // 5: image, 6: stack, 7: RAM, 8: input, 9: output.
        text += Assembly.load(0x1100_0000, into: 5) + Assembly.load(0x1800_0000, into: 7)
        text += Assembly.load(0x3000_0000, into: 8) + Assembly.load(0x3f00_0000, into: 9)
        text += [Assembly.immediate(.addi, 6, Register.sp, -64)]
        let loads: [(Operation, Int32)] = [(.lb, 1), (.lbu, 1), (.lh, 2), (.lhu, 2), (.lw, 4), (.lwu, 4), (.ld, 8)]
        let stores: [(Operation, Int32)] = [(.sb, 1), (.sh, 2), (.sw, 4), (.sd, 8)]
        for base: UInt8 in [5, 6, 7, 8] {
            for (operation, width) in loads {
                for offset in stride(from: 0 as Int32, to: 8, by: Int(width)) {
                    text.append(Assembly.immediate(operation, 10, base, offset))
                }
            }
            text.append(Assembly.immediate(.ld, 11, base, 8))
            guard base != 8 else { continue }
            text.append(Assembly.register(.xor, 11, 11, base))
            for (operation, width) in stores {
                for offset in stride(from: 0 as Int32, to: 8, by: Int(width)) {
                    text.append(Assembly.store(operation, 11, offset, base))
                }
                text.append(Assembly.immediate(.addi, 11, 11, -0x155))
            }
            text.append(Assembly.immediate(.ld, 0, base, 0))
            text.append(Assembly.store(.sd, base, 0, base))
        }
        text += [Assembly.store(.sd, 11, 0, 9), Assembly.store(.sb, 7, 42, 9), Assembly.store(.sw, 11, 16, 9)]
        text.append(Assembly.immediate(.ld, 10, 9, 8))
        let image = (0..<32).map { UInt8(0xff &- 7 &* $0) }
        return SampleProgram(
            description: "memory",
            text: text + Assembly.exit(),
            image: image,
            input: (0..<21).map { UInt8(0x80 ^ 5 &* $0) }
        )
    }()

    /// Both hashes, twice each, on the image.
    package static let hashes: SampleProgram = {
        var text: [UInt32] = []
        for offset: Int32 in [0, 8] {
            text += Assembly.load(0x1100_0000 + offset, into: Register.a0)
            text += Assembly.load(0x1001, into: Register.a7) + [Assembly.ecall]
            text += Assembly.load(0x1100_0040 - offset, into: Register.a1)
            text += Assembly.load(0x1002, into: Register.a7) + [Assembly.ecall]
        }
        return SampleProgram(
            description: "hashes",
            text: text + Assembly.exit(),
            image: (0..<256).map { UInt8(truncatingIfNeeded: 31 &* $0 ^ $0 >> 3) },
            input: []
        )
    }()

    /// Twice the generator of secp256k1, three times it, and a product and an inverse modulo its order's field.
    package static let points: SampleProgram = {
        let generator: [UInt64] = [
            0x59f2_815b_16f8_1798, 0x029b_fcdb_2dce_28d9, 0x55a0_6295_ce87_0b07, 0x79be_667e_f9dc_bbac,
            0x9c47_d08f_fb10_d4b8, 0xfd17_b448_a685_5419, 0x5da4_fbfc_0e11_08a8, 0x483a_da77_26a3_c465,
        ]
        // At 0 of the image what is doubled and added to, at 64 the generator.
        let words = generator + generator
        func call(_ number: Int32, _ arguments: [Int32]) -> [UInt32] {
            let loads = arguments.enumerated().flatMap { index, argument in
                Assembly.load(argument, into: Register.a0 + UInt8(index))
            }
            return loads + Assembly.load(number, into: Register.a7) + [Assembly.ecall]
        }
        let (sum, base): (Int32, Int32) = (0x1100_0000, 0x1100_0040)
        let text =
            call(0x1004, [sum]) + call(0x1003, [sum, base]) + call(0x1008, [sum, 0, base, base + 32])
            + call(0x1009, [sum, 1, base]) + call(0x1005, [sum, 0, base, base])
        return SampleProgram(
            description: "points",
            text: text + Assembly.exit(),
            image: words.flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * UInt64($0))) } },
            input: []
        )
    }()

    /// Words copied in memory, from the input and onto themselves, and filled.
    package static let transfers: SampleProgram = {
        func call(_ number: Int32, _ arguments: [Int32]) -> [UInt32] {
            let loads = arguments.enumerated().flatMap { index, argument in
                Assembly.load(argument, into: Register.a0 + UInt8(index))
            }
            return loads + Assembly.load(number, into: Register.a7) + [Assembly.ecall]
        }
        let (image, ram): (Int32, Int32) = (0x1100_0000, 0x1800_0000)
        let text =
            call(0x1006, [image + 8, image, 3]) + call(0x1006, [ram, 0x3000_0000, 4]) + call(0x1007, [image, -7, 2])
        return SampleProgram(
            description: "transfers",
            text: text + Assembly.exit(),
            image: (0..<64).map { UInt8(truncatingIfNeeded: 53 &* $0) },
            input: (1..<31).map { UInt8($0) }
        )
    }()

    /// Loops, calls, every branch taken and not, forwards and backwards.
    package static let control: SampleProgram = {
        var text: [UInt32] = Assembly.load(-4, into: 5)
        // Loop: count up to 3 through 0.
        text += [Assembly.immediate(.addi, 5, 5, 1), Assembly.immediate(.slti, 6, 5, 3)]
        text += [Assembly.branch(.bne, 6, 0, -8)]
        for (left, right) in [(3, 3), (3, -3), (-3, 3), (0, 1)] as [(Int32, Int32)] {
            text += Assembly.load(left, into: 7) + Assembly.load(right, into: 8)
            for operation in Assembly.branches {
                text += [Assembly.branch(operation, 7, 8, 8), Assembly.immediate(.addi, 9, 9, 1)]
            }
        }
        // A call forwards and back, and one through a register with bit 0 set.
        text += [Assembly.jal(Register.ra, 8), Assembly.jal(0, 8), Assembly.immediate(.jalr, 0, Register.ra, 0)]
        text += [Assembly.upper(.auipc, 10, 0), Assembly.immediate(.jalr, 11, 10, 13), Assembly.ebreak]
        text += [Assembly.upper(.auipc, 10, 0), Assembly.immediate(.jalr, 10, 10, 8)]
        return SampleProgram(description: "control", text: text + Assembly.exit(), image: [], input: [])
    }()
}
