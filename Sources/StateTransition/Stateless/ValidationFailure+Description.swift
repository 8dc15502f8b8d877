import Primitives

extension ValidationFailure: CustomStringConvertible {
    /// Why the transition was not established, in one line.
    public var description: String {
        switch self {
        case .wrongBlockHash(let claimed, let rebuilt):
            "wrong block hash: expected \(rebuilt.hex), got \(claimed.hex)"
        case .wrongVersionedHashes(let expected, let got):
            "wrong blob versioned hashes: the transactions have \(expected), the request has \(got)"
        case .stateless(let error): error.description
        }
    }
}
