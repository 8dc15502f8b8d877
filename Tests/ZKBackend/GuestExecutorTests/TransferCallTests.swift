import GuestExecutor
import MachineTestSupport
import TestSupport
import Testing

/// `copy` and `fill`: what they leave in memory, where they may work, and what is recorded of them.
@Suite("Calls that transfer words")
struct TransferCallTests {
    private static let image = ELFWriter.imageBase
    private static let input = MachineRegion.input.addresses

    /// Instructions that read a7, a0, a1 and a2 from the words of a record at t6, and call.
    private static let callFromRecord: [UInt32] = [
        Assembly.immediate(.ld, Register.a7, Register.t6, 0), Assembly.immediate(.ld, Register.a0, Register.t6, 8),
        Assembly.immediate(.ld, Register.a1, Register.t6, 16), Assembly.immediate(.ld, Register.a2, Register.t6, 24),
        Assembly.ecall,
    ]

    private static func words(_ bytes: [UInt8]) -> [UInt64] {
        stride(from: 0, to: bytes.count, by: 8).map { start in
            bytes[start..<start + 8].reversed().reduce(0) { $0 << 8 | UInt64($1) }
        }
    }

    /// How a run ends that makes one call with any registers; nil when it ends well.
    private static func stop(
        _ call: MachineCall,
        _ arguments: [UInt64],
        cycleLimit: UInt64 = 1 << 40
    ) throws -> MachineStop.Reason? {
        let text = Assembly.load(Int32(image), into: Register.t6) + callFromRecord + Assembly.exit()
        let record = ([call.rawValue] + arguments).flatMap(\.bytes)
        let program = try ProgramImage(elf: ELFWriter(text: text, image: record).bytes)
        do throws(ExecutionError) {
            _ = try Executor(program, cycleLimit: cycleLimit).run(input: [])
            return nil
        } catch {
            guard case .stopped(let stop) = error else { throw error }
            return stop.reason
        }
    }

    /// 100 runs of 1,000 calls each on 512 words, with sources among them and in the input.
    @Test("A hundred thousand transfers, overlaps included, leave what arrays say")
    func randomTransfers() throws {
        let (callCount, wordCount) = (1000, 512)
        let text =
            Assembly.load(Int32(Self.input.lowerBound) + 8, into: Register.t6)
            + Assembly.load(Int32(callCount), into: Register.t5) + Self.callFromRecord + [
                Assembly.immediate(.addi, Register.t6, Register.t6, 32),
                Assembly.immediate(.addi, Register.t5, Register.t5, -1),
                Assembly.branch(.bne, Register.t5, 0, -4 * Int32(Self.callFromRecord.count + 2)),
            ] + Assembly.exit()
        var generator = SplitMix64(seed: 45)
        let fresh = Self.input.lowerBound + 8 + 32 * UInt64(callCount)
        for _ in 0..<100 {
            var memory = (0..<wordCount).map { _ in generator.next() }
            let inputWords = (0..<wordCount).map { _ in generator.next() }
            let program = try ProgramImage(elf: ELFWriter(text: text, image: memory.flatMap(\.bytes)).bytes)
            var records: [UInt64] = []
            for _ in 0..<callCount {
                let count = Int(generator.next() % (generator.next() % 8 == 0 ? 200 : 12))
                let to = Int(generator.next() % UInt64(wordCount - count))
                let from = Int(generator.next() % UInt64(wordCount - count))
                let destination = Self.image + 8 * UInt64(to)
                switch generator.next() % 4 {
                case 0:
                    let value = generator.next()
                    records += [MachineCall.fill.rawValue, destination, value, UInt64(count)]
                    for index in 0..<count { memory[to + index] = value }
                case 1:
                    records += [MachineCall.copy.rawValue, destination, fresh + 8 * UInt64(from), UInt64(count)]
                    memory.replaceSubrange(to..<to + count, with: inputWords[from..<from + count])
                default:
                    records += [MachineCall.copy.rawValue, destination, Self.image + 8 * UInt64(from), UInt64(count)]
                    let source = Array(memory[from..<from + count])
                    memory.replaceSubrange(to..<to + count, with: source)
                }
            }
            let dump = try Executor(program, cycleLimit: 1 << 20).run(
                input: (records + inputWords).flatMap(\.bytes),
                dumping: Self.image..<Self.image + 8 * UInt64(wordCount)
            ).dump
            #expect(Self.words(dump) == memory)
        }
    }

    @Test("Words are copied from loadable memory to storable memory, in whole ranges")
    func ranges() throws {
        let (stack, ram) = (MachineRegion.stack.addresses, MachineRegion.ram.addresses)
        let output = MachineRegion.output.addresses
        let good: [(UInt64, UInt64, UInt64)] = [
            (stack.lowerBound, ram.upperBound - 16, 2), (ram.upperBound - 16, Self.input.lowerBound, 2),
            (stack.upperBound - 8, Self.input.upperBound - 16, 2), (ram.lowerBound - 8, output.lowerBound, 6),
            (output.lowerBound, Self.input.upperBound - 48, 6),
        ]
        for (to, from, count) in good {
            #expect(try Self.stop(.copy, [to, from, count]) == nil)
            #expect(try Self.stop(.fill, [to, 0, count]) == nil)
        }
        let badRanges: [(UInt64, UInt64)] = [
            (stack.lowerBound - 8, 1), (ram.upperBound - 8, 2), (output.lowerBound, 7), (output.upperBound, 1),
            (Self.input.upperBound - 8, 2), (0x0040_0000, 1), (0, 1), (Self.image, 1 << 61), (Self.image, .max),
            (Self.image, 1 << 32), (Self.image + 1 << 32, 1), (.max - 7, 1), (stack.lowerBound, 1 << 27),
        ]
        for (address, count) in badRanges {
            func refusal(_ call: MachineCall) -> MachineStop.Reason {
                .operandOutOfRange(call: call, address: address, wordCount: Int(clamping: count))
            }
            #expect(try Self.stop(.fill, [address, 0, count]) == refusal(.fill))
            #expect(try Self.stop(.copy, [address, Self.image, count]) == refusal(.copy))
            guard count < 1 << 20 else { continue }
            #expect(try Self.stop(.copy, [Self.image, address, count]) == refusal(.copy))
        }
        // The input is read and never written.
        let inInput = MachineStop.Reason.operandOutOfRange(
            call: .copy,
            address: Self.input.lowerBound,
            wordCount: 1
        )
        #expect(try Self.stop(.copy, [Self.input.lowerBound, Self.image, 1]) == inInput)
        #expect(try Self.stop(.fill, [Self.input.lowerBound, 0, 1]) != nil)
        for offset in 1..<8 as Range<UInt64> {
            let address = Self.image + offset
            let misaligned = MachineStop.Reason.misalignedOperand(call: .copy, address: address)
            #expect(try Self.stop(.copy, [address, Self.image, 1]) == misaligned)
            #expect(try Self.stop(.copy, [Self.image, address, 1]) == misaligned)
        }
    }

    @Test("No words: addresses are not looked at, but must be below 2^32")
    func noWords() throws {
        for address in [0, 1, 0x0040_0000, UInt64(UInt32.max)] as [UInt64] {
            #expect(try Self.stop(.copy, [address, address, 0]) == nil)
            #expect(try Self.stop(.fill, [address, .max, 0]) == nil)
        }
        for address in [1 << 32, 1 << 63, .max] as [UInt64] {
            #expect(try Self.stop(.copy, [address, 0, 0]) != nil)
            #expect(try Self.stop(.copy, [0, address, 0]) != nil)
            #expect(try Self.stop(.fill, [address, 0, 0]) != nil)
        }
    }

    @Test("A run transfers at most as many words as it may have cycles")
    func budget() throws {
        #expect(try Self.stop(.fill, [0x1800_0000, 7, 1000], cycleLimit: 1000) == nil)
        #expect(try Self.stop(.fill, [0x1800_0000, 7, 1001], cycleLimit: 1000) == .cycleLimit(1000))
        #expect(try Self.stop(.copy, [0x1800_0000, 0x1900_0000, 1001], cycleLimit: 1000) == .cycleLimit(1000))
    }

    @Test("All reads of a copy come before its writes, and find what was there")
    func records() throws {
        let words = (1...8 as ClosedRange<UInt64>).map { $0 * 0x1_0000_0001 }
        func call(_ call: MachineCall, _ arguments: [UInt64]) -> [UInt32] {
            zip([Register.a7, Register.a0, Register.a1, Register.a2], [call.rawValue] + arguments)
                .flatMap { Assembly.load(Int32(truncatingIfNeeded: $1), into: $0) } + [Assembly.ecall]
        }
        let text =
            call(.copy, [Self.image + 8, Self.image, 3]) + call(.fill, [Self.image + 16, 5, 2])
            + call(.copy, [0x1800_0000, Self.input.lowerBound, 1])
        let elf = ELFWriter(text: text + Assembly.exit(), image: words.flatMap(\.bytes)).bytes
        let executor = Executor(try ProgramImage(elf: elf), cycleLimit: 100)
        let trace = try executor.trace(input: [9])
        let copy = try #require(trace[.copy])
        let (copies, fills) = (try #require(copy.transfers), try #require(trace[.fill]?.transfers))
        let sources = try #require(copies.sourcePreviousTimestamps)
        func values<Element>(_ column: TraceColumn<Element>) -> [Element] { (0..<column.count).map { column[$0] } }
        func time(_ cycle: UInt32, _ slot: UInt32) -> UInt32 { 4 * cycle + 1 + slot }
        // Calls are rows 8, 17 and 26.
        #expect(values(copy.cycles) == [8, 26])
        #expect(values(copies.values) == Array(words[0..<3]) + [1])
        #expect(values(copies.replaced) == Array(words[1..<4]) + [0])
        #expect(values(sources) == [0, 0, 0, 0])
        #expect(values(copies.previousTimestamps) == [time(8, 0), time(8, 0), 0, 0])
        #expect(values(fills.values) == [5, 5] && values(fills.replaced) == [words[1], words[2]])
        #expect(values(fills.previousTimestamps) == [time(8, 2), time(8, 2)])
        #expect(fills.sourcePreviousTimestamps == nil)
        #expect(trace.finalMemory.word(at: Self.image)?.timestamp == time(8, 0))
        #expect(trace.finalMemory.word(at: Self.image + 16)?.timestamp == time(17, 2))
        #expect(trace.finalMemory.word(at: Self.input.lowerBound)?.timestamp == time(26, 0))
        let profile = try executor.profile(input: [9])
        #expect(profile.cyclesByCall == [.copy: 2, .fill: 1] && profile.transferredWords == [.copy: 4, .fill: 2])
        #expect(profile.wordCounts[.ram] == 1)
    }
}
