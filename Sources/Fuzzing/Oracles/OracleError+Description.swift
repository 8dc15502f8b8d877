extension OracleError: CustomStringConvertible {
    /// What happened, for whoever set the oracle up.
    package var description: String {
        switch self {
        case .notStarted(let program): "the oracle \(program) cannot be started"
        case .ended(let program):
            "the oracle \(program) ended before it had answered; what it wrote to standard error, if anything, stands above"
        }
    }
}
