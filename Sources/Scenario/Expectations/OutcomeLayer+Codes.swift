import EVM
import ExecutePrecompile
import L1Sim
import StateTransition

extension OutcomeLayer {
    /// Codes with which a step can fail in the layer; nil where contracts choose their words.
    var codes: [String]? {
        switch self {
        case .reject: Self.rejectCodes
        case .halt: Self.haltCodes
        case .revert, .invalidBlock, .l2Failed, .timeout: nil
        }
    }

    private static let haltCodes = HaltReason.codes + ExecuteFailureCode.allCases.map(\.name)

    private static let rejectCodes =
        MempoolRejection.codes + InvalidBlock.codes + [Claim.notSealed, SentTransaction.notIncluded]
}
