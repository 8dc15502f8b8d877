import EVM
import Primitives
import StateTransition
import StateTrie

extension L1Error: CustomStringConvertible {
    /// Why it could not be done, in one line.
    public var description: String {
        switch self {
        case .unsupportedGenesisTime(let time): "no known fork is active at the genesis time \(time) s"
        case .timeInPast(let now, let requested): "time \(requested) s is before the present \(now) s"
        case .endOfTime: "there is no later slot: the clock would pass 64 bits"
        case .unknownBlock(let number, let head): "no block \(number): the head is block \(head)"
        case .notInPool(let hash): "transaction \(hash.hex) is not in the pool"
        case .notIncluded(let hash): "transaction \(hash.hex) is in no block of the chain"
        case .notBuildable(let reason): "block cannot be built: \(reason)"
        case .builtBlockRefused(let rejection): "import refused a block that was built here: \(rejection)"
        case .fault(let fault): "\(fault)"
        case .untraced: "execution left no call tree"
        case .state(let error): "\(error)"
        }
    }
}
