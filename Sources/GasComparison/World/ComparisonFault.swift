package import L1Sim
package import RollupActors
package import Scenario

/// Why a comparison could not be made: a fault of this program for a request that is allowed, or of a file of the
/// user's.
package enum ComparisonFault: Error, CustomStringConvertible {
    /// L1 could not be built, read or moved.
    case l1(L1Error)
    /// An off-chain party could not do its part.
    case actor(ActorError)
    /// The simulation's part failed.
    case simulation(SimulationFault)
    /// A verifier from elsewhere does not accept its proof; the text names the file and says why.
    case foreignProof(String)
    /// Something did not end as it has to; the text says what.
    case unexpected(String)

    /// The reason in one line.
    package var description: String {
        switch self {
        case .l1(let error): "L1: \(error)"
        case .actor(let error): "L2: \(error)"
        case .simulation(let fault): "\(fault)"
        case .foreignProof(let reason), .unexpected(let reason): reason
        }
    }
}
