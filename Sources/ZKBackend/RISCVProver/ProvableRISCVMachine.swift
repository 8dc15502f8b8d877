package import GuestExecutor
package import Primitives
package import ProofProver
package import ProofVerifier
package import RISCVMachine

/// The RV64IM machine with the way from a program's run to a trace.
package struct ProvableRISCVMachine: ProvableMachine {
    /// Why a run has no trace.
    package enum RunFailure: Error {
        /// The executor's regions do not hold the program.
        case program
        /// The program has no result.
        case execution(ExecutionError)
        /// The run accesses the image region behind the program's initial data, which the machine's tables do not hold.
        case accessBehindImage(address: UInt64)
    }

    /// The machine.
    package let definition: RISCVDefinition
    private let workers: Workers

    /// A machine whose tables are written by some threads; they change nothing in a trace.
    package init(_ definition: RISCVDefinition, workers: Workers) {
        self.definition = definition
        self.workers = workers
    }

    package var name: String { definition.name }

    package var machine: Machine { definition.machine }

    package func identity(of program: RISCVProgram) -> Bytes32 { definition.identity(of: program) }

    package func programColumns(of program: RISCVProgram) -> ProgramColumns { definition.programColumns(of: program) }

    package func encode(_ publicValues: [UInt8]) -> [UInt8] { definition.encode(publicValues) }

    package func publicFractions(of program: RISCVProgram, publicValues: [UInt8]) -> [PublicFraction]? {
        definition.publicFractions(of: program, publicValues: publicValues)
    }

    package func run(
        _ program: RISCVProgram,
        input: [UInt8]
    ) throws(RunFailure) -> (publicValues: [UInt8], trace: Trace) {
        guard let image = ProgramImage(program) else { throw .program }
        let execution: ExecutionTrace
        do throws(ExecutionError) {
            execution = try Executor(image, cycleLimit: TraceClock.cycleLimit).trace(input: input)
        } catch {
            throw .execution(error)
        }
        return (execution.result.output, try trace(of: execution, program: program))
    }

    /// The trace of a run, with the multiplicities of the lookup tables counted.
    ///
    /// - Parameters:
    ///   - execution: The run.
    ///   - program: What was run.
    /// - Throws: `RunFailure.accessBehindImage`.
    package func trace(of execution: ExecutionTrace, program: RISCVProgram) throws(RunFailure) -> Trace {
        var trace = try uncountedTrace(of: execution, program: program)
        trace.countLookups(of: machine, workers: workers)
        return trace
    }

    /// The trace of a run in which the lookup tables are still empty.
    package func uncountedTrace(of execution: ExecutionTrace, program: RISCVProgram) throws(RunFailure) -> Trace {
        let tables = RunTables(definition, execution, program)
        if let address = tables.extents.accessBehindImage(of: program) { throw .accessBehindImage(address: address) }
        let makers = tables.makers
        var made = [TraceTable?](repeating: nil, count: makers.count)
        made.withUnsafeMutableBufferPointer { made in
            // Safety: each table is written by one thread.
            nonisolated(unsafe) let made = made
            workers.forEachRange(of: makers.count) { range in
                for index in range { made[index] = makers[index].make() }
            }
        }
        return Trace(
            tables: made.compactMap(\.self),
            program: programColumns(of: program),
            publicFractions: publicFractions(of: program, publicValues: execution.result.output) ?? []
        )
    }
}
