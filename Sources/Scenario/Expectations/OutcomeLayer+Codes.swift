import EVM
import ExecutePrecompile
import L1Sim
import StateTransition

extension OutcomeLayer {
    /// Codes with which a step can fail in the layer, those of the chains and those of verbs; nil where contracts
    /// choose their words.
    var codes: [FailureCode]? {
        switch self {
        case .reject: Self.rejectCodes + verbCodes
        case .halt: Self.haltCodes + verbCodes
        case .unavailable, .timeout: verbCodes
        case .revert, .invalidBlock, .l2Failed: nil
        }
    }

    private static let haltCodes = HaltReason.codes + ExecuteFailureCode.codes

    private static let rejectCodes =
        distinct(MempoolRejection.codes + InvalidBlock.codes + [SentTransaction.notIncludedCode])
        + KeyRing.Obstacle.all

    private var verbCodes: [FailureCode] { VerbRegistry.all.flatMap { $0.codes[self] ?? [] } }

    /// The first of each name: the chains share some.
    private static func distinct(_ codes: [FailureCode]) -> [FailureCode] {
        var names: Set<String> = []
        return codes.filter { names.insert($0.name).inserted }
    }
}
