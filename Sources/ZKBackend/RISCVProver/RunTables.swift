import GuestExecutor
import ProofProver
import ProofVerifier
import RISCVMachine

/// The tables of a run, each by what makes it, in the machine's order.
struct RunTables {
    /// One table.
    struct Maker {
        let chip: Chip
        /// Cells to be written, as far as they are many.
        var cellCount = 0
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
            let cellCount = run[family].rowCount * chip.chip.columnNames.count
            return Maker(chip: chip.chip, cellCount: cellCount) { chip.table(of: FamilyRows(run[family], of: decoded)) }
        }
        /// A fixed table, whose multiplicities are still to be counted.
        func table(_ chip: Chip) -> Maker {
            Maker(chip: chip) { TraceTable(chip: chip, rowCount: 1 << chip.maximumLogHeight) }
        }
        /// The rows of a chip that serves calls, of which the recorder has a trace each, with rows or without.
        func calls(
            _ calls: [MachineCall],
            _ chip: Chip,
            _ make: @escaping @Sendable ([CallRows]) -> TraceTable
        ) -> Maker {
            let traces = calls.compactMap { run[$0] }
            // Rounds are more than calls, and all that counts is which chip has many.
            let rowCount = 24 * traces.reduce(0) { $0 + $1.rowCount }
            return Maker(chip: chip, cellCount: rowCount * chip.columnNames.count) {
                guard traces.count == calls.count else { return TraceTable(chip: chip) }
                return make(traces.map { CallRows($0, textBase: program.textBase) })
            }
        }
        let memory = run.finalMemory
        let stackWordCount = run.wordCounts[.stack] ?? 0
        let ramWordCount = run.wordCounts[.ram] ?? 0
        let inputWordCount = max(run.wordCounts[.input] ?? 0, extents.inputWordCount)
        let makers: [Maker] = [
            rows(.add, machine.add),
            rows(.compare, machine.compare),
            rows(.bitwise, machine.bitwise),
            rows(.shift, machine.shift),
            rows(.multiply, machine.multiply),
            rows(.divide, machine.divide),
            rows(.load, machine.load),
            rows(.store, machine.store),
            rows(.branch, machine.branch),
            rows(.jump, machine.jump),
            rows(.upper, machine.upper),
            rows(.fence, machine.fence),
            rows(.halt, machine.halt),
            calls([.keccakF], machine.keccakCall.chip) { machine.keccakCall.table(of: $0[0]) },
            calls([.keccakF], machine.keccakRound.chip) { machine.keccakRound.table(of: $0[0]) },
            calls([.sha256Block], machine.sha256Call.chip) { machine.sha256Call.table(of: $0[0]) },
            calls([.sha256Block], machine.sha256Round.chip) { machine.sha256Round.table(of: $0[0]) },
            calls([.sha256Block], machine.byteSwap.chip) { machine.byteSwap.table(of: $0[0]) },
            calls([.secp256k1Add, .secp256k1Double], machine.point.chip) {
                machine.point.table(adds: $0[0], doubles: $0[1])
            },
            calls([.multiplyAddModulo, .multiplyModulo, .invertModulo], machine.modular.chip) {
                machine.modular.table(multiplyAdds: $0[0], multiplies: $0[1], inverts: $0[2])
            },
            calls([.copy, .fill], machine.transferCall.chip) {
                machine.transferCall.table(copies: $0[0], fills: $0[1])
            },
            calls([.copy, .fill], machine.transferWord.chip) {
                machine.transferWord.table(copies: $0[0], fills: $0[1])
            },
            table(machine.keccakRounds.chip),
            table(machine.evenDigits.chip),
            table(machine.sha256Rounds.chip),
            Maker(chip: machine.program.chip) { machine.program.table(of: program) },
            Maker(chip: machine.decode.chip) {
                machine.decode.table(base: program.textBase, words: program.textWords, executions: run.executions)
            },
            table(machine.operations.chip),
            Maker(chip: machine.registers.chip) { machine.registers.table(of: run) },
            Maker(chip: machine.stack.chip) {
                machine.stack.table(of: stackWordCount, memory) { MachineMap.stackEnd - 8 - 8 * $0 }
            },
            Maker(chip: machine.image.chip) { machine.image.table(of: program, memory) },
            Maker(chip: machine.ram.chip) { machine.ram.table(of: ramWordCount, memory) { MachineMap.ram + 8 * $0 } },
            Maker(chip: machine.input.chip) { machine.input.table(of: inputWordCount, memory) },
            Maker(chip: machine.output.chip) { machine.output.table(of: memory) },
            table(machine.range.chip),
            table(machine.byteOperations.chip),
            table(machine.shiftTable.chip),
        ]
        // The machine's order is the one that counts.
        self.makers = machine.machine.chips.compactMap { chip in makers.first { $0.chip.name == chip.name } }
    }
}

/// How far a run's accesses reach into regions that have no natural end in its profile.
struct AccessExtents {
    /// Words of the input, its length included, up to the last one accessed.
    private(set) var inputWordCount = 0
    /// The last address accessed in the image region; nil when there was none.
    private(set) var lastImageAddress: UInt64?

    init(_ run: ExecutionTrace) {
        for family in [InstructionFamily.load, .store] {
            run[family].memory?.addresses.withUnsafeBufferPointer { addresses in
                for address in addresses { reach(UInt64(address), wordCount: 1) }
            }
        }
        for call in run.calls {
            for row in 0..<call.rowCount {
                func argument(_ number: Int) -> UInt64 { call.registers[number + 1].values[row] }
                for operand in call.operands.map(\.operand) {
                    reach(argument(operand.argument), wordCount: UInt64(operand.wordCount))
                }
                guard call.transfers != nil else { continue }
                reach(argument(0), wordCount: argument(2))
                if call.call == .copy { reach(argument(1), wordCount: argument(2)) }
            }
        }
    }

    /// Takes note of an access to words, which may be of several regions.
    private mutating func reach(_ address: UInt64, wordCount: UInt64) {
        guard wordCount > 0 else { return }
        let (image, input) = (MachineRegion.image.addresses, MachineRegion.input.addresses)
        let last = address + 8 * (wordCount - 1)
        if address < image.upperBound, last >= image.lowerBound {
            lastImageAddress = max(lastImageAddress ?? 0, min(last, image.upperBound - 8))
        } else if input.contains(last) {
            inputWordCount = max(inputWordCount, Int(last - input.lowerBound) / 8 + 1)
        }
    }

    /// An accessed address of the image region that is not the program's; nil when there is none.
    func accessBehindImage(of program: RISCVProgram) -> UInt64? {
        guard let last = lastImageAddress else { return nil }
        return last < program.imageBase + UInt64(program.imageBytes.count) ? nil : last
    }
}
