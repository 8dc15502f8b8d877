import Primitives
import StateTransition

extension ExecuteInputError: CustomStringConvertible {
    /// Why the input is refused, in one line.
    public var description: String {
        switch self {
        case .undecodable(let error): error.description
        case .proofInput(let error): error.description
        case .unsupportedSchema(let schema):
            "rules of input schema \(Hex.encode(InputSchema.bytes(of: schema.rawValue))) cannot be executed"
        case .rule(let violation): violation.description
        case .quorum(let error): error.description
        case .assurance(let required, let got): "the proof has \(got) bits of security, the chain requires \(required)"
        }
    }
}
