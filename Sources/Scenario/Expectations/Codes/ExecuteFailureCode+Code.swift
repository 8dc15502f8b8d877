import ExecutePrecompile

extension ExecuteFailureCode {
    /// Every failure of EXECUTE, by its name in traces.
    static let codes: [FailureCode] = allCases.map { FailureCode($0.name, $0.summary, source: "EIP-8079") }

    private var summary: String {
        switch self {
        case .invalidInput: "EXECUTE found its input undecodable, or against a rule for L2 blocks, before it charged."
        case .validationFailed: "EXECUTE charged, executed the block and found it invalid."
        case .unproved: "EXECUTE charged and found no proof of the claim beside the block."
        }
    }
}
