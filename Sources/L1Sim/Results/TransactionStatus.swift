public import EVM

/// How an included transaction, or a call, ended; the fee is due in every case.
public enum TransactionStatus: Equatable, Sendable {
    /// Ran to its end and returned these bytes.
    case succeeded(output: [UInt8])
    /// Undid its changes, gave back the remaining gas and returned these bytes.
    case reverted(output: [UInt8])
    /// Undid its changes and consumed all gas.
    case halted(HaltReason)

    /// Whether it ran to its end.
    public var isSuccess: Bool {
        if case .succeeded = self { true } else { false }
    }

    /// Returned bytes; none after a halt.
    public var output: [UInt8] {
        switch self {
        case .succeeded(let output), .reverted(let output): output
        case .halted: []
        }
    }

    init(_ status: ExecutionResult.Status, output: [UInt8]) {
        switch status {
        case .success: self = .succeeded(output: output)
        case .revert: self = .reverted(output: output)
        case .halt(let reason): self = .halted(reason)
        }
    }
}

/// What is known of a transaction that was admitted to the pool, or came in a block.
public enum TransactionFate: Sendable {
    /// It waits in the pool.
    case pending
    /// A block of the chain includes it.
    case included(TransactionRecord)
    /// It left the pool and is in no block.
    case dropped(DropReason)
}
