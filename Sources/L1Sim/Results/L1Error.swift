public import EVM
public import Primitives
public import StateTransition
public import StateTrie

/// Why something asked of the simulated L1 could not be done.
public enum L1Error: Error, Equatable, Sendable {
    /// No fork is active at the genesis block's time, in seconds.
    case unsupportedGenesisTime(UInt64)
    /// The clock cannot go back; times in seconds.
    case timeInPast(now: UInt64, requested: UInt64)
    /// There is no later slot: the clock would pass 64 bits.
    case endOfTime
    /// The chain has no block of this number.
    case unknownBlock(number: UInt64, head: UInt64)
    /// A reorganization would leave no block.
    case reorgBelowGenesis(depth: UInt64, head: UInt64)
    /// The state after a block was forgotten, so that the chain cannot go on from it.
    case stateForgotten(number: UInt64)
    /// The pool does not hold the transaction.
    case notInPool(Bytes32)
    /// No block of the chain includes the transaction.
    case notIncluded(Bytes32)
    /// The attributes of a block to build break a rule.
    case notBuildable(InvalidBlock)
    /// The validating path refused a block that was built here: a bug, and the head has not moved.
    case builtBlockRefused(BlockRejection)
    /// Execution did not come to an answer.
    case fault(EVMFault<StateError>)
    /// Execution left no call tree: a bug.
    case untraced
    /// The database lacks a part of the state.
    case state(StateError)

    init(_ failure: BlockFailure) {
        switch failure {
        case .invalid(let reason): self = .notBuildable(reason)
        case .fault(let fault): self = .fault(fault)
        }
    }
}

extension L1Error: CustomStringConvertible {
    /// Why it could not be done, in one line.
    public var description: String {
        switch self {
        case .unsupportedGenesisTime(let time): "no known fork is active at the genesis time \(time) s"
        case .timeInPast(let now, let requested): "time \(requested) s is before the present \(now) s"
        case .endOfTime: "there is no later slot: the clock would pass 64 bits"
        case .unknownBlock(let number, let head): "no block \(number): the head is block \(head)"
        case .reorgBelowGenesis(let depth, let head):
            "a reorganization of depth \(depth) leaves no block: the head is block \(head)"
        case .stateForgotten(let number): "the state after block \(number) was forgotten"
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
