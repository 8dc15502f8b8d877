import EVM
import StateTrie

extension TransactionFailure: CustomStringConvertible {
    /// The broken rule or the fault, in one line.
    public var description: String {
        switch self {
        case .invalid(let reason): reason.description
        case .fault(let fault): fault.description
        }
    }
}

extension BlockFailure: CustomStringConvertible {
    /// The broken rule or the fault, in one line.
    public var description: String {
        switch self {
        case .invalid(let reason): reason.description
        case .fault(let fault): fault.description
        }
    }
}
