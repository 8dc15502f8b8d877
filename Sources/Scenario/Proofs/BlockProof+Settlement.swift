import EVM
package import ExecutePrecompile
package import L1Sim
package import Primitives
package import RollupActors
package import StateTransition

extension BlockProof {
    /// The L1 transaction that relies on the proof, and the sidecar that has to go with it.
    ///
    /// - Parameters:
    ///   - payload: The block that the transaction claims, honest or not.
    ///   - key: Hash of the verification key that the proof was made for.
    ///   - blobs: Blobs that hold the block's transactions; nil where the calldata does.
    ///   - rules: Rules of the rollup's EXECUTE, which say what types of transactions the blobs may hold.
    ///   - advancer: Who signs.
    ///   - gasRule: What EXECUTE will charge by; decides the gas limit when none is given.
    ///   - gasLimit: Gas limit; nil for what is needed.
    ///   - isPromised: Whether the transaction is signed for whatever proof comes, and not for this one.
    ///   - chain: L1 as the advancer sees it.
    /// - Returns: The signed transaction, and the sidecar.
    /// - Throws: `SimulationFault.setup` when the public input is no result of the guest, `.l1` when L1 cannot be read.
    package func settlement(
        of payload: StatelessInput,
        key: Bytes32,
        blobs: BlobSidecar? = nil,
        rules: L2Rules = L2Rules(),
        by advancer: Advancer,
        gasRule: ProofGasRule,
        gasLimit: UInt64? = nil,
        isPromised: Bool = false,
        on chain: L1Chain
    ) throws(SimulationFault) -> (transaction: Transaction, sidecar: ProofSidecar) {
        let result: StatelessValidationResult
        do throws(SSZError) {
            result = try StatelessValidationResult(decoding: publicInput)
        } catch {
            throw .setup("the prover's public input is no result: \(error)")
        }
        var entries = [ProofSidecar.Entry(publicInput: publicInput, proof: proof)]
        var dependencies = [
            ProofDependency(
                scheme: ProofScheme.statelessValidation,
                publicInputRoot: result.root(.executionSpecs),
                verificationKeyHash: key
            )
        ]
        let request = payload.newPayloadRequest
        let input: ProofClaim
        if let blobs {
            let claim = BlobProofInput(
                request: request,
                blobVersionedHashes: blobs.versionedHashes,
                verificationKeyHashes: [key],
                chainId: payload.chainId
            )
            dependencies.append(claim.blobStatement(under: rules).dependency)
            entries.append(ProofSidecar.Entry(publicInput: [], proof: []))
            input = .blobs(claim)
        } else {
            input = .calldata(
                ProofInput(request: request, verificationKeyHashes: [key], chainId: payload.chainId)
            )
        }
        let sidecar = ProofSidecar(entries)
        do throws(L1Error) {
            let transaction = try advancer.transaction(
                input: input,
                proofs: isPromised ? sidecar.promise(of: dependencies) : sidecar.proofs(of: dependencies),
                gasRule: gasRule,
                gasLimit: gasLimit,
                on: chain
            )
            return (transaction, sidecar)
        } catch {
            throw .l1(error)
        }
    }
}
