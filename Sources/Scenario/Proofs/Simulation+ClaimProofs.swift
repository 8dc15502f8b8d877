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

    /// Proves a block as it was sealed.
    ///
    /// - Parameters:
    ///   - block: The block with its witness.
    ///   - release: The release of the program that is to have validated it.
    ///   - fault: What is wrong with the proof; nil for nothing.
    /// - Returns: The proof, damaged where the fault is a flipped bit.
    /// - Throws: `SimulationFault` when nobody can prove it here.
    func proof(
        of block: StatelessInput,
        release: ProgramRelease,
        fault: SidecarFault?
    ) throws(SimulationFault) -> BlockProof {
        let prover = try proofs()
        var proof: BlockProof
        do throws(BlockProofFailure) {
            proof = try prover.prove(block, release: release.index)
        } catch {
            let reason = "no proof: \(error)"
            throw error.isLimit ? .limit(reason) : .setup(reason)
        }
        if fault == .flipBit {
            guard !proof.proof.isEmpty else { throw .setup("the proof has no bit that could be flipped") }
            proof.proof[proof.proof.count / 2] ^= 1
        }
        return proof
    }

    /// Proves a sealed block for a claim; where the claim says something else, that is no proof of it.
    ///
    /// - Parameters:
    ///   - block: The block that is proved.
    ///   - claimed: What is claimed.
    ///   - rollup: Asks for the program.
    ///   - fault: What is wrong with the proof; nil for nothing.
    /// - Returns: The proof with what goes with it.
    /// - Throws: `SimulationFault` when nobody can prove it here.
    func claimProof(
        of block: StatelessInput,
        for claimed: StatelessInput,
        _ rollup: RollupInstance,
        fault: SidecarFault? = nil
    ) throws(SimulationFault) -> ClaimProof {
        let release = try requiredRelease(of: rollup)
        let key = try key(of: release)
        let proof = try proof(of: block, release: release, fault: fault)
        let result: StatelessValidationResult
        do throws(SSZError) {
            result = try StatelessValidationResult(decoding: proof.publicInput)
        } catch {
            throw .setup("the prover's public input is no result: \(error)")
        }
        let input = ProofInput(
            request: claimed.newPayloadRequest,
            verificationKeyHashes: [key],
            chainId: claimed.chainId
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
            record: ProofRecord(proof, of: release, fault: fault)
        )
    }
}

extension ProofRecord {
    /// What is told of a proof that a step makes.
    init(_ proof: BlockProof, of release: ProgramRelease, fault: SidecarFault?) {
        self.init(
            release: release.number,
            byteCount: proof.proof.count,
            isCached: proof.isCached,
            delivery: fault.map { $0 == .missing ? .withheld : .damaged } ?? .sent
        )
    }
}
