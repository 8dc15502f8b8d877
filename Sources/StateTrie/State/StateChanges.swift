public import Primitives

/// What a state has that the database which it was opened in lacks.
public struct StateChanges: Sendable {
    /// Root of the state.
    public let stateRoot: Bytes32
    /// Trie nodes.
    let nodes: NewNodes
    /// Codes by their hashes.
    let codes: [Bytes32: [UInt8]]
}
