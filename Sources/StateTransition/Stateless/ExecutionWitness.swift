/// What stateless validation of one block needs of the chain before it (EIP-8025, `ExecutionWitness`).
public struct ExecutionWitness: Hashable, Sendable {
    /// Trie nodes as RLP, of the state and of storages mixed, in any order.
    public var state: [[UInt8]]
    /// Codes of contracts, in any order.
    public var codes: [[UInt8]]
    /// Headers as RLP, oldest first, ending with the block's parent.
    public var headers: [[UInt8]]

    /// Takes whatever a stranger sent: each item is looked up by its hash, and one that is never asked for does no
    /// harm.
    public init(state: [[UInt8]], codes: [[UInt8]], headers: [[UInt8]]) {
        self.state = state
        self.codes = codes
        self.headers = headers
    }
}
