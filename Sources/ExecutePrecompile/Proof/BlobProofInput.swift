public import Primitives
public import StateTransition

/// EXECUTE's input in proof mode when the transactions are in blobs of the calling transaction. `[SIM]`
///
/// `0x12f2 || {new_payload_request_header, verification_keys, chain_id, execution_requests}`. The header form names the
/// versioned hashes of the blobs, which hold the transactions alone (EIP-8142); the requests are few and stay here, for
/// those who derive the L2 (docs/decisions/0060-blobs-that-hold-a-payload.md).
public struct BlobProofInput: Hashable, Sendable {
    /// The two bytes that open the input.
    public static let schemaId: UInt16 = 0x12f2

    /// What is proved valid, with the hashes of the blobs.
    public var header: NewPayloadRequestHeader
    /// Hashes of verification keys, each of which a proof of the transaction must have been made for.
    public var verificationKeyHashes: [Bytes32]
    /// Chain whose transactions the block may hold.
    public var chainId: UInt64
    /// Requests that the block's execution produces; their root is the header form's.
    public var executionRequests: ExecutionRequests

    /// The input for a block whose transactions are in blobs of these hashes.
    public init(
        request: NewPayloadRequest,
        blobVersionedHashes: [Bytes32],
        verificationKeyHashes: [Bytes32],
        chainId: UInt64
    ) {
        header = request.header
        header.versionedHashes = blobVersionedHashes
        self.verificationKeyHashes = verificationKeyHashes
        self.chainId = chainId
        executionRequests = request.executionRequests
    }

    /// What blobs must hold for the input to be complete, under a chain's rules for L2 blocks.
    public func blobStatement(under rules: L2Rules) -> PayloadBlobStatement {
        PayloadBlobStatement(
            transactionsRoot: header.executionPayload.transactionsRoot,
            versionedHashes: header.versionedHashes,
            allowedTransactionTypes: rules.allowedTransactionTypes
        )
    }

    /// What EXECUTE returns: the root commits to the blobs' hashes too.
    public func result(_ form: RootForm) -> StatelessValidationResult { result(of: header, form) }

    /// The statement that a transaction must depend on, which is about the block alone: what the guest has proved does
    /// not hang on where the transactions are published.
    public var publicInputRoot: Bytes32 {
        var proved = header
        proved.versionedHashes = []
        return result(of: proved, .executionSpecs).root(.executionSpecs)
    }

    private func result(of header: NewPayloadRequestHeader, _ form: RootForm) -> StatelessValidationResult {
        StatelessValidationResult(
            newPayloadRequestRoot: header.root(form),
            successfulValidation: true,
            chainId: chainId,
            schemaId: InputSchema.osaka.rawValue
        )
    }

    /// The request with the transactions that blobs hold, as L2 nodes execute it.
    public func request(_ body: PayloadBody) -> NewPayloadRequest {
        NewPayloadRequest(
            executionPayload: ExecutionPayload(
                fields: header.executionPayload.fields,
                transactions: body.transactions,
                withdrawals: []
            ),
            versionedHashes: [],
            parentBeaconBlockRoot: header.parentBeaconBlockRoot,
            executionRequests: executionRequests
        )
    }
}

/// EXECUTE's input in proof mode, by where the transactions are.
public enum ProofClaim: Hashable, Sendable {
    /// In the input.
    case calldata(ProofInput)
    /// In blobs.
    case blobs(BlobProofInput)

    /// Reads an input of either form.
    ///
    /// - Parameter bytes: Hostile bytes.
    /// - Throws: `ProofInputError`.
    public init(decoding bytes: [UInt8]) throws(ProofInputError) {
        if bytes.starts(with: InputSchema.bytes(of: BlobProofInput.schemaId)) {
            self = .blobs(try BlobProofInput(decoding: bytes))
        } else {
            self = .calldata(try ProofInput(decoding: bytes))
        }
    }

    /// Hashes of verification keys, each of which a proof of the transaction must have been made for.
    public var verificationKeyHashes: [Bytes32] {
        switch self {
        case .calldata(let input): input.verificationKeyHashes
        case .blobs(let input): input.verificationKeyHashes
        }
    }

    /// The statement that a transaction must depend on.
    public var publicInputRoot: Bytes32 {
        switch self {
        case .calldata(let input): input.publicInputRoot
        case .blobs(let input): input.publicInputRoot
        }
    }

    /// The input as EXECUTE reads it.
    public var encoded: [UInt8] {
        switch self {
        case .calldata(let input): input.encoded
        case .blobs(let input): input.encoded
        }
    }

    /// Versioned hashes of the blobs that hold the transactions; none where the input holds them.
    public var blobVersionedHashes: [Bytes32] {
        switch self {
        case .calldata: []
        case .blobs(let input): input.header.versionedHashes
        }
    }

    /// What EXECUTE returns.
    func result(_ form: RootForm) -> StatelessValidationResult {
        switch self {
        case .calldata(let input): input.result(form)
        case .blobs(let input): input.result(form)
        }
    }

    /// Checks the block against the rules for L2 blocks, as far as the input tells; types of transactions in blobs are
    /// checked where the blobs are.
    func check(_ rules: L2Rules) throws(L2RuleViolation) {
        switch self {
        case .calldata(let input):
            try rules.check(input.request)
        case .blobs(let input):
            try rules.check(
                fields: input.header.executionPayload.fields,
                requestCount: input.executionRequests.count
            )
        }
    }
}
