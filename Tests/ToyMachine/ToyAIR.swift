package import ProofProver
package import ProofVerifier
import RISCVMachine
import RISCVProver

/// The toy machine's chips, declared once: machine, traces and public boundary come from here.
package struct ToyAIR: Sendable {
    private let addImmediate = AddImmediateChip()
    private let branchNotEqual = BranchNotEqualChip()
    private let load = LoadChip()
    private let store = StoreChip()
    private let halt = HaltChip()
    private let registers = RegisterChip()
    private let image = ImageChip()
    private let ram = RAMChip()
    private let input = InputChip()
    private let output = OutputChip()
    private let program = ProgramChip()
    private let range = RangeChip()

    /// What is proved.
    package let machine: Machine

    /// Declares the machine.
    ///
    /// - Throws: `MachineError` when the declaration breaks a rule of descriptions.
    package init() throws(MachineError) {
        machine = try Machine(
            chips: [
                addImmediate.chip, branchNotEqual.chip, load.chip, store.chip, halt.chip, registers.chip, image.chip,
                ram.chip, input.chip, output.chip, program.chip, range.chip,
            ],
            buses: ToyBuses.all,
            clock: MachineClock(
                bus: ToyBuses.execution,
                element: 1,
                first: ToyLayout.firstTimestamp,
                bits: MemoryAccess.timestampBits
            )
        )
    }

    /// The fixed columns that a program gives to the machine.
    package func programColumns(of program: ToyProgram) -> ProgramColumns {
        ProgramColumns(
            columns: machine.chips.map { chip in
                switch chip.name {
                case image.chip.name: image.programColumns(of: program)
                case self.program.chip.name: self.program.programColumns(of: program)
                default: []
                }
            }
        )
    }

    /// The trace of a run, with the multiplicities of the lookup tables counted.
    package func trace(of run: ToyRun) throws(ToyStatementError) -> Trace {
        var trace = try uncountedTrace(of: run)
        trace.countLookups(of: machine)
        return trace
    }

    /// The trace of a run in which the lookup tables are still empty.
    package func uncountedTrace(of run: ToyRun) throws(ToyStatementError) -> Trace {
        let opcode = ToyInstruction.Opcode.self
        return Trace(
            tables: [
                table(addImmediate, opcode.addImmediate, run),
                table(branchNotEqual, opcode.branchNotEqual, run),
                table(load, opcode.load, run),
                table(store, opcode.store, run),
                table(halt, opcode.halt, run),
                registers.table(of: run),
                image.table(of: run),
                ram.table(of: run),
                input.table(of: run),
                output.table(of: run),
                program.table(of: run.program),
                range.table(),
            ],
            program: programColumns(of: run.program),
            publicFractions: try Self.publicFractions(program: run.program, output: run.output)
        )
    }

    private func table(_ chip: some InstructionChip, _ opcode: UInt64, _ run: ToyRun) -> TraceTable {
        let steps = run.steps.filter { $0.fields.opcode == opcode }
        var table = TraceTable(chip: chip.chip, reservingRows: steps.count)
        for step in steps { chip.append(step, to: &table) }
        return table
    }
}
