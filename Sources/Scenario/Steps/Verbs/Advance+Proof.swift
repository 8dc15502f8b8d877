import EVM
import ExecutePrecompile
import L1Sim
import Primitives
import RollupActors
import StateTransition
import TextOutput

extension Advance {
    /// A transaction with its proofs.
    struct Proved {
        var transaction: Transaction
        /// What it is signed for.
        var companions: Companions
        /// The proof, whether or not it goes along.
        var sidecar: ProofSidecar
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
        let proof = try simulation.proof(of: honest, release: release, fault: sidecarFault)
        let blobs = try blobs(of: rollup, holding: payload.newPayloadRequest, in: simulation)
        let settlement = try proof.settlement(
            of: payload,
            key: key,
            blobs: blobs,
            rules: rollup.execute.rules,
            by: rollup.advancer(actor),
            gasRule: rollup.execute.proofGasRule,
            gasLimit: gasLimit?.units,
            isPromised: comesLater(in: simulation),
            on: simulation.l1
        )
        return Proved(
            transaction: settlement.transaction,
            companions: Companions(proofs: settlement.sidecar.encoded, blobs: blobs),
            sidecar: settlement.sidecar,
            record: ProofRecord(proof, of: release, fault: sidecarFault)
        )
    }

    /// Whether the proof may come after the block that holds the transaction, and does not come with it.
    func comesLater(in simulation: Simulation) -> Bool {
        sidecarFault == .missing && simulation.selection.proofTiming == .nextSlot
    }

    /// The blobs that hold the transactions of a block, or with a fault other ones; nil where these are in calldata.
    func blobs(
        of rollup: RollupInstance,
        holding request: NewPayloadRequest,
        in simulation: Simulation
    ) throws(SimulationFault) -> BlobSidecar? {
        var request = request
        if blobFault == .otherData {
            // The end of a signature; or a transaction where there is none.
            var last = request.executionPayload.transactions.popLast() ?? [2, 0]
            if !last.isEmpty { last[last.count - 1] ^= 1 }
            request.executionPayload.transactions.append(last)
        }
        return try simulation.blobs(of: rollup, holding: request)
    }

    /// What a transaction's blobs cost.
    static func line(on blobs: BlobSidecar, of transaction: Transaction, in simulation: Simulation) -> String {
        let price = simulation.l1.nextBlobBaseFee ?? .zero
        return "\(blobs.blobs.count.counted("blob")): \(transaction.blobGas.grouped) blob gas at \(price) wei"
    }
}
