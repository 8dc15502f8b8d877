public import EVM
public import Primitives

/// Frame of a call in which a failure began.
public struct FailedFrame: Equatable, Sendable {
    /// Calls between the transaction's own frame, which has depth 0, and this one.
    public let depth: Int
    /// Account whose code, or precompiled contract, ran.
    public let address: Address
    /// How it ended: reverted or halted.
    public let status: TransactionStatus
    /// Gas that it had, in gas.
    public let gas: UInt64
    /// Gas that it used up, in gas.
    public let gasUsed: UInt64

    /// Follows the last failing call inside each failing frame: what came of the calls before it did not end the run.
    init(innermostOf root: CallTrace) {
        var frame = root
        var depth = 0
        while let inner = frame.children.last(where: { $0.status != .success }) {
            frame = inner
            depth += 1
        }
        self.depth = depth
        address = frame.to
        status = TransactionStatus(frame.status, output: frame.output)
        gas = frame.gas
        gasUsed = frame.gasUsed
    }

    /// Why the frame halted, or nil when it reverted.
    public var haltReason: HaltReason? {
        if case .halted(let reason) = status { reason } else { nil }
    }
}
