import EVM
import ExecutePrecompile
import GuestExecutor
import GuestProofs
import GuestProver
import Primitives
import Scenario
import StateTransition

/// Proves the blocks of a scenario's rollups with the shipped guest, and verifies what is offered to its L1.
struct GuestBlockProofs: BlockProofs {
    private let shipped: GuestReleases
    private let known: KnownPrograms
    private let prover: GuestProver
    private let cache: ProofCache?
    private let name: String
    private let makesProofs: Bool

    /// Proofs for a scenario.
    ///
    /// - Parameters:
    ///   - shipped: The programs.
    ///   - prover: Within its limits.
    ///   - cache: Where proofs are kept; nil for nowhere.
    ///   - name: The scenario's, for progress.
    ///   - makesProofs: Whether a proof that is not kept is made.
    init(
        _ shipped: GuestReleases,
        prover: GuestProver,
        cache: ProofCache?,
        name: String,
        makesProofs: Bool = true
    ) {
        self.shipped = shipped
        known = shipped.known
        self.prover = prover
        self.cache = cache
        self.name = name
        self.makesProofs = makesProofs
    }

    var releases: [Bytes32] { shipped.keys.map(\.hash) }

    var keys: any VerificationKeys { known }

    func refusal(_ dependency: ProofDependency, publicInput: [UInt8], proof: [UInt8]) -> String? {
        known.refusal(dependency, publicInput: publicInput, proof: proof)
    }

    func prove(_ input: StatelessInput, release: Int) throws(BlockProofFailure) -> BlockProof {
        guard shipped.keys.indices.contains(release) else {
            throw BlockProofFailure("this software has no release \(release + 1) of the guest program")
        }
        let key = shipped.keys[release]
        let bytes = input.encoded
        let hints = SignatureHints(transactions: input.newPayloadRequest.executionPayload.transactions).bytes
        do {
            let output = try prover.profile(key, input: bytes, hints: hints).result.output
            guard (try? StatelessValidationResult(decoding: output))?.successfulValidation == true else {
                throw BlockProofFailure("the guest does not find the block valid")
            }
            if let found = cached(key, bytes, output) {
                return BlockProof(publicInput: found.publicValues, proof: found.proof, isCached: true)
            }
            guard makesProofs else { throw BlockProofFailure("no proof of this block is kept; --prove makes it") }
            let progress = ProvingProgress(name: name, threadCount: prover.threadCount)
            defer { progress.clear() }
            let proof = try prover.prove(key, input: bytes, hints: hints, observer: progress.stopwatch())
            keep(proof, key, bytes)
            return BlockProof(publicInput: proof.publicValues, proof: proof.proof, isCached: false)
        } catch let error as BlockProofFailure {
            throw error
        } catch {
            throw BlockProofFailure("\(error)", isLimit: (error as? GuestProvingError)?.isLimit == true)
        }
    }

    private func cached(_ key: GuestKey, _ input: [UInt8], _ output: [UInt8]) -> GuestProof? {
        switch cache?.proof(key, input: input, publicValues: output, verifier: shipped.verifier) {
        case .proof(let proof): return proof
        case .unusable(let path, let reason):
            tell("\(path): the proof is not used\(makesProofs ? ", and made anew" : ""): \(reason)")
            return nil
        case .nothing, nil: return nil
        }
    }

    private func keep(_ proof: GuestProof, _ key: GuestKey, _ input: [UInt8]) {
        guard let cache else { return }
        do {
            try cache.store(proof, key, input: input)
        } catch {
            tell("the proof is not kept: \(error)")
        }
    }
}
