import EVM
public import StateTransition

/// How one call of EXECUTE ended.
public enum ExecuteOutcome: Equatable, Sendable {
    /// The block is valid; the call returned the result's 43 bytes.
    case succeeded(StatelessValidationResult)
    /// `ExecuteInvalidInput`: refused before the charge.
    case invalidInput(ExecuteInputError)
    /// The forwarded gas does not cover the charge; nothing was validated.
    case outOfGas(forwarded: UInt64)
    /// `ExecuteValidationFailed`: refused after the charge.
    case validationFailed(ValidationFailure)
    /// `ExecuteUnproved`: refused after the charge.
    case unproved(UnprovedStatement)

    init(_ failure: TransitionFailure) {
        switch failure {
        case .invalid(let failure): self = .validationFailed(failure)
        case .unproved(let statement): self = .unproved(statement)
        }
    }
}

/// Record of one call of EXECUTE: what the caller cannot see on chain, for reports.
public struct ExecuteRun: Equatable, Sendable {
    /// Bytes of the input, the schema's two included.
    public var inputByteCount: Int
    /// Outline of the claimed block, nil when the input was refused.
    public var facts: TransitionFacts?
    /// Gas that the call costs, nil when the input was refused.
    public var gasCharge: UInt64?
    /// L2 gas that was executed, up to the failure if there was one.
    public var workGas: UInt64
    /// How the call ended.
    public var outcome: ExecuteOutcome

    /// A record of one run, made where the run ends.
    public init(
        inputByteCount: Int,
        facts: TransitionFacts?,
        gasCharge: UInt64?,
        workGas: UInt64,
        outcome: ExecuteOutcome
    ) {
        self.inputByteCount = inputByteCount
        self.facts = facts
        self.gasCharge = gasCharge
        self.workGas = workGas
        self.outcome = outcome
    }

    /// Whether validation was started, that is, the charge was covered.
    public var startedValidation: Bool {
        switch outcome {
        case .succeeded, .validationFailed, .unproved: true
        case .invalidInput, .outOfGas: false
        }
    }

    /// What the caller sees of the run.
    var precompileOutcome: PrecompileOutcome {
        switch outcome {
        case .succeeded(let result):
            // A run that succeeds has been charged.
            .success(output: result.encoded, gasUsed: gasCharge ?? .max)
        case .invalidInput:
            .failure(.extensionFailure(code: ExecuteFailureCode.invalidInput.rawValue))
        case .outOfGas:
            .failure(.outOfGas)
        case .validationFailed:
            .failure(.extensionFailure(code: ExecuteFailureCode.validationFailed.rawValue))
        case .unproved:
            .failure(.extensionFailure(code: ExecuteFailureCode.unproved.rawValue))
        }
    }
}
