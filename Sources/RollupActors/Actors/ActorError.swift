public import L1Sim
public import Primitives
public import StateTransition
public import StateTrie

/// Why an off-chain actor could not do its part.
public enum ActorError: Error {
    /// L1 could not be read.
    case l1(L1Error)
    /// The L2 block could not be made or imported.
    case l2(BlockFailure)
    /// The witness of a sealed block does not suffice to validate it again.
    case witness(StatelessValidationError)
    /// A state could not be read.
    case state(StateError)
    /// A sealed block does not fit into EXECUTE's input.
    case payload(StatelessInputBuildingError)
    /// A contract emitted an event of a known name in a form that its interface does not have.
    case foreignLog(address: Address)
    /// A proof was asked for a message that the chain does not hold at that block.
    case unknownMessage(index: UInt64)
    /// An L2 block was asked for that the chain does not hold.
    case unknownL2Block(UInt64)
    /// An L1 block was asked for that the chain does not hold.
    case unknownL1Block(UInt64)
    /// The rollup's genesis balances exceed 2^256 - 1 wei.
    case genesisOverflow
    /// A rollup with dispute games would stand elsewhere than its other contracts were made for.
    case otherAddress(Address)
    /// A payments ledger cannot do what it was asked for: the reason in words.
    case payments(String)
    /// Whoever asked wants no answer any more.
    case stopped
}

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
        case .otherAddress(let address): "the rollup would stand at \(address.hex), and its games look for another"
        case .payments(let reason): reason
        case .stopped: "stopped before it was done"
        }
    }
}
