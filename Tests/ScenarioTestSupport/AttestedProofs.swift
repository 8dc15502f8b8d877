package import EVM
package import ExecutePrecompile
package import Primitives
package import Scenario
package import StateTransition

/// `simulated` proofs, for tests of the language alone: whoever knows the public input can make one.
///
/// The attestation is made only after the block has been executed, so that nobody "proves" a false statement by
/// accident. Real proofs are tested where the prover is.
package struct AttestedProofs: BlockProofs {
    /// Hashes of the verification keys of the releases, the first one first.
    package let releases: [Bytes32]

    /// What L1 knows of them.
    package struct Keys: VerificationKeys {
        fileprivate let known: [Bytes32]
        package func systemName(of hash: Bytes32) -> String? { known.contains(hash) ? "simulated attestation" : nil }
        package func securityBits(of hash: Bytes32) -> Int? { known.contains(hash) ? 128 : nil }
    }

    /// Attests whatever is true; of two releases unless others are given.
    package init(releases: [Bytes32] = [Bytes32(UInt256(0xa1)), Bytes32(UInt256(0xa2))]) { self.releases = releases }

    package var keys: any VerificationKeys { Keys(known: releases) }

    private func attestation(_ publicInput: [UInt8], key: Bytes32) -> [UInt8] {
        Array("simulated ".utf8) + Keccak256.hash(publicInput + key.bytes).bytes
    }

    package func refusal(_ dependency: ProofDependency, publicInput: [UInt8], proof: [UInt8]) -> String? {
        guard releases.contains(dependency.verificationKeyHash) else { return "unknown key" }
        guard let result = try? StatelessValidationResult(decoding: publicInput), result.successfulValidation,
            result.root(.executionSpecs) == dependency.publicInputRoot
        else { return "another statement" }
        return proof == attestation(publicInput, key: dependency.verificationKeyHash) ? nil : "no attestation"
    }

    package func prove(_ input: StatelessInput, release: Int) throws(BlockProofFailure) -> BlockProof {
        let run = Execute(verifier: ReExecution()).run(input: input.encoded, gas: .max)
        guard case .succeeded(let result) = run.outcome else { throw BlockProofFailure("\(run.outcome)") }
        let publicInput = result.encoded
        return BlockProof(
            publicInput: publicInput,
            proof: attestation(publicInput, key: releases[release]),
            isCached: false
        )
    }
}
