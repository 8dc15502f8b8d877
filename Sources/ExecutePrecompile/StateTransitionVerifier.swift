public import EVM
public import Primitives
public import StateTransition

/// Decides whether a claimed L2 state transition is valid.
///
/// EXECUTE knows no more than this of how validity is established: `ReExecution` runs the block; a proof mode checks a
/// proof of the same statement and returns the same 43 bytes, so that a chain treats both alike.
public protocol StateTransitionVerifier: Sendable {
    /// What the verifier reads from EXECUTE's input.
    associatedtype Claim: StateTransitionClaim

    /// Reads the input and checks everything that is cheap: format, bounds, L2 rules.
    ///
    /// Runs before gas is charged, so its work must be linear in the input with a small constant.
    ///
    /// - Parameter input: Hostile bytes.
    /// - Returns: The claim, to be charged for and verified.
    /// - Throws: `ExecuteInputError`.
    func decode(_ input: [UInt8]) throws(ExecuteInputError) -> Claim

    /// What an established claim rests on; a chain that asks for more refuses the claim unread.
    func assurance(of claim: Claim) -> TransitionAssurance

    /// Gas charged before `verify` starts.
    func gasCharge(for claim: Claim, inputByteCount: Int, proofs: TransactionProofs) -> UInt64

    /// Establishes the claim.
    ///
    /// - Parameters:
    ///   - claim: What `decode` has read.
    ///   - proofs: What the transaction that calls says of its proofs, which the block's import has verified.
    ///   - workGas: Raised by the L2 gas that is executed, also when the claim turns out false.
    /// - Returns: What EXECUTE returns.
    /// - Throws: `TransitionFailure` when the claim is false or cannot be established: fails closed.
    func verify(
        _ claim: Claim,
        proofs: TransactionProofs,
        workGas: inout UInt64
    ) throws(TransitionFailure) -> StatelessValidationResult
}

/// A claimed state transition.
public protocol StateTransitionClaim: Sendable {
    /// What the claim says of the block.
    var facts: TransitionFacts { get }
}

/// Outline of a claimed block, for records and reports.
public struct TransitionFacts: Hashable, Sendable {
    /// Chain of the block.
    public var chainId: UInt64
    /// Height.
    public var blockNumber: UInt64
    /// Claimed hash of the header.
    public var blockHash: Bytes32
    /// Hash of the parent's header.
    public var parentHash: Bytes32
    /// Claimed root of the state after the block.
    public var stateRoot: Bytes32
    /// Seconds since the epoch.
    public var timestamp: UInt64
    /// Value that stands for L1 in the block: `parent_beacon_block_root`.
    public var anchor: Bytes32
    /// Gas limit of the block.
    public var gasLimit: UInt64
    /// Gas that the block claims to use.
    public var claimedGasUsed: UInt64
    /// Number of transactions; nil where blobs hold them.
    public var transactionCount: Int?

    /// Takes the facts as the request claims them, before anything is verified.
    public init(_ request: NewPayloadRequest, chainId: UInt64) {
        self.init(
            request.executionPayload.fields,
            anchor: request.parentBeaconBlockRoot,
            chainId: chainId,
            transactionCount: request.executionPayload.transactions.count
        )
    }

    /// Takes the facts as the header form of a request claims them, whose transactions are in blobs.
    public init(_ header: NewPayloadRequestHeader, chainId: UInt64) {
        self.init(
            header.executionPayload.fields,
            anchor: header.parentBeaconBlockRoot,
            chainId: chainId,
            transactionCount: nil
        )
    }

    private init(_ fields: ExecutionPayloadFields, anchor: Bytes32, chainId: UInt64, transactionCount: Int?) {
        self.chainId = chainId
        blockNumber = fields.blockNumber
        blockHash = fields.blockHash
        parentHash = fields.parentHash
        stateRoot = fields.stateRoot
        timestamp = fields.timestamp
        self.anchor = anchor
        gasLimit = fields.gasLimit
        claimedGasUsed = fields.gasUsed
        self.transactionCount = transactionCount
    }
}

/// Why an input is refused before gas is charged: `ExecuteInvalidInput`.
public enum ExecuteInputError: Error, Equatable, Sendable {
    /// The bytes are not an input of a known schema.
    case undecodable(StatelessInputError)
    /// The bytes are not an input of proof mode.
    case proofInput(ProofInputError)
    /// The schema's fork is not one whose rules can be executed.
    case unsupportedSchema(InputSchema)
    /// The block holds what an L2 block may not hold.
    case rule(L2RuleViolation)
    /// The claim comes with a proof of fewer provable bits than the chain requires.
    case assurance(required: Int, got: Int)
    /// The keys that the claim names do not make the chain's quorum.
    case quorum(ProofQuorumError)
}
