package import GuestExecutor
import MachineTestSupport
package import ProofProver
package import ProofVerifier
package import RISCVMachine
package import RISCVProver

/// A small program's run on the RV64IM machine, with its trace.
package struct GuestRun {
    /// The program.
    package let program: RISCVProgram
    /// What the executor recorded.
    package let execution: ExecutionTrace
    /// The tables that a prover makes of it.
    package let trace: Trace

    /// Why there is no machine or trace to test.
    package enum Failure: Error {
        case machine(MachineError)
        case run(ProvableRISCVMachine.RunFailure)
    }

    /// The machine, declared once for all tests.
    package static let machine: Result<ProvableRISCVMachine, MachineError> = Result { () throws(MachineError) in
        ProvableRISCVMachine(try RISCVDefinition(), workers: Workers(count: 2))
    }

    /// Runs a program to its end and makes the tables.
    ///
    /// - Parameters:
    ///   - text: Its words, entered at the first; `Assembly.exit()` has to be somewhere.
    ///   - image: Its initial data.
    ///   - input: Bytes for the input region.
    /// - Throws: What image, executor or machine refuse.
    package init(_ text: [UInt32], image: [UInt8] = [], input: [UInt8] = []) throws {
        try self.init(ProgramImage(elf: ELFWriter(text: text, image: image).bytes), input: input)
    }

    /// Runs a loaded program to its end and makes the tables.
    package init(_ image: ProgramImage, input: [UInt8] = []) throws {
        program = try RISCVProgram(image)
        execution = try Executor(image, cycleLimit: TraceClock.cycleLimit).trace(input: input)
        trace = try Self.machine.get().trace(of: execution, program: program)
    }

    /// The run's output.
    package var output: [UInt8] { execution.result.output }

    /// The rules that a trace of the machine breaks, this run's when none is given.
    package func violations(in trace: Trace? = nil, limit: Int = 8) throws -> [TraceViolation] {
        TraceChecker(try Self.machine.get().machine).violations(in: trace ?? self.trace, limit: limit)
    }
}
