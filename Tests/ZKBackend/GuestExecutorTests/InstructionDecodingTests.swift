import GuestExecutor
import MachineTestSupport
import Testing

/// What words mean, before anything executes.
@Suite("Instruction decoding")
struct InstructionDecodingTests {
    /// The decoder against the encoder that was written apart from it, for every operation and many operands.
    @Test func decodingReadsWhatWasWritten() {
        for rd: UInt8 in [0, 1, 15, 31] {
            for rs: UInt8 in [0, 2, 16, 31] {
                for operation in Assembly.registerOperations {
                    let instruction = Instruction(decoding: Assembly.register(operation, rd, rs, 31 - rs))
                    #expect(
                        instruction.operation == operation && instruction.first == rs && instruction.second == 31 - rs
                    )
                    #expect(instruction.destination == (rd == 0 ? Instruction.discard : rd))
                }
                for immediate: Int32 in [0, 1, -1, 2047, -2048, 1365] {
                    for operation in Assembly.immediateOperations + Assembly.loads.map(\.operation) + [.jalr] {
                        let instruction = Instruction(decoding: Assembly.immediate(operation, rd, rs, immediate))
                        #expect(instruction.operation == operation && instruction.immediate == immediate)
                    }
                    for (operation, _) in Assembly.stores {
                        let instruction = Instruction(decoding: Assembly.store(operation, rd, immediate, rs))
                        #expect(instruction.operation == operation && instruction.immediate == immediate)
                        #expect(instruction.second == rd && instruction.first == rs && !instruction.writesRegister)
                    }
                }
                for distance: Int32 in [0, 2, -2, 4, -4, 4094, -4096, 2730, -2732] {
                    for operation in Assembly.branches {
                        let instruction = Instruction(decoding: Assembly.branch(operation, rs, rd, distance))
                        #expect(instruction.operation == operation && instruction.immediate == distance)
                    }
                }
            }
            for distance: Int32 in [0, 2, -2, 2048, -2048, 0xffffe, -0x100000, 0x55554, -0x55556] {
                let instruction = Instruction(decoding: Assembly.jal(rd, distance))
                #expect(instruction.operation == .jal && instruction.immediate == distance)
            }
        }
        #expect(MemoryLayout<Instruction>.size == 8)
    }

    /// Words outside RV64IM: compressed code, floats, atomics, CSR, FENCE.I, reserved shift amounts and function codes.
    @Test func otherWordsAreIllegal() {
        let words: [UInt32] = [
            0, 0xffff_ffff, 0x0000_0001, 0xc000_1073, 0x0000_100f, 0x0000_2007, 0x1000_202f, 0x0000_0053, 0x0020_0073,
            0x3020_0073, 0x1050_0073, 0x0000_00f3, 0x0200_101b, 0x0200_501b, 0x4200_501b, 0x0400_1013, 0x8000_5013,
            0x4000_1013, 0x4000_1033, 0x4000_0133 | 7 << 12, 0x0400_0033, 0x0000_203b, 0x0200_103b, 0x4000_103b,
            0x0000_1067, 0x0000_2063, 0x0000_3063, 0x0000_7003, 0x0000_4023, 0x0000_7023, 0x0000_201b, 0x0000_0002,
        ]
        for word in words {
            #expect(Instruction(decoding: word).operation == .illegal, "\(String(word, radix: 16))")
        }
    }
}
