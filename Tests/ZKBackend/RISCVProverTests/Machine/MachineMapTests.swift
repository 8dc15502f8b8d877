import GuestExecutor
import GuestProgram
import MachineTestSupport
import ProofVerifier
import RISCVMachine
import RISCVProver
import Testing

/// What the machine's tables and the executor say of one and the same thing.
@Suite struct MachineMapTests {
    @Test func addressesAreTheExecutors() {
        #expect(MachineMap.text == MachineRegion.text.addresses.lowerBound)
        #expect(MachineMap.stackEnd == MachineRegion.stack.addresses.upperBound)
        #expect(MachineMap.stackEnd == MachineLayout.initialStackPointer)
        #expect(MachineMap.image == MachineRegion.image.addresses.lowerBound)
        #expect(MachineMap.ram == MachineRegion.ram.addresses.lowerBound)
        #expect(MachineMap.input == MachineRegion.input.addresses.lowerBound)
        let output = MachineRegion.output.addresses
        #expect(MachineMap.output == output.lowerBound)
        #expect(MachineMap.output + 8 * UInt64(MachineMap.outputWordCount) == output.upperBound)
        #expect(MachineMap.outputByteCount == MachineLayout.outputByteCount)
        #expect(HaltChip.call == MachineLayout.exitCall)
    }

    /// No table reaches another region: an address would be in two.
    @Test func tablesEndWithinTheirRegions() {
        func end(_ start: UInt64, _ logWords: Int) -> UInt64 { start + 8 << UInt64(logWords) }
        let stack = MachineRegion.stack.addresses
        #expect(stack.upperBound - 8 << UInt64(MachineMap.maximumLogStackWords) >= stack.lowerBound)
        #expect(end(MachineMap.image, MachineMap.maximumLogImageWords) <= MachineRegion.image.addresses.upperBound)
        #expect(end(MachineMap.ram, MachineMap.maximumLogRAMWords) <= MachineRegion.ram.addresses.upperBound)
        #expect(end(MachineMap.input, MachineMap.maximumLogInputWords) <= MachineRegion.input.addresses.upperBound)
        #expect(MachineRegion(containing: end(MachineMap.output, MachineMap.maximumLogOutputWords) - 1) == nil)
        #expect(1 << MachineMap.maximumLogOutputWords >= MachineMap.outputWordCount)
    }

    @Test func operationsAreTheExecutors() {
        let operations = GuestExecutor.Operation.allCases.filter { $0.family != nil }
        #expect(operations.count == MachineOperation.allCases.count)
        for operation in operations {
            #expect(MachineOperation(operation).map { "\($0)" } == "\(operation)")
        }
        #expect(MachineOperation(.illegal) == nil && MachineOperation(.ebreak) == nil)
    }

    @Test func timestampsAreTheExecutors() {
        #expect(MachineTime.step == UInt64(TraceClock.step))
        for cycle: UInt32 in [0, 1, 77] {
            let row = MachineTime.first + MachineTime.step * UInt64(cycle)
            #expect(row + AccessSlot.first.rawValue == UInt64(TraceClock.first(ofCycle: cycle)))
            #expect(row + AccessSlot.second.rawValue == UInt64(TraceClock.second(ofCycle: cycle)))
            #expect(row + AccessSlot.memory.rawValue == UInt64(TraceClock.memory(ofCycle: cycle)))
            #expect(row + AccessSlot.destination.rawValue == UInt64(TraceClock.destination(ofCycle: cycle)))
        }
    }

    @Test func identitiesAreTheImages() throws {
        let text = Assembly.exit()
        for image in [[], [1, 2, 3, 4, 5, 6, 7, 8, 9] as [UInt8]] {
            let loaded = try ProgramImage(elf: ELFWriter(text: text, image: image).bytes)
            let program = try RISCVProgram(loaded)
            #expect(program.identity == loaded.identity)
            let again = try #require(ProgramImage(program))
            #expect(again.identity == loaded.identity && again.imageBytes == loaded.imageBytes)
        }
    }

    @Test func programsThatTheTablesDoNotHoldAreRefused() {
        func make(entry: UInt64 = MachineMap.text, text: UInt64 = MachineMap.text, words: Int = 1, image: UInt64) throws
        {
            _ = try RISCVProgram(
                entry: entry,
                textBase: text,
                textWords: [UInt32](repeating: 0x73, count: words),
                imageBase: image,
                imageBytes: [UInt8](repeating: 0, count: 8)
            )
        }
        let image = MachineMap.image
        #expect(throws: Never.self) { try make(image: image) }
        for text in [0, MachineMap.text - 4, MachineMap.text + 2, .max] as [UInt64] {
            #expect(throws: RISCVProgram.Invalid.self) { try make(entry: text, text: text, image: image) }
        }
        #expect(throws: RISCVProgram.Invalid.text(address: MachineMap.text, wordCount: 0)) {
            try make(words: 0, image: image)
        }
        for entry in [0, MachineMap.text + 4, MachineMap.text + 1, .max] as [UInt64] {
            #expect(throws: RISCVProgram.Invalid.entry(address: entry)) { try make(entry: entry, image: image) }
        }
        for image in [0, image - 8, image + 4, .max, image + 8 << UInt64(MachineMap.maximumLogImageWords)] as [UInt64] {
            #expect(throws: RISCVProgram.Invalid.image(address: image, byteCount: 8)) { try make(image: image) }
        }
    }
}
