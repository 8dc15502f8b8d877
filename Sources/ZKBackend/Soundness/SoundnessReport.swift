/// Security of an interactive proof, round by round: the whole is as strong as its weakest round.
public struct SoundnessReport: Sendable {
    /// One round's name and its provable bits.
    public struct Round: Sendable {
        /// What the round checks.
        public var name: String
        /// -log2 of its soundness error, grinding included.
        public var bits: Double
    }

    /// The rounds in the order of the protocol.
    public private(set) var rounds: [Round] = []

    /// Starts without rounds.
    public init() {}

    /// Adds a round by its soundness error and the proof-of-work bits ground in it.
    public mutating func add(_ name: String, error: Double, grindingBits: Int = 0) {
        rounds.append(Round(name: name, bits: securityBits(error) + Double(grindingBits)))
    }

    /// Provable bits of the whole: the least of all rounds; nil without rounds.
    public var totalBits: Double? { rounds.map(\.bits).min() }
}
