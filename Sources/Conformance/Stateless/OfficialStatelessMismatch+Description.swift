import Primitives
import StateTransition

extension OfficialStatelessMismatch: CustomStringConvertible {
    /// What differs, in one line.
    public var description: String {
        switch self {
        case .undecodableInput(let error): "stateless input: \(error.description)"
        case .inputNotReproduced: "stateless input is not reproduced by encoding what was decoded"
        case .undecodableOutput(let error): "stateless output: \(error.description)"
        case .outputNotReproduced: "stateless output is not reproduced by encoding what was decoded"
        case .wrongRoot(let published, let computed):
            "new_payload_request_root: published \(published.hex), computed \(computed?.hex ?? "none")"
        case .wrongChainId(let published, let input): "chain id: published \(published), in the input \(input)"
        case .otherWitness(let part): "executionWitness.\(part) is not the one in the stateless input"
        }
    }
}
