package import ProofVerifier

/// A machine together with the way from a program to a trace: all that a prover needs.
package protocol ProvableMachine: VerifiableMachine {
    /// What the program reads.
    associatedtype Input
    /// Why a run has no trace.
    associatedtype RunFailure: Error

    /// Runs a program.
    ///
    /// - Parameters:
    ///   - program: What to run.
    ///   - input: What it reads.
    /// - Returns: What the run shows, and its trace.
    /// - Throws: `RunFailure` when the run has no result.
    func run(_ program: Program, input: Input) throws(RunFailure) -> (publicValues: PublicValues, trace: Trace)
}
