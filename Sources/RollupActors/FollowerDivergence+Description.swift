import Primitives
import StateTransition

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
        case .notInCalldata: "no calldata carries it"
        case .undecodable: "its calldata is no input of EXECUTE"
        case .forbidden(let violation): "\(violation)"
        case .invalidBlock(let failure): "\(failure)"
        case .otherCommitment(let expected, let got):
            "its commitment is \(expected.hex), the contract recorded \(got.hex)"
        }
    }
}
