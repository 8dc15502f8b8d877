import Primitives

/// What was read from a database: enough to do the same again, and no more.
public struct StateWitness: Hashable, Sendable {
    /// Nodes of the state trie and of storage tries as RLP, sorted bytewise, each once.
    public var state: [[UInt8]]
    /// Codes, sorted bytewise, each once; those that the block itself deployed are not among them.
    public var codes: [[UInt8]]

    /// Takes the lists as they are; order and repetition are the caller's.
    public init(state: [[UInt8]], codes: [[UInt8]]) {
        self.state = state
        self.codes = codes
    }
}

extension WorldState {
    /// The nodes and codes that were read from the database so far (EIP-8025, `ExecutionWitness`).
    ///
    /// Complete when taken after `computeRoot` or `commit`, which may read siblings that take a branch's place. Empty
    /// unless the state was opened with `recordsWitness`.
    public func witness() -> StateWitness {
        guard trie.recordsReads else { return StateWitness(state: [], codes: []) }
        return StateWitness(
            state: sorted(Set(trie.nodesRead).compactMap { database.node($0) }),
            codes: sorted(codes.indices.filter { codeSources[$0].wasRead }.map { codes[$0] })
        )
    }

    private func sorted(_ items: [[UInt8]]) -> [[UInt8]] {
        items.sorted { $0.lexicographicallyPrecedes($1) }
    }
}
