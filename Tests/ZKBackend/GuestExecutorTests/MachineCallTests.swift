import Foundation
import GuestExecutor
import MachineTestSupport
import TestSupport
import Testing

/// Accelerators: what they compute, what they may be called on, and what is recorded of them.
@Suite("Accelerator calls")
struct MachineCallTests {
    private static let base = ELFWriter.imageBase

    /// Instructions that put a number into a7 and addresses into a0 and so on, and call.
    private static func call(_ call: MachineCall, _ arguments: UInt64...) -> [UInt32] {
        arguments.enumerated().flatMap { index, value in
            Assembly.load(Int32(truncatingIfNeeded: value), into: Register.a0 + UInt8(index))
        } + Assembly.load(Int32(call.rawValue), into: Register.a7) + [Assembly.ecall]
    }

    private static func bytes(_ count: Int, _ generator: inout SplitMix64) -> [UInt8] {
        (0..<count).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
    }

    private static func words(_ bytes: [UInt8]) -> [UInt64] {
        stride(from: 0, to: bytes.count, by: 8).map { start in
            bytes[start..<start + 8].reversed().reduce(0) { $0 << 8 | UInt64($1) }
        }
    }

    private static func halves(_ bytes: [UInt8]) -> [UInt32] {
        words(bytes).flatMap { [UInt32(truncatingIfNeeded: $0), UInt32($0 >> 32)] }
    }

    /// What a program leaves in its image.
    private static func image(after text: [UInt32], _ image: [UInt8], cycleLimit: UInt64 = 1 << 22) throws -> [UInt8] {
        let program = try ProgramImage(elf: ELFWriter(text: text + Assembly.exit(), image: image).bytes)
        return try Executor(program, cycleLimit: cycleLimit)
            .run(input: [], dumping: base..<base + UInt64(image.count)).dump
    }

    @Test("The host's table is the guest's header")
    func header() throws {
        let file = Fixtures.packageRoot.appending(path: "Guest/Runtime/machine_calls.h")
        let text = try String(contentsOf: file, encoding: .utf8)
        var constants: [String: UInt64] = [:]
        for match in text.matches(of: /MACHINE_CALL_(?<name>[A-Z0-9_]+) = (0x(?<hex>[0-9a-f]+)|(?<decimal>[0-9]+)),/) {
            let number = match.hex.map { UInt64($0, radix: 16) } ?? match.decimal.map { UInt64($0) }
            constants[match.name.lowercased()] = try #require(number)
        }
        var expected = Dictionary(uniqueKeysWithValues: MachineCall.allCases.map { ("\($0)", $0.rawValue) })
        expected["exit"] = MachineLayout.exitCall
        #expect(constants == expected)
    }

    /// Proofs rely on it: accesses of one slot are to different words, and what is written is written last.
    @Test("Operands have slots of their own, and the written one the last", arguments: MachineCall.allCases)
    func declarations(call: MachineCall) {
        let operands = call.operands
        for (operand, next) in zip(operands, operands.dropFirst()) {
            #expect(operand.slot < next.slot && operand.access == .read)
        }
        for operand in operands {
            #expect(operand.slot < TraceClock.step && operand.wordCount > 0)
            #expect((0..<call.argumentCount).contains(operand.argument))
        }
        #expect(Set(operands.map(\.argument)).count == operands.count)
    }

    /// 100,000 permutations in a row, each of the result of the one before, and as many compressions.
    @Test("A hundred thousand calls compute what the standards say")
    func longChains() throws {
        let count = 100_000
        var generator = SplitMix64(seed: 21)
        let image = Self.bytes(256, &generator)
        func loop(_ body: [UInt32]) -> [UInt32] {
            Assembly.load(Int32(count), into: Register.t6) + body + [
                Assembly.immediate(.addi, Register.t6, Register.t6, -1),
                Assembly.branch(.bne, Register.t6, 0, -4 * Int32(body.count + 1)),
            ]
        }
        let keccak = try Self.image(after: loop(Self.call(.keccakF, Self.base)), image)
        var lanes = Self.words(Array(image.prefix(200)))
        for _ in 0..<count { lanes = ReferenceHashes.keccakF(lanes) }
        #expect(Self.words(Array(keccak.prefix(200))) == lanes && keccak.suffix(56) == image.suffix(56))

        // The new state becomes the first half of the next block.
        let copy = (0..<4 as Range<Int32>).flatMap { word in
            [
                Assembly.immediate(.ld, Register.t5, Register.a0, 8 * word),
                Assembly.store(.sd, Register.t5, 8 * word, Register.a1),
            ]
        }
        let sha256 = try Self.image(after: loop(Self.call(.sha256Block, Self.base, Self.base + 64) + copy), image)
        var (state, block) = (Self.halves(Array(image.prefix(32))), Array(image[64..<128]))
        for _ in 0..<count {
            state = ReferenceHashes.sha256(state, block)
            block = state.flatMap(\.bytes) + block.suffix(32)
        }
        #expect(Self.halves(Array(sha256.prefix(32))) == state && Array(sha256[64..<128]) == block)
    }

    @Test("A block may overlap the state that it goes into")
    func overlap() throws {
        var generator = SplitMix64(seed: 22)
        for offset in stride(from: 0, through: 64, by: 8) {
            let image = Self.bytes(128, &generator)
            let after = try Self.image(after: Self.call(.sha256Block, Self.base + UInt64(offset), Self.base), image)
            let before = Array(image[offset..<offset + 32])
            let state = ReferenceHashes.sha256(Self.halves(before), Array(image.prefix(64)))
            #expect(Self.halves(Array(after[offset..<offset + 32])) == state)
            #expect(after[..<offset] == image[..<offset] && after[(offset + 32)...] == image[(offset + 32)...])
        }
    }

    @Test("Operands end where writable memory ends")
    func operandRanges() throws {
        let (stack, ram) = (MachineRegion.stack.addresses, MachineRegion.ram.addresses)
        let good: [UInt64] = [stack.lowerBound, stack.upperBound - 8, ram.lowerBound - 104, ram.upperBound - 200]
        for address in good { #expect(try SmallProgram.stop(Self.call(.keccakF, address) + Assembly.exit()) == nil) }
        let bad: [UInt64] = [
            stack.lowerBound - 8, ram.upperBound - 192, ram.upperBound - 8, 0x3000_0000, 0x37ff_ff00, 0x3f00_0000, 0,
            0x0040_0000, 0x0fff_fff8, .max - 7, 1 << 63,
        ]
        for address in bad where address < 1 << 31 || address == .max - 7 {
            let stop = try #require(try SmallProgram.stop(Self.call(.keccakF, address)))
            #expect(stop.reason == .operandOutOfRange(call: .keccakF, address: address, wordCount: 25))
            #expect(stop.cycle == 4 && stop.programCounter == ELFWriter.textBase + 16)
        }
        // The output holds a state of SHA-256, and a block that begins before its end does not fit.
        let output = MachineRegion.output.addresses
        #expect(
            try SmallProgram.stop(Self.call(.sha256Block, output.lowerBound, Self.base), image: [1])?.reason
                == .fetchOutOfRange(address: ELFWriter.textBase + 28)
        )
        #expect(
            try SmallProgram.stop(Self.call(.sha256Block, output.lowerBound + 24, Self.base), image: [1])?.reason
                == .operandOutOfRange(call: .sha256Block, address: output.lowerBound + 24, wordCount: 4)
        )
        for offset in 1..<8 as Range<UInt64> {
            let address = stack.lowerBound + offset
            #expect(
                try SmallProgram.stop(Self.call(.sha256Block, stack.lowerBound, address))?.reason
                    == .misalignedOperand(call: .sha256Block, address: address)
            )
        }
    }

    /// An address that differs from a good one by 2^32, by 2^63 or by the modulus of the proof's field.
    @Test("Aliases of addresses are no addresses", arguments: [1 << 32, 1 << 63, 0xffff_ffff_0000_0001] as [UInt64])
    func aliases(alias: UInt64) throws {
        let body =
            [Assembly.register(.add, Register.a0, Register.t6, Register.a0)]
            + Assembly.load(Int32(MachineCall.keccakF.rawValue), into: Register.a7) + [Assembly.ecall]
        let address = ELFWriter.imageBase &+ alias
        let expected: MachineStop.Reason =
            address.isMultiple(of: 8)
            ? .operandOutOfRange(call: .keccakF, address: address, wordCount: 25)
            : .misalignedOperand(call: .keccakF, address: address)
        let executor = try SmallProgram.executor(body, alias)
        do throws(ExecutionError) {
            _ = try executor.run(input: [])
            Issue.record("the run ended well")
        } catch {
            guard case .stopped(let stop) = error else { throw error }
            #expect(stop.reason == expected)
        }
    }

    @Test("Numbers that are no call end the run, and so does a call beyond the limit")
    func otherNumbers() throws {
        for number in [0, 92, 94, 0x1000, 0x10ff, 0x7fff] as [Int32] {
            let text = Assembly.load(number, into: Register.a7) + [Assembly.ecall]
            #expect(try SmallProgram.stop(text)?.reason == .unknownCall(number: UInt64(number)))
        }
        let text = Self.call(.keccakF, Self.base) + Assembly.exit()
        let image = [UInt8](repeating: 0, count: 200)
        #expect(try SmallProgram.stop(text, image: image, cycleLimit: 8) == nil)
        #expect(try SmallProgram.stop(text, image: image, cycleLimit: 7)?.reason == .cycleLimit(7))
        #expect(try SmallProgram.stop(text, image: image, cycleLimit: 4)?.reason == .cycleLimit(4))
    }

    /// Loads, stores and calls on the same words: what a row finds is what the row before it has left.
    @Test("Accesses of calls and instructions are in one order")
    func accessOrder() throws {
        let text =
            Assembly.load(Int32(Self.base), into: Register.t6) + [Assembly.immediate(.ld, Register.t5, Register.t6, 8)]
            + Self.call(.keccakF, Self.base) + Self.call(.sha256Block, Self.base + 16, Self.base)
            + Self.call(.keccakF, Self.base + 8) + [Assembly.store(.sd, Register.t5, 16, Register.t6)]
        var generator = SplitMix64(seed: 23)
        let image = Self.bytes(256, &generator)
        let program = try ProgramImage(elf: ELFWriter(text: text + Assembly.exit(), image: image).bytes)
        let trace = try Executor(program, cycleLimit: 100).trace(input: [])
        let (keccak, sha256) = (try #require(trace[.keccakF]), try #require(trace[.sha256Block]))
        #expect(keccak.rowCount == 2 && sha256.rowCount == 1)
        // Rows: 0 and 1 load, 2 ld, 3 and 4, 5 and 6, 7 the first call; 14 the second; 19 the third; 20 the store.
        #expect([keccak.cycles[0], sha256.cycles[0], keccak.cycles[1]] == [7, 14, 19])
        let state = keccak.operands[0]
        func time(_ cycle: UInt32, _ slot: UInt32) -> UInt32 { 4 * cycle + 1 + slot }
        #expect((0..<25).map { state.previousTimestamps[$0] } == (0..<25).map { $0 == 1 ? time(2, 2) : 0 })
        let lanes = Self.words(image)
        let first = ReferenceHashes.keccakF(Array(lanes.prefix(25)))
        #expect((0..<25).map { state.before[$0] } == Array(lanes.prefix(25)))
        #expect((0..<25).map { state.after[$0] } == first)
        // The block is words 0 to 7, the state words 2 to 5, which the block's read has just touched.
        let (block, chain) = (sha256.operands[0], sha256.operands[1])
        #expect(block.operand.access == .read && chain.operand.access == .write)
        #expect((0..<8).allSatisfy { block.previousTimestamps[$0] == time(7, 0) && block.before[$0] == first[$0] })
        #expect((0..<8).allSatisfy { block.after[$0] == first[$0] })
        #expect((0..<4).allSatisfy { chain.previousTimestamps[$0] == time(14, 0) && chain.before[$0] == first[$0 + 2] })
        // Words 1 to 25: 1, 6 and 7 were read, 2 to 5 written, 8 to 24 permuted, 25 never touched.
        let expected = (1...25).map { (word: Int) -> UInt32 in
            switch word {
            case 2...5: time(14, 1)
            case 1, 6, 7: time(14, 0)
            case 25: 0
            default: time(7, 0)
            }
        }
        #expect((25..<50).map { state.previousTimestamps[$0] } == expected)
        let third = (25..<50).map { state.before[$0] }
        #expect(Array(third[1...4]) == (0..<4).map { chain.after[$0] } && third[24] == lanes[25])
        #expect((25..<50).map { state.after[$0] } == ReferenceHashes.keccakF(third))
        // a7 and a0 are read at the row's own time, by calls and by the instructions that set them in order.
        #expect((0..<2).map { keccak.registers[0].previousTimestamps[$0] } == [time(6, 3), time(18, 3)])
        #expect((0..<2).map { keccak.registers[1].values[$0] } == [Self.base, Self.base + 8])
        #expect(sha256.registers.map { $0.previousTimestamps[0] } == [time(13, 3), time(9, 3), time(11, 3)])
        #expect(trace[.store].memory?.previousTimestamps[0] == time(19, 0))
        #expect(trace.finalMemory.word(at: Self.base + 8)?.timestamp == time(19, 0))
    }

    @Test("A call changes no register, and is one cycle of its own kind")
    func profile() throws {
        let text = Self.call(.keccakF, 0x1800_0100) + Self.call(.sha256Block, 0x10ff_ff00, 0x10ff_ff40)
        let program = try ProgramImage(elf: ELFWriter(text: text + Assembly.exit()).bytes)
        let executor = Executor(program, cycleLimit: 100)
        let profile = try executor.profile(input: [])
        #expect(profile.cyclesByCall == [.keccakF: 1, .sha256Block: 1])
        #expect(profile.cyclesByFamily[.halt] == 1 && profile.cyclesByOperation[.ecall] == 3)
        let families = profile.cyclesByFamily.values.reduce(0, +)
        #expect(families + 2 == profile.result.cycleCount && profile.result.cycleCount == UInt64(text.count) + 3)
        #expect(profile.wordCounts[.ram] == 32 + 25 && profile.wordCounts[.stack] == 32)
        let trace = try executor.trace(input: [])
        #expect(trace.result == profile.result && trace[.halt].rowCount == 1)
        #expect(trace.finalRegisters[17].value == 93 && trace.finalRegisters[11].value == 0x10ff_ff40)
    }
}
