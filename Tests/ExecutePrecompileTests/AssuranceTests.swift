import EVM
import ExecutePrecompile
import HostAccelerators
import StateTransition
import Testing

@Suite("A chain's required level")
struct AssuranceTests {
    /// Establishes claims as re-execution does, and says that they rest on a proof.
    private struct ProofLikeVerifier: StateTransitionVerifier {
        let base = ReExecution()
        let securityBits: Int

        func decode(_ input: [UInt8]) throws(ExecuteInputError) -> StatelessInput { try base.decode(input) }
        func assurance(of claim: StatelessInput) -> TransitionAssurance { .proof(securityBits: securityBits) }
        func gasCharge(for claim: StatelessInput, inputByteCount: Int, proofs: TransactionProofs) -> UInt64 {
            base.gasCharge(for: claim, inputByteCount: inputByteCount, proofs: proofs)
        }
        func verify(
            _ claim: StatelessInput,
            proofs: TransactionProofs,
            workGas: inout UInt64
        ) throws(TransitionFailure) -> StatelessValidationResult {
            try base.verify(claim, proofs: proofs, workGas: &workGas)
        }
    }

    private static let input = ValidationTests.sealed.input.encoded

    @Test("A proof below the required level is refused before the charge, one at the level is accepted")
    func proofs() {
        for (securityBits, required, isAccepted) in [
            (127, 128, false), (128, 128, true), (100, 100, true), (99, 100, false),
        ] {
            let execute = Execute(
                verifier: ProofLikeVerifier(securityBits: securityBits),
                requiredSecurityBits: required
            )
            let run = execute.run(input: Self.input, gas: .max)
            if isAccepted {
                guard case .succeeded = run.outcome else {
                    Issue.record("refused: \(run.outcome)")
                    continue
                }
            } else {
                #expect(run.outcome == .invalidInput(.assurance(required: required, got: securityBits)))
                #expect(run.gasCharge == nil && run.workGas == 0)
            }
        }
    }

    @Test("Re-execution meets every level, and 128 bits are required unless a chain says otherwise")
    func execution() {
        let strict = Execute(verifier: ReExecution(), requiredSecurityBits: .max).run(input: Self.input, gas: .max)
        guard case .succeeded = strict.outcome else {
            Issue.record("refused: \(strict.outcome)")
            return
        }
        let run = Execute(verifier: ProofLikeVerifier(securityBits: 127)).run(input: Self.input, gas: .max)
        #expect(run.outcome == .invalidInput(.assurance(required: 128, got: 127)))
    }
}
