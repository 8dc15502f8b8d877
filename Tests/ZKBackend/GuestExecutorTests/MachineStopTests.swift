import GuestExecutor
import MachineTestSupport
import Testing

/// Every rule that ends a run, with its place.
@Suite("Broken rules end the run")
struct MachineStopTests {
    private static let base = ELFWriter.textBase

    /// `body` behind the address of `region` in t6, and an exit.
    private static func text(at address: Int32, _ body: [UInt32]) -> [UInt32] {
        Assembly.load(address, into: Register.t6) + body + Assembly.exit()
    }

    private static func reason(at address: Int32, _ word: UInt32) throws -> MachineStop.Reason? {
        try SmallProgram.stop(text(at: address, [word]), image: [UInt8](repeating: 7, count: 16))?.reason
    }

    @Test func misalignedAccesses() throws {
        for (operation, width) in Assembly.loads where width > 1 {
            for offset in 1..<8 where offset % Int(width) != 0 {
                let word = Assembly.immediate(operation, Register.a2, Register.t6, Int32(offset))
                let expected = MachineStop.Reason.misalignedLoad(
                    address: 0x1100_0000 + UInt64(offset),
                    byteCount: Int(width)
                )
                #expect(try Self.reason(at: 0x1100_0000, word) == expected)
            }
        }
        for (operation, width) in Assembly.stores where width > 1 {
            for offset in 1..<8 where offset % Int(width) != 0 {
                let word = Assembly.store(operation, Register.a2, Int32(offset), Register.t6)
                let expected = MachineStop.Reason.misalignedStore(
                    address: 0x1100_0000 + UInt64(offset),
                    byteCount: Int(width)
                )
                #expect(try Self.reason(at: 0x1100_0000, word) == expected)
            }
        }
    }

    /// The last bytes of each region can be reached, the next ones not.
    @Test func accessesPastRegions() throws {
        for (operation, width) in Assembly.loads {
            let load = Assembly.immediate(operation, Register.a2, Register.t6, 0)
            for last: Int32 in [0x1100_0000, 0x1800_0000, 0x3000_0000, 0x3800_0000, 0x3f00_0030] {
                #expect(try Self.reason(at: last - width, load) == nil)
            }
            let outside: [Int32] = [
                0, 0x0fff_fff8, 0x3800_0000, 0x3eff_fff8, 0x3f00_0030, 0x4000_0000, -8, 0x0040_0000, Int32.min,
            ]
            for address in outside {
                let expected = MachineStop.Reason.loadOutOfRange(
                    address: UInt64(bitPattern: Int64(address)),
                    byteCount: Int(width)
                )
                #expect(try Self.reason(at: address, load) == expected)
            }
        }
        for (operation, width) in Assembly.stores {
            let store = Assembly.store(operation, 0, 0, Register.t6)
            for last: Int32 in [0x1100_0000, 0x1800_0000, 0x3000_0000, 0x3f00_0030] {
                #expect(try Self.reason(at: last - width, store) == nil)
            }
            for address: Int32 in [0, 0x3800_0000, 0x3eff_fff8, 0x3f00_0030, 0x4000_0000, -8] {
                let expected = MachineStop.Reason.storeOutOfRange(
                    address: UInt64(bitPattern: Int64(address)),
                    byteCount: Int(width)
                )
                #expect(try Self.reason(at: address, store) == expected)
            }
            for address: Int32 in [0x0040_0000, 0x0040_0008, 0x0fff_fff8] {
                #expect(try Self.reason(at: address, store) == .storeIntoText(address: UInt64(address)))
            }
            for address: Int32 in [0x3000_0000, 0x37ff_fff8] {
                #expect(try Self.reason(at: address, store) == .storeIntoInput(address: UInt64(address)))
            }
        }
    }

    /// An address that differs from a good one by the modulus of the proof's field, by 2^32 or by 2^63 is not that
    /// address.
    @Test func aliasesOfAddresses() throws {
        for alias: UInt64 in [0xffff_ffff_0000_0001, 1 << 32, 1 << 63] {
            let body = [
                Assembly.register(.add, Register.t6, Register.t6, Register.a0),
                Assembly.immediate(.ld, Register.a2, Register.t6, 0),
            ]
            let address = ELFWriter.imageBase &+ alias
            let expected: MachineStop.Reason =
                address.isMultiple(of: 8)
                ? .loadOutOfRange(address: address, byteCount: 8) : .misalignedLoad(address: address, byteCount: 8)
            let executor = try SmallProgram.executor(body, alias)
            #expect(Self.reason(of: executor) == expected)
            let jump = [
                Assembly.upper(.auipc, Register.t6, 0), Assembly.register(.add, Register.t6, Register.t6, Register.a0),
                Assembly.immediate(.jalr, 0, Register.t6, 12),
            ]
            let target = (ELFWriter.textBase + 28 &+ alias) & ~1
            #expect(Self.reason(of: try SmallProgram.executor(jump, alias)) == .fetchOutOfRange(address: target))
        }
    }

    private static func reason(of executor: Executor) -> MachineStop.Reason? {
        do throws(ExecutionError) {
            _ = try executor.run(input: [])
            return nil
        } catch {
            guard case .stopped(let stop) = error else { return nil }
            return stop.reason
        }
    }

    @Test func jumpsToWhatIsNoInstruction() throws {
        let base = Self.base
        #expect(try SmallProgram.stop([Assembly.jal(0, 6)])?.reason == .misalignedFetch(address: base + 6))
        #expect(try SmallProgram.stop([Assembly.jal(0, 400)])?.reason == .fetchOutOfRange(address: base + 400))
        #expect(try SmallProgram.stop([Assembly.jal(0, -4)])?.reason == .fetchOutOfRange(address: base - 4))
        #expect(try SmallProgram.stop([Assembly.branch(.beq, 0, 0, 2)])?.reason == .misalignedFetch(address: base + 2))
        #expect(try SmallProgram.stop([Assembly.branch(.beq, 0, 0, 8)])?.reason == .fetchOutOfRange(address: base + 8))
        #expect(try SmallProgram.stop([Assembly.immediate(.jalr, 0, 0, 0)])?.reason == .fetchOutOfRange(address: 0))
        #expect(try SmallProgram.stop([Assembly.immediate(.jalr, 0, 0, 2)])?.reason == .misalignedFetch(address: 2))
        #expect(
            try SmallProgram.stop([Assembly.immediate(.jalr, 0, Register.sp, 0)])?.reason
                == .fetchOutOfRange(address: 0x1100_0000)
        )
        // A target that is not reached does no harm.
        #expect(try SmallProgram.stop([Assembly.branch(.bne, 0, 0, 6)] + Assembly.exit()) == nil)
        // Behind the last instruction.
        let end = try #require(try SmallProgram.stop([Assembly.fence]))
        #expect(end.reason == .fetchOutOfRange(address: base + 4) && end.programCounter == base + 4 && end.cycle == 1)
    }

    @Test func callsAndTraps() throws {
        #expect(try SmallProgram.stop([Assembly.ebreak])?.reason == .breakpoint)
        #expect(try SmallProgram.stop([0xc000_1073])?.reason == .illegalInstruction(word: 0xc000_1073))
        #expect(try SmallProgram.stop([0])?.reason == .illegalInstruction(word: 0))
        #expect(try SmallProgram.stop([Assembly.ecall])?.reason == .unknownCall(number: 0))
        let write = [Assembly.immediate(.addi, Register.a7, 0, 64), Assembly.ecall]
        #expect(try SmallProgram.stop(write)?.reason == .unknownCall(number: 64))
        #expect(try SmallProgram.stop(Assembly.exit(0)) == nil)
        #expect(try SmallProgram.stop(Assembly.exit(1))?.reason == .exitCode(1))
        #expect(try SmallProgram.stop(Assembly.exit(-1))?.reason == .exitCode(UInt64.max))
    }

    /// The 43 bytes of output are padded with zeros.
    @Test func outputPadding() throws {
        for offset in 40..<48 {
            let text = Self.text(
                at: 0x3f00_0000,
                [
                    Assembly.immediate(.addi, Register.a2, 0, 1),
                    Assembly.store(.sb, Register.a2, Int32(offset), Register.t6),
                ]
            )
            #expect(try SmallProgram.stop(text)?.reason == (offset < 43 ? nil : .nonZeroOutputPadding))
        }
    }

    @Test func cycleLimit() throws {
        let loop = [Assembly.jal(0, 0)]
        let stop = try #require(try SmallProgram.stop(loop, cycleLimit: 12_345))
        #expect(stop.reason == .cycleLimit(12_345) && stop.cycle == 12_345 && stop.programCounter == Self.base)
        // The last `ecall` counts.
        #expect(try SmallProgram.stop(Assembly.exit(), cycleLimit: 3) == nil)
        #expect(try SmallProgram.stop(Assembly.exit(), cycleLimit: 2)?.reason == .cycleLimit(2))
    }

    /// pc, cycle and function of the instruction that could not be completed.
    @Test func stopsNameTheirPlace() throws {
        var writer = ELFWriter(text: [Assembly.jal(0, 8), 0, Assembly.fence, Assembly.fence, 0])
        writer.symbols = [("_start", Self.base, 8), ("work", Self.base + 8, 12)]
        let executor = Executor(try ProgramImage(elf: writer.bytes))
        let expected = "illegal instruction 0x0 at pc 0x400010 in work, cycle 3"
        do throws(ExecutionError) {
            _ = try executor.run(input: [])
            Issue.record("the run ended well")
        } catch {
            #expect(error.description == expected)
        }
        // A failing instruction is told alike in every mode.
        #expect(throws: ExecutionError.self) { _ = try executor.profile(input: []) }
    }

    @Test func inputsAreBounded() throws {
        let executor = Executor(try ProgramImage(elf: ELFWriter(text: Assembly.exit()).bytes))
        let tooLong = [UInt8](repeating: 1, count: MachineLayout.inputByteLimit + 1)
        #expect(throws: ExecutionError.inputTooLong(byteCount: tooLong.count, limit: tooLong.count - 1)) {
            _ = try executor.run(input: tooLong)
        }
        #expect(try executor.run(input: Array(tooLong.dropLast())).cycleCount == 3)
    }

    /// Length, then the bytes, then zeros; nothing of an earlier run.
    @Test func inputRegion() throws {
        for (offset, expected) in [(Int32(0), UInt64(11)), (8, 0x0807_0605_0403_0201), (16, 0x0b0a09), (24, 0)] {
            let text = Self.text(
                at: 0x3000_0000,
                [
                    Assembly.immediate(.ld, Register.a2, Register.t6, offset),
                    Assembly.upper(.lui, Register.t5, 0x3f000), Assembly.store(.sd, Register.a2, 0, Register.t5),
                ]
            )
            let result = try Executor(ProgramImage(elf: ELFWriter(text: text).bytes)).run(input: Array(1...11))
            #expect(Array(result.output.prefix(8)) == expected.bytes && result.output.count == 43)
        }
    }

    @Test func everyReasonHasItsText() {
        let reasons: [MachineStop.Reason] = [
            .misalignedLoad(address: 1, byteCount: 8), .misalignedStore(address: 1, byteCount: 8),
            .misalignedFetch(address: 2),
            .loadOutOfRange(address: 0, byteCount: 1), .storeOutOfRange(address: 0, byteCount: 1),
            .fetchOutOfRange(address: 0),
            .storeIntoText(address: 0x40_0000), .storeIntoInput(address: 0x3000_0000), .illegalInstruction(word: 0),
            .unknownCall(number: 64), .breakpoint, .cycleLimit(9), .exitCode(70), .nonZeroOutputPadding,
        ]
        #expect(Set(reasons.map(\.description)).count == reasons.count)
    }
}
