import GuestExecutor
import MachineTestSupport
import ProofProver
import ProofVerifier
import RISCVMachine
import RISCVProver
import RISCVTestSupport
import Testing

/// Changed cells taken through prover and verifier.
struct MutatedProofTrial {
    let proved: ProvedRun
    private let judge: RowJudge
    private let chips: [Chip]

    init() throws {
        let run = try InventoryRuns.everyChip()
        proved = try ProvedRun(run)
        judge = try RowJudge(run)
        chips = try GuestRun.machine.get().machine.chips
    }

    /// Every column of every chip.
    var columns: [(chip: Int, column: Int)] {
        chips.enumerated().flatMap { chip, declared in declared.columnNames.indices.map { (chip, $0) } }
    }

    /// The first column of each chip whose name is not that of an earlier chip, else its last one: few, and different.
    var sample: [(chip: Int, column: Int)] {
        var names: Set<String> = []
        return chips.enumerated().map { chip, declared in
            let column = declared.columnNames.firstIndex { !names.contains($0) } ?? declared.columnNames.count - 1
            names.formUnion(declared.columnNames)
            return (chip, column)
        }
    }

    /// Changes one cell of a column in a row in which the checker refuses it, and asks the verifier.
    func isRefused(_ place: (chip: Int, column: Int)) throws -> Bool {
        let chip = chips[place.chip]
        let judged = try judge.place(of: chip.name)
        for row in 0..<judge.rowCount(judged) {
            let honest = try judge.honest(judged, row: row)
            for value in RuleSurvey.values(insteadOf: honest.cells[place.column].c0).prefix(5)
            where try !judge.verdict(judged, honest, changing: [place.column: value]).isAccepted {
                var trace = proved.run.trace
                try trace.set(chip.name, chip.columnNames[place.column], row: row, to: value)
                return try proved.refusal(of: proved.prove(trace)) != nil
            }
        }
        Issue.record("\(chip.name): no row binds \(chip.columnNames[place.column])")
        return false
    }

    /// Tries columns; tells which are accepted.
    func accepted(_ places: [(chip: Int, column: Int)]) throws -> [String] {
        try places.filter { try !isRefused($0) }
            .map { "\(chips[$0.chip].name): \(chips[$0.chip].columnNames[$0.column])" }
    }
}

@Suite("RV64IM proofs: changed cells")
struct RISCVMutatedProofTests {
    @Test("A changed cell of one column of each chip is refused by the verifier")
    func oneColumnOfEachChip() throws {
        let trial = try MutatedProofTrial()
        #expect(try trial.proved.refusal(of: trial.proved.prove()) == nil)
        let places = trial.sample
        #expect(try trial.accepted(places) == [])
        print("RV64IM columns changed through prover and verifier: \(places.count) of \(trial.columns.count)")
    }
}

/// Every column of every chip: `make prove-test`.
@Suite(
    "RV64IM changed cells proving campaign",
    .enabled(if: isProving, "a proof for each column: `make prove-test`")
)
struct RISCVMutatedProofProvingCampaign {
    @Test("A changed cell of each column is refused by the verifier")
    func everyColumn() throws {
        let trial = try MutatedProofTrial()
        let places = trial.columns
        #expect(try trial.accepted(places) == [])
        print("RV64IM columns changed through prover and verifier: \(places.count)")
    }
}
