public import ProofVerifier

/// Why a run is not proved.
public enum ProvingError: Error, Equatable, Sendable {
    /// The verifier would refuse the run's shape: heights that a chip does not allow, or a level out of reach.
    case shape(VerificationError)
    /// The trace has not one table for each chip.
    case tableCount(expected: Int, got: Int)
    /// A chip's table has not the columns of the chip, or not the rows that the header says.
    case tableSize(chip: String)
    /// What is sent on the buses is not what is received; the trace checker says where.
    case unbalancedBuses
    /// A row breaks a constraint; the trace checker says which.
    case violatedConstraint
    /// The machine has not the memory that the proof takes.
    case memory(ArenaError)
    /// Lists that the protocol makes for itself do not fit together: a fault of this program.
    case fault(VerificationError)
}

extension ProvingError: CustomStringConvertible {
    /// The reason, for who made the trace.
    public var description: String {
        switch self {
        case .shape(let error): "the trace's shape is refused: \(error)"
        case .tableCount(let expected, let got): "the trace has \(got) tables for \(expected) chips"
        case .tableSize(let chip):
            "the table of \(chip) has not the chip's columns, or not the rows that the header says"
        case .unbalancedBuses: "the trace's buses do not balance"
        case .violatedConstraint: "a row of the trace breaks a constraint"
        case .memory(let error): "no memory for the proof: \(error)"
        case .fault(let error): "the prover is at fault: \(error)"
        }
    }
}
