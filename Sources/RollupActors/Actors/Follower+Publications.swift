import EVM
import ExecutePrecompile
import L1Sim
import Primitives
import RollupContracts
import StateTransition

extension Follower {
    /// What the contract was given of an L2 block.
    enum Publication {
        /// The input of the EXECUTE that has accepted the block.
        case executed([UInt8])
        /// What a proposer has said.
        case proposed(OptimisticRollup.ReceivedProposal)
    }

    /// An L2 block as far as it is published.
    enum BlockContent {
        /// What EXECUTE was asked to accept.
        case request(NewPayloadRequest)
        /// What a proposer says, with the transactions.
        case proposal(OptimisticRollup.Proposal)
    }

    /// What came of looking for a block in what the contract was given.
    enum Reading {
        /// The block.
        case block(BlockContent)
        /// It was in blobs that are gone.
        case missing
        /// There is no block in it.
        case unreadable(Divergence.Reason)
    }

    /// Finds what the transactions of an L1 block have given to the contract.
    func publications() -> ReceivedMessages<Publication> {
        let rollup = rollup
        switch configuration.settlement {
        case .execute:
            return ReceivedMessages(
                direct: { transaction in
                    guard transaction.to == rollup else { return nil }
                    return NativeRollup.payload(advanceCalldata: transaction.data).map { .executed($0) }
                },
                // No encoding of calldata stands between this and what L1 has checked. The contract calls EXECUTE
                // statically, and so nobody else: a claimed message that goes to EXECUTE is an ordinary call.
                where: { $0.kind == .staticCall && $0.from == rollup && $0.to == .execute },
                read: { .executed([UInt8]($0.input)) }
            )
        case .optimistic:
            return ReceivedMessages(
                direct: { transaction in
                    guard transaction.to == rollup else { return nil }
                    return OptimisticRollup.proposal(calldata: transaction.data).map { .proposed($0) }
                },
                where: { $0.kind == .call && $0.to == rollup },
                read: { OptimisticRollup.proposal(calldata: $0.input).map { .proposed($0) } }
            )
        case .dispute, .multiProof:
            // `followGames` and `followClaims` read claims by themselves: they are no blocks yet.
            return ReceivedMessages(direct: { _ in nil }, where: { _ in false }, read: { _ in nil })
        }
    }

    /// The block in what the contract was given by a transaction.
    func content(of publication: Publication, in record: TransactionRecord, on l1: L1Chain) -> Reading {
        switch publication {
        case .executed(let input):
            if let executed = try? StatelessInput(decoding: input) {
                return .block(.request(executed.newPayloadRequest))
            }
            switch try? ProofClaim(decoding: input) {
            case nil: return .unreadable(.undecodable)
            case .calldata(let proved): return .block(.request(proved.request))
            case .blobs(let proved):
                return inBlobs(of: record, on: l1) { .request(proved.request($0)) }
            }
        case .proposed(let received):
            var proposal = received.claim
            guard received.batch != nil else {
                return inBlobs(of: record, on: l1) { body in
                    proposal.transactions = body.transactions
                    return .proposal(proposal)
                }
            }
            guard let transactions = received.transactions else { return .unreadable(.undecodable) }
            proposal.transactions = transactions
            return .block(.proposal(proposal))
        }
    }

    /// A block whose transactions are in a transaction's blobs, all of them, to which the contract has bound it.
    private func inBlobs(
        of record: TransactionRecord,
        on l1: L1Chain,
        _ block: (PayloadBody) -> BlockContent
    ) -> Reading {
        guard case .available(let sidecar) = l1.blobs(of: record.hash) else { return .missing }
        do throws(PayloadBodyError) {
            return .block(block(try PayloadBody(blobs: sidecar.blobs)))
        } catch {
            return .unreadable(.blobs(error))
        }
    }
}
