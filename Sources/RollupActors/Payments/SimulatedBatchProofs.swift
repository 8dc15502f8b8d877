import Cryptography
package import PaymentsCircuit
package import Primitives
import RollupContracts

/// Stand-ins for proofs of batches, which only `SimulatedVerifier` accepts: anybody can compute them.
///
/// They exist for batches that do something valid alone, as real ones do.
package struct SimulatedBatchProofs: BatchProofs {
    /// The stand-ins, which need nothing.
    package init() {}

    package let isSimulated = true

    package func verifier(for shape: BatchShape) throws(BatchProofFailure) -> BatchVerifier {
        BatchVerifier(initCode: SimulatedVerifier.initCode, keyHash: SimulatedVerifier.keyHash)
    }

    package func proof(
        of batch: Batch,
        appliedTo state: AccountTree,
        versionedHash: Bytes32?
    ) throws(BatchProofFailure) -> [UInt256] {
        var state = state
        do {
            let inputs = try state.apply(batch).publicInputs + batch.data.blobInputs(versionedHash: versionedHash)
            return SimulatedVerifier.proof(of: inputs.map(\.value))
        } catch {
            throw BatchProofFailure("\(error)")
        }
    }
}
