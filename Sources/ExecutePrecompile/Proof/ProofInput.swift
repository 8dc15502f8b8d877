public import Primitives
public import StateTransition

/// EXECUTE's input in proof mode: the request's header form, the keys under which it is proved, and the lists that the
/// header form has replaced by roots. `[SIM]`
///
/// Schema and SSZ, as of `StatelessInput`: `0x12f1 || {new_payload_request_header, verification_keys, chain_id, body}`,
/// the body being `{transactions, execution_requests}`. What is left out is the witness. The body is there for those
/// who derive the L2 from L1's data, and must have the header form's roots
/// (docs/decisions/0043-proofs-beside-the-block.md).
public struct ProofInput: Hashable, Sendable {
    /// The two bytes that open the input.
    public static let schemaId: UInt16 = 0x12f1
    /// Most keys that an input may name.
    public static let keyLimit = 8

    /// What is proved valid.
    public var request: NewPayloadRequest
    /// Hashes of verification keys, each of which a proof of the transaction must have been made for.
    public var verificationKeyHashes: [Bytes32]
    /// Chain whose transactions the block may hold.
    public var chainId: UInt64

    /// Names a statement and the keys that it is proved under; withdrawals of the request are not encoded.
    public init(request: NewPayloadRequest, verificationKeyHashes: [Bytes32], chainId: UInt64) {
        self.request = request
        self.verificationKeyHashes = verificationKeyHashes
        self.chainId = chainId
    }

    /// What the guest puts out for a valid block: the public values of its proof.
    ///
    /// - Parameter form: Merkleization of the request's root; a proof's is `RootForm.executionSpecs`.
    /// - Returns: The 43 bytes' content, with the schema of re-execution, so that both modes answer alike.
    public func result(_ form: RootForm) -> StatelessValidationResult {
        StatelessValidationResult(
            newPayloadRequestRoot: request.root(form),
            successfulValidation: true,
            chainId: chainId,
            schemaId: InputSchema.osaka.rawValue
        )
    }

    /// The statement that a transaction must depend on: the root of the 43 bytes that the guest puts out.
    public var publicInputRoot: Bytes32 { result(.executionSpecs).root(.executionSpecs) }
}

/// Why bytes are not an input of proof mode.
public enum ProofInputError: Error, Equatable, Sendable {
    /// They are not schema and SSZ of the type.
    case undecodable(StatelessInputError)
    /// The transactions do not have the root that the header form names.
    case wrongTransactionsRoot(expected: Bytes32, got: Bytes32)
    /// The requests do not have the root that the header form names.
    case wrongRequestsRoot(expected: Bytes32, got: Bytes32)
    /// The header form names withdrawals, of which an L2 has none and the body no room.
    case withdrawals(root: Bytes32)
    /// The form whose transactions are in blobs names no blob.
    case noBlobs
}

extension ProofInputError: CustomStringConvertible {
    /// What is wrong, in one line.
    public var description: String {
        switch self {
        case .undecodable(let error): error.description
        case .wrongTransactionsRoot(let expected, let got):
            "the header form names transactions root \(expected.hex), the body's is \(got.hex)"
        case .wrongRequestsRoot(let expected, let got):
            "the header form names requests root \(expected.hex), the body's is \(got.hex)"
        case .withdrawals(let root): "withdrawals must be empty on L2, but their root is \(root.hex)"
        case .noBlobs: "the transactions must be in blobs, but none is named"
        }
    }
}
