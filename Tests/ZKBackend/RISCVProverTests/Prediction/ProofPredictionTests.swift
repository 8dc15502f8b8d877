import Foundation
import GuestExecutor
import MachineTestSupport
import ProofVerifier
import RISCVProver
import TestSupport
import Testing

@Suite("Predicted costs of proofs")
struct ProofPredictionTests {
    @Test func predictionAddsUpItsTables() throws {
        let prediction = ProofPrediction(try CountedRun.profile())
        let slice = ProofPrediction.sliceRowCount
        let add = try #require(prediction.tables.first { $0.table == .family(.add) })
        #expect(add.rowCount == 9 && add.cells == slice * ChipCost.row(of: .add).cells)
        #expect(add.fractions == 9 * ChipCost.row(of: .add).fractions)
        let fixed = try #require(prediction.tables.first { $0.table == .fixed })
        #expect(fixed.cells == 4 << 16 && fixed.fractions == 4 << 16)
        #expect(prediction.tables.count == 7 + 5 + 2)
        #expect(prediction.cells == prediction.tables.map(\.cells).reduce(0, +))
        #expect(1 << prediction.logArea >= prediction.cells && 1 << (prediction.logArea - 1) < prediction.cells)
        #expect(1 << prediction.logFractions >= prediction.fractions)
        #expect(prediction.peakByteCount >= prediction.cells * 60 + prediction.fractions * 80)
        // Rounds of degree 3 over the 2^16 rows of the fixed tables.
        let proofs = try #require(prediction.proofs)
        #expect(proofs.count == 1 && proofs.logArea == prediction.logArea)
        #expect(proofs.claimByteCount == (3 * 16 + 2 * 4 + prediction.columnCount) * 24)
    }

    /// Sizes are the calculator's, for the parameters that the prover would take.
    @Test func predictedProofsAreThoseOfTheCalculator() throws {
        let proofs = try #require(PredictedProofs(cells: 1 << 28, fractions: 1 << 25, rows: 1 << 22, columnCount: 600))
        let configuration = try WHIRConfiguration.derive(securityBits: 128, logSize: 28)
        #expect(proofs.openingByteCount == configuration.proofSizeInBytes(sharing: .expected))
        #expect(proofs.fractionSumByteCount == (2 + 24 * 4 + 24 * 23) * 24)
        #expect(proofs.count == 1 && proofs.byteCount < 300 << 10)
    }

    /// A proof's codeword needs a domain of its field, so that no proof commits more than 2^30 cells.
    @Test func runsBeyondOneProofTakeSeveral() throws {
        let full = try #require(PredictedProofs(cells: 1 << 30, fractions: 1 << 29, rows: 1 << 24, columnCount: 600))
        #expect(full.count == 1 && full.logArea == 30)
        let beyond = try #require(
            PredictedProofs(cells: (1 << 30) + 1, fractions: 1 << 29, rows: 1 << 24, columnCount: 600)
        )
        #expect(beyond.count == 2 && beyond.logArea == 30 && beyond.byteCount == 2 * beyond.byteCountOfEach)
    }

    /// Decision 0041 lists what an operation costs; the numbers are those of the chips.
    @Test func costsOfCallsAreThoseOfTheDecision() throws {
        let file = Fixtures.packageRoot.appending(path: "docs/decisions/0041-accelerator-calls.md")
        let document = try String(contentsOf: file, encoding: .utf8)
        for call in MachineCall.allCases {
            for chip in ChipCost.chips(of: call) {
                let row = try #require(document.split(separator: "\n").first { $0.hasPrefix("| `\(chip.name)`") })
                let numbers = row.split(separator: "|").suffix(3).compactMap { cell in
                    Int(cell.filter(\.isNumber))
                }
                let cost = chip.cost
                #expect(
                    numbers == [cost.cells, chip.rowCount * cost.cells, chip.rowCount * cost.fractions],
                    "\(chip.name)"
                )
            }
        }
    }

    /// docs/executor.md lists the columns and their sums; the sums are the ones that predictions use.
    @Test func costsAreThoseOfTheDocument() throws {
        let file = Fixtures.packageRoot.appending(path: "docs/executor.md")
        let document = try String(contentsOf: file, encoding: .utf8)
        for family in InstructionFamily.allCases {
            let row = try #require(
                document.split(separator: "\n").first { $0.hasPrefix("| \(family) | ") }?.split(separator: "|")
            )
            let cost = ChipCost.row(of: family)
            let numbers = row.suffix(2).map { $0.trimmingCharacters(in: .whitespaces) }
            #expect(numbers == ["\(cost.cells)", "\(cost.fractions)"], "\(family)")
        }
    }
}
