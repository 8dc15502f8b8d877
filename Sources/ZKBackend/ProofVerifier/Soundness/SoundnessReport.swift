/// Security of an interactive proof, round by round: the whole is as strong as its weakest round.
public struct SoundnessReport: Sendable {
    /// One round's error and what it comes from.
    public struct Round: Sendable {
        /// What the round checks.
        public var name: String
        /// Formula of its soundness error.
        public var formula: String
        /// Its soundness error, before grinding.
        public var error: Double
        /// Proof-of-work bits ground in it.
        public var grindingBits: Int

        /// -log2 of the error, grinding included.
        public var bits: Double { securityBits(error) + Double(grindingBits) }

        /// Whether the error, grinding included, is at most 2^-securityBits; decided without a logarithm.
        public func meets(securityBits: Int) -> Bool {
            error <= powerOfTwo(grindingBits - min(max(securityBits, 0), 1_000))
        }
    }

    /// The rounds in the order of the protocol.
    public private(set) var rounds: [Round] = []

    /// A report of no rounds, which meets no level yet.
    public init() {}

    /// Adds a round by its soundness error and the proof-of-work bits ground in it.
    public mutating func add(_ name: String, formula: String, error: Double, grindingBits: Int = 0) {
        rounds.append(Round(name: name, formula: formula, error: error, grindingBits: grindingBits))
    }

    /// Adds another report's rounds, each name after `prefix`.
    public mutating func add(_ report: SoundnessReport, prefix: String = "") {
        for round in report.rounds {
            add(prefix + round.name, formula: round.formula, error: round.error, grindingBits: round.grindingBits)
        }
    }

    /// Provable bits of the whole: the least of all rounds; nil without rounds.
    public var totalBits: Double? { rounds.map(\.bits).min() }

    /// Bits of the sum of all rounds' errors: against an adversary who may win any of them; nil without rounds.
    public var unionBits: Double? {
        rounds.isEmpty ? nil : securityBits(rounds.reduce(0) { $0 + $1.error * powerOfTwo(-$1.grindingBits) })
    }

    /// Whether there are rounds, and each is worth at least that many bits.
    public func meets(securityBits: Int) -> Bool {
        !rounds.isEmpty && rounds.allSatisfy { $0.meets(securityBits: securityBits) }
    }
}
