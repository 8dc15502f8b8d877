import HostAccelerators
import Primitives
import Scenario
import Synchronization
import Testing
import TextOutput

/// Cases that a new user of the language met, each under the name that it had in the trial.
@Suite struct TrialTests {
    /// A scenario of two rollups, around the steps of a case.
    private static func text(_ steps: String, head: String = "") -> String {
        """
        format: rollupsim/1
        name: trial
        \(head)
        actors:
          alice: {l1: 50 ETH, l2: {nat: 2 ETH, twin: 2 ETH}}
          bob: {}
          operator: {l1: 50 ETH}
        rollups:
          nat: {preset: native-reexec, advancer: operator, auto: off}
          twin: {preset: native-reexec, advancer: operator, auto: off}
        steps:

        """ + steps
    }

    private static func read(_ steps: String, head: String = "") throws -> ScenarioDocument {
        try ScenarioDocument(name: "trial.yaml", bytes: Array(text(steps, head: head).utf8))
    }

    private static func run(
        _ steps: String,
        head: String = "",
        control: RunControl = RunControl()
    ) throws -> ScenarioResult {
        ScenarioRun.run(try read(steps, head: head), control: control)
    }

    /// What `check` says of a case.
    private static func refusal(of steps: String, head: String = "") -> String {
        ScenarioSamples.refusal(of: text(steps, head: head))?.rendered ?? "accepted"
    }

    // MARK: Claims and blocks of another rollup

    @Test("A claim at another rollup is refused by its contract (claim-on-other-rollup, s13)")
    func claimAtAnotherRollup() throws {
        let steps = """
              - l2_tx: {rollup: nat, withdraw: 0.1 ETH, to: bob}
                by: alice
                save: w
              - seal: {rollup: nat}
                id: b1
              - advance: {rollup: nat, block: b1}
              - claim: {rollup: twin, withdrawal: w}
                by: alice
                expect: {revert: state root not available}
              - seal: {rollup: twin}
                id: c1
              - advance: {rollup: twin, block: c1}
              - claim: {rollup: twin, withdrawal: w}
                by: alice
                expect: {revert: invalid proof}
              - claim: {rollup: nat, withdrawal: w}
                by: alice
                assert: l1.balance(bob) == 0.1 ETH
            """
        let result = try Self.run(steps)
        #expect(result.verdict == .passed, "\(TextReport(result).text)")
        let unexpected = try Self.run(steps.replacing("expect: {revert: invalid proof}", with: "id: x"))
        #expect(unexpected.verdict.exitCode == 1)
    }

    @Test("Another rollup's block is refused by check, and by L1 when that is what the author wants to see (s2)")
    func blockOfAnotherRollup() throws {
        let steps = """
              - seal: {rollup: nat}
                id: a
              - advance: {rollup: twin, block: a}
            """
        let refusal = Self.refusal(of: steps)
        #expect(
            refusal.contains("14:36: error: step `a` seals a block of `nat`, which `twin` cannot accept"),
            "\(refusal)"
        )
        #expect(refusal.contains("add `expect: {revert: any}`"))
        let result = try Self.run(steps + "\n    expect: {revert: wrong chain id}\n")
        #expect(result.verdict == .passed, "\(TextReport(result).text)")
    }

    // MARK: Tampering

    @Test("A tampering that changes nothing is an error, and names the step (noop, st18)")
    func tamperingThatChangesNothing() throws {
        for (field, change) in [("gas_used", "0"), ("transactions", "drop_last"), ("prev_randao", Self.zeroHash)] {
            let steps = """
                  - seal: {rollup: nat}
                    id: b
                  - advance: {rollup: nat, block: b, tamper: {\(field): \(change)}}
                """
            let result = try Self.run(steps)
            guard case .impossible(let reason) = result.verdict else {
                Issue.record("\(field): \(result.verdict)")
                continue
            }
            #expect(reason.hasPrefix("line 14: tampering with `\(field)` changes nothing"), "\(reason)")
            let text = TextReport(result, style: TextStyle(width: 200)).text
            #expect(text.contains("   14 |   - advance: {rollup: nat, block: b, tamper: {\(field): "), "\(text)")
            let underline = "^" + String(repeating: "~", count: field.count - 1)
            #expect(text.contains("      | " + String(repeating: " ", count: 46) + underline + "\n"), "\(text)")
            // Not even an author who expects the refusal may be told that there was one.
            let expected = try Self.run(steps + "\n    expect: {revert: any, halt: any}\n")
            #expect(expected.verdict.exitCode == 2)
        }
    }

    @Test("A load that makes its L2 block larger than a block may be is refused, as any sealer's is")
    func loadBeyondABlock() throws {
        let text = """
            format: rollupsim/1
            name: large
            actors: {alice: {l2: {nat: 9 ETH}}, operator: {l1: 9 ETH}}
            rollups: {nat: {preset: native-reexec, advancer: operator, auto: off, l2_gas_limit: 900M}}
            steps:
              - l2_tx: {rollup: nat, to: operator, data: 0x\(String(repeating: "ff", count: 120_000)), gas_limit: 6M}
                by: alice
                repeat: 90
              - activity: {rollup: nat, blocks: 1, rate: 1, senders: [alice], mix: {transfer: 1}}
            """
        let result = ScenarioRun.run(try ScenarioDocument(name: "large.yaml", bytes: Array(text.utf8)))
        #expect(result.timeline.last?.effect.outcome.failures == [.reject: "BlockTooLarge"], "\(result.verdict)")
        #expect(result.verdict.exitCode == 1)
    }

    private static let zeroHash = "0x" + String(repeating: "00", count: 32)

    @Test("A block hash that stays while other fields change is a lie, and one that fits them is none")
    func blockHashThatStays() throws {
        let seal = "  - seal: {rollup: nat}\n    id: b\n"
        let probe = try Self.run(seal + "  - print: block(b).hash\n")
        let detail = try #require(probe.timeline.last?.effect.details.first)
        let hash = try #require("\(detail)".split(separator: " ").last)
        let stale = try Self.run(
            seal + """
                  - advance: {rollup: nat, block: b, tamper: {state_root: flip_bit, block_hash: \(hash)}}
                    expect: {halt: any, revert: any}
                """
        )
        #expect(stale.verdict == .passed, "\(TextReport(stale).text)")
        let same = try Self.run(seal + "  - advance: {rollup: nat, block: b, tamper: {block_hash: \(hash)}}\n")
        #expect(same.verdict.exitCode == 2)
    }

    // MARK: Limits

    @Test("Limits bind inside a step (lim3)")
    func limitsInsideAStep() throws {
        let mining = "  - l1_mine: 100000blk\n"
        let blocks = try Self.run(mining, head: "limits: {blocks: 5}")
        #expect(
            blocks.verdict
                == .limitExceeded("line 12: `l1_mine` is stopped: the limit of 5 L1 blocks is reached")
        )
        let clock = Counter()
        let wall = try Self.run(
            mining,
            head: "limits: {wall: 1s}",
            control: RunControl(isTimeUp: { _ in clock.next() > 7 })
        )
        guard case .limitExceeded(let reason) = wall.verdict else {
            Issue.record("\(wall.verdict)")
            return
        }
        #expect(
            reason.hasPrefix("line 12: `l1_mine` is stopped: the limit of 1s of wall time is reached, "),
            "\(reason)"
        )
    }

    @Test("Gas is limited on all chains together, and progress is told within a step")
    func gasLimitAndProgress() throws {
        let burning = """
              - l2_tx: {rollup: nat, burn_gas: 5M}
                by: alice
              - seal: {rollup: nat}
                id: b
            """
        #expect(try Self.run(burning, head: "limits: {gas: 4M}").verdict.exitCode == 5)
        #expect(try Self.run(burning, head: "limits: {gas: 6M}").verdict == .passed)
        let told = Counter()
        let result = try Self.run(
            "  - l1_mine: 20blk\n",
            control: RunControl(onBlock: { _ in _ = told.next() })
        )
        #expect(result.verdict == .passed && told.next() == 20)
    }

    @Test("Every run has limits, whatever its file says")
    func defaultLimits() throws {
        let limits = try Self.read("  - l1_mine: 1blk\n").limits
        #expect(limits.wall == Limits.defaultWall && limits.steps == Limits.defaultSteps)
        #expect(limits.blocks == Limits.defaultBlocks && limits.gas == Limits.defaultGas)
        // The two longest steps of the language, in a row: more than anybody waits for.
        let endless = try Self.run(
            "  - l1_mine: 100000blk\n    repeat: 10000\n",
            head: "limits: {blocks: 20}"
        )
        #expect(endless.verdict.exitCode == 5)
    }

    /// Counts how often it was asked before.
    private final class Counter: Sendable {
        private let count = Mutex(0)

        func next() -> Int {
            count.withLock { count in
                defer { count += 1 }
                return count
            }
        }
    }

    // MARK: Gas tables

    @Test("Each rule of a gas table gets a gas limit of its own (s8b)")
    func gasTableUnderEveryRule() throws {
        let result = ScenarioRun.run(
            try ScenarioDocument(
                name: "s8b.yaml",
                bytes: Array(
                    """
                    format: rollupsim/1
                    name: s8b
                    l1: {gas_limit: 60M}
                    actors: {alice: {l2: {nat: 1 ETH, gu: 1 ETH, fl: 1 ETH}}, operator: {l1: 20 ETH}}
                    rollups:
                      nat: {preset: native-reexec, advancer: operator, auto: off}
                      gu: {preset: native-reexec, advancer: operator, gas_rule: gas_used, auto: off}
                      fl: {preset: native-reexec, advancer: operator, gas_rule: flat, auto: off}
                    steps:
                      - {l2_tx: {rollup: nat, burn_gas: 5M}, by: alice}
                      - {l2_tx: {rollup: gu, burn_gas: 5M}, by: alice}
                      - {l2_tx: {rollup: fl, burn_gas: 5M}, by: alice}
                      - {seal: {rollup: nat}, id: a}
                      - {seal: {rollup: gu}, id: b}
                      - {seal: {rollup: fl}, id: c}
                      - {advance: {rollup: nat, block: a}, id: aa}
                      - {advance: {rollup: gu, block: b}, id: bb}
                      - {advance: {rollup: fl, block: c}, id: cc}
                    report: {gas_table: {blocks: [a, b, c], modes: [reexec/v6, reexec/gas_used, reexec/flat]}}
                    """.utf8
                )
            )
        )
        let table = try #require(result.gasTable)
        #expect(table.rows.count == 3 && result.verdict == .passed)
        for row in table.rows {
            #expect(row.cells.allSatisfy { $0.failure == nil }, "\(TextReport(result).text)")
            #expect(row.cells.map(\.mode) == [.reexecutionV6, .reexecutionGasUsed, .reexecutionFlat])
        }
        // The same block costs the same under a rule, whichever it was settled under.
        for mode in 0..<3 {
            let gas = table.rows.compactMap { $0.cells[mode].gasUsed }
            #expect((gas.max() ?? 0) - (gas.min() ?? 0) < 20_000, "\(gas)")
        }
        // And under its own rule the table repeats what the step has used.
        for (index, id) in ["aa", "bb", "cc"].enumerated() {
            #expect(result.timeline.first { $0.id == id }?.gasUsed == table.rows[index].cells[index].gasUsed)
        }
    }

    // MARK: What is said once, and how

    @Test("What waits says for what, and what fails alike is said once (s12)")
    func failuresAreSaidOnce() throws {
        let result = try Self.run(
            """
              - l2_tx: {rollup: nat, to: bob, value: 1.5 ETH, gas_limit: 21000}
                by: alice
                repeat: 30
              - seal: {rollup: nat}
            """
        )
        guard case .failed(let problems) = result.verdict else {
            Issue.record("\(result.verdict)")
            return
        }
        #expect(
            problems == [
                "the `l2_tx` of line 12: expected ok, but no block holds it: InsufficientFunds",
                "the `l2_tx` of line 12, 28 times: expected ok, but no block holds it: NonceTooHigh",
            ]
        )
        #expect(
            result.timeline.last?.effect.details.suffix(2) == [
                "the `l2_tx` of line 12 waits for a later block: InsufficientFunds",
                "the `l2_tx` of line 12 waits, 28 times, for a later block: NonceTooHigh",
            ]
        )
        let reverting = try Self.run(
            """
              - l2_tx: {rollup: nat, to: 0x8079000000000000000000000000000000000001, value: 1 wei, gas_limit: 50k}
                by: alice
                repeat: 9
              - seal: {rollup: nat}
            """
        )
        guard case .failed(let failures) = reverting.verdict else {
            Issue.record("\(reverting.verdict)")
            return
        }
        #expect(failures.count == 1 && failures[0].hasSuffix(" (9 times)"), "\(failures)")
    }

    @Test("An escrow below zero, amounts of nothing, long times and single bytes read as what they are (s13)")
    func wording() throws {
        let report = TextReport(
            try Self.run(
                """
                  - l2_tx: {rollup: nat, withdraw: 1 ETH}
                    by: alice
                    save: w
                  - l2_tx: {rollup: nat, to: bob, data: 0x01}
                    by: alice
                  - seal: {rollup: nat}
                    id: b
                  - advance: {rollup: nat, block: b}
                  - advance_time: 1502m
                  - claim: {rollup: nat, withdrawal: w}
                    by: alice
                    assert:
                      - escrow(nat) == 0 ETH - 1 ETH
                      - elapsed() > 1502m
                  - print: ["l2(nat).balance(bob)", "escrow(nat)"]
                """
            ),
            style: TextStyle(width: 400)
        ).text
        #expect(report.contains("escrow(nat) is -1 ETH: more was withdrawn than deposited, out of the genesis escrow"))
        #expect(report.contains("l2(nat).balance(bob) = 0 ETH"), "\(report)")
        #expect(report.contains("time passes: 1d 1h 2m"))
        #expect(report.contains("calls bob on nat with 1 byte\n"))
        #expect(report.contains("2 transactions; anchored to L1 block") && !report.contains("by the relayer"))
    }

    @Test("Lists are false, not \"a false transactions\" (s5)")
    func liesInWords() throws {
        let result = try Self.run(
            """
              - l2_tx: {rollup: nat, to: bob, value: 1 wei}
                by: alice
              - seal: {rollup: nat}
                id: b
              - advance: {rollup: nat, block: b, tamper: {transactions: drop_last, state_root: flip_bit}}
                expect: {halt: any, revert: any}
            """
        )
        #expect(result.verdict == .passed)
        let advance = result.timeline.last?.effect.summary
        #expect(advance == "advances nat to L2 block 1 with false transactions, a false state_root")
    }

    @Test("What a terminal obeys is shown escaped, wherever a file can write (ansi)")
    func controlCharacters() throws {
        let escape = "\\e[31m\\a\\x9b2J"
        let result = try Self.run(
            """
              - group: "group \(escape)"
                steps:
                  - advance_time: 1s
                    note: "note \(escape)"
              - deposit: {to: nat, amount: 1 ETH}
                by: alice
                expect: {revert: ~"reason"}
            """,
            head: "teaches: \"lesson \(escape)\""
        )
        #expect(result.verdict.exitCode == 1)
        let report = TextReport(result).text
        let controls = report.unicodeScalars.filter { $0.properties.generalCategory == .control && $0 != "\n" }
        #expect(controls.isEmpty)
        for place in ["group", "note", "lesson"] {
            #expect(report.contains("\(place) \\u{1b}[31m\\u{7}\\u{9b}2J"), "\(place)")
        }
    }
}
