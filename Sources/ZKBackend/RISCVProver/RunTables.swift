import GuestExecutor
import ProofProver
import ProofVerifier
import RISCVMachine

/// The tables of a run, each by what makes it, in the machine's order.
struct RunTables {
    /// One table.
    struct Maker {
        let chip: Chip
        let make: @Sendable () -> TraceTable
    }

    /// Which words the tables must hold.
    let extents: AccessExtents
    /// The tables in the machine's order.
    let makers: [Maker]

    init(_ machine: RISCVDefinition, _ run: ExecutionTrace, _ program: RISCVProgram) {
        let extents = AccessExtents(run)
        self.extents = extents
        let decoded = DecodedProgram(base: program.textBase, words: program.textWords)
        func rows(_ family: InstructionFamily, _ chip: some InstructionChip) -> Maker {
            Maker(chip: chip.chip) { chip.table(of: FamilyRows(run[family], of: decoded)) }
        }
        let memory = run.finalMemory
        let stackWordCount = run.wordCounts[.stack] ?? 0
        let ramWordCount = run.wordCounts[.ram] ?? 0
        let inputWordCount = max(run.wordCounts[.input] ?? 0, extents.inputWordCount)
        let makers: [Maker] = [
            rows(.halt, machine.halt),
            Maker(chip: machine.program.chip) { machine.program.table(of: program) },
            Maker(chip: machine.decode.chip) {
                machine.decode.table(base: program.textBase, words: program.textWords, executions: run.executions)
            },
            Maker(chip: machine.operations.chip) { machine.operations.table() },
            Maker(chip: machine.registers.chip) { machine.registers.table(of: run) },
            Maker(chip: machine.stack.chip) {
                machine.stack.table(of: stackWordCount, memory) { MachineMap.stackEnd - 8 - 8 * $0 }
            },
            Maker(chip: machine.image.chip) { machine.image.table(of: program, memory) },
            Maker(chip: machine.ram.chip) { machine.ram.table(of: ramWordCount, memory) { MachineMap.ram + 8 * $0 } },
            Maker(chip: machine.input.chip) { machine.input.table(of: inputWordCount, memory) },
            Maker(chip: machine.output.chip) { machine.output.table(of: memory) },
            Maker(chip: machine.range.chip) { machine.range.table() },
            Maker(chip: machine.byteOperations.chip) { TraceTable(chip: machine.byteOperations.chip, rowCount: 1 << 16) },
        ]
        // The machine's order is the one that counts.
        self.makers = machine.machine.chips.compactMap { chip in makers.first { $0.chip.name == chip.name } }
    }
}

/// How far a run's loads and stores reach into regions that have no natural end in its profile.
struct AccessExtents {
    /// Words of the input, its length included, up to the last one accessed.
    private(set) var inputWordCount = 0
    /// The last address accessed in the image region; nil when there was none.
    private(set) var lastImageAddress: UInt64?

    init(_ run: ExecutionTrace) {
        let (image, input) = (MachineRegion.image.addresses, MachineRegion.input.addresses)
        for family in [InstructionFamily.load, .store] {
            run[family].memory?.addresses.withUnsafeBufferPointer { addresses in
                for address in addresses {
                    let address = UInt64(address)
                    if image.contains(address) {
                        lastImageAddress = max(lastImageAddress ?? 0, address)
                    } else if input.contains(address) {
                        inputWordCount = max(inputWordCount, Int(address - input.lowerBound) / 8 + 1)
                    }
                }
            }
        }
    }

    /// An accessed address of the image region that is not the program's; nil when there is none.
    func accessBehindImage(of program: RISCVProgram) -> UInt64? {
        guard let last = lastImageAddress else { return nil }
        return last < program.imageBase + UInt64(program.imageBytes.count) ? nil : last
    }
}
