public import EVM
public import Primitives
import StateTransition

extension Address {
    /// Where EXECUTE stands (ethrex; EIP-8079 leaves the address open).
    public static let execute = Address(0x0101)
}

/// Why EXECUTE failed, as the EVM's extension failure code.
public enum ExecuteFailureCode: UInt16, Sendable, CaseIterable {
    /// `ExecuteInvalidInput`: undecodable input or a broken L2 rule, found before the charge.
    case invalidInput = 1
    /// `ExecuteValidationFailed`: the block is invalid, found after the charge.
    case validationFailed = 2
    /// `ExecuteUnproved`: the transaction carries no proof of the statement, found after the charge.
    case unproved = 3

    /// Name used in traces and reports.
    public var name: String {
        switch self {
        case .invalidInput: "ExecuteInvalidInput"
        case .validationFailed: "ExecuteValidationFailed"
        case .unproved: "ExecuteUnproved"
        }
    }
}

/// The EXECUTE precompile: validates one L2 block and returns the statement it has established (EIP-8079).
///
/// Decode and check, charge, verify, in this order. Every failure is a failure of the call alone: it consumes the
/// forwarded gas and returns nothing, and the transaction stays includable, so that its sender pays for the work.
public struct Execute<Verifier: StateTransitionVerifier>: Sendable {
    private let verifier: Verifier
    private let requiredSecurityBits: Int

    /// An EXECUTE for one kind of verifier, which the chain chooses and no caller can.
    ///
    /// - Parameters:
    ///   - verifier: How validity is established.
    ///   - requiredSecurityBits: Provable bits that a proof must have.
    public init(verifier: Verifier, requiredSecurityBits: Int = ExecuteConfiguration().requiredSecurityBits) {
        self.verifier = verifier
        self.requiredSecurityBits = requiredSecurityBits
    }

    /// Runs EXECUTE as the EVM calls a precompile.
    ///
    /// - Parameter call: Input (schema and SSZ), gas, and what the transaction says of its proofs.
    /// - Returns: The 43 bytes and the charge, or the failure; for a traced call with the record of the run, which
    ///   `CallTrace.executeRun` reads.
    public func answer(_ call: PrecompileCall) -> PrecompileAnswer {
        let run = run(input: call.input, gas: call.gas, proofs: call.proofs)
        return PrecompileAnswer(run.precompileOutcome, note: call.isTraced ? ExecuteNote(run) : nil)
    }

    /// Runs EXECUTE and tells everything about it.
    ///
    /// - Parameters:
    ///   - input: Calldata of the call.
    ///   - gas: Gas forwarded to the call.
    ///   - proofs: What the transaction says of its proofs, which its block's import has verified.
    /// - Returns: The run; equal arguments give equal runs.
    public func run(input: [UInt8], gas: UInt64, proofs: TransactionProofs = .none) -> ExecuteRun {
        var run = ExecuteRun(
            inputByteCount: input.count,
            facts: nil,
            gasCharge: nil,
            workGas: 0,
            outcome: .outOfGas(forwarded: gas)
        )
        let claim: Verifier.Claim
        do throws(ExecuteInputError) {
            claim = try verifier.decode(input)
            try verifier.assurance(of: claim).check(requiredBits: requiredSecurityBits)
        } catch {
            run.outcome = .invalidInput(error)
            return run
        }
        run.facts = claim.facts
        let charge = verifier.gasCharge(for: claim, inputByteCount: input.count, proofs: proofs)
        run.gasCharge = charge
        guard charge <= gas else { return run }
        var workGas: UInt64 = 0
        do throws(TransitionFailure) {
            run.outcome = .succeeded(try verifier.verify(claim, proofs: proofs, workGas: &workGas))
        } catch {
            run.outcome = ExecuteOutcome(error)
        }
        run.workGas = workGas
        return run
    }
}
