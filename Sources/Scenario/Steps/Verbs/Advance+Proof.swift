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
        _ step: Step,
        in simulation: Simulation
    ) throws(SimulationFault) -> Proved {
        let required = try simulation.requiredRelease(of: rollup)
        let release = program ?? required
        let key = try simulation.key(of: release)
        // Nobody can prove a lie: what is proved is a sealed block as it is.
        let honest = try sealed(provedBlock ?? block, step, in: simulation).payload
        let prover = try simulation.proofs()
        var proof: BlockProof
        do throws(BlockProofFailure) {
            proof = try prover.prove(honest, release: release.index)
        } catch {
            let reason = "line \(step.location.line): no proof: \(error)"
            throw error.isLimit ? .limit(reason) : .setup(reason)
        }
        if sidecarFault == .flipBit {
            guard !proof.proof.isEmpty else {
                throw .setup("line \(step.location.line): the proof has no bit that could be flipped")
            }
            proof.proof[proof.proof.count / 2] ^= 1
        }
        let result: StatelessValidationResult
        do throws(SSZError) {
            result = try StatelessValidationResult(decoding: proof.publicInput)
        } catch {
            throw .setup("the prover's public input is no result: \(error)")
        }
        var entries = [ProofSidecar.Entry(publicInput: proof.publicInput, proof: proof.proof)]
        let dependency = ProofDependency(
            scheme: ProofScheme.statelessValidation,
            publicInputRoot: result.root(.executionSpecs),
            verificationKeyHash: key
        )
        var dependencies = [dependency]
        let request = payload.newPayloadRequest
        var blobs: BlobSidecar?
        let input: ProofClaim
        switch rollup.dataAvailability {
        case .calldata:
            input = .calldata(
                ProofInput(request: request, verificationKeyHashes: [key], chainId: payload.chainId)
            )
        case .blob:
            let carried = try Self.blobs(holding: request, fault: blobFault, on: simulation.l1)
            let blobInput = BlobProofInput(
                request: request,
                blobVersionedHashes: carried.versionedHashes,
                verificationKeyHashes: [key],
                chainId: payload.chainId
            )
            dependencies.append(blobInput.blobStatement.dependency)
            entries.append(ProofSidecar.Entry(publicInput: [], proof: []))
            blobs = carried
            input = .blobs(blobInput)
        }
        let sidecar = ProofSidecar(entries)
        let transaction: Transaction
        do throws(L1Error) {
            transaction = try Advancer(actor: actor, rollup: rollup.contract).transaction(
                input: input,
                proofs: sidecar.proofs(of: dependencies),
                gasRule: rollup.execute.proofGasRule,
                gasLimit: gasLimit?.units,
                on: simulation.l1
            )
        } catch {
            throw .l1(error)
        }
        return Proved(
            transaction: transaction,
            companions: Companions(proofs: sidecar.encoded, blobs: blobs),
            record: ProofRecord(
                release: release.number,
                byteCount: proof.proof.count,
                isCached: proof.isCached
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
