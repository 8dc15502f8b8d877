import ProofVerifier

/// A machine whose shape our system's soundness is printed for.
struct SoundnessExample {
    /// Areas that parameters are derived for.
    static let logAreas = 10...30

    /// The toy machine on a run of 65,492 instructions, and an estimate from above for the RV64IM machine, whose proofs
    /// `rollupsim prove` sizes exactly.
    static let machines = [
        SoundnessExample(
            name: "toy machine",
            logArea: 21,
            shape: ProofSystemSoundness.Shape(
                columnCount: 108,
                maximumLogHeight: 16,
                constraintCount: 19,
                maximumDegree: 3,
                fractionVariableCount: 20,
                publicFractionCount: 40,
                maximumTupleLength: 9
            )
        ),
        SoundnessExample(name: "RV64IM machine (estimate), about 2.5 million cycles", logArea: 27),
    ]

    var name: String
    var logArea: Int
    var shape: ProofSystemSoundness.Shape

    private init(name: String, logArea: Int, shape: ProofSystemSoundness.Shape) {
        self.name = name
        self.logArea = logArea
        self.shape = shape
    }

    /// The full machine's columns, constraints and tuples at some area.
    init(name: String = "machine", logArea: Int) {
        self.init(
            name: name,
            logArea: logArea,
            shape: ProofSystemSoundness.Shape(
                columnCount: 1_500,
                maximumLogHeight: min(logArea - 5, 22),
                constraintCount: 3_000,
                maximumDegree: 3,
                fractionVariableCount: logArea - 2,
                publicFractionCount: 64,
                maximumTupleLength: 16
            )
        )
    }
}
