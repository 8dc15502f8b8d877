import ProofVerifier

/// A machine whose shape our system's soundness is printed for.
struct SoundnessExample {
    /// Areas that parameters are derived for.
    static let logAreas = 10...30

    /// The toy machine on a run of 65,492 instructions, and the RV64IM machine at the area of a large L2 block;
    /// `rollupsim prove` sizes the proof of a block.
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
        SoundnessExample(name: "RV64IM machine", logArea: 27),
    ]

    var name: String
    var logArea: Int
    var shape: ProofSystemSoundness.Shape

    private init(name: String, logArea: Int, shape: ProofSystemSoundness.Shape) {
        self.name = name
        self.logArea = logArea
        self.shape = shape
    }

    /// The RV64IM machine's columns, constraints and tuples at some area, with heights and leaves that blocks of that
    /// area stay below.
    init(name: String = "RV64IM machine", logArea: Int) {
        self.init(
            name: name,
            logArea: logArea,
            shape: ProofSystemSoundness.Shape(
                columnCount: 3_267,
                maximumLogHeight: min(logArea - 5, 22),
                constraintCount: 2_453,
                maximumDegree: 3,
                fractionVariableCount: logArea - 2,
                publicFractionCount: 8,
                maximumTupleLength: 52
            )
        )
    }
}
