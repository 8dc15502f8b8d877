/// Why a run is not proved.
public enum ProvingError: Error, Equatable, Sendable {
    /// The tables do not fit the machine, or no parameters reach the level; the rule in words.
    case shape(String)
    /// What is sent on the buses is not what is received; the trace checker says where.
    case unbalancedBuses
    /// A row breaks a constraint; the trace checker says which.
    case violatedConstraint
}

extension ProvingError: CustomStringConvertible {
    /// The reason, for who made the trace.
    public var description: String {
        switch self {
        case .shape(let rule): "the trace's shape is refused: \(rule)"
        case .unbalancedBuses: "the trace's buses do not balance"
        case .violatedConstraint: "a row of the trace breaks a constraint"
        }
    }
}
