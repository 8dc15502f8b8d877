import Primitives

extension EVMFault: CustomStringConvertible where Failure: CustomStringConvertible {
    /// Why the outcome is unknowable, in one line.
    public var description: String {
        switch self {
        case .host(let failure): failure.description
        case .ancestorHashMissing(let number): "missing hash of ancestor block \(number)"
        case .precompileUnavailable(let address): "precompile \(address.hex) is not available"
        }
    }
}
