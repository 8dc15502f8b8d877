import Foundation
import ProofVerifier
import RISCVMachine
import RISCVProver
import RISCVTestSupport
import TestSupport
import Testing

/// Every column and every rule of the machine, and what shows that it is needed.
///
/// A new column or rule that nothing here changes, forges or names makes the test fail.
@Suite("RV64IM machine: inventory of columns and rules")
struct MachineInventoryTests {
    @Test func everyColumnAndRuleIsCovered() throws {
        let chips = try GuestRun.machine.get().machine.chips
        let surveys = try Self.surveys(of: chips)
        let stored = try [
            "decode": DecodeForgeryTests.forgeries().shown,
            "keccak round": KeccakLaneForgeryTests.forgeries(),
            "modular arithmetic": ModularForgeryTests.forgeries().shown,
            "secp256k1 point": Secp256k1KindForgeryTests.forgeries().shown
                .union(Secp256k1SlopeForgeryTests.forgeries().shown),
            "transfer call": TransferRowForgeryTests.callForgeries().shown,
            "transfer word": TransferRowForgeryTests.wordForgeries().shown,
        ]
        var counts = Counts()
        var needless = Set(InventoryExceptions.rules.indices)
        for (chip, survey) in zip(chips, surveys) {
            let rules = RuleSurvey.rules(of: chip)
            let byChange = rules.intersection(survey.needed)
            let byForgery = rules.intersection(stored[chip.name] ?? []).subtracting(byChange)
            counts.add(chip, survey, rules: rules.count, byChange: byChange.count, byForgery: byForgery.count)
            for rule in rules.subtracting(byChange).subtracting(byForgery).sorted() {
                let place = InventoryExceptions.rules.firstIndex { $0.fits(chip.name, rule) }
                guard let place else {
                    Issue.record("nothing shows the rule \"\(rule)\" of \(chip.name)")
                    continue
                }
                needless.remove(place)
                counts.addShownElsewhere()
            }
        }
        for place in needless.sorted() {
            let entry = InventoryExceptions.rules[place]
            Issue.record("the exception for \(entry.chip): \(entry.rule) is not needed")
        }
        print(counts.text)
    }

    @Test func everyColumnIsBound() throws {
        let chips = try GuestRun.machine.get().machine.chips
        let surveys = try Self.surveys(of: chips)
        let (cells, followed) = (InventoryExceptions.cells, InventoryExceptions.followed)
        var needless = Set(cells.indices)
        var needlessFollowed = Set(followed.indices)
        for (chip, survey) in zip(chips, surveys) {
            for name in survey.free.sorted() {
                let place = cells.firstIndex { $0.fits(chip.name, name) }
                if let place { needless.remove(place) }
                let isFollowed = followed.contains { $0.fits(chip.name, name) }
                #expect(place != nil || isFollowed, "\(chip.name): \(name) may be another, without a reason")
            }
            for name in survey.forged.sorted() {
                let place = followed.firstIndex { $0.fits(chip.name, name) }
                if let place { needlessFollowed.remove(place) }
                #expect(place != nil, "\(chip.name): \(name) is forged")
            }
            for name in chip.columnNames where !survey.bound.contains(name) {
                let isFollowed = followed.contains { $0.fits(chip.name, name) }
                #expect(isFollowed, "\(chip.name): no row binds \(name)")
            }
        }
        #expect(needless.isEmpty && needlessFollowed.isEmpty, "exceptions that are not needed")
    }

    /// The tests that the list of exceptions relies on exist.
    @Test func namedTestsExist() throws {
        let folder = Fixtures.packageRoot.appending(path: "Tests/ZKBackend")
        let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".swift") }
        let texts = try files.map { try String(contentsOf: folder.appending(path: $0), encoding: .utf8) }
        for entry in InventoryExceptions.rules {
            let parts = entry.test.split(separator: ".")
            try #require(parts.count == 2)
            let isThere = texts.contains { $0.contains("struct \(parts[0]) ") && $0.contains("func \(parts[1])(") }
            #expect(isThere, "\(entry.test)")
        }
    }

    /// Rows of every chip in every run, changed; made once.
    private static func surveys(of chips: [Chip]) throws -> [RuleSurvey] { try kept.get() }

    private static let kept: Result<[RuleSurvey], any Error> = Result {
        let chips = try GuestRun.machine.get().machine.chips
        var surveys = [RuleSurvey](repeating: RuleSurvey(), count: chips.count)
        for run in try InventoryRuns.all() {
            let judge = try RowJudge(run)
            for (index, chip) in chips.enumerated() {
                let place = try judge.place(of: chip.name)
                let count = judge.rowCount(place)
                // Rows of a wide chip are alike, and dear.
                let isWide = chip.columnNames.count > 400
                let limit = isWide ? 1 : chip.columnNames.count > 200 ? 4 : 12
                if isWide, surveys[index].changeCount > 0 { continue }
                for row in stride(from: 0, to: count, by: max(1, count / limit)).prefix(limit) {
                    try surveys[index].examine(judge, place, row: row)
                }
            }
        }
        return surveys
    }

    /// What the test prints.
    private struct Counts {
        private var columns = 0
        private var changes = 0
        private var refused = 0
        private var constraints = 0
        private var interactions = 0
        private var rules = 0
        private var byChange = 0
        private var byForgery = 0
        private var byTest = 0

        mutating func add(_ chip: Chip, _ survey: RuleSurvey, rules: Int, byChange: Int, byForgery: Int) {
            columns += chip.columnNames.count
            changes += survey.changeCount
            refused += survey.refusedCount
            constraints += chip.constraints.count
            interactions += chip.interactions.count
            self.rules += rules
            self.byChange += byChange
            self.byForgery += byForgery
        }

        mutating func addShownElsewhere() { byTest += 1 }

        var text: String {
            """
            RV64IM inventory: \(columns) columns, \(changes) changes of one cell, \(refused) refused, \
            \(changes - refused) listed with a reason; \(constraints) constraints and \(interactions) interactions, \
            \(rules) units: \(byChange) shown by changed rows, \(byForgery) by stored forgeries here, \(byTest) by those \
            of other suites, \(rules - byChange - byForgery - byTest) redundant or without a forgery
            """
        }
    }
}
