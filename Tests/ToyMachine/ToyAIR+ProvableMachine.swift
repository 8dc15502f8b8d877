package import Primitives
package import ProofProver
package import ProofVerifier

extension ToyAIR: ProvableMachine {
    /// Why a toy run has no trace.
    package enum RunFailure: Error, Equatable {
        /// The program has no result.
        case execution(ToyExecutionError)
        /// The result is not public values.
        case statement(ToyStatementError)
    }

    package var name: String { "toy" }

    package func identity(of program: ToyProgram) -> Bytes32 { program.identity }

    package func encode(_ publicValues: [UInt8]) -> [UInt8] { publicValues }

    package func publicFractions(of program: ToyProgram, publicValues: [UInt8]) -> [PublicFraction]? {
        try? Self.publicFractions(program: program, output: publicValues)
    }

    package func run(
        _ program: ToyProgram,
        input: [UInt64]
    ) throws(RunFailure) -> (publicValues: [UInt8], trace: Trace) {
        let run: ToyRun
        do throws(ToyExecutionError) {
            run = try ToyExecutor.run(program, input: input)
        } catch {
            throw .execution(error)
        }
        do throws(ToyStatementError) {
            return (run.output, try trace(of: run))
        } catch {
            throw .statement(error)
        }
    }
}
