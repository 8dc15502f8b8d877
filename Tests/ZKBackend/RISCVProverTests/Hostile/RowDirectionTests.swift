import ProofProver
import ProofVerifier
import RISCVProver
import RISCVTestSupport
import Testing

/// Every column of every chip is bound, alone and together with others, but for those that a row does not use.
@Suite struct RowDirectionTests {
    /// Rows of a chip that are looked at in a run.
    private static let rowLimit = 96

    /// Columns that some rows do not use, with the interactions of multiplicity 0 that they stand in.
    private static let unused: [String: Set<String>] = {
        func access(_ names: [String]) -> Set<String> {
            Set(names.flatMap { ["\($0) previous timestamp", "\($0) gap low"] })
        }
        let immediate = access(["second"])
        let words = (0..<8).map { "q word \($0)" }
        let y2 = (0..<4).flatMap { ["y2 word \($0) low", "y2 word \($0) high"] }
        return [
            // The second operand is an immediate.
            "add": immediate, "bitwise": immediate, "compare": immediate, "shift": immediate,
            // The divisor is 0: nothing is compared with it.
            "divide": ["borrow", "excess low limb", "excess high limb"],
            // `jal` reads no register.
            "jump": access(["base"]),
            // An inverse has no b, a doubling no q.
            "modular arithmetic": access(["a3"] + (0..<4).map { "b word \($0)" }).union(["b address"]),
            "secp256k1 point": access(["a1"] + words).union(y2).union(["q address"]),
            // A fill has no source.
            "transfer word": access(["source"]),
        ]
    }()

    @Test func noDirectionOfARowIsUnseen() throws {
        let machine = try GuestRun.machine.get().machine
        var found: [String: Set<String>] = [:]
        var seenChips: Set<String> = []
        for sample in SamplePrograms.all {
            let trace = try sample.run().trace
            for (index, chip) in machine.chips.enumerated() {
                let limit = chip.columnNames.count > 1000 ? 2 : Self.rowLimit
                for row in 0..<min(limit, trace.tables[index].usedRowCount) {
                    if let used = chip.column(named: "used"), trace.tables[index][used, row].isZero { continue }
                    seenChips.insert(chip.name)
                    let directions = RowDirections(machine, chip: index, row: row, of: trace)
                    found[chip.name, default: []].formUnion(directions.unseen.map { chip.columnNames[$0] })
                }
            }
        }
        #expect(found.filter { !$0.value.isEmpty } == Self.unused)
        #expect(seenChips == Set(machine.chips.map(\.name)))
    }

    /// A direction shows once the rules that notice it are gone.
    @Test func aDirectionWithoutARuleIsFound() throws {
        let run = try SamplePrograms.arithmetic.run()
        let machine = try GuestRun.machine.get().machine
        let weakened = try machine.removing(constraint: "carry of a sum", from: "add")
            .removing(interactions: ["result new", "result limb 0"], from: "add")
        let index = try #require(machine.chips.firstIndex { $0.name == "add" })
        let column = try #require(machine.chips[index].column(named: "result limb 0"))
        let whole = RowDirections(machine, chip: index, row: 0, of: run.trace).unseen
        let directions = RowDirections(weakened, chip: index, row: 0, of: run.trace).unseen
        #expect(!whole.contains(column.index) && Set(directions) == Set(whole + [column.index]))
    }
}
