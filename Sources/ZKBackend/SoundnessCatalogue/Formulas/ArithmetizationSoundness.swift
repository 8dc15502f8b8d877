import Glibc
public import ProofVerifier

/// An AIR checked by DEEP-ALI over a univariate commitment (soundcalc's formulas).
public struct DEEPALIParameters: Sendable {
    /// Code rate of the commitment.
    public var rate: Double
    /// Rows of the trace.
    public var traceLength: Int
    /// Number of constraints.
    public var constraintCount: Int
    /// Largest degree of a constraint.
    public var constraintDegree: Int
    /// Opening points per column.
    public var openingPointCount: Int
    /// Proof-of-work bits before the out-of-domain point.
    public var deepGrindingBits: Int

    /// Parameters of one AIR, whose trace has `traceLength` rows and is encoded at a rate below 1; nothing is checked.
    public init(
        rate: Double,
        traceLength: Int,
        constraintCount: Int,
        constraintDegree: Int,
        openingPointCount: Int,
        deepGrindingBits: Int = 0
    ) {
        self.rate = rate
        self.traceLength = traceLength
        self.constraintCount = constraintCount
        self.constraintDegree = constraintDegree
        self.openingPointCount = openingPointCount
        self.deepGrindingBits = deepGrindingBits
    }

    /// Soundness of combining the constraints and of the out-of-domain point.
    public func soundness(in regime: ProximityRegime) -> SoundnessReport {
        var report = SoundnessReport()
        let list = regime.listSize(rate: rate)
        let length = Double(traceLength)
        let blockLength = length / rate
        report.add("ALI", formula: "L C / F", error: list * Double(constraintCount) / regime.field.size)
        let roots = Double(constraintDegree) * (length + Double(openingPointCount) - 1) + length - 1
        report.add(
            "DEEP",
            formula: "L (d (n + c - 1) + n - 1) / (F - n - n/rho)",
            error: list * roots / (regime.field.size - length - blockLength),
            grindingBits: deepGrindingBits
        )
        return report
    }
}

/// An AIR checked by a multilinear zerocheck over a jagged commitment (soundcalc's formulas).
public struct JaggedZerocheckParameters: Sendable {
    /// Length of the dense column that the jagged columns are packed into.
    public var denseLength: Int
    /// Number of dense columns.
    public var denseBatch: Int
    /// Columns of all traces.
    public var traceColumnCount: Int
    /// Rows of the longest trace.
    public var traceLength: Int
    /// Number of constraints.
    public var constraintCount: Int
    /// Largest degree of a constraint.
    public var constraintDegree: Int

    /// Parameters of one AIR over `denseBatch` dense columns of `denseLength` cells each; nothing is checked.
    public init(
        denseLength: Int,
        denseBatch: Int,
        traceColumnCount: Int,
        traceLength: Int,
        constraintCount: Int,
        constraintDegree: Int
    ) {
        self.denseLength = denseLength
        self.denseBatch = denseBatch
        self.traceColumnCount = traceColumnCount
        self.traceLength = traceLength
        self.constraintCount = constraintCount
        self.constraintDegree = constraintDegree
    }

    /// log2 of the dense area, each side rounded up.
    var logDenseArea: Double { Double(logCeiling(denseLength) + logCeiling(denseBatch)) }

    /// Soundness of the reduction to the dense commitment and of the zerocheck.
    public func soundness(over field: ChallengeField) -> SoundnessReport {
        var report = SoundnessReport()
        let t = logDenseArea
        report.add(
            "reduce to dense PCS",
            formula: "(ceil(log2 cols) + 2a + 2(2a + 2)) / F, a = log2 of the area",
            error: (Double(logCeiling(traceColumnCount)) + 2 * t + 2 * (2 * t + 2)) / field.size
        )
        let rounds = Double(logCeiling(traceLength))
        report.add(
            "zerocheck",
            formula: "(C + (d + 2) ceil(log2 n)) / F",
            error: (Double(constraintCount) + Double(constraintDegree + 2) * rounds) / field.size
        )
        return report
    }

    /// Bits of the two sumchecks that the reduction adds to the dense commitment's proof.
    public func reductionSizeInBits(over field: ChallengeField) -> Double {
        let sumcheckElements = (logDenseArea * 4 + 2) + ((2 * logDenseArea + 2) * 4 + 2)
        return sumcheckElements * Double(field.elementBits)
    }
}

/// A lookup argument by logarithmic derivatives (LogUp), univariate or through GKR (soundcalc's formulas).
public struct LogUpParameters: Sendable {
    /// Rows that look up plus rows of the table.
    public var rowCount: Int
    /// Values of one lookup.
    public var columnCount: Int
    /// Lookups per row.
    public var lookupCount: Int
    /// Whether the sum is proven by GKR over a multilinear extension.
    public var isMultivariate: Bool
    /// Whether values are fingerprinted multilinearly instead of by powers.
    public var hasMultilinearFingerprint: Bool
    /// Error of the reduction that follows a GKR proof.
    public var reductionError: Double
    /// Proof-of-work bits before the lookup challenges.
    public var grindingBits: Int

    /// Parameters of one lookup argument; `reductionError` counts only when `isMultivariate`, and nothing is checked.
    public init(
        rowCount: Int,
        columnCount: Int = 1,
        lookupCount: Int = 1,
        isMultivariate: Bool,
        hasMultilinearFingerprint: Bool,
        reductionError: Double = 0,
        grindingBits: Int = 0
    ) {
        self.rowCount = rowCount
        self.columnCount = columnCount
        self.lookupCount = lookupCount
        self.isMultivariate = isMultivariate
        self.hasMultilinearFingerprint = hasMultilinearFingerprint
        self.reductionError = reductionError
        self.grindingBits = grindingBits
    }

    /// Soundness of the lookup, as one round under its name.
    public func soundness(of name: String, over field: ChallengeField) -> SoundnessReport {
        let fingerprint =
            hasMultilinearFingerprint ? max(log2(Double(columnCount)), 1) : Double(columnCount)
        var error = Double(lookupCount) * Double(rowCount) * fingerprint / field.size
        var formula = hasMultilinearFingerprint ? "K H log2(S) / F" : "K H S / F"
        if isMultivariate {
            let variables = log2(Double(rowCount)) + log2(Double(lookupCount))
            error += 0.5 * variables * (3 * variables + 1) / field.size + reductionError
            formula += " + v (3v + 1) / 2F"
        }
        var report = SoundnessReport()
        report.add(name, formula: formula, error: error, grindingBits: grindingBits)
        return report
    }
}
