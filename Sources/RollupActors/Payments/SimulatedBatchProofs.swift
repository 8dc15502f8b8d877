import Cryptography
package import PaymentsCircuit
package import Primitives
import RollupContracts

/// Stand-ins for proofs of batches, which only `SimulatedVerifier` accepts: anybody can compute them.
///
/// They exist for batches that do something valid alone, as real ones do.
package struct SimulatedBatchProofs: BatchProofs {
    private let isDegenerate: Bool

    /// The stand-ins, which need nothing.
    package init() { self.init(isDegenerate: false) }

    private init(isDegenerate: Bool) { self.isDegenerate = isDegenerate }

    package let isSimulated = true

    package var underDegenerateKeys: any BatchProofs { Self(isDegenerate: true) }

    package func forgery(of inputs: [UInt256], for shape: BatchShape) throws(BatchProofFailure) -> [UInt256] {
        isDegenerate ? SimulatedVerifier.proof(of: inputs) : [UInt256](repeating: .zero, count: 8)
    }

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
