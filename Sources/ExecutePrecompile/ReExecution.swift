public import EVM
public import StateTransition

/// Establishes a state transition by running the block on its witness (EIP-8025, `verify_stateless_new_payload`).
public struct ReExecution: StateTransitionVerifier {
    /// Rules that the chain has chosen.
    public let configuration: ExecuteConfiguration

    /// Re-execution under a chain's rules.
    public init(_ configuration: ExecuteConfiguration = ExecuteConfiguration()) {
        self.configuration = configuration
    }

    /// Decodes the input and checks the L2 rules.
    ///
    /// - Parameter input: Schema and SSZ.
    /// - Returns: The input, whose block was not looked into.
    /// - Throws: `ExecuteInputError`.
    public func decode(_ input: [UInt8]) throws(ExecuteInputError) -> StatelessInput {
        let decoded: StatelessInput
        do throws(StatelessInputError) {
            decoded = try StatelessInput(decoding: input)
        } catch {
            throw .undecodable(error)
        }
        guard decoded.schema == .osaka else { throw .unsupportedSchema(decoded.schema) }
        do throws(L2RuleViolation) {
            try configuration.rules.check(decoded.newPayloadRequest)
        } catch {
            throw .rule(error)
        }
        return decoded
    }

    /// The block is executed.
    public func assurance(of claim: StatelessInput) -> TransitionAssurance { .execution }

    /// The charge under the configured rule.
    public func gasCharge(for claim: StatelessInput, inputByteCount: Int, proofs: TransactionProofs) -> UInt64 {
        let fields = claim.newPayloadRequest.executionPayload.fields
        return configuration.gasRule.charge(
            gasLimit: fields.gasLimit,
            gasUsed: fields.gasUsed,
            inputByteCount: inputByteCount
        )
    }

    /// Runs the block on its witness under the rules of the input's chain, in which EXECUTE itself does not exist
    /// (`StatelessInput.validate`).
    ///
    /// - Throws: `TransitionFailure.invalid`.
    public func verify(
        _ claim: StatelessInput,
        proofs: TransactionProofs,
        workGas: inout UInt64
    ) throws(TransitionFailure) -> StatelessValidationResult {
        let work = WorkMeter()
        defer { workGas &+= work.gas }
        do throws(ValidationFailure) {
            return try claim.validate(root: claim.newPayloadRequest.root(configuration.rootForm)) { work.gas &+= $0 }
        } catch {
            throw .invalid(error)
        }
    }
}

/// Sum of the gas of executed transactions; each is below 2^64 and all fit a block, so the sum cannot wrap in practice.
private final class WorkMeter {
    var gas: UInt64 = 0
}

extension StatelessInput: StateTransitionClaim {
    /// Outline of the payload.
    public var facts: TransitionFacts { TransitionFacts(newPayloadRequest, chainId: chainId) }
}
