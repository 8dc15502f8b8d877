import EVM
import ExecutePrecompile
import StateTransition

/// EXECUTE of a proposer who executes nothing and calls every block valid; what the rest of L1 makes of its block is
/// another matter.
struct CredulousExecution: StateTransitionVerifier {
    private let honest: ReExecution

    /// Decodes and charges as `honest` does.
    init(_ honest: ReExecution) { self.honest = honest }

    func decode(_ input: [UInt8]) throws(ExecuteInputError) -> StatelessInput { try honest.decode(input) }

    func assurance(of claim: StatelessInput) -> TransitionAssurance { honest.assurance(of: claim) }

    func gasCharge(for claim: StatelessInput, inputByteCount: Int, proofs: TransactionProofs) -> UInt64 {
        honest.gasCharge(for: claim, inputByteCount: inputByteCount, proofs: proofs)
    }

    func verify(
        _ claim: StatelessInput,
        proofs: TransactionProofs,
        workGas: inout UInt64
    ) throws(TransitionFailure) -> StatelessValidationResult {
        claim.result(root: claim.newPayloadRequest.root(honest.configuration.rootForm), isValid: true)
    }
}
