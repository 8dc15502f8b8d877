import Groth16
package import PaymentsCircuit
package import Primitives
package import ProofProver
import RollupContracts
import Synchronization

/// Groth16 proofs of batches, under keys from an INSECURE set-up: whoever knows its seed can forge proofs.
///
/// What is proved is the payments circuit, which is not the EVM. Keys are made when they are first needed, and kept.
package final class Groth16BatchProofs: BatchProofs {
    /// Where keys are kept between runs, by the names of their files.
    ///
    /// A key that is read is checked.
    package struct KeyStore: Sendable {
        /// The file of a name; nil when there is none.
        let load: @Sendable (String) -> [UInt8]?
        /// Keeps a file, or does nothing when it cannot.
        let save: @Sendable (String, [UInt8]) -> Void

        /// A store that reads and writes by these functions.
        package init(
            load: @escaping @Sendable (String) -> [UInt8]?,
            save: @escaping @Sendable (String, [UInt8]) -> Void
        ) {
            self.load = load
            self.save = save
        }

        /// A store that keeps nothing.
        package static let none = KeyStore(load: { _ in nil }, save: { _, _ in })
    }

    /// What belongs to one shape of batches.
    private struct Circuit: Sendable {
        let system: R1CS
        let key: ProvingKey
        let verifier: BatchVerifier
    }

    /// The seed of the set-up, the same for everybody: keys come out equal on every machine, and so does every run.
    private static let insecureSeed = Keccak256.hash(Array("rollupsim payments INSECURE set-up/1".utf8))
    private static let proofSeed = Keccak256.hash(Array("rollupsim payments proof/1".utf8))

    private let workers: Workers
    private let store: KeyStore
    private let circuits = Mutex<[BatchShape: Circuit]>([:])

    /// Proofs that so many threads make.
    package init(workers: Workers, store: KeyStore = .none) {
        self.workers = workers
        self.store = store
    }

    package let isSimulated = false

    package func verifier(for shape: BatchShape) throws(BatchProofFailure) -> BatchVerifier {
        try circuit(of: shape).verifier
    }

    package func proof(
        of batch: Batch,
        appliedTo state: AccountTree,
        versionedHash: Bytes32?
    ) throws(BatchProofFailure) -> [UInt256] {
        let circuit = try circuit(of: batch.shape)
        do {
            let assignment = try PaymentsCircuit(batch.shape).assignment(
                for: batch,
                appliedTo: state,
                versionedHash: versionedHash
            )
            let prover = try Groth16Prover(circuit.system, key: circuit.key)
            let proof = try prover.proof(of: assignment, seed: Self.proofSeed, workers: workers).encoded
            return stride(from: 0, to: proof.count, by: 32).map { UInt256(truncatingBigEndian: proof[$0..<$0 + 32]) }
        } catch {
            throw BatchProofFailure("\(error)")
        }
    }

    /// The circuit of a shape with its keys: from memory, from the store, or from the set-up.
    private func circuit(of shape: BatchShape) throws(BatchProofFailure) -> Circuit {
        if let circuit = circuits.withLock({ $0[shape] }) { return circuit }
        let system = PaymentsCircuit(shape).constraintSystem
        let key = try provingKey(of: system)
        guard let words = RollupContracts.Groth16Verifier.VerifyingKey(key.verifyingKey.encoded) else {
            throw BatchProofFailure("the verifying key has another form than the contract's")
        }
        let verifier = BatchVerifier(
            initCode: RollupContracts.Groth16Verifier.initCode(words),
            keyHash: words.hash
        )
        let circuit = Circuit(system: system, key: key, verifier: verifier)
        circuits.withLock { $0[shape] = circuit }
        return circuit
    }

    private func provingKey(of system: R1CS) throws(BatchProofFailure) -> ProvingKey {
        let name = ProvingKey.fileName(circuit: system.digest, insecureSeed: Self.insecureSeed)
        if let file = store.load(name),
            let key = try? ProvingKey(
                decoding: file,
                circuit: system.digest,
                insecureSeed: Self.insecureSeed,
                workers: workers
            )
        {
            return key
        }
        do {
            let key = try InsecureSetup.provingKey(of: system, seed: Self.insecureSeed, workers: workers)
            store.save(name, key.encoded)
            return key
        } catch {
            throw BatchProofFailure("\(error)")
        }
    }
}
