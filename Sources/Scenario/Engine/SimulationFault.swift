package import L1Sim
package import RollupActors
package import StateTrie

/// Why a simulation could not go on, whatever the scenario expected.
package enum SimulationFault: Error {
    /// The scenario asks for a beginning that does not exist, such as a contract that fits into no block.
    case setup(String)
    /// The run has spent what its limits allow; the reason says which.
    case limit(String)
    /// L1 could not be built, read or moved.
    case l1(L1Error)
    /// An off-chain actor could not do its part.
    case actor(ActorError)
    /// A state could not be read.
    case state(StateError)
    /// The document names something that the simulation does not hold: a bug of the reader.
    case unknownName(String)
}

extension SimulationFault: CustomStringConvertible {
    /// What went wrong, in one line.
    package var description: String {
        switch self {
        case .setup(let reason), .limit(let reason): reason
        case .l1(let error): "L1: \(error)"
        case .actor(let error): "actor: \(error)"
        case .state(let error): "state: \(error)"
        case .unknownName(let name): "no `\(name)` in the simulation"
        }
    }
}
