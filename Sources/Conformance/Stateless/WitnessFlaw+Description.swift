import Primitives
import StateTransition

extension WitnessFlaw: CustomStringConvertible {
    /// What is wrong, in one line.
    public var description: String {
        switch self {
        case .notImported(let failure): failure.description
        case .incomplete(let error): "block does not validate from its generated witness: \(error.description)"
        case .otherResult: "validation from the generated witness has another result than import"
        case .dispensable(let part, let index, let error):
            "generated witness without \(part)[\(index)]: \(error?.description ?? "valid")"
        }
    }
}
