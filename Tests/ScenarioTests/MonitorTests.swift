import Foundation
import RollupActors
import Scenario
import ScenarioTestSupport
import Testing

/// Monitors: when each rule raises its alert, when it does not, and what steps have to say of it.
@Suite("Monitors in scenarios")
struct MonitorTests {
    private static func text(_ monitors: String, _ steps: String, unsafe: String = "") -> String {
        """
        format: rollupsim/1
        name: x
        actors: {alice: {l1: 10 ETH, l2: {nat: 5 ETH, op: 5 ETH}}, operator: {l1: 20 ETH}, guardian: {l1: 5 ETH}}
        provers: {sim: {kind: simulated, operator: operator}}
        contracts: {token: {stock: erc20}}
        rollups:
          nat: {preset: native-reexec, advancer: operator, auto: off}
          op:
            preset: optimistic
            challenge_window: 1h
            advancer: operator
            portal: {maturity: 1h, guardian: guardian}
            unsafe: [\(unsafe)]
            auto: off
          hy:
            preset: zk-dispute-game
            advancer: operator
            guardian: guardian
            upgrades: {owner: operator, delay: 3d, council: [alice, guardian]}
            auto: off
          multi: {preset: multi-proof, provers: [sim], fall_back_after: 1h, guardian: guardian, advancer: operator, auto: off}
          pay: {preset: contract-groth16, advancer: operator, auto: off}
        monitors: {\(monitors)}
        invariants: {root_matches_reference: report, escrow_solvency: report, message_once: report, message_not_lost: report, monotonic_finality: report}
        defaults: {by: operator}
        steps:
        \(steps)

        """
    }

    private static func run(_ monitors: String, _ steps: String, unsafe: String = "") throws -> ScenarioResult {
        let bytes = Array(text(monitors, steps, unsafe: unsafe).utf8)
        let options = SimulationOptions(proofs: AttestedProofs(), batchProofs: SimulatedBatchProofs())
        return ScenarioRun.run(try ScenarioDocument(name: "x.yaml", bytes: bytes), options: options)
    }

    private static func refusal(_ monitors: String, _ steps: String = "  - l1_mine: 1blk") throws -> String {
        let error = try #require(throws: ScenarioError.self, "\(monitors) \(steps)") {
            try ScenarioDocument(name: "x.yaml", bytes: Array(text(monitors, steps).utf8))
        }
        return error.rendered
    }

    /// Runs steps that have to pass, and tells what was raised.
    private static func alerts(
        _ monitors: String,
        _ steps: String,
        unsafe: String = "",
        sourceLocation: Testing.SourceLocation = #_sourceLocation
    ) throws -> [String] {
        let result = try run(monitors, steps, unsafe: unsafe)
        #expect(result.verdict == .passed, "\(TextReport(result).text)", sourceLocation: sourceLocation)
        return result.alerts.map { "\($0.monitor) \($0.elapsed) \($0.saw)" }
    }

    @Test(
        "A monitor that cannot watch what it is told to is refused where it stands",
        arguments: [
            ("m: {rollup: x, rule: stall, after: 1h}", "no rollup is named `x`"),
            ("m: {rule: escrow}", "lacks the key `rollup`"),
            ("m: {rollup: nat}", "lacks the key `rule`"),
            ("m: {rollup: nat, rule: noise}", "`rule` expects one of `wrong_root`"),
            ("m: {rollup: nat, rule: stall}", "`rule: stall` needs `after`"),
            ("m: {rollup: nat, rule: stall, after: 0s}", "`after` is at least 1s"),
            ("m: {rollup: nat, rule: escrow, after: 1h}", "`after` means nothing beside `rule: escrow`"),
            ("m: {rollup: nat, rule: escrow, every: 0s}", "`every` is at least 1s"),
            ("m: {rollup: nat, rule: escrow, lag: 1 ETH}", "`lag`"),
            ("m: {rollup: nat, rule: mode_change}", "looks at a log of modes, and `nat` has none"),
            ("m: {rollup: op, rule: upgrade}", "looks at a contract that can be exchanged, and `op` has none"),
            ("m: {rollup: nat, rule: pause}", "looks at something that can be stopped, and `nat` has none"),
            ("m: {rollup: pay, rule: pause}", "looks at something that can be stopped, and `pay` has none"),
            ("m: {rollup: nat, rule: escrow, until: 1h}", "unknown key `until`"),
            ("l1: {rollup: nat, rule: escrow}", "is a word of the language"),
        ]
    )
    func monitors(_ monitor: String, _ reason: String) throws {
        let text = try Self.refusal(monitor)
        #expect(text.contains(reason), "\(text)")
    }

    @Test(
        "A step that names a monitor names one that there is",
        arguments: [
            ("- {advance_time: 1h, alerts: [n]}", "no monitor is named `n`"),
            ("- {advance_time: 1h, alerts: [m, m]}", "`m` is expected already"),
            ("- {advance_time: 1h, alerts: m}", "`alerts` expects a list"),
            ("- {assert: true, alerts: [m]}", "`alerts` cannot stand beside `assert`"),
            ("- {advance_until: {alert: n, within: 1h}}", "no monitor is named `n`"),
            ("- {advance_until: {alert: m}}", "lacks the key `within`"),
            ("- {advance_until: {within: 1h}}", "lacks the key `alert`"),
            ("- {advance_until: {alert: m, within: 1h}, by: alice}", "nobody acts"),
            ("- {advance_until: {alert: m, within: 1h}, expect: {revert: any}}", "cannot end in `revert`"),
            ("- {advance_until: {alert: m, within: 1h}, expect: {timeout: Late}}", "Late"),
            ("- {assert: alert_count(n) == 0}", "no monitor is named `n`"),
            ("- {assert: \"alert_time(\\\"m\\\") == 0s\"}", "expects a monitor's name"),
        ]
    )
    func steps(_ step: String, _ reason: String) throws {
        let text = try Self.refusal("m: {rollup: nat, rule: escrow}", "  " + step)
        #expect(text.contains(reason), "\(text)")
    }

    @Test("A stall is told at the second at which it is one, after the beginning and after each block")
    func stall() throws {
        let steps = """
              - {advance_time: 59m}
              - {advance_time: 1m, alerts: [m]}
              - {advance_time: 10h}
              - {seal: {rollup: nat}, id: b1}
              - {advance: {rollup: nat, block: b1}, id: settled}
              - {advance_time: 3599s}
              - {advance_time: 1s, alerts: [m], assert: alert_time(m) == 12h}
            """
        #expect(
            try Self.alerts("m: {rollup: nat, rule: stall, after: 1h}", steps) == [
                "m 3600 no block was settled for 1:00:00", "m 43200 no block was settled for 1:00:00",
            ]
        )
        let busy = """
              - {advance_time: 59m}
              - {seal: {rollup: nat}, id: b1}
              - {advance: {rollup: nat, block: b1}}
              - {advance_time: 59m}
            """
        #expect(try Self.alerts("m: {rollup: nat, rule: stall, after: 1h}", busy).isEmpty)
    }

    @Test("Blocks of each design end a stall", arguments: ["op", "multi", "hy", "pay"])
    func stallOfDesigns(_ rollup: String) throws {
        let settle =
            switch rollup {
            case "multi":
                """
                  - {propose: {rollup: multi, block: b1}, id: c1}
                  - {submit_proof: {claim: c1, prover: sim}}
                  - {finalize_claim: {claim: c1}}
                """
            case "hy":
                """
                  - {propose: {rollup: hy, block: b1}, id: c1}
                  - {prove_claim: {game: c1}}
                  - {resolve: {game: c1}}
                  - {advance_time: 4d}
                  - {close_game: {game: c1}}
                """
            default: "  - {advance: {rollup: \(rollup), block: b1}}"
            }
        let steps = """
              - {seal: {rollup: \(rollup)}, id: b1}
            \(settle)
              - {advance_time: 9d}
            \(rollup == "hy" ? "  - {guard: {rollup: hy, power: blacklist, game: c1}, by: guardian}" : "  - {l1_mine: 1blk}")
              - {advance_time: 1d, alerts: [m]}
            """
        let alerts = try Self.alerts("m: {rollup: \(rollup), rule: stall, after: 10d}", steps)
        #expect(alerts.count == 1 && alerts != ["m 864000 no block was settled for 10d 0:00:00"], "\(alerts)")
    }

    @Test("A monitor that looks now and then misses what is over by then, and one that is behind sees it later")
    func looks() throws {
        let monitors = """
            now: {rollup: nat, rule: stall, after: 1h}, slow: {rollup: nat, rule: stall, after: 1h, every: 2h},
              behind: {rollup: nat, rule: stall, after: 1h, lag: 10m}
            """.replacing("\n", with: "")
        let steps = """
              - {advance_time: 61m, alerts: [now, behind]}
              - {seal: {rollup: nat}, id: b1}
              - {advance: {rollup: nat, block: b1}}
              - {advance_time: 65m, alerts: [now, behind]}
              - {advance_time: 2h, alerts: [slow]}
            """
        #expect(
            try Self.alerts(monitors, steps).map { $0.split(separator: " ").prefix(2).joined(separator: " ") }
                == ["now 3600", "behind 3600", "now 7260", "behind 7260", "slow 14400"]
        )
        let late = """
              - {advance_time: 30m}
              - {seal: {rollup: nat}, id: b1}
              - {advance: {rollup: nat, block: b1}}
              - {advance_time: 25m, alerts: [behind]}
            """
        // The block is there, but a node that is an hour behind has not seen it.
        let behind = "behind: {rollup: nat, rule: stall, after: 50m, lag: 1h}"
        #expect(try Self.alerts(behind, late.replacing("25m", with: "31m")).map { $0.prefix(11) } == ["behind 3600"])
    }

    @Test("A false root is told with the block that holds it: settled, or only claimed")
    func wrongRoot() throws {
        let lie = "tamper: {state_root: flip_bit}"
        let settled = """
              - {seal: {rollup: op}, id: b1}
              - {advance: {rollup: op, block: b1}}
              - {seal: {rollup: op}, id: b2}
              - {advance: {rollup: op, block: b2, \(lie)}, alerts: [m]}
              - {advance_time: 1d}
            """
        let alerts = try Self.alerts("m: {rollup: op, rule: wrong_root}", settled)
        #expect(alerts.count == 1 && alerts[0].hasPrefix("m 24 L2 block 2 is settled: the outcome is 0x"), "\(alerts)")
        for rollup in ["hy", "multi"] {
            let claimed = """
                  - {seal: {rollup: \(rollup)}, id: b1}
                  - {propose: {rollup: \(rollup), block: b1}}
                  - {propose: {rollup: \(rollup), block: b1, \(lie)}, alerts: [m]}
                  - {advance_time: 1h}
                  - {l1_mine: 1blk}
                """
            let alerts = try Self.alerts("m: {rollup: \(rollup), rule: wrong_root}", claimed)
            let words = "m 24 L2 block 1 is claimed: the outcome is 0x"
            #expect(alerts.count == 1 && alerts[0].hasPrefix(words), "\(rollup): \(alerts)")
        }
        let lagging = """
              - {seal: {rollup: hy}, id: b1}
              - {propose: {rollup: hy, block: b1, \(lie)}}
              - {advance_time: 3m}
              - {advance_time: 1m, alerts: [m]}
            """
        let late = try Self.alerts("m: {rollup: hy, rule: wrong_root, lag: 4m}", lagging)
        #expect(late.map { $0.prefix(5) } == ["m 252"])
    }

    @Test("An escrow that is short is told once, as long as it is")
    func escrow() throws {
        let steps = """
              - {l2_tx: {rollup: op, withdraw: 1 ETH}, by: alice, save: w}
              - {l2_tx: {rollup: op, withdraw: 1 ETH}, by: alice, save: v}
              - {seal: {rollup: op}, id: b1}
              - {advance: {rollup: op, block: b1}}
              - {finalize_withdrawal: {rollup: op, withdrawal: w, receiver: operator}, alerts: [m]}
              - {finalize_withdrawal: {rollup: op, withdrawal: v, receiver: operator}}
            """
        let alerts = try Self.alerts(
            "m: {rollup: op, rule: escrow}, n: {rollup: nat, rule: escrow}",
            steps,
            unsafe: "zero_trusted_root"
        )
        #expect(alerts.count == 1 && alerts[0].hasPrefix("m 24 L1 holds 14 ETH, and owes 14.99"), "\(alerts)")
    }

    @Test("Changes of the mode, pauses and upgrades are told as they come")
    func events() throws {
        let mode = """
              - {seal: {rollup: multi}, id: b1}
              - {propose: {rollup: multi, block: b1}, id: c1}
              - {advance_time: 1h}
              - {fall_back: {claim: c1}, alerts: [modes]}
              - {set_mode: {rollup: multi, to: paused}, by: guardian, alerts: [modes, stops]}
              - {set_mode: {rollup: multi, to: running}, by: guardian, alerts: [modes]}
            """
        let monitors = "modes: {rollup: multi, rule: mode_change}, stops: {rollup: multi, rule: pause}"
        #expect(
            try Self.alerts(monitors, mode) == [
                "modes 3612 the mode is hybrid, because of no_proof",
                "modes 3624 the mode is paused, because of guardian",
                "stops 3624 the mode is paused, because of guardian",
                "modes 3636 the mode is zk, because of guardian",
            ]
        )
        let pause = """
              - {pause: {rollup: op}, by: guardian, alerts: [m]}
              - {unpause: {rollup: op}, by: guardian}
              - {guard: {rollup: hy, power: pause}, by: guardian, alerts: [n]}
              - {guard: {rollup: hy, power: unpause}, by: guardian}
            """
        #expect(
            try Self.alerts("m: {rollup: op, rule: pause}, n: {rollup: hy, rule: pause}", pause) == [
                "m 12 stopped until 30d 0:00:12", "n 36 stopped until 91d 6:00:36",
            ]
        )
        let upgrade = """
              - {deploy: {contract: token, on: l1, args: [Other, OTH, 18, 1 ETH]}, save: other}
              - {upgrade: {rollup: hy, verifier: other}, alerts: [m]}
              - {cancel_upgrade: {rollup: hy}, alerts: [m]}
              - {approve_upgrade: {rollup: hy, verifier: other}, by: alice, alerts: [m]}
              - {approve_upgrade: {rollup: hy, verifier: other}, by: guardian, alerts: [m]}
            """
        #expect(
            try Self.alerts("m: {rollup: hy, rule: upgrade}", upgrade) == [
                "m 24 other is announced, and can be in force from 3d 0:00:24 on",
                "m 36 the announcement of other is taken back",
                "m 48 1 of the council agrees on other",
                "m 60 2 of the council agree on other",
                "m 60 other is in force",
            ]
        )
    }

    @Test("An alert that no step expects fails the run, and so does an expected one that does not come")
    func strictness() throws {
        let monitor = "m: {rollup: nat, rule: stall, after: 1h}"
        let unexpected = try Self.run(monitor, "  - {advance_time: 2h}")
        #expect(unexpected.verdict.exitCode == 1)
        #expect(unexpected.problems.map(\.kind) == [.alert])
        #expect(unexpected.problems[0].text.contains("no step expects the alert `m` at 1:00:00: stall of nat"))
        let absent = try Self.run(monitor, "  - {advance_time: 30m, alerts: [m]}")
        #expect(absent.verdict.exitCode == 1)
        #expect(absent.problems[0].text.contains("the monitor `m` raises no alert by the end of the step"))
        let early = try Self.run(monitor, "  - {advance_until: {alert: m, within: 59m}}")
        #expect(early.problems.map(\.kind) == [.outcome])
        let late = try Self.run(monitor, "  - {advance_until: {alert: m, within: 59m}, expect: {timeout: NoAlert}}")
        #expect(late.verdict == .passed && late.timeline.last?.elapsed == 3540)
        let other = try Self.run(
            monitor + ", n: {rollup: op, rule: stall, after: 1h}",
            "  - {advance_until: {alert: m, within: 2h}}"
        )
        #expect(other.problems.map(\.subject) == ["n"])
    }

    @Test("Repetitions of a step raise their alerts together")
    func repetitions() throws {
        let steps = "  - {advance_time: 20m, repeat: 4, alerts: [m]}"
        #expect(try Self.alerts("m: {rollup: nat, rule: stall, after: 1h}", steps).count == 1)
    }

    @Test("Waiting ends with the alert, at the same second whatever is waited for, and waiting transactions get blocks")
    func waiting() throws {
        let steps = """
              - {advance_until: {alert: m, within: 3d}, assert: ["elapsed() == 2h", "alert_time(m) == 2h"]}
              - {advance_until: {alert: m, within: 1d}, expect: {timeout: NoAlert}, assert: elapsed() == 26h}
            """
        #expect(try Self.alerts("m: {rollup: nat, rule: stall, after: 90m, every: 2h}", steps).count == 1)
    }

    @Test("What L1 undoes before it is heard of has never been; what was raised stays raised")
    func reorgs() throws {
        let heard = """
              - {pause: {rollup: op}, by: guardian, alerts: [m]}
              - {reorg: {depth: 1, keep: false}}
              - {advance_time: 1h}
            """
        #expect(try Self.alerts("m: {rollup: op, rule: pause}", heard).count == 1)
        let unheard = heard.replacing(", alerts: [m]", with: "")
        #expect(try Self.alerts("m: {rollup: op, rule: pause, lag: 4m}", unheard).isEmpty)
        let stall = """
              - {advance_time: 30m}
              - {seal: {rollup: nat}, id: b1}
              - {advance: {rollup: nat, block: b1}}
              - {l1_mine: 1blk}
              - {reorg: {depth: 2, keep: false}}
              - {advance_time: 28m}
              - {advance_time: 2m, alerts: [m]}
            """
        #expect(try Self.alerts("m: {rollup: nat, rule: stall, after: 1h}", stall).map { $0.prefix(6) } == ["m 3600"])
    }

    @Test("Alerts are in every report and in the trace")
    func reports() throws {
        let steps = "  - {advance_time: 2h, alerts: [m]}"
        let result = try Self.run("m: {rollup: nat, rule: stall, after: 1h}", steps)
        let again = try Self.run("m: {rollup: nat, rule: stall, after: 1h, every: 1h}", steps)
        let later = try Self.run("m: {rollup: nat, rule: stall, after: 1h, every: 2h}", steps)
        #expect(result.traceHash != nil && result.traceHash == again.traceHash && result.traceHash != later.traceHash)
        let text = TextReport(result).text
        #expect(text.contains("alerts\n  1:00:00  m  stall  nat  no block was settled for 1:00:00\n"), "\(text)")
        let report = try ReportDocument(.run, [FileRecord(file: "x.yaml", result)]).text()
        let root = try #require(try JSONSerialization.jsonObject(with: Data(report.utf8)) as? [String: Any])
        let run = try #require((root["runs"] as? [[String: Any]])?.first)
        let alert = try #require((run["alerts"] as? [[String: Any]])?.first)
        #expect(alert["elapsedSeconds"] as? Int == 3600 && alert["rule"] as? String == "stall")
        let csv = TableFiles.tables([("x.yaml", result)]).first { $0.name == "alerts.csv" }?.text ?? ""
        #expect(csv.contains("x.yaml,3600,m,stall,nat,"), "\(csv)")
        #expect(HTMLReport.text([("x.yaml", result)]).contains("<h2>Alerts</h2>"))
        let quiet = try Self.run("m: {rollup: nat, rule: stall, after: 1h}", "  - l1_mine: 1blk")
        #expect(TextReport(quiet).text.contains("alerts\n  none\n"))
        let unwatched = try Self.run("", "  - l1_mine: 1blk")
        #expect(!TextReport(unwatched).text.contains("alerts"))
        #expect(!HTMLReport.text([("x.yaml", unwatched)]).contains("<h2>Alerts</h2>"))
    }

    @Test("What is lost grows with the time between two looks")
    func folder() throws {
        let document = try ScenarioFolder.document("alert-to-action.yaml")
        let result = ScenarioRun.run(document)
        #expect(result.verdict == .passed, "\(TextReport(result).text)")
        #expect(result.alerts.map(\.monitor) == ["each_block", "each_two_hours", "each_six_days", "stops"])
        #expect(ScenarioRun.run(document).traceHash == result.traceHash)
    }
}
