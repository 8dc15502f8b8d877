import RollupActors
import Scenario
import ScenarioTestSupport
import Testing

/// What the rosettes of siblings, disputed payments, several proof systems, ledgers with a way out and bonded
/// sequencers hang on.
@Suite("Rosettes of each design")
struct RosetteDesignTests {
    private static let options = SimulationOptions(proofs: AttestedProofs(), batchProofs: SimulatedBatchProofs())

    private static func text(_ rollup: String, steps: String = "  []") -> String {
        """
        format: rollupsim/1
        name: x
        actors:
          alice: {l1: 10 ETH, l2: {r: 1 ETH}}
          bob: {l1: 10 ETH}
          carol: {l1: 10 ETH}
          dave: {}
          erin: {}
          frank: {}
        provers:
          vm: {kind: execute}
          com: {kind: attested, signers: [alice, bob, carol], threshold: 2}
          sim: {kind: simulated, operator: carol, bits: 50}
          sim2: {kind: simulated, operator: dave, family: sim}
        rollups: {r: {auto: off, \(rollup)}}
        defaults: {rollup: r}
        steps:
        \(steps)

        """
    }

    private static func facts(_ rollup: String) throws -> TrustFacts {
        let document = try ScenarioDocument(name: "x.yaml", bytes: Array(text(rollup).utf8))
        return try Simulation(document, options: options).trustFacts(of: "r")
    }

    /// A rollup, the same with one knob turned, the answers that change by it, and the stage after it.
    struct Knob: CustomTestStringConvertible, Sendable {
        let before: String
        let after: String
        let changed: [Rosette.Question]
        let stage: String

        init(_ base: String, _ knob: String, _ changed: [Rosette.Question], _ stage: String) {
            before = base
            after = "\(base), \(knob)"
            self.changed = changed
            self.stage = stage
        }

        init(_ before: String, to after: String, _ changed: [Rosette.Question], _ stage: String) {
            self.before = before
            self.after = after
            self.changed = changed
            self.stage = stage
        }

        var testDescription: String { "\(before) -> \(after)" }
    }

    private static let ledger = "preset: contract-groth16, batch: 2"
    private static let escape = "preset: contract-groth16, batch: 2, advancer: alice, freeze_grace: 7d"
    private static let games = "preset: payments-dispute-game, batch: 2"
    private static let proved = "preset: multi-proof, provers: [vm]"

    static let knobs: [Knob] = [
        Knob("preset: native-reexec", "sequencer: alice", [.sequencerFailure], "0"),
        Knob("preset: native-proof", "sequencer: alice", [.sequencerFailure], "0"),
        Knob("preset: native-reexec, sequencer: alice", "sequencer_bond: 1 ETH", [], "0"),
        Knob("preset: native-reexec", "inbox_delay: 1d", [], "2"),
        Knob("preset: native-reexec, sequencer: alice", "inbox_delay: 1d", [.sequencerFailure], "1"),
        Knob("preset: kailua", "guardian: alice", [.exitWindow], "0"),
        Knob("preset: kailua", "max_challenge: 1d, air_gap: 1d", [.stateValidation], "2"),
        Knob("preset: kailua", "vanguard: alice", [], "2"),
        Knob("preset: kailua", "init_bond: 1 ETH", [], "2"),
        Knob(games, "advancer: alice", [.sequencerFailure, .proposerFailure], "0"),
        Knob(games, "guardian: alice", [.exitWindow], "0"),
        Knob(games, "max_prove: 2d", [], "0"),
        Knob("\(ledger), advancer: alice", "freeze_grace: 7d", [.sequencerFailure, .proposerFailure], "0"),
        Knob(ledger, "freeze_grace: 7d", [], "0"),
        Knob(escape, "da: committee, committee: {members: [bob, carol], threshold: 2}", [.dataAvailability], "none"),
        Knob(
            "\(ledger), da: committee, committee: {members: [alice, bob, carol, dave, erin, frank], threshold: 4}",
            to: "\(ledger), da: committee, committee: {members: [alice, bob, carol, dave, erin, frank], threshold: 5}",
            [.dataAvailability],
            "none"
        ),
        Knob(proved, "proof_delay: 1d", [], "2"),
        Knob(proved, "guardian: alice", [], "0"),
        Knob(proved, "operator: alice", [.stateValidation, .exitWindow], "none"),
        Knob(proved, "prover: alice, permissionless_after: 1d", [.sequencerFailure], "0"),
        Knob(proved, "prover: alice", [], "2"),
        // Who waits can be challenged, and then needs proofs after all.
        Knob(proved, "mode: hybrid", [], "2"),
        Knob(proved, "fall_back_after: 1d", [], "2"),
        Knob("\(proved), mode: hybrid", "challenge_window: 1h", [.stateValidation], "2"),
        // One system more that alone is enough: the rule is as good as its weakest combination.
        Knob(proved, to: "preset: multi-proof, provers: [vm, com]", [.stateValidation], "none"),
        // Where both are asked, nobody forges, and who does without the committee has to wait for the fall-back.
        Knob(
            "preset: multi-proof, provers: [vm, com]",
            to: "preset: multi-proof, provers: [vm, com], proofs: 2",
            [.sequencerFailure, .stateValidation],
            "0"
        ),
        // What is not believed to be secure enough does not count.
        Knob("preset: multi-proof, provers: [vm, sim]", "min_bits: 60", [.stateValidation], "2"),
        // Two of one family are one family, and then the zkVM has to be one of the two.
        Knob(
            "preset: multi-proof, provers: [vm, sim, sim2], proofs: 2, families: 1",
            to: "preset: multi-proof, provers: [vm, sim, sim2], proofs: 2, families: 2",
            [.stateValidation],
            "0"
        ),
        // A fall-back there is, with or without a time of its own; who waits needs nobody's key, but keys come first.
        Knob("preset: multi-proof, provers: [com]", "fall_back_after: 1d", [], "none"),
    ]

    @Test("One knob changes the answers that it is about, and no other", arguments: knobs)
    func knob(_ knob: Knob) throws {
        let before = Rosette(try Self.facts(knob.before))
        let after = Rosette(try Self.facts(knob.after))
        let changed = Rosette.Question.allCases.filter { question in
            let (one, other) = (before.slice(question), after.slice(question))
            return one?.value != other?.value || one?.sentiment != other?.sentiment
        }
        #expect(changed == knob.changed)
        #expect(after.stage.text == knob.stage, "\(after.stage.blocking)")
    }

    private static func answers(_ rollup: String) throws -> [String] {
        Rosette(try facts(rollup)).slices.map { "\($0.value) [\($0.sentiment.rawValue)]" }
    }

    @Test("The answers themselves")
    func values() throws {
        let rows: [(rollup: String, answers: [String])] = [
            (
                "preset: native-proof, sequencer: alice",
                [
                    "No mechanism [bad]", "Native (L1 execution) [good]", "Onchain [good]", "∞ [good]",
                    "Self propose ZK [good]",
                ]
            ),
            (
                "preset: kailua",
                [
                    "Self sequence [good]", "Fraud proofs (1R, ZK) [good]", "Onchain [good]", "∞ [good]",
                    "Self propose [good]",
                ]
            ),
            (
                Self.games,
                [
                    "Self sequence [good]", "Fraud proofs (1R, ZK) [bad]", "Onchain [good]", "∞ [good]",
                    "Self propose [good]",
                ]
            ),
            (
                Self.proved,
                [
                    "Self sequence [good]", "Multi-proofs [good]", "Onchain [good]", "∞ [good]",
                    "Self propose [good]",
                ]
            ),
            (
                "preset: multi-proof, provers: [vm, com], proofs: 2",
                [
                    "No mechanism [bad]", "Multi-proofs [good]", "Onchain [good]", "∞ [good]",
                    "Self propose [good]",
                ]
            ),
            (
                "\(Self.escape), da: committee, committee: {members: [bob, carol, dave], threshold: 2}",
                [
                    "Force via L1 [good]", "Validity proofs (SN) [bad]", "External (DAC) [bad]", "∞ [good]",
                    "Use escape hatch [good]",
                ]
            ),
        ]
        for row in rows { #expect(try Self.answers(row.rollup) == row.answers, "\(row.rollup)") }
        let committee = try Self.facts(rows[5].rollup).committee
        #expect(committee == TrustFacts.Committee(members: 3, threshold: 2))
    }

    @Test("What happens on L1 is another rollup's rosette")
    func changes() throws {
        let runs: [(rollup: String, steps: String)] = [
            (
                "preset: native-reexec, sequencer: alice",
                """
                  - {assert: rosette(r).sequencer_failure == "No mechanism", advance_time: 12s}
                  - {withdraw_bond: {}, by: alice, assert: rosette(r).sequencer_failure == "No mechanism"}
                  - {advance_time: 1d, assert: rosette(r).sequencer_failure == "Self sequence"}
                """
            ),
            (
                "\(Self.proved), operator: alice",
                """
                  - {set_mode: {to: optimistic}, by: alice, assert: rosette(r).state_validation == "None"}
                  - assert: rosette(r).proposer_failure == "Cannot withdraw"
                """
            ),
            (
                "preset: multi-proof, provers: [vm, sim], guardian: alice",
                """
                  - assert: rosette(r).state_validation_sentiment == bad
                  - assert: rosette(r).exit_window == "∞"
                  - {set_prover: {prover: sim, enabled: false}, by: alice, assert: rosette(r).exit_window == "None"}
                  - assert: rosette(r).state_validation_sentiment == good
                """
            ),
            (
                Self.escape,
                """
                  - {force_exit: {amount: 0.5 ETH}, by: alice, save: w}
                  - {advance_time: 7d}
                  - {freeze: {account: alice}, by: bob, assert: rosette(r).sequencer_failure == "No mechanism"}
                  - assert: rosette(r).proposer_failure == "Use escape hatch"
                """
            ),
        ]
        for run in runs {
            let text = Self.text(run.rollup, steps: run.steps)
            do {
                let document = try ScenarioDocument(name: "x.yaml", bytes: Array(text.utf8))
                let result = ScenarioRun.run(document, options: Self.options)
                #expect(result.verdict == .passed, "\(run.rollup): \(result.verdict)")
            } catch {
                Issue.record("\(error)")
            }
        }
    }

    @Test("The weakest combination is found among all that are enough")
    func combinations() {
        func system(_ name: String, _ family: UInt64, _ voucher: ProofRule.Voucher = .nodes) -> ProofRule.System {
            ProofRule.System(name: name, voucher: voucher, family: family)
        }
        let key = ProofRule.Voucher.signature(of: "eve")
        let taiko = [system("a", 1, key), system("b", 1, key), system("c", 2), system("d", 3)]
        var rule = ProofRule(systems: taiko, threshold: 2, families: 1)
        #expect(rule.combinations.map { $0.map(\.name).joined() } == ["ab", "ac", "ad", "bc", "bd", "cd"])
        #expect(rule.unverified?.map(\.name) == ["a", "b"] && !rule.isVerified && rule.isOpen && rule.isSimulated)
        rule.families = 2
        #expect(rule.combinations.map { $0.map(\.name).joined() } == ["ac", "ad", "bc", "bd", "cd"])
        #expect(rule.unverified == nil && rule.isVerified && rule.weakness == nil)
        // Three of one family need no fourth, and where families are asked for, more systems may be needed than proofs.
        rule = ProofRule(systems: [system("a", 1), system("b", 1), system("c", 2)], threshold: 1, families: 2)
        #expect(rule.combinations.map { $0.map(\.name).joined() } == ["ac", "bc"])
        rule = ProofRule(systems: [system("a", 1)], threshold: 2, families: 1)
        #expect(rule.combinations.isEmpty && !rule.isOpen && !rule.isVerified && rule.weakness != nil)
        let changes: [(inout ProofRule) -> Void] = [
            { $0.wait = 1 }, { $0.switcher = "eve" }, { $0.isSwitchedOff = true },
        ]
        for change in changes {
            rule = ProofRule(systems: [system("a", 1)], threshold: 1, families: 1)
            #expect(rule.isVerified)
            change(&rule)
            #expect(!rule.isVerified && rule.weakness != nil)
        }
    }

    @Test("A wait that an objection takes away is a window like that of a dispute")
    func contestableWait() throws {
        var facts = try Self.facts(Self.proved)
        let system = ProofRule.System(name: "vm", voucher: .nodes, family: 0)
        for (wait, sentiment) in [(604_800, Rosette.Sentiment.good), (604_799, .warning)] {
            var rule = ProofRule(systems: [system], threshold: 1, families: 1, wait: UInt64(wait))
            facts.validation = .multiProofs(rule)
            #expect(Rosette(facts).slice(.stateValidation)?.sentiment == .bad && Rosette(facts).stage.number == nil)
            rule.isWaitContestable = true
            facts.validation = .multiProofs(rule)
            #expect(Rosette(facts).slice(.stateValidation)?.sentiment == sentiment)
            #expect(Rosette(facts).stage.number == 2)
        }
    }

    @Test("A committee is weak below six members, or where more than a third of them must be honest")
    func committees() {
        let rows: [(members: UInt64, threshold: UInt64, isWeak: Bool)] = [
            (4, 2, true), (5, 5, true), (6, 5, false), (6, 4, true), (7, 6, false), (7, 5, true), (9, 7, false),
            (9, 6, true), (16, 0, true), (6, 7, true), (0, 0, true),
        ]
        for row in rows {
            let committee = TrustFacts.Committee(members: row.members, threshold: row.threshold)
            #expect(committee.isWeak == row.isWeak, "\(row.threshold) of \(row.members)")
        }
    }

    @Test("Heads of reports name a guardian and an operator only where the file does")
    func trust() throws {
        func trust(_ rollup: String) throws -> String {
            let document = try ScenarioDocument(name: "x.yaml", bytes: Array(Self.text(rollup).utf8))
            return document.rollups.first?.trust ?? ""
        }
        for base in ["preset: zk-dispute-game", "preset: kailua", Self.games, Self.proved] {
            #expect(try !trust(base).contains("guardian"), "\(base)")
            #expect(try !trust(base).contains("operator"), "\(base)")
            #expect(try trust("\(base), guardian: bob").contains("the guardian bob can make claims count for nothing"))
        }
        #expect(try trust("\(Self.proved), operator: alice").contains("the operator alice can switch proofs off"))
        #expect(try trust("preset: native-reexec").isEmpty)
    }
}
