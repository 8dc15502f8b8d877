import L1Sim
import Primitives
import StateTransition
import StateTrie

extension ActorError: CustomStringConvertible {
    /// Why the actor could not do its part, in one line.
    public var description: String {
        switch self {
        case .l1(let error): "\(error)"
        case .l2(let failure): "\(failure)"
        case .witness(let error): "\(error)"
        case .state(let error): "\(error)"
        case .payload(let error): "\(error)"
        case .foreignLog(let address):
            "contract \(address.hex) emitted a known event in another form than its interface"
        case .unknownMessage(let index): "no message \(index) at that block of the chain"
        case .unknownL2Block(let number): "no L2 block \(number)"
        case .unknownL1Block(let number): "no L1 block \(number)"
        case .genesisOverflow: "genesis balances exceed 2^256 - 1 wei"
        }
    }
}
