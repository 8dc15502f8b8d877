import EVM
import Primitives
import StateTransition
import StateTrie

extension BlockRejection: CustomStringConvertible {
    /// Why the block was not imported, in one line.
    public var description: String {
        switch self {
        case .alreadyKnown(let hash): "block \(hash.hex) is already known"
        case .invalid(let reason): "\(reason)"
        case .consensus(let violation): "\(violation)"
        case .fault(let fault): "\(fault)"
        }
    }
}
