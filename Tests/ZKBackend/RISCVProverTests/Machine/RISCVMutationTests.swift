import ProofProver
import ProofVerifier
import RISCVMachine
import RISCVProver
import RISCVTestSupport
import Testing

/// Every column of the chips that are not of one family, changed alone in rows of many kinds.
@Suite struct RISCVMutationTests {
    /// Tables that runs fill with few rows, or of which few rows are used.
    @Test(arguments: SamplePrograms.all)
    func noChangeOfASingleCellIsAccepted(_ sample: SampleProgram) throws {
        let run = try sample.run()
        let machine = try GuestRun.machine.get().machine
        let mutations = try TraceMutations(run.trace, of: machine)
        for (chip, rows) in [("halt", 0..<1), ("registers", 0..<32), ("output", 0..<6), ("decode", 0..<400)] {
            let table = try #require(machine.chips.firstIndex { $0.name == chip })
            for row in rows.prefix(run.trace.tables[table].usedRowCount) {
                #expect(try mutations.survivors(ofChip: chip, row: row) == [])
            }
        }
        for chip in ["stack", "ram", "image", "input"] {
            let index = try #require(machine.chips.firstIndex { $0.name == chip })
            for row in 0..<run.trace.tables[index].usedRowCount {
                // A word that is not accessed sends and receives nothing, whatever its cells hold, and may as well be
                // used: then it must receive what it sends.
                guard try run.trace.cell(chip, "used", row: row) == .one else {
                    #expect(try mutations.accepts(chip: index, row: row, [0: Goldilocks(2)]) == false)
                    continue
                }
                #expect(try mutations.survivors(ofChip: chip, row: row) == [])
            }
        }
        for chip in ["program", "operations", "range", "byte operations", "shift table"] {
            for row in 0..<3 { #expect(try mutations.survivors(ofChip: chip, row: row) == []) }
        }
    }

    /// The changes that the sweep grants are found: a column that no rule holds is named.
    @Test func theSweepNamesWhatNoRuleHolds() throws {
        let run = try SamplePrograms.exit.run()
        let machine = try GuestRun.machine.get().machine
        let weakened = try machine.removing(interactions: ["halt"], from: "halt")
            .removing(interactions: ["exit code old", "exit code new"], from: "halt")
        let survivors = try TraceMutations(run.trace, of: weakened).survivors(ofChip: "halt", row: 0)
        #expect(survivors.contains { $0.hasPrefix("halt, row 0, exit code low") })
        let needless = try TraceMutations(run.trace, of: machine)
            .survivors(ofChip: "halt", row: 0, free: ["used": "no reason"])
        #expect(needless == ["used is bound in halt, row 0"])
    }
}
