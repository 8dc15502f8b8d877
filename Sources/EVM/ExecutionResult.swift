public import Primitives

/// What a top-level message came to.
public struct ExecutionResult: Hashable, Sendable {
    /// How execution ended.
    public enum Status: Hashable, Sendable {
        /// Stopped or returned.
        case success
        /// Stopped by REVERT (EIP-140): no effects, unused gas is kept.
        case revert
        /// Stopped exceptionally: no effects.
        case halt(HaltReason)
    }

    /// How execution ended.
    public var status: Status
    /// Return data, the reason of a revert, or the code of a created contract.
    public var output: [UInt8]
    /// Gas that was not used.
    public var gasLeft: UInt64
    /// Gas refund counter before any cap (EIP-3529), zero unless successful.
    public var refund: UInt64
    /// Log entries in order, none unless successful.
    public var logs: [Log]
    /// The contract that was made by a successful creation.
    public var createdAddress: Address?
    /// How many blocks back BLOCKHASH was answered with a hash, at most.
    ///
    /// Reverted frames count too: a witness needs as many headers.
    public var ancestorsRead: Int

    /// A result whose parts agree: what is zero or empty unless successful is the caller's to keep so.
    public init(
        status: Status,
        output: [UInt8],
        gasLeft: UInt64,
        refund: UInt64,
        logs: [Log],
        createdAddress: Address?,
        ancestorsRead: Int = 0
    ) {
        self.status = status
        self.output = output
        self.gasLeft = gasLeft
        self.refund = refund
        self.logs = logs
        self.createdAddress = createdAddress
        self.ancestorsRead = ancestorsRead
    }

    /// Whether execution ended normally.
    public var isSuccess: Bool { status == .success }
}
