import Foundation
import MachineTestSupport
import Testing
import ZKBackend

/// Counting of cycles, and the cost that is predicted from it.
@Suite("Execution profiles and predictions")
struct ProfileTests {
    /// `_start` calls `work`, which loops five times; counted by hand.
    private static func sample() throws -> ExecutionProfile {
        let base = ELFWriter.textBase
        let text =
            [
                Assembly.immediate(.addi, Register.sp, Register.sp, -32),
                Assembly.store(.sd, 0, 8, Register.sp),
                Assembly.jal(Register.ra, 4 * 4),
            ] + Assembly.exit() + [
                Assembly.immediate(.addi, Register.t5, 0, 5),
                Assembly.upper(.lui, Register.t6, 0x18000),
                Assembly.register(.mul, Register.t4, Register.t5, Register.t5),
                Assembly.store(.sb, Register.t4, 1023, Register.t6),
                Assembly.immediate(.addi, Register.t5, Register.t5, -1),
                Assembly.branch(.bne, Register.t5, 0, -12),
                Assembly.immediate(.jalr, 0, Register.ra, 0),
            ]
        var writer = ELFWriter(text: text, image: [UInt8](repeating: 1, count: 20))
        writer.symbols = [("_start", base, 24), ("work", base + 24, 8)]
        return try Executor(ProgramImage(elf: writer.bytes)).profile(input: [1, 2, 3, 4, 5, 6, 7, 8, 9])
    }

    @Test func cyclesAreCountedByFamilyAndFunction() throws {
        let profile = try Self.sample()
        // Once: 3 of the start, 3 of the exit, 2 before the loop, jalr; five times: 4 of the loop.
        #expect(profile.result.cycleCount == 29)
        let families = profile.cyclesByFamily.filter { $0.value > 0 }
        #expect(families == [.add: 9, .store: 6, .jump: 2, .halt: 1, .upper: 1, .multiply: 5, .branch: 5])
        #expect(profile.cyclesByOperation[.bne] == 5 && profile.cyclesByOperation[.jalr] == 1)
        // `work` is named for its first two instructions only.
        let functions = profile.cyclesByFunction
        #expect(functions.map(\.name) == [nil, "_start", "work"] && functions.map(\.cycleCount) == [21, 6, 2])
    }

    @Test func denseTablesReachAsFarAsAccesses() throws {
        let words = try Self.sample().wordCounts
        #expect(words == [.stack: 3, .ram: 128, .image: 3, .input: 3, .output: 6])
    }

    @Test func untouchedRegionsHaveNoWords() throws {
        let profile = try Executor(ProgramImage(elf: ELFWriter(text: Assembly.exit()).bytes)).profile(input: [])
        #expect(profile.wordCounts == [.stack: 0, .ram: 0, .image: 0, .input: 1, .output: 6])
    }

    @Test func predictionAddsUpItsTables() throws {
        let prediction = ProofPrediction(try Self.sample())
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
        #expect(proofs.claimByteCount == (3 * 16 + prediction.columnCount) * 24)
    }

    /// Sizes are the calculator's, for the parameters that the prover would take.
    @Test func predictedProofsAreThoseOfTheCalculator() throws {
        let proofs = try #require(PredictedProofs(cells: 1 << 28, fractions: 1 << 25, rows: 1 << 22, columnCount: 600))
        let configuration = try WHIRConfiguration.derive(securityBits: 128, logSize: 28)
        #expect(proofs.openingByteCount == configuration.proofSizeInBytes(sharing: .expected))
        #expect(proofs.fractionSumByteCount == (2 + 25 * 4 + 25 * 24) * 24)
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

    /// docs/executor.md lists the columns and their sums; the sums are the ones that predictions use.
    @Test func costsAreThoseOfTheDocument() throws {
        let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let document = try String(contentsOf: root.appending(path: "docs/executor.md"), encoding: .utf8)
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
