import ExecutePrecompile
import L1Sim
import Primitives
import RollupActors
import StateTransition

extension Simulation {
    /// The transaction by which somebody hands a block to a rollup's contract without a proof: to have L1 execute it,
    /// or to propose it.
    ///
    /// - Parameters:
    ///   - payload: The block, honest or not, with its witness.
    ///   - rollup: The rollup.
    ///   - actor: Signs and pays.
    ///   - gasLimit: Gas limit; nil for what is needed.
    ///   - blobs: The blobs that hold the block's transactions, of a rollup that has them there.
    /// - Returns: The signed transaction.
    /// - Throws: `SimulationFault.l1` when L1 cannot be read.
    func settlingTransaction(
        _ payload: StatelessInput,
        of rollup: RollupInstance,
        by actor: Actor,
        gasLimit: UInt64?,
        blobs: BlobSidecar?
    ) throws(SimulationFault) -> Transaction {
        do {
            switch rollup.design.settlement {
            case .execute:
                return try Advancer(actor: actor, rollup: rollup.contract).transaction(
                    payload: payload,
                    gasRule: rollup.execute.gasRule,
                    gasLimit: gasLimit,
                    on: l1
                )
            case .groth16, .disputedPayments: throw SimulationFault.setup("`\(rollup.name)` is a ledger of payments")
            case .dispute, .siblings: throw SimulationFault.setup("blocks of `\(rollup.name)` are claimed one by one")
            case .optimistic:
                return try Proposer(actor: actor, rollup: rollup.contract).transaction(
                    proposing: payload,
                    blobVersionedHashes: blobs?.versionedHashes ?? [],
                    gasLimit: gasLimit,
                    on: l1
                )
            }
        } catch let error as L1Error {
            throw .l1(error)
        } catch let error as SimulationFault {
            throw error
        } catch {
            throw .setup("\(error)")
        }
    }

    /// The blobs that hold the transactions of a block.
    ///
    /// - Throws: `SimulationFault.setup` when L1 takes no blobs, or the block does not fit.
    func blobs(holding transactions: [[UInt8]]) throws(SimulationFault) -> BlobSidecar {
        guard let scheme = l1.extensions.blobCommitments, let form = l1.nextBlobProofForm else {
            throw .setup("this L1 takes no blobs")
        }
        do throws(BlobRejection) {
            return try scheme.sidecar(of: PayloadBody(transactions: transactions).blobs, form: form)
        } catch {
            throw .setup("the L2 block fits into no blobs: \(error)")
        }
    }

    /// The blobs that go along with a block of a rollup; nil where the transactions are in calldata.
    func blobs(
        of rollup: RollupInstance,
        holding request: NewPayloadRequest
    ) throws(SimulationFault) -> BlobSidecar? {
        guard rollup.dataAvailability == .blob else { return nil }
        return try blobs(holding: request.executionPayload.transactions)
    }

    /// Makes those blocks of an optimistic rollup final whose window has passed, if a withdrawal needs one of them.
    ///
    /// - Parameters:
    ///   - number: The L2 block that holds the withdrawal.
    ///   - rollup: The rollup; of another design than an optimistic one nothing is to be made final.
    ///   - actor: Signs and pays.
    /// - Returns: The newest block that was made final and what the transaction did; nil when none was sent.
    /// - Throws: `SimulationFault` when L1 cannot be read, or the run has spent its limits.
    mutating func finalize(
        _ number: UInt64,
        of rollup: RollupInstance,
        by actor: Actor
    ) throws(SimulationFault) -> (number: UInt64, sent: SentTransaction)? {
        guard case .optimistic(_, let window, _) = rollup.configuration.settlement else { return nil }
        let newest: UInt64?
        do {
            guard try rollup.claimableNumber(on: l1) < number else { return nil }
            newest = try Proposer.finalizableNumber(
                of: rollup.contract,
                challengeWindow: window,
                at: l1.clock.now,
                on: l1
            )
        } catch {
            throw .l1(error)
        }
        guard let newest, newest >= number else { return nil }
        let intent = Proposer.finalization(of: newest, rollup: rollup.contract)
        return (newest, try send(try signed(intent, by: actor), stepID: nil))
    }
}
