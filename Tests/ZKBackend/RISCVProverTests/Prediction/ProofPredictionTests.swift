import Foundation
import GuestExecutor
import MachineTestSupport
import ProofProver
import ProofVerifier
import RISCVMachine
import RISCVProver
import TestSupport
import Testing

@Suite("Predicted costs of proofs")
struct ProofPredictionTests {
    @Test func predictionAddsUpItsTables() throws {
        let profile = try CountedRun.profile()
        let definition = try RISCVDefinition()
        let program = try RISCVProgram(profile.program)
        let statement = try #require(definition.statement(program: program, publicValues: profile.result.output))
        let prediction = ProofPrediction(
            profile,
            program: program,
            statement: statement,
            definition: definition,
            securityBits: 128
        )
        let add = try #require(prediction.tables.first { $0.name == "add" })
        #expect(add.rowCount == 9 && add.cells == 16 * definition.add.chip.columnNames.count)
        let leaves = try #require(definition.machine.chips.firstIndex { $0.name == "add" })
        #expect(add.leaves == 16 * definition.machine.polynomials[leaves].leaves.count)
        #expect(!prediction.tables.contains { $0.name == "keccak round" })
        let proof = try prediction.outcome.get()
        // A table without rows still has one of zeros.
        let empty = definition.machine.chips.filter { chip in !prediction.tables.contains { $0.name == chip.name } }
        let emptyCells = empty.reduce(0) { $0 + $1.columnNames.count }
        #expect(proof.footprint.committedCellCount == prediction.tables.reduce(0) { $0 + $1.cells } + emptyCells)
        #expect(1 << proof.footprint.stackedVariableCount >= proof.footprint.committedCellCount)
        #expect(proof.peakByteCount > proof.footprint.arenaByteCount)
        #expect(proof.seconds(threadCount: 2) < proof.seconds(threadCount: 1))
        #expect(proof.soundness.meets(securityBits: 128))
    }

    /// Decision 0041 lists what an operation costs; the numbers are those of the chips.
    @Test func costsOfCallsAreThoseOfTheDecision() throws {
        let file = Fixtures.packageRoot.appending(path: "docs/decisions/0041-accelerator-calls.md")
        let document = try String(contentsOf: file, encoding: .utf8)
        let chips: [(Chip, rowCount: Int)] = [
            (KeccakCallChip().chip, 1), (KeccakRoundChip().chip, KeccakPermutationShape.roundCount),
            (SHA256CallChip().chip, 1), (SHA256RoundChip().chip, SHA256Shape.roundCount),
            (ByteSwapChip().chip, 2 * SHA256CallChip.blockWordCount),
            (TransferCallChip().chip, 1), (TransferWordChip().chip, 1),
        ]
        for (chip, rowCount) in chips {
            let row = try #require(document.split(separator: "\n").first { $0.hasPrefix("| `\(chip.name)`") })
            let numbers = row.split(separator: "|").suffix(3).compactMap { cell in Int(cell.filter(\.isNumber)) }
            let cells = chip.columnNames.count
            #expect(numbers == [cells, rowCount * cells, rowCount * chip.interactions.count], "\(chip.name)")
        }
    }
}
