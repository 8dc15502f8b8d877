import EVM
import ExecutePrecompile
import L1Sim
import StateTransition

extension OutcomeLayer {
    /// Codes with which a step can fail in the layer, those of the chains and those of verbs; nil where contracts
    /// choose their words.
    var codes: [String]? {
        switch self {
        case .reject: Self.rejectCodes + verbCodes
        case .halt: Self.haltCodes + verbCodes
        case .revert, .invalidBlock, .l2Failed, .timeout: nil
        }
    }

    private static let haltCodes = HaltReason.codes + ExecuteFailureCode.allCases.map(\.name)

    private static let rejectCodes =
        MempoolRejection.codes + InvalidBlock.codes + [SentTransaction.notIncluded]

    private var verbCodes: [String] { VerbRegistry.all.flatMap { $0.codes[self] ?? [] } }
}
