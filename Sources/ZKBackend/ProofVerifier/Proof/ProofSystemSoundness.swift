/// What a proof of our own system is worth, round by round, and how large it is.
///
/// The protocol is docs/proof-system.md's: one committed table of all columns, LogUp over one tree of fractions (GKR),
/// one sumcheck that joins constraints and the tree's leaf claims, one claim per column, and WHIR. Prover and verifier
/// take WHIR's configuration from a level, and the verifier of a key refuses a proof whose shape and configuration are
/// worth less than the key's level: `meets(securityBits:)`.
///
/// What the bits rest on: each round's error is proven in the random-oracle model of the interactive oracle proof,
/// given (mutual) correlated agreement of Reed-Solomon codes up to the Johnson bound with BCHKS25's error; Keccak-256
/// is collision-resistant and behaves as a random oracle in Fiat-Shamir, which makes the total the least of the rounds
/// (round-by-round soundness): a prover of T hash calls succeeds with probability at most about T times the largest
/// error. The proof does not hide its witness.
public struct ProofSystemSoundness: Equatable, Sendable {
    /// What the errors and the size depend on beside WHIR's configuration; all are upper bounds, so rounding up is
    /// safe.
    public struct Shape: Equatable, Sendable {
        /// Committed columns of all chips, each with one claim.
        public var columnCount: Int
        /// log2 of the rows of the tallest chip: the variables of the joint sumcheck.
        public var maximumLogHeight: Int
        /// Constraints of all chips.
        public var constraintCount: Int
        /// Largest degree of a constraint, and of the numerator or denominator of a leaf.
        public var maximumDegree: Int
        /// log2 of the leaves of the tree of fractions.
        public var fractionVariableCount: Int
        /// Fractions that the verifier adds for the public values.
        public var publicFractionCount: Int
        /// Most values in a tuple that meets a bus.
        public var maximumTupleLength: Int

        /// Bounds on a run's shape; a greater number never gives more bits.
        public init(
            columnCount: Int,
            maximumLogHeight: Int,
            constraintCount: Int,
            maximumDegree: Int,
            fractionVariableCount: Int,
            publicFractionCount: Int,
            maximumTupleLength: Int
        ) {
            self.columnCount = columnCount
            self.maximumLogHeight = maximumLogHeight
            self.constraintCount = constraintCount
            self.maximumDegree = maximumDegree
            self.fractionVariableCount = fractionVariableCount
            self.publicFractionCount = publicFractionCount
            self.maximumTupleLength = maximumTupleLength
        }
    }

    /// Bits of Keccak-256 against collisions, by the birthday bound: the most that any proof here is worth.
    public static let collisionBits = 128

    /// The statement's shape.
    public var shape: Shape
    /// WHIR's configuration.
    public var whir: WHIRConfiguration

    /// What proofs of that shape are worth when WHIR opens the stacked table under `whir`.
    public init(shape: Shape, whir: WHIRConfiguration) {
        self.shape = shape
        self.whir = whir
    }

    /// The shape with the WHIR configuration that is derived for a level.
    ///
    /// - Parameters:
    ///   - securityBits: level of every round; at most 128, Keccak-256's.
    ///   - shape: the statement's shape.
    ///   - logSize: log2 of the stacked table.
    ///   - queryGrindingBits: proof-of-work bits before the queries to each codeword.
    /// - Returns: Shape and configuration, which together meet the level.
    /// - Throws: `WHIRConfiguration.Invalid` when the sizes are out of range or the level is out of reach.
    public static func derive(
        securityBits: Int,
        shape: Shape,
        logSize: Int,
        queryGrindingBits: Int = 16
    ) throws(WHIRConfiguration.Invalid) -> ProofSystemSoundness {
        let whir = try WHIRConfiguration.derive(
            securityBits: securityBits,
            logSize: logSize,
            queryGrindingBits: queryGrindingBits
        )
        let soundness = ProofSystemSoundness(shape: shape, whir: whir)
        guard soundness.meets(securityBits: securityBits) else { throw .levelOutOfReach(securityBits: securityBits) }
        return soundness
    }

    /// Every round's error, in the order of the protocol.
    ///
    /// Two entries have error 0 and are listed so that nobody looks for them: what the verifier computes itself.
    public func report() -> SoundnessReport {
        let opening = whir.soundness().rounds
        var report = SoundnessReport()
        // The samples right after the first commitment single out one polynomial of the list, so that the rounds up to
        // the column claims are about that one and carry no list size.
        add(opening.prefix(1), to: &report)
        addBuses(to: &report)
        addConstraints(to: &report)
        addColumns(to: &report)
        add(opening.dropFirst(), to: &report)
        report.add(
            "Keccak-256",
            formula: "2^-(256/2), assumed: no collision of leaves, nodes or transcripts",
            error: powerOfTwo(-Self.collisionBits)
        )
        return report
    }

    /// Whether every round is worth at least that many bits; what a verifier asks before it looks at a proof.
    public func meets(securityBits: Int) -> Bool {
        report().meets(securityBits: securityBits)
    }

    private func add(_ rounds: some Sequence<SoundnessReport.Round>, to report: inout SoundnessReport) {
        for round in rounds {
            report.add(
                "WHIR \(round.name)",
                formula: round.formula,
                error: round.error,
                grindingBits: round.grindingBits
            )
        }
    }

    /// LogUp's challenges and the tree of fractions.
    private func addBuses(to report: inout SoundnessReport) {
        let variables = Double(shape.fractionVariableCount)
        // The sum's numerator is a polynomial in alpha and beta of total degree below fractions * tuple length.
        // A leaf is the sum of two of them at most.
        report.add(
            "LogUp alpha, beta",
            formula: "(2 * 2^\(shape.fractionVariableCount) + \(shape.publicFractionCount)) fractions"
                + " * \(shape.maximumTupleLength) values / |K|",
            error: (2 * powerOfTwo(shape.fractionVariableCount) + Double(shape.publicFractionCount))
                * Double(max(shape.maximumTupleLength, 1)) / fieldSize
        )
        report.add(
            "public values, program",
            formula: "0: the verifier computes their fractions and columns itself",
            error: 0
        )
        // Layer k has k sumcheck rounds, of degree 3 with the equality factor; lambda and the line to the next layer
        // are linear.
        report.add(
            "LogUp-GKR",
            formula: "sum over layers k < \(shape.fractionVariableCount) of (3k + 2) / |K|",
            error: variables * (3 * variables + 1) / 2 / fieldSize
        )
        report.add(
            "leaf batching",
            formula: "(2 leaf claims - 1) / |K|",
            error: 1 / fieldSize
        )
        report.add(
            "slice sumcheck",
            formula: "\(sliceVariableCount) variables * degree 2 / |K|",
            error: 2 * Double(sliceVariableCount) / fieldSize
        )
    }

    /// The zerocheck of all chips, which takes its point from GKR, with GKR's claims on the leaves.
    private func addConstraints(to report: inout SoundnessReport) {
        report.add(
            "zerocheck point",
            formula: "\(shape.maximumLogHeight) variables / |K|",
            error: Double(shape.maximumLogHeight) / fieldSize
        )
        report.add(
            "constraint batching",
            formula: "(\(shape.constraintCount) constraints + 1 claim on rows - 1) / |K|",
            error: Double(shape.constraintCount) / fieldSize
        )
        report.add(
            "joint sumcheck",
            formula: "\(shape.maximumLogHeight) variables * (degree \(shape.maximumDegree) + 1) / |K|",
            error: Double(shape.maximumLogHeight) * (Double(shape.maximumDegree) + 1) / fieldSize
        )
    }

    /// The claims on the columns: only the polynomial that answers for the commitment can make all of them true.
    private func addColumns(to report: inout SoundnessReport) {
        report.add(
            "column batching",
            formula: "(\(shape.columnCount) columns - 1) / |K|",
            error: max(Double(shape.columnCount) - 1, 0) / fieldSize
        )
    }

    /// Rounds of the slice sumcheck.
    var sliceVariableCount: Int { LeafLayout.sliceVariableCount(logHeight: shape.maximumLogHeight) }

    private var fieldSize: Double { ChallengeField.goldilocksCubic.size }
}
