import ProofVerifier
import RISCVMachine

/// A machine whose shape our system's soundness is printed for.
struct SoundnessExample {
    /// Areas that parameters are derived for.
    static let logAreas = 10...30

    /// The toy machine on a run of 65,492 instructions.
    static let toy = SoundnessExample(
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
    )

    var name: String
    var logArea: Int
    var shape: ProofSystemSoundness.Shape

    private init(name: String, logArea: Int, shape: ProofSystemSoundness.Shape) {
        self.name = name
        self.logArea = logArea
        self.shape = shape
    }

    /// The RV64IM machine, of which columns, constraints, degree and tuples are the declaration's.
    private init(name: String, logArea: Int, maximumLogHeight: Int, logLeaves: Int, of definition: RISCVDefinition) {
        let machine = definition.machine
        self.init(
            name: name,
            logArea: logArea,
            shape: ProofSystemSoundness.Shape(
                columnCount: machine.columnCount,
                maximumLogHeight: maximumLogHeight,
                constraintCount: machine.constraintCount,
                maximumDegree: machine.jointDegree,
                fractionVariableCount: logLeaves,
                // The entry, the halt and each word of the output.
                publicFractionCount: 2 + MachineMap.outputWordCount,
                maximumTupleLength: machine.buses.map(\.arity).max() ?? 0
            )
        )
    }

    /// The proof of an L2 block of one transfer: a tallest table (the program's) of 2^18 rows, 2^25 cells, 2^23 leaves.
    ///
    /// A test compares it with the prediction of that block's proof.
    static func oneTransfer(_ definition: RISCVDefinition) -> SoundnessExample {
        SoundnessExample(
            name: "RV64IM machine, a block of one transfer",
            logArea: 25,
            maximumLogHeight: 18,
            logLeaves: 23,
            of: definition
        )
    }

    /// A proof of some area: half as many leaves as cells, where blocks have a quarter to a third, and a tallest table
    /// of 2^5 columns, about those of `add`.
    static func estimate(logArea: Int, _ definition: RISCVDefinition) -> SoundnessExample {
        SoundnessExample(
            name: "RV64IM machine",
            logArea: logArea,
            maximumLogHeight: min(logArea - 5, MachineTime.maximumLogRows),
            logLeaves: logArea - 1,
            of: definition
        )
    }
}
