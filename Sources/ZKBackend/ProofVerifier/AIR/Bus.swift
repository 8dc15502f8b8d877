/// Multiset of tuples of one length in which everything sent must be received.
package struct Bus: Hashable, Sendable {
    /// Number in fingerprints: 1 or more, and no other bus of the machine has it.
    package let id: Int
    /// Name in reports.
    package let name: String
    /// Length of every tuple.
    package let arity: Int

    /// A bus; the machine that lists it checks number and length.
    package init(id: Int, name: String, arity: Int) {
        self.id = id
        self.name = name
        self.arity = arity
    }
}
