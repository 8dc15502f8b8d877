import EVM
import L1Sim
import Primitives
import RollupContracts
import StateTransition

/// A claim that proof systems decide about, as the calldata of its proposal gives it.
struct FollowedClaim: Sendable {
    /// What is claimed; nil when no calldata of a call of the portal holds it.
    let claim: DisputeClaim?
    /// The claimed block's transactions; nil when what was posted is no list of them.
    let transactions: [[UInt8]]?

    /// Reads the claim that a transaction has made, as L1 has logged it.
    ///
    /// - Parameters:
    ///   - id: The claim's hash: calldata that holds another claim is not where this one was made.
    ///   - rollup: The contract that has logged it.
    ///   - record: The transaction.
    init(id: Bytes32, of rollup: Address, in record: TransactionRecord) {
        let data = record.transaction.to == rollup ? record.transaction.data : []
        claim = MultiProofPortal.claim(calldata: data).flatMap { claim in
            MultiProofPortal.id(of: claim) == id ? claim : nil
        }
        transactions = MultiProofPortal.transactions(calldata: data)
    }
}

extension Follower {
    /// Takes in a transaction of a multi-proof rollup: claims are kept, and those that become final executed.
    mutating func followClaims(in record: TransactionRecord) throws(ActorError) {
        for log in record.logs where log.address == rollup && divergence == nil {
            let event: MultiProofPortal.ClaimEvent?
            do throws(ABIError) {
                event = try MultiProofPortal.ClaimEvent(topics: log.topics, data: log.data)
            } catch {
                throw .foreignLog(address: log.address)
            }
            switch event {
            case .proposed(let id, _, _):
                claims[id] = FollowedClaim(id: id, of: rollup, in: record)
            case .finalized(let id, let number): try adopt(id, number, inL1Block: record.blockNumber)
            case nil: continue
            }
        }
    }

    /// Executes the block of a claim that has become final: the one after the derived head.
    private mutating func adopt(_ id: Bytes32, _ number: UInt64, inL1Block l1BlockNumber: UInt64) throws(ActorError) {
        let reason: Divergence.Reason?
        if let followed = claims[id], let claim = followed.claim {
            reason = try chain.adopt(claim, followed.transactions, of: configuration)
        } else {
            reason = .noMessage
        }
        guard let reason else { return }
        divergence = Divergence(l1BlockNumber: l1BlockNumber, l2BlockNumber: number, reason: reason)
    }
}
