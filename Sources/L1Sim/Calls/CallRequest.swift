public import EVM
public import Primitives

/// Message to run without a transaction.
public struct CallRequest: Hashable, Sendable {
    /// Caller.
    public var from: Address
    /// Called account; nil to run `data` as init code.
    public var to: Address?
    /// Wei sent along; the caller must have it.
    public var value: UInt256
    /// Calldata or init code.
    public var data: [UInt8]
    /// Gas to run with; nil for the block's limit.
    public var gasLimit: UInt64?

    /// A message; what is left out is empty, or as great as it can be.
    public init(
        from: Address = .zero,
        to: Address?,
        value: UInt256 = .zero,
        data: [UInt8] = [],
        gasLimit: UInt64? = nil
    ) {
        self.from = from
        self.to = to
        self.value = value
        self.data = data
        self.gasLimit = gasLimit
    }
}

/// What came of a call; nothing of it is on the chain.
public struct CallOutcome: Sendable {
    /// How it ended, with what it returned.
    public let status: TransactionStatus
    /// Gas that execution used, before refunds and without what a transaction pays up front, in gas.
    public let gasUsed: UInt64
    /// Logs it would have emitted.
    public let logs: [Log]
    /// Calls it made; inputs and outputs are cut at 4,096 bytes.
    public let callTree: CallTrace

    /// Whether it ran to its end.
    public var succeeded: Bool { status.isSuccess }

    /// Returned bytes; none after a halt.
    public var output: [UInt8] { status.output }

    /// The innermost frame that failed, when the call failed.
    public var failure: FailedFrame? { succeeded ? nil : FailedFrame(innermostOf: callTree) }
}
