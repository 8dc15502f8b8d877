package import ProofProver
package import ProofVerifier

/// One proof's size, memory and time, from its shape.
package struct PredictedProof: Sendable {
    /// Cells, leaves and the arena.
    package let footprint: ProofFootprint
    /// Round by round, what the proof is worth.
    package let soundness: ProofSystemSoundness
    /// Instructions of the run.
    package let cycleCount: UInt64
    /// Bytes of the proof: its header, and the parts' expected sizes.
    package let byteCount: Int
    /// Most bytes of resident memory of the process that makes the proof.
    package let peakByteCount: Int

    /// Bytes of a run's record for each instruction (docs/executor.md).
    private static let recordByteCount = 60
    /// Bytes of a process that has the machine and a program, but no run.
    private static let processByteCount = 96 << 20

    init(
        footprint: ProofFootprint,
        soundness: ProofSystemSoundness,
        cycleCount: UInt64,
        tableByteCount: Int,
        fixedCellCount: Int,
        chipCount: Int
    ) {
        self.footprint = footprint
        self.soundness = soundness
        self.cycleCount = cycleCount
        byteCount = 4 * (1 + chipCount) + soundness.proofSizeInBytes(sharing: .expected)
        // The record goes when the tables are made, they go when they are stacked in the arena, and then it fills.
        // About half of what the tables took stays with the allocator.
        let stacked = 8 << footprint.stackedVariableCount
        let moments = [
            Int(clamping: cycleCount) * Self.recordByteCount + tableByteCount,
            tableByteCount + stacked,
            footprint.arenaByteCount + 8 * fixedCellCount + tableByteCount / 2,
        ]
        peakByteCount = Self.processByteCount + (moments.max() ?? 0)
    }

    /// Seconds of the whole proof on some threads, by the rates of `ProvingRates`.
    package func seconds(threadCount: Int) -> Double {
        ProvingRates.seconds(
            cycles: Double(cycleCount),
            cells: Double(footprint.committedCellCount),
            leaves: Double(footprint.leafCount),
            area: Double(1 << footprint.stackedVariableCount),
            threadCount: threadCount
        )
    }
}
