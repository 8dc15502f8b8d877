package import L1Sim
import StateTransition

extension SkipReason {
    /// Stable name.
    package var code: String {
        switch self {
        case .invalid(let reason): reason.code
        case .blockTooLarge: "BlockTooLarge"
        }
    }
}
