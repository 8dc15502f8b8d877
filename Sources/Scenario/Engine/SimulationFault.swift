import EVM
package import L1Sim
import Primitives
package import RollupActors
import StateTransition

/// Why a simulation could not go on, whatever the scenario expected.
package enum SimulationFault: Error {
    /// The scenario asks for what its own world cannot do, such as a contract that fits into no block. The place is nil
    /// where the step that is being done says enough.
    case setup(String, at: SourceLocation? = nil)
    /// The run has spent what its limits allow; the reason says which.
    case limit(String)
    /// L1 could not be built, read or moved.
    case l1(L1Error)
    /// An off-chain actor could not do its part.
    case actor(ActorError)
    /// The document names something that the simulation does not hold: a bug of the reader.
    case unknownName(String)
}

extension SimulationFault {
    /// How a run ends that meets the fault.
    ///
    /// What a file can bring about is its own affair, and is told with its place; what remains is a bug.
    ///
    /// - Parameter step: The step that was being done; nil for none.
    /// - Returns: The verdict, and why, as data.
    func ending(at step: SourceLocation?) -> (verdict: ScenarioResult.Verdict, problem: StepProblem) {
        switch self {
        case .setup(let reason, let location):
            return Self.impossible(reason, at: location ?? step)
        case .limit(let reason):
            let problem = StepProblem(.limit, reason, at: step)
            return (.limitExceeded(problem.description), problem)
        case .l1(let error) where error.isAskedFor:
            return Self.impossible(description, at: step)
        case .actor(let error) where error.isAskedFor:
            return Self.impossible(description, at: step)
        case .l1, .actor, .unknownName:
            let problem = StepProblem(.fault, description, at: step)
            return (.fault(problem.description), problem)
        }
    }

    private static func impossible(
        _ reason: String,
        at location: SourceLocation?
    ) -> (verdict: ScenarioResult.Verdict, problem: StepProblem) {
        let problem = StepProblem(.setup, reason, at: location)
        return (.impossible(problem.description), problem)
    }
}

extension L1Error {
    /// Whether a scenario can bring it about: time and blocks have bounds that no checker of files knows.
    fileprivate var isAskedFor: Bool {
        switch self {
        case .endOfTime, .notBuildable, .fault(.precompileUnavailable(_)): true
        case .unsupportedGenesisTime, .timeInPast, .unknownBlock, .reorgBelowGenesis, .stateForgotten,
            .notInPool, .notIncluded, .builtBlockRefused, .fault,
            .untraced, .state:
            false
        }
    }
}

extension ActorError {
    /// Whether a scenario can bring it about, as it can fill an L2 block beyond what a block may hold.
    fileprivate var isAskedFor: Bool {
        switch self {
        case .l1(let error): error.isAskedFor
        case .l2(.invalid(_)), .l2(.fault(.precompileUnavailable(_))), .payload, .genesisOverflow, .payments: true
        case .l2, .witness, .state, .foreignLog, .unknownMessage, .unknownL2Block, .unknownL1Block, .otherAddress,
            .stopped:
            false
        }
    }
}

extension SimulationFault: CustomStringConvertible {
    /// What went wrong, in one line.
    package var description: String {
        switch self {
        case .setup(let reason, _), .limit(let reason): reason
        case .l1(let error): "L1: \(error)"
        case .actor(let error): "actor: \(error)"
        case .unknownName(let name): "no `\(name)` in the simulation"
        }
    }
}
