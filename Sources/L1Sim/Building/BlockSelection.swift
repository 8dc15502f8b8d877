public import Primitives

/// How a builder picks the transactions of a block.
public enum BlockSelection: Hashable, Sendable {
    /// By effective priority fee, then by arrival; each account's in the order of nonces.
    case byTip
    /// These transactions of the pool, in this order, as far as they can be executed.
    case ordered([Bytes32])
    /// None.
    case empty
}
