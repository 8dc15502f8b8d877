import StateTransition

extension BlockValidation.Failure: CustomStringConvertible {
    /// Why the block was refused, in one line.
    public var description: String {
        switch self {
        case .undecodable(let reason): "\(reason)"
        case .parentMissing(let parentHash, let lastHash):
            "the witness lacks the header of the block's parent \(parentHash): its last header is \(lastHash)"
        case .wrongClaim(let field, let expected, let got):
            "the file states \(field) \(expected), the block holds \(got)"
        case .requests: "execution requests do not have the form of EIP-7685"
        case .validation(let error): "\(error)"
        }
    }
}
