package import GuestExecutor
package import Primitives
package import ProofProver
package import ProofVerifier
package import RISCVMachine
import Synchronization

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

    /// What a program finds in the input region.
    package struct Input: Sendable {
        /// What the run is about.
        package var statement: [UInt8]
        /// What may save the program work, and never changes its result.
        package var hints: [UInt8]

        /// An input of any bytes.
        package init(_ statement: [UInt8], hints: [UInt8] = []) {
            self.statement = statement
            self.hints = hints
        }
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
        input: Input
    ) throws(RunFailure) -> (publicValues: [UInt8], trace: Trace) {
        guard let image = ProgramImage(program) else { throw .program }
        let execution: ExecutionTrace
        do throws(ExecutionError) {
            execution = try Executor(image, cycleLimit: TraceClock.cycleLimit)
                .trace(input: input.statement, hints: input.hints)
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
    /// - Returns: The tables, balanced.
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
        // The most work first, and the next table to whoever is free.
        let order = makers.indices.sorted { (makers[$1].cellCount, $0) < (makers[$0].cellCount, $1) }
        let next = Atomic<Int>(0)
        var made = [TraceTable?](repeating: nil, count: makers.count)
        made.withUnsafeMutableBufferPointer { made in
            // Safety: each table is made by one thread, and written to a place of its own.
            nonisolated(unsafe) let made = made
            workers.forEachRange(of: workers.count) { _ in
                while true {
                    let place = next.add(1, ordering: .relaxed).oldValue
                    guard place < order.count else { return }
                    made[order[place]] = makers[order[place]].make()
                }
            }
        }
        return Trace(
            tables: made.compactMap(\.self),
            program: programColumns(of: program),
            publicFractions: publicFractions(of: program, publicValues: execution.result.output) ?? []
        )
    }
}
