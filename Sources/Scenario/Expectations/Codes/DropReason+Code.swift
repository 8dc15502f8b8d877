package import L1Sim
import StateTransition

extension DropReason {
    /// Stable name.
    package var code: String {
        switch self {
        case .replaced: "Replaced"
        case .nonceUsed: "NonceUsed"
        case .invalid(let reason): reason.code
        case .unproved(let rejection): rejection.code
        case .blobs(let rejection): rejection.code
        }
    }
}
