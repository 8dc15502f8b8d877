/// Where keys and proofs of batches are kept between runs, by the names of their files.
///
/// Nobody need trust it: what is read is checked, and made anew when it is not what it should be.
package protocol BatchProofStore: Sendable {
    /// The file of a name; nil when there is none, or when it has more than `byteLimit` bytes.
    func load(_ name: String, upTo byteLimit: Int) -> [UInt8]?
    /// Keeps a file in place of what is there, or does nothing when it cannot.
    func save(_ bytes: [UInt8], as name: String)
    /// Is told that a file is not used, for a reason, and that what it should hold is made anew.
    func refuse(_ name: String, because reason: String)
}

/// A store that keeps nothing.
package struct NoBatchProofStore: BatchProofStore {
    /// The store, which needs nothing.
    package init() {}

    package func load(_ name: String, upTo byteLimit: Int) -> [UInt8]? { nil }
    package func save(_ bytes: [UInt8], as name: String) {}
    package func refuse(_ name: String, because reason: String) {}
}
