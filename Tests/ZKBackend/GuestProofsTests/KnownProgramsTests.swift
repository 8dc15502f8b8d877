import EVM
import ExecutePrecompile
import GuestProofs
import GuestProver
import HostAccelerators
import Primitives
import RISCVTestSupport
import StateTransition
import Testing

/// What L1's node says to proofs of a small guest, at the level of all keys.
@Suite("Proofs that a node refuses")
struct KnownProgramsTests {
    private struct Case {
        let known: KnownPrograms
        let key: GuestKey
        let proof: GuestProof

        /// A proof that a guest has put out a result.
        init(isValid: Bool) throws {
            let result = StatelessValidationResult(
                newPayloadRequestRoot: Keccak256.hash([3]),
                successfulValidation: isValid,
                chainId: 7,
                schemaId: InputSchema.osaka.rawValue
            )
            let verifier = try #require(GuestVerifier())
            key = try GuestKey(elf: SampleGuest.elf(output: result.encoded), verifier: verifier)
            known = KnownPrograms([key], verifier: verifier)
            let prover = GuestProver(verifier: verifier, threadCount: 2, memoryLimit: .max)
            proof = try prover.prove(key, input: [], hints: [], observer: ProofStopwatch())
        }

        func dependency(_ values: [UInt8]? = nil) throws -> ProofDependency {
            ProofDependency(
                scheme: ProofScheme.statelessValidation,
                publicInputRoot: try StatelessValidationResult(decoding: values ?? proof.publicValues)
                    .root(.executionSpecs),
                verificationKeyHash: key.hash
            )
        }
    }

    @Test func onlyTheProofOfTheDependencyIsAccepted() throws {
        let honest = try Case(isValid: true)
        let (known, proof) = (honest.known, honest.proof)
        let dependency = try honest.dependency()
        #expect(known.refusal(dependency, publicInput: proof.publicValues, proof: proof.proof) == nil)
        func reason(
            _ change: (inout ProofDependency, inout [UInt8], inout [UInt8]) -> Void
        ) -> String {
            var (dependency, values, bytes) = (dependency, proof.publicValues, proof.proof)
            change(&dependency, &values, &bytes)
            return known.refusal(dependency, publicInput: values, proof: bytes) ?? "accepted"
        }
        #expect(reason { dependency, _, _ in dependency.scheme ^= 1 }.hasPrefix("scheme "))
        let otherKey = reason { dependency, _, _ in dependency.verificationKeyHash = .zero }
        #expect(otherKey.hasPrefix("verification key ") && otherKey.hasSuffix("unknown to this node"))
        #expect(reason { dependency, _, _ in dependency.publicInputRoot = .zero }.contains("does not have the root"))
        #expect(reason { _, values, _ in values.removeLast() }.hasPrefix("public input: "))
        #expect(reason { _, values, _ in values[32] = 2 }.hasPrefix("public input: "))
        #expect(reason { _, values, _ in values[32] = 0 } == "the proof is of a block that is not valid")
        #expect(reason { _, values, _ in values[33] ^= 1 }.contains("does not have the root"))
        #expect(reason { _, _, bytes in bytes = [] } != "accepted")
        #expect(reason { _, _, bytes in bytes.append(0) } != "accepted")
        #expect(reason { _, _, bytes in bytes.removeLast() } != "accepted")
        for place in stride(from: 0, to: proof.proof.count, by: 997) {
            #expect(reason { _, _, bytes in bytes[place] ^= 0x10 } != "accepted", "byte \(place)")
        }
        // Another statement that its own dependency names: only the proof itself can say no.
        var values = proof.publicValues
        values[0] ^= 1
        #expect(known.refusal(try honest.dependency(values), publicInput: values, proof: proof.proof) != nil)
    }

    @Test func trueProofOfAnInvalidBlockSettlesNothing() throws {
        let invalid = try Case(isValid: false)
        let proof = invalid.proof
        #expect(
            invalid.known.verifier.refusal(invalid.key, publicValues: proof.publicValues, proof: proof.proof) == nil
        )
        let reason = invalid.known.refusal(
            try invalid.dependency(),
            publicInput: proof.publicValues,
            proof: proof.proof
        )
        #expect(reason == "the proof is of a block that is not valid")
    }

    /// A key of a lower level, and one of another program, do not verify what another key's proof says.
    @Test func proofIsOfItsKeyAlone() throws {
        let honest = try Case(isValid: true)
        let proof = honest.proof
        let verifier = honest.known.verifier
        let releases = try GuestReleases(elf: SampleGuest.elf(output: proof.publicValues), verifier: verifier)
        #expect(releases.keys[0] == honest.key)
        #expect(verifier.refusal(releases.keys[1], publicValues: proof.publicValues, proof: proof.proof) != nil)
        let low = try #require(GuestVerifier(securityBits: 60))
        let lowKey = try GuestKey(elf: SampleGuest.elf(output: proof.publicValues), verifier: low)
        #expect(verifier.refusal(lowKey, publicValues: proof.publicValues, proof: proof.proof)?.isEmpty == false)
    }
}
