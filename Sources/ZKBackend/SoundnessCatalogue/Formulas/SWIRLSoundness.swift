public import ProofVerifier

/// SWIRL, the proof system of OpenVM 2: traces stacked into one WHIR, with LogUp-GKR and a zerocheck.
///
/// The rounds beside WHIR follow soundcalc, which divides their errors by the list size of the first code although a
/// list can only multiply them. That is reproduced here for comparison with its published values, which are rounded to
/// a tenth of a bit; our own system (`ProofSystemSoundness`) does not do so.
public struct SWIRLParameters: Sendable {
    /// Degree of the zerocheck's constraints.
    static let zerocheckDegree = 4.0

    /// WHIR over the stacked columns.
    public var whir: WHIRParameters
    /// log2 of the rows that the zerocheck's first, univariate round covers.
    public var skippedVariableCount: Int
    /// Decoding radius of the analysis.
    public var radius: ProximityRegime.Radius
    /// Most constraints of an AIR.
    public var maximumConstraintCount: Int
    /// AIRs.
    public var airCount: Int
    /// log2 of the rows of the tallest trace.
    public var maximumLogTraceHeight: Int
    /// Columns of all traces.
    public var traceColumnCount: Int
    /// Bound on the interactions of all traces.
    public var maximumInteractionCount: Int
    /// log2 of the most values in a message.
    public var logMaximumMessageLength: Int
    /// Proof-of-work bits before LogUp's challenges.
    public var logUpGrindingBits: Int

    /// Parameters of one SWIRL proof; counts and maxima are over all AIRs, and nothing is checked.
    public init(
        whir: WHIRParameters,
        skippedVariableCount: Int,
        radius: ProximityRegime.Radius,
        maximumConstraintCount: Int,
        airCount: Int,
        maximumLogTraceHeight: Int,
        traceColumnCount: Int,
        maximumInteractionCount: Int,
        logMaximumMessageLength: Int,
        logUpGrindingBits: Int
    ) {
        self.whir = whir
        self.skippedVariableCount = skippedVariableCount
        self.radius = radius
        self.maximumConstraintCount = maximumConstraintCount
        self.airCount = airCount
        self.maximumLogTraceHeight = maximumLogTraceHeight
        self.traceColumnCount = traceColumnCount
        self.maximumInteractionCount = maximumInteractionCount
        self.logMaximumMessageLength = logMaximumMessageLength
        self.logUpGrindingBits = logUpGrindingBits
    }

    /// Soundness of WHIR, LogUp-GKR, zerocheck and the reduction to the stacked columns.
    public func soundness(over field: ChallengeField) -> SoundnessReport {
        let regime = ProximityRegime(radius, over: field)
        var report = whir.soundness(in: regime)
        let list = regime.listSize(rate: powerOfTwo(-whir.logInverseRate))
        let skippedRows = powerOfTwo(skippedVariableCount)
        report.add(
            "logup",
            formula: "2 interactions * length / (F L)",
            error: 2 * Double(maximumInteractionCount) * powerOfTwo(logMaximumMessageLength) / (field.size * list),
            grindingBits: logUpGrindingBits
        )
        report.add("gkr_sumcheck", formula: "3 / F", error: 3 / field.size)
        report.add("gkr_batching", formula: "1 / F", error: 1 / field.size)
        let remaining = Double(max(maximumLogTraceHeight - skippedVariableCount, 0))
        let degree = Self.zerocheckDegree + 1
        report.add(
            "zerocheck_sumcheck",
            formula: "max((D + 1)(2^s - 1), D + 1, 2^s - 1 + h - s) / (F L)",
            error: max(degree * (skippedRows - 1), degree, skippedRows - 1 + remaining) / (field.size * list)
        )
        report.add(
            "constraint_batching",
            formula: "max(C, 3 AIRs) / (F L)",
            error: max(Double(maximumConstraintCount), 3 * Double(airCount)) / (field.size * list)
        )
        report.add(
            "stacked_reduction",
            formula: "max(2 columns, 2 (2^s - 1), 2) / (F L)",
            error: max(2 * Double(traceColumnCount), 2 * (skippedRows - 1), 2) / (field.size * list)
        )
        return report
    }
}
