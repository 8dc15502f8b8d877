import EVM
import ExecutePrecompile
import L1Sim
import Primitives
import RollupActors
import StateTransition

extension Advance {
    /// A transaction with its proofs.
    struct Proved {
        var transaction: Transaction
        /// What it is signed for.
        var companions: Companions
        /// What was proved, for the timeline.
        var record: ProofRecord
    }

    /// The transaction that relies on a proof, and the proof.
    func proof(
        of payload: StatelessInput,
        _ rollup: RollupInstance,
        _ actor: Actor,
        in simulation: Simulation
    ) throws(SimulationFault) -> Proved {
        let required = try simulation.requiredRelease(of: rollup)
        let release = program ?? required
        let key = try simulation.key(of: release)
        // Nobody can prove a lie: what is proved is a sealed block as it is.
        let honest = try sealed(provedBlock ?? block, in: simulation).payload
        let prover = try simulation.proofs()
        var proof: BlockProof
        do throws(BlockProofFailure) {
            proof = try prover.prove(honest, release: release.index)
        } catch {
            let reason = "no proof: \(error)"
            throw error.isLimit ? .limit(reason) : .setup(reason)
        }
        if sidecarFault == .flipBit {
            guard !proof.proof.isEmpty else {
                throw .setup("the proof has no bit that could be flipped")
            }
            proof.proof[proof.proof.count / 2] ^= 1
        }
        var blobs: BlobSidecar?
        if rollup.dataAvailability == .blob {
            blobs = try Self.blobs(holding: payload.newPayloadRequest, fault: blobFault, on: simulation.l1)
        }
        let settlement = try proof.settlement(
            of: payload,
            key: key,
            blobs: blobs,
            by: Advancer(actor: actor, rollup: rollup.contract),
            gasRule: rollup.execute.proofGasRule,
            gasLimit: gasLimit?.units,
            on: simulation.l1
        )
        return Proved(
            transaction: settlement.transaction,
            companions: Companions(proofs: settlement.sidecar, blobs: blobs),
            record: ProofRecord(
                release: release.number,
                byteCount: proof.proof.count,
                isCached: proof.isCached,
                delivery: sidecarFault.map { $0 == .missing ? .withheld : .damaged } ?? .sent
            )
        )
    }

    /// The blobs that hold the transactions of a block.
    private static func blobs(
        holding request: NewPayloadRequest,
        fault: BlobFault?,
        on l1: L1Chain
    ) throws(SimulationFault) -> BlobSidecar {
        guard let scheme = l1.extensions.blobCommitments, let form = l1.nextBlobProofForm else {
            throw .setup("this L1 takes no blobs")
        }
        var transactions = request.executionPayload.transactions
        if fault == .otherData {
            // The end of a signature; or a transaction where there is none.
            var last = transactions.popLast() ?? [2, 0]
            if !last.isEmpty { last[last.count - 1] ^= 1 }
            transactions.append(last)
        }
        do throws(BlobRejection) {
            return try scheme.sidecar(of: PayloadBody(transactions: transactions).blobs, form: form)
        } catch {
            throw .setup("the L2 block fits into no blobs: \(error)")
        }
    }
}
