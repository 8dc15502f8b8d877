public import ExecutePrecompile
public import Primitives
public import StateTransition

extension Follower {
    /// A block that the contract accepted, though the L2 rules do not.
    public struct Divergence: Sendable {
        /// L1 block that holds the transaction.
        public let l1BlockNumber: UInt64
        /// L2 height that the contract recorded.
        public let l2BlockNumber: UInt64
        /// What the follower found.
        public let reason: Reason

        /// Ways in which L1 and the rules can part.
        public enum Reason: Sendable {
            /// No message to the contract carries the recorded block.
            case noMessage
            /// What the contract was given is neither EXECUTE's input nor a proposal's batch.
            case undecodable
            /// The blobs that the transaction names hold no transactions of an L2 block.
            case blobs(PayloadBodyError)
            /// The block holds what no L2 block may hold.
            case forbidden(L2RuleViolation)
            /// The block is not valid on the derived chain.
            case invalidBlock(BlockFailure)
            /// The contract recorded another hash or state root than the block's.
            case otherCommitment(expected: Bytes32, got: Bytes32)
        }
    }
}

extension Follower {
    /// Where derivation ends because nobody keeps the data any more.
    public struct MissingData: Hashable, Sendable {
        /// L1 block that holds the transaction.
        public let l1BlockNumber: UInt64
        /// L2 height that the contract recorded.
        public let l2BlockNumber: UInt64
    }
}

extension Follower.MissingData: CustomStringConvertible {
    /// Which blobs are gone.
    public var description: String {
        "the blobs of L2 block \(l2BlockNumber), in L1 block \(l1BlockNumber), have expired"
    }
}

extension Follower.Divergence: CustomStringConvertible {
    /// Where L1 and the rules part, and how.
    public var description: String {
        "L1 block \(l1BlockNumber) settled L2 block \(l2BlockNumber), which the follower refuses: \(reason)"
    }
}

extension Follower.Divergence.Reason: CustomStringConvertible {
    /// What the follower found, in words.
    public var description: String {
        switch self {
        case .noMessage: "no message to the contract carries it"
        case .undecodable: "what the contract was given holds no block"
        case .blobs(let error): "its blobs hold no L2 block: \(error)"
        case .forbidden(let violation): "\(violation)"
        case .invalidBlock(let failure): "\(failure)"
        case .otherCommitment(let expected, let got):
            "its commitment is \(expected.hex), the contract recorded \(got.hex)"
        }
    }
}
