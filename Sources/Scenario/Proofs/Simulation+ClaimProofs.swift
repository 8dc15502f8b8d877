import EVM
import ExecutePrecompile
import L1Sim
import Primitives
import RollupActors
import StateTransition

extension Simulation {
    /// A proof for EXECUTE of the block that a claim is about, and what goes with it.
    struct ClaimProof {
        /// `0x12f1 ‖ SSZ(ProofInput)` of what is claimed.
        var payload: [UInt8]
        /// The proof beside the transaction.
        var sidecar: ProofSidecar
        /// What the transaction depends on.
        var proofs: TransactionProofs
        /// What is told of it.
        var record: ProofRecord
    }

    /// Proves a claim's block as it was sealed; for a false claim that is no proof of what is claimed.
    ///
    /// - Throws: `SimulationFault` when nobody can prove it here.
    func proof(of claim: ClaimRecord, _ rollup: RollupInstance) throws(SimulationFault) -> ClaimProof {
        let release = try requiredRelease(of: rollup)
        let key = try key(of: release)
        guard let sealed = rollup.sealedBlocks[claim.block] else {
            throw .setup("`\(claim.block)` has sealed no block")
        }
        let prover = try proofs()
        let proof: BlockProof
        do throws(BlockProofFailure) {
            proof = try prover.prove(sealed.payload, release: release.index)
        } catch {
            let reason = "no proof: \(error)"
            throw error.isLimit ? .limit(reason) : .setup(reason)
        }
        let result: StatelessValidationResult
        do throws(SSZError) {
            result = try StatelessValidationResult(decoding: proof.publicInput)
        } catch {
            throw .setup("the prover's public input is no result: \(error)")
        }
        let input = ProofInput(
            request: claim.claimed.newPayloadRequest,
            verificationKeyHashes: [key],
            chainId: claim.claimed.chainId
        )
        let sidecar = ProofSidecar([ProofSidecar.Entry(publicInput: proof.publicInput, proof: proof.proof)])
        return ClaimProof(
            payload: input.encoded,
            sidecar: sidecar,
            proofs: sidecar.proofs(of: [
                ProofDependency(
                    scheme: ProofScheme.statelessValidation,
                    publicInputRoot: result.root(.executionSpecs),
                    verificationKeyHash: key
                )
            ]),
            record: ProofRecord(
                release: release.number,
                byteCount: proof.proof.count,
                isCached: proof.isCached,
                delivery: .sent
            )
        )
    }

    /// Lets the virtual time of a proof pass.
    mutating func take(_ seconds: UInt64) throws(SimulationFault) {
        let (time, overflow) = l1.clock.now.addingReportingOverflow(seconds)
        guard !overflow else { throw .l1(.endOfTime) }
        try wait(until: time)
    }

    /// Whether the next attempt of a proof system fails, as the seed has it.
    mutating func fails(_ prover: ProverSection) -> Bool {
        guard prover.failureRate > 0 else { return false }
        var draws = proverDraws[prover.name] ?? SeededDraws(seed: seed, label: "prover/\(prover.name)")
        defer { proverDraws[prover.name] = draws }
        return draws.next(below: 100) < prover.failureRate
    }
}

extension ProverSection {
    /// The system in a sentence of a report, so that nobody takes a stand-in for a proof system.
    var title: String {
        switch kind {
        case .execute: "the zkVM \(name)"
        case .attested: "the committee \(name)"
        case .simulated: "the SIMULATED prover \(name)"
        }
    }
}
