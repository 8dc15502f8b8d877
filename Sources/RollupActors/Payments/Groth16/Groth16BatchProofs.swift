import Cryptography
import Groth16
package import PaymentsCircuit
package import Primitives
package import ProofProver
import RollupContracts
import Synchronization
import TextOutput

/// Groth16 proofs of batches, under keys from an INSECURE set-up: whoever knows its seed can forge proofs.
///
/// What is proved is the payments circuit, which is not the EVM. Verifying keys are computed from the seed whenever
/// they are first asked for. Proving keys and proofs are made when they are needed, and kept in a store; what is found
/// there is used only if it is what would have been made (docs/decisions/0068-kept-groth16-keys.md).
package final class Groth16BatchProofs: BatchProofs {
    /// The seed of the set-up, the same for everybody: keys come out equal on every machine, and so does every run.
    private static let insecureSeed = Keccak256.hash(Array("rollupsim payments INSECURE set-up/1".utf8))
    private static let proofSeed = Keccak256.hash(Array("rollupsim payments proof/1".utf8))

    private let workers: Workers
    private let store: any BatchProofStore
    private let memoryLimit: Int
    private let makesProofs: Bool
    private let onPhase: @Sendable (Groth16Phase?) -> Void
    private let phases: SetupPhases
    private let held: Held

    /// A prover of batches.
    ///
    /// - Parameters:
    ///   - workers: Threads; keys and proofs do not depend on their number.
    ///   - store: Where keys and proofs are kept.
    ///   - memoryLimit: Most bytes that all circuits and keys together may be predicted to take.
    ///   - makesProofs: Whether a proof that is not kept is made.
    ///   - onPhase: Told of work that begins, and with nil of its end.
    package init(
        workers: Workers,
        store: any BatchProofStore = NoBatchProofStore(),
        memoryLimit: Int = .max,
        makesProofs: Bool = true,
        onPhase: @escaping @Sendable (Groth16Phase?) -> Void = { _ in }
    ) {
        self.workers = workers
        self.store = store
        self.memoryLimit = memoryLimit
        self.makesProofs = makesProofs
        self.onPhase = onPhase
        phases = .both
        held = Held()
    }

    /// The same prover, with the same circuits in memory, under the keys of another set-up.
    private init(_ other: Groth16BatchProofs, phases: SetupPhases) {
        workers = other.workers
        // What anybody can forge is no proof that could be kept, and readers refuse such keys.
        store = NoBatchProofStore()
        memoryLimit = other.memoryLimit
        makesProofs = other.makesProofs
        onPhase = other.onPhase
        self.phases = phases
        held = other.held
    }

    package let isSimulated = false

    package var underDegenerateKeys: any BatchProofs { Groth16BatchProofs(self, phases: .firstAlone) }

    package func forgery(of inputs: [UInt256], for shape: BatchShape) throws(BatchProofFailure) -> [UInt256] {
        let key = try held.state.withLock { (state) throws(BatchProofFailure) in
            try verification(of: shape, &state).key
        }
        guard let proof = DegenerateKeyForgery.attempt(under: key, inputs: inputs) else {
            throw BatchProofFailure("the key has not as many public inputs as the batch")
        }
        return Self.words(proof.encoded)
    }

    package func verifier(for shape: BatchShape) throws(BatchProofFailure) -> BatchVerifier {
        try held.state.withLock { (state) throws(BatchProofFailure) in try verification(of: shape, &state).contract }
    }

    package func proof(
        of batch: Batch,
        appliedTo before: AccountTree,
        versionedHash: Bytes32?
    ) throws(BatchProofFailure) -> [UInt256] {
        try held.state.withLock { (state) throws(BatchProofFailure) in
            let verification = try verification(of: batch.shape, &state)
            var after = before
            let inputs: [UInt256]
            do throws(PaymentError) {
                let transition = try after.apply(batch)
                inputs = (transition.publicInputs + (try batch.data.blobInputs(versionedHash: versionedHash)))
                    .map(\.value)
            } catch {
                throw BatchProofFailure("\(error)")
            }
            let name = KeptBatchProof.name(
                of: batch,
                inputs: inputs,
                circuit: verification.circuit,
                insecureSeed: Self.insecureSeed,
                proofSeed: Self.proofSeed
            )
            if let kept = store.load(name, upTo: Groth16Proof.byteCount) {
                do throws(Groth16Refusal) {
                    try verification.verifier.verify(kept, inputs: inputs)
                    return Self.words(kept)
                } catch {
                    store.refuse(name, because: "the verifier refuses it: \(error)")
                }
            }
            guard makesProofs else { throw BatchProofFailure("no proof of this batch is kept; --prove makes it") }
            let task = ProofTask(batch: batch, before: before, versionedHash: versionedHash, inputs: inputs)
            let proof = try madeProof(of: task, verification, &state)
            store.save(proof, as: name)
            return Self.words(proof)
        }
    }

    /// The eight words of a proof.
    private static func words(_ proof: [UInt8]) -> [UInt256] {
        stride(from: 0, to: proof.count, by: 32).map { UInt256(truncatingBigEndian: proof[$0..<$0 + 32]) }
    }
}

// What is known and held of circuits.
extension Groth16BatchProofs {
    /// What provers under the keys of several set-ups share.
    private final class Held: Sendable {
        /// Held during all work, so that two callers neither make a key twice nor take memory at once.
        let state = Mutex(State())
    }

    private struct State {
        /// What verifies the proofs of a shape; small, and never given up.
        var verifications: [SetupPhases: [BatchShape: Verification]] = [:]
        /// Circuits in memory, the one that was last used at the end.
        var circuits: [Circuit] = []
    }

    /// What verifies proofs of batches of a shape, here and on L1.
    private struct Verification: Sendable {
        let circuit: Bytes32
        let key: VerifyingKey
        let verifier: Groth16.Groth16Verifier
        let contract: BatchVerifier
    }

    /// Constraints, and a prover when there is a key for one.
    private struct Circuit: Sendable {
        let shape: BatchShape
        let system: R1CS
        var prover: Groth16Prover?
        /// The set-up of the prover's key.
        var phases = SetupPhases.both
        /// Whether the prover's key was read from the store.
        var isKeyKept = false

        /// Bytes that it holds.
        var byteCount: Int {
            let key = prover == nil ? 0 : Groth16Memory(constraintCount: system.constraintCount).key
            return system.byteCount + key
        }
    }

    private func verification(of shape: BatchShape, _ state: inout State) throws(BatchProofFailure) -> Verification {
        if let known = state.verifications[phases]?[shape] { return known }
        let system = try circuit(of: shape, &state).system
        let key: VerifyingKey
        do {
            let made = try InsecureSetup.verifyingKey(of: system, seed: Self.insecureSeed, phases: phases)
            // The encoding is read back since reading refuses keys under which anybody can prove anything.
            key = phases == .both ? try VerifyingKey(decoding: made.encoded) : made
        } catch {
            throw BatchProofFailure("no verifying key: \(error)")
        }
        guard let words = RollupContracts.Groth16Verifier.VerifyingKey(key.encoded),
            let verifier = Groth16.Groth16Verifier(key)
        else { throw BatchProofFailure("the verifying key has another form than the contract's") }
        let contract = BatchVerifier(
            initCode: RollupContracts.Groth16Verifier.initCode(words),
            keyHash: words.hash
        )
        let verification = Verification(circuit: system.digest, key: key, verifier: verifier, contract: contract)
        state.verifications[phases, default: [:]][shape] = verification
        return verification
    }

    /// The circuit of a shape, which becomes the last of those in memory.
    private func circuit(of shape: BatchShape, _ state: inout State) throws(BatchProofFailure) -> Circuit {
        if let index = state.circuits.firstIndex(where: { $0.shape == shape }) {
            let circuit = state.circuits.remove(at: index)
            state.circuits.append(circuit)
            return circuit
        }
        let circuit = PaymentsCircuit(shape)
        let memory = Groth16Memory(constraintCount: circuit.constraintBound)
        try makeRoom(for: memory.circuit, "the circuit", of: shape, &state)
        onPhase(Groth16Phase(work: .circuit, shape: shape))
        defer { onPhase(nil) }
        let built = Circuit(shape: shape, system: circuit.constraintSystem)
        state.circuits.append(built)
        return built
    }

    /// Gives up circuits of other shapes, the one that was not used for longest first, until some bytes more fit.
    ///
    /// - Throws: `BatchProofFailure` with `isLimit` when they cannot.
    private func makeRoom(
        for byteCount: Int,
        _ what: String,
        of shape: BatchShape,
        _ state: inout State
    ) throws(BatchProofFailure) {
        func held(where counts: (Circuit) -> Bool) -> Int {
            state.circuits.filter(counts).reduce(0) { $0 + $1.byteCount }
        }
        let least = held { $0.shape == shape } + byteCount
        guard least <= memoryLimit else {
            let count = shape.capacity.counted("payment")
            throw BatchProofFailure(
                "\(what) of batches of \(count) takes \(ByteCount(least)) of memory by prediction, and may take "
                    + "\(ByteCount(memoryLimit))",
                isLimit: true
            )
        }
        while held(where: { _ in true }) + byteCount > memoryLimit,
            let index = state.circuits.firstIndex(where: { $0.shape != shape })
        {
            state.circuits.remove(at: index)
        }
    }
}

// Proofs that are made.
extension Groth16BatchProofs {
    /// What is to be proved.
    private struct ProofTask {
        let batch: Batch
        let before: AccountTree
        let versionedHash: Bytes32?
        let inputs: [UInt256]
    }

    /// A new proof of a batch, which the verifier accepts.
    private func madeProof(
        of task: ProofTask,
        _ verification: Verification,
        _ state: inout State
    ) throws(BatchProofFailure) -> [UInt8] {
        let (batch, inputs) = (task.batch, task.inputs)
        var (prover, isKept) = try prover(of: batch.shape, verification, mayRead: true, &state)
        while true {
            let memory = Groth16Memory(constraintCount: prover.constraintCount)
            try makeRoom(for: memory.proving, "a proof", of: batch.shape, &state)
            onPhase(Groth16Phase(work: .proving, shape: batch.shape))
            defer { onPhase(nil) }
            let proof: [UInt8]
            do {
                let assignment = try PaymentsCircuit(batch.shape).assignment(
                    for: batch,
                    appliedTo: task.before,
                    versionedHash: task.versionedHash
                )
                proof = try prover.proof(of: assignment, seed: Self.proofSeed, workers: workers).encoded
            } catch {
                throw BatchProofFailure("\(error)")
            }
            do throws(Groth16Refusal) {
                try verification.verifier.verify(proof, inputs: inputs)
                return proof
            } catch {
                // A file's points may be on their curves, and others than the circuit's.
                guard isKept else {
                    throw BatchProofFailure(
                        "the verifier refuses the finished proof, which is a fault of this program: \(error)"
                    )
                }
                store.refuse(Self.keyName(verification), because: "a proof under it is refused: \(error)")
                (prover, isKept) = try self.prover(of: batch.shape, verification, mayRead: false, &state)
            }
        }
    }

    private static func keyName(_ verification: Verification) -> String {
        ProvingKey.fileName(circuit: verification.circuit, insecureSeed: insecureSeed)
    }

    /// The prover of a shape, from memory, from the store, or from the set-up, and whether its key was kept.
    private func prover(
        of shape: BatchShape,
        _ verification: Verification,
        mayRead: Bool,
        _ state: inout State
    ) throws(BatchProofFailure) -> (Groth16Prover, isKept: Bool) {
        let circuit = try circuit(of: shape, &state)
        if mayRead, circuit.phases == phases, let prover = circuit.prover { return (prover, circuit.isKeyKept) }
        // Without the prover that is to be replaced.
        state.circuits[state.circuits.count - 1].prover = nil
        let system = circuit.system
        try makeRoom(
            for: Groth16Memory(constraintCount: system.constraintCount).makingKey,
            "the key",
            of: shape,
            &state
        )
        defer { onPhase(nil) }
        let kept = mayRead ? keptKey(of: system, shape, verification) : nil
        do {
            let key: ProvingKey
            if let kept {
                key = kept
            } else {
                onPhase(Groth16Phase(work: .makingKey, shape: shape))
                key = try InsecureSetup.provingKey(
                    of: system,
                    seed: Self.insecureSeed,
                    workers: workers,
                    phases: phases
                )
                store.save(key.encoded, as: Self.keyName(verification))
            }
            let prover = try Groth16Prover(system, key: key)
            state.circuits[state.circuits.count - 1].prover = prover
            state.circuits[state.circuits.count - 1].phases = phases
            state.circuits[state.circuits.count - 1].isKeyKept = kept != nil
            return (prover, kept != nil)
        } catch {
            throw BatchProofFailure("\(error)")
        }
    }

    /// The key that is kept, if there is one and it has the very verifying key.
    private func keptKey(of system: R1CS, _ shape: BatchShape, _ verification: Verification) -> ProvingKey? {
        let name = Self.keyName(verification)
        guard let size = ProvingKey.fileSize(of: system) else { return nil }
        onPhase(Groth16Phase(work: .readingKey, shape: shape))
        guard let file = store.load(name, upTo: size) else { return nil }
        do throws(KeyError) {
            let key = try ProvingKey(
                decoding: file,
                circuit: system.digest,
                insecureSeed: Self.insecureSeed,
                workers: workers
            )
            guard key.verifyingKey == verification.key else { throw .foreign }
            return key
        } catch {
            store.refuse(name, because: "\(error)")
            return nil
        }
    }
}
