public import EVM
public import Primitives
public import StateTransition
public import StateTrie

/// Why a block was not imported; the head has not moved.
public enum BlockRejection: Error, Equatable, Sendable {
    /// The chain has the block already.
    case alreadyKnown(Bytes32)
    /// A rule of the execution layer is broken.
    case invalid(InvalidBlock)
    /// What only a consensus client can check is wrong.
    case consensus(SimulatedConsensusViolation)
    /// A transaction depends on what its proofs do not prove, so nothing of the block was executed.
    case unproved(transactionIndex: Int, ProofRejection)
    /// Its parent is provisional: proofs of that block's transactions have not come, and nothing can stand on it.
    case provisionalParent(number: UInt64)
    /// Proofs came beside the block that no transaction depends on.
    case surplusSidecars(count: Int)
    /// The blobs of a transaction are missing, or are not those that it names (consensus-specs, `is_data_available`).
    case blobs(transactionIndex: Int, BlobRejection)
    /// Blobs came beside the block that no transaction names.
    case surplusBlobs(count: Int)
    /// Execution did not come to an answer: neither valid nor invalid, and not accepted.
    case fault(EVMFault<StateError>)

    init(_ failure: BlockFailure) {
        switch failure {
        case .invalid(let reason): self = .invalid(reason)
        case .fault(let fault): self = .fault(fault)
        }
    }
}

extension BlockRejection: CustomStringConvertible {
    /// Why the block was not imported, in one line.
    public var description: String {
        switch self {
        case .alreadyKnown(let hash): "block \(hash.hex) is already known"
        case .invalid(let reason): "\(reason)"
        case .consensus(let violation): "\(violation)"
        case .unproved(let index, let rejection): "transaction \(index): \(rejection)"
        case .provisionalParent(let number): "block \(number), its parent, has not been proved yet"
        case .surplusSidecars(let count): "\(count) sidecars belong to no transaction of the block"
        case .blobs(let index, let rejection): "transaction \(index): \(rejection)"
        case .surplusBlobs(let count): "\(count) lists of blobs belong to no transaction of the block"
        case .fault(let fault): "\(fault)"
        }
    }
}
