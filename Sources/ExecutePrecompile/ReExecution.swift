import EVM
import Primitives
import StateTransition

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
    public func gasCharge(for claim: StatelessInput, inputByteCount: Int) -> UInt64 {
        let fields = claim.newPayloadRequest.executionPayload.fields
        return configuration.gasRule.charge(
            gasLimit: fields.gasLimit,
            gasUsed: fields.gasUsed,
            inputByteCount: inputByteCount
        )
    }

    /// Runs the block under Osaka's rules for the input's chain id, in which EXECUTE itself does not exist.
    ///
    /// What the request alone can show comes before the witness, so that a forged block hash costs no header decoding;
    /// EIP-8025 has the witness headers first, which changes the reason that is reported and never the verdict.
    ///
    /// `[SIM]`: code at the system contracts' addresses must be the published one. The caller chooses the pre-state, and
    /// the protocol's four calls of 30,000,000 gas each are in no published price.
    ///
    /// - Throws: `ValidationFailure`.
    public func verify(
        _ claim: StatelessInput,
        workGas: inout UInt64
    ) throws(ValidationFailure) -> StatelessValidationResult {
        let request = claim.newPayloadRequest
        let root = request.root(configuration.rootForm)
        let block = request.block
        guard block.hash == request.executionPayload.fields.blockHash else {
            throw .wrongBlockHash(claimed: request.executionPayload.fields.blockHash, rebuilt: block.hash)
        }
        try checkVersionedHashes(request)
        let work = WorkMeter()
        defer { workGas &+= work.gas }
        let validator = StatelessValidator(
            configuration: .osaka(chainId: claim.chainId),
            precompiles: { PrecompileTable(fork: $0) },
            requiresPublishedSystemContracts: true,
            onTransaction: { work.gas &+= $0 }
        )
        do throws(StatelessValidationError) {
            _ = try validator.validate(block, witness: claim.witness, publicKeys: claim.publicKeys)
        } catch {
            throw .invalid(error)
        }
        return StatelessValidationResult(
            newPayloadRequestRoot: root,
            successfulValidation: true,
            chainId: claim.chainId,
            schemaId: claim.schema.rawValue
        )
    }

    /// Compares the request's blob hashes with those of the blob transactions (EIP-4844, engine API).
    private func checkVersionedHashes(_ request: NewPayloadRequest) throws(ValidationFailure) {
        var expected: [Bytes32] = []
        for (index, bytes) in request.executionPayload.transactions.enumerated()
        where bytes.first == TransactionType.blob.rawValue {
            do throws(InvalidTransaction) {
                expected += try Transaction(decoding: bytes).blobVersionedHashes
            } catch {
                throw .invalid(.invalid(.transaction(index: index, error)))
            }
        }
        guard expected == request.versionedHashes else {
            throw .wrongVersionedHashes(expected: expected.count, got: request.versionedHashes.count)
        }
    }
}

/// Sum of the gas of executed transactions; each is below 2^64 and all fit a block, so the sum cannot wrap in practice.
private final class WorkMeter {
    var gas: UInt64 = 0
}

extension StatelessInput: StateTransitionClaim {
    /// Outline of the payload.
    public var facts: TransitionFacts {
        let payload = newPayloadRequest.executionPayload
        return TransitionFacts(
            chainId: chainId,
            blockNumber: payload.fields.blockNumber,
            blockHash: payload.fields.blockHash,
            parentHash: payload.fields.parentHash,
            stateRoot: payload.fields.stateRoot,
            timestamp: payload.fields.timestamp,
            anchor: newPayloadRequest.parentBeaconBlockRoot,
            gasLimit: payload.fields.gasLimit,
            claimedGasUsed: payload.fields.gasUsed,
            transactionCount: payload.transactions.count
        )
    }
}
