import Foundation
import RollupActors
import Scenario
import ScenarioTestSupport
import Testing
import TextOutput

@Suite("Risk rosettes")
struct RosetteTests {
    private static let options = SimulationOptions(proofs: AttestedProofs(), batchProofs: SimulatedBatchProofs())

    private static func facts(_ rollup: String) throws -> TrustFacts {
        let text = """
            format: rollupsim/1
            name: x
            actors: {alice: {}, bob: {}, carol: {}}
            rollups: {r: {auto: off, \(rollup)}}
            steps: []
            """
        let document = try ScenarioDocument(name: "x.yaml", bytes: Array(text.utf8))
        return try Simulation(document, options: options).trustFacts(of: "r")
    }

    private static func changed(_ first: Rosette, _ second: Rosette) -> [Rosette.Question] {
        Rosette.Question.allCases.filter { question in
            let (one, other) = (first.slice(question), second.slice(question))
            return one?.value != other?.value || one?.sentiment != other?.sentiment
        }
    }

    @Test(
        "One knob changes the answers that it is about, and no other",
        arguments: [
            ("preset: zk-dispute-game", "guardian: alice", [Rosette.Question.exitWindow], "0"),
            ("preset: zk-dispute-game", "max_challenge: 1d, air_gap: 1d", [.stateValidation], "2"),
            ("preset: zk-dispute-game", "upgrades: {owner: alice, delay: 20d}", [.exitWindow], "1"),
            ("preset: zk-dispute-game", "upgrades: {owner: alice, delay: 10d}", [.exitWindow], "0"),
            ("preset: zk-dispute-game", "upgrades: {owner: alice, delay: 0s}", [.exitWindow], "0"),
            ("preset: zk-dispute-game", "upgrades: {council: [alice, bob, carol]}", [.exitWindow], "0"),
            ("preset: zk-dispute-game", "max_prove: 2d", [], "2"),
            ("preset: optimistic", "advancer: alice", [.sequencerFailure, .proposerFailure], "none"),
            ("preset: optimistic", "challenge_window: 1h", [], "none"),
            ("preset: contract-groth16", "advancer: alice", [.sequencerFailure, .proposerFailure], "0"),
            ("preset: native-reexec", "advancer: alice", [], "2"),
            ("preset: native-reexec", "portal: {guardian: alice}", [], "0"),
            ("preset: native-reexec", "portal: {maturity: 1d}", [], "2"),
            ("preset: native-proof", "verification_key: pinned", [], "2"),
        ]
    )
    func knobs(_ base: String, _ knob: String, _ expected: [Rosette.Question], _ stage: String) throws {
        let before = Rosette(try Self.facts(base))
        let after = Rosette(try Self.facts("\(base), \(knob)"))
        #expect(Self.changed(before, after) == expected, "\(knob)")
        #expect(after.stage.text == stage, "\(knob): \(after.stage.blocking)")
    }

    @Test("A check that is left out makes the validation bad, and the rollup none")
    func missingChecks() throws {
        let rollups = [
            "preset: contract-groth16, unsafe: [gamma_equals_delta]",
            "preset: native-reexec, portal: {}, unsafe: [zero_trusted_root]",
        ]
        for rollup in rollups {
            let rosette = Rosette(try Self.facts(rollup))
            #expect(rosette.slice(.stateValidation)?.sentiment == .bad, "\(rollup)")
            #expect(rosette.stage.number == nil && rosette.stage.blocking == ["state is verified on L1"])
            #expect(rosette.notes.contains { $0.hasPrefix("UNSAFE: ") })
        }
        // Whatever the design, and whatever the check.
        var facts = try Self.facts("preset: native-proof")
        #expect(Rosette(facts).stage.number == 2)
        facts.missingChecks = ["nobody compares anything"]
        #expect(Rosette(facts).slice(.stateValidation)?.sentiment == .bad && Rosette(facts).stage.number == nil)
    }

    /// A rollup with disputes of ten days, and somebody who changes it after so many days.
    private static func governed(
        days: UInt64,
        council: TrustFacts.UpgradePath.Council? = nil
    ) -> TrustFacts {
        var facts = TrustFacts(name: "r", design: "d", validation: .disputes(), proposers: .everybody)
        facts.waits = [TrustFacts.Wait("challenge window", 7 * 86_400), TrustFacts.Wait("air gap", 3 * 86_400)]
        facts.upgradePaths = [
            TrustFacts.UpgradePath(actor: "owner", target: "it", delay: days * 86_400, council: council)
        ]
        return facts
    }

    @Test("The exit window is the notice less the way out, bad below 7 days and good from 30 on")
    func exitWindow() throws {
        let rows: [(days: UInt64, value: String, sentiment: Rosette.Sentiment, stage: UInt64)] = [
            (0, "None", .bad, 0), (10, "None", .bad, 0), (11, "1d", .bad, 0), (16, "6d", .bad, 0),
            (17, "7d", .warning, 1), (39, "29d", .warning, 1), (40, "30d", .good, 2), (365, "355d", .good, 2),
        ]
        for row in rows {
            let rosette = Rosette(Self.governed(days: row.days))
            let slice = try #require(rosette.slice(.exitWindow))
            #expect(slice.value == row.value && slice.sentiment == row.sentiment, "\(row.days) days")
            #expect(rosette.stage.number == row.stage, "\(row.days) days")
        }
        // The fastest way counts, whoever else must wait.
        var facts = Self.governed(days: 100)
        facts.upgradePaths += Self.governed(days: 12).upgradePaths
        #expect(Rosette(facts).slice(.exitWindow)?.value == "2d")
    }

    @Test("A challenge in the last moment, an air gap and a demand count against the notice")
    func challenges() {
        var facts = Self.governed(days: 20)
        #expect(Rosette(facts).slice(.exitWindow)?.value == "10d" && facts.exitDelay == facts.quietDelay)
        facts.proveTime = 2 * 86_400
        #expect(Rosette(facts).slice(.exitWindow)?.value == "8d" && facts.quietDelay == 10 * 86_400)
        #expect(Rosette(facts).stage.number == 1)
        facts.waits[1].seconds += 86_400
        #expect(Rosette(facts).slice(.exitWindow)?.value == "7d")
        facts.waits[1].seconds += 1
        #expect(Rosette(facts).slice(.exitWindow)?.sentiment == .bad && Rosette(facts).stage.number == 0)
        facts = Self.governed(days: 20)
        facts.hatch = TrustFacts.Hatch(gracePeriod: 4 * 86_400)
        #expect(Rosette(facts).slice(.exitWindow)?.value == "6d")
    }

    @Test("A council of L2BEAT's size allows stage 1, whatever the exit window; a smaller one does not")
    func councils() {
        let rows: [(members: UInt64, threshold: UInt64, stage: UInt64)] = [
            (8, 6, 1), (12, 9, 1), (13, 10, 1), (8, 5, 0), (7, 7, 0), (12, 8, 0), (2, 2, 0), (8, 9, 0),
        ]
        for row in rows {
            let council = TrustFacts.UpgradePath.Council(members: row.members, threshold: row.threshold)
            let rosette = Rosette(Self.governed(days: 0, council: council))
            #expect(rosette.slice(.exitWindow)?.value == "None")
            #expect(rosette.stage.number == row.stage, "\(row.threshold) of \(row.members)")
        }
    }

    @Test("Who keeps withdrawals back for ever blocks stage 1; a pause that ends does not")
    func holders() {
        var facts = Self.governed(days: 365)
        facts.holders = [TrustFacts.Holder(actor: "guardian", power: "pauses", ending: 86_400)]
        #expect(Rosette(facts).stage.number == 2)
        facts.holders.append(TrustFacts.Holder(actor: "guardian", power: "blacklists"))
        let stage = Rosette(facts).stage
        #expect(stage.number == 0)
        #expect(stage.blocking == ["nobody but a security council can keep withdrawals back for ever"])
    }

    @Test("Times are printed in their largest unit, exactly")
    func durations() {
        var facts = Self.governed(days: 0)
        let texts: [(UInt64, String)] = [
            (302_400, "3.5d"), (604_800, "7d"), (43_200, "12h"), (90, "1.5m"), (61, "61s"), (86_401, "86401s"),
            (100_800, "28h"), (5_400, "1.5h"), (24, "24s"), (172_799, "172799s"), (172_801, "2d 1s"),
            (549_816, "6d 8h 43m 36s"),
        ]
        for (seconds, text) in texts {
            facts.waits = []
            facts.upgradePaths[0].delay = seconds
            #expect(Rosette(facts).slice(.exitWindow)?.value == text)
        }
    }

    @Test("Every line fits the width, and of a comparison every row and column is there")
    func widths() throws {
        let presets = PresetLibrary.shipped.presets
        var columns: [Assumptions] = []
        var records: [RosetteRecord] = []
        for preset in presets {
            let document = try ScenarioDocument(name: "x", bytes: Array(preset.scenario().utf8))
            let facts = try Simulation(document, options: Self.options).trustFacts(of: preset.rollupName)
            #expect(Assumptions(facts, name: preset.name).answers.map(\.question) == Assumptions.Question.allCases)
            columns.append(Assumptions(facts, name: preset.name))
            records.append(RosetteRecord(Rosette(facts), preset: preset))
        }
        for width in [TextStyle.minimumWidth, 60, TextStyle.defaultWidth, 132, 200] {
            let style = TextStyle(width: width)
            let table = AssumptionTable(columns).text(style)
            for line in (table + records.map { $0.text(style) }.joined()).split(separator: "\n") {
                #expect(line.count <= width, "\(width): \(line)")
            }
            for column in columns where width >= TextStyle.defaultWidth {
                for part in column.name.split(separator: "-") {
                    #expect(table.contains(part), "\(width): \(column.name)")
                }
            }
            let parts = table.components(separatedBy: "\n\n").filter { !$0.contains("not modelled") }
            for question in Assumptions.Question.allCases {
                for part in parts { #expect(part.contains("\n\(question.title) ")) }
            }
        }
        #expect(AssumptionTable([]).text(TextStyle()).isEmpty)
    }

    @Test("Columns of one name are told apart, and none of a long name is lost")
    func heads() {
        let facts = Self.governed(days: 1)
        let long = String(repeating: "abcdefgh_", count: 7) + "z"
        let columns = [("nat", "a.yaml"), ("nat", "b.yaml"), ("op", "a.yaml"), (long, "b.yaml"), ("nat", "b.yaml")]
            .map { (column: Assumptions(facts, name: $0.0), origin: $0.1) }
        let named = Assumptions.distinct(columns)
        #expect(
            named.map(\.name) == [
                "nat of a.yaml", "nat of b.yaml, column 2", "op", long, "nat of b.yaml, column 5",
            ]
        )
        for width in [60, 80, 132] {
            let text = AssumptionTable([named[3]]).text(TextStyle(width: width))
            let head = text.components(separatedBy: "\nsequencing")[0]
            #expect(head.filter { !$0.isWhitespace } == long, "\(width): \(text)")
        }
        let two = AssumptionTable([named[0], named[1]]).text(TextStyle(width: 80))
        #expect(two.contains("nat of a.yaml") && two.contains("nat of b.yaml, column 2"), "\(two)")
    }
}
