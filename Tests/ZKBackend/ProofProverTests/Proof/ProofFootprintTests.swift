import ProofProver
import ProofVerifier
import Testing

@Suite("What a proof takes is known from its shape")
struct ProofFootprintTests {
    @Test("Cells, leaves and memory are what the prover has", arguments: [1, 100, 5_000, 20_000])
    func footprint(rowCount: Int) throws {
        let run = try PairRun(rowCount: rowCount)
        let prover = try run.prover()
        let footprint = try ProofFootprint(prover.shape, machine: run.machine.machine)
        // Five columns and one leaf of two interactions a row; a slice is 2^12 rows.
        let rows = rowCount <= 4096 ? 1 << logCeiling(rowCount) : (rowCount + 4095) / 4096 * 4096
        let small = 1 << logCeiling(run.trace.usedRowCounts[PairMachine.small])
        #expect(footprint.committedCellCount == 5 * rows + 4 * small + 16)
        #expect(footprint.leafCount == rows + small + 16)
        #expect(footprint.leafVariableCount == logCeiling(footprint.leafCount))
        #expect(footprint.argumentByteCount <= footprint.arenaByteCount)
        let table = try prover.stack(run.trace.tables)
        var transcript = prover.makeTranscript()
        let commitment = try prover.commit(table, to: &transcript)
        let before = prover.takenByteCount
        let (claim, value) = try prover.argue(table, transcript: &transcript)
        #expect(prover.takenByteCount == before)
        try prover.open(commitment, claim, value: value, transcript: &transcript)
        #expect(prover.peakByteCount == footprint.arenaByteCount)
        #expect(run.refusal(of: transcript.proof) == nil)
    }
}
