import Primitives

extension RequestsError: CustomStringConvertible {
    /// What is wrong with the requests, in one line.
    public var description: String {
        switch self {
        case .empty: "execution request has no data"
        case .outOfOrder(let kind): "execution request of kind \(kind) is out of order"
        case .unknownKind(let kind): "unknown kind of execution request: \(kind)"
        case .malformed(let kind, let error): "malformed execution requests of kind \(kind): \(error.description)"
        }
    }
}
