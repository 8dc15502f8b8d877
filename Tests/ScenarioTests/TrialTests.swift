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
            // Not even an author who expects the refusal may be told that there was one.
            let expected = try Self.run(steps + "\n    expect: {revert: any, halt: any}\n")
            #expect(expected.verdict.exitCode == 2)
        }
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

    // MARK: What check finds

    @Test(
        "Lengths and widths of tampered fields (st15, st16, st19)",
        arguments: [
            ("timestamp: 18446744073709551616", "`timestamp` can be at most 2^64 - 1"),
            ("state_root: 0x12", "`state_root` is 32 bytes, found 1"),
            ("fee_recipient: 0x1234", "`fee_recipient` is 20 bytes, found 2"),
            ("logs_bloom: 0x00", "`logs_bloom` is 256 bytes, found 1"),
            ("withdrawals: {to: alice, amount: 1 wei}", "`amount` is no number of gwei that a withdrawal can hold"),
            ("withdrawals: {to: alice, amount: 99999999999999 ETH}", "`amount` is no number of gwei"),
        ]
    )
    func tamperedValuesThatNoFieldHolds(tampering: String, message: String) {
        let refusal = Self.refusal(
            of: "  - seal: {rollup: nat}\n    id: b\n  - advance: {rollup: nat, block: b, tamper: {\(tampering)}}\n"
        )
        #expect(refusal.contains("case.yaml:14:") && refusal.contains(message) && refusal.contains("^"), "\(refusal)")
    }

    @Test(
        "Numbers that no L1 or L2 can begin with (k10, k14, k16, k20, big2, big3)",
        arguments: [
            ("nat: {preset: native-reexec, auto: off, chain_id: 0}", "", "`chain_id` is at least 1"),
            (
                "nat: {preset: native-reexec, auto: off, l2_gas_limit: 0}", "",
                "`l2_gas_limit` is at least 1,000,000 gas"
            ),
            (
                "nat: {preset: native-reexec, auto: off, l2_gas_limit: 20000}", "",
                "`l2_gas_limit` is at least 1,000,000"
            ),
            (
                "nat: {preset: native-reexec, auto: off}", "l1: {gas_limit: 1}",
                "`gas_limit` of a block is at least 5000 gas"
            ),
            (
                "nat: {preset: native-reexec, auto: off}", "l1: {gas_limit: 7M}",
                "no room for the deployment of a rollup"
            ),
            ("nat: {preset: native-reexec, auto: off}", "l1: {base_fee: 2 ETH}", "`base_fee` can be at most 1 ETH"),
            (
                "nat: {preset: native-reexec, auto: off}", "actors: {rich: {l1: \(UInt256.max) wei}}",
                "the actors hold 2^199 wei or more on L1"
            ),
            (
                "nat: {preset: native-reexec, auto: off}", "actors: {rich: {l2: {nat: \(UInt256.max) wei}}}",
                "the actors hold 2^199 wei or more on the L2 of `nat`"
            ),
        ]
    )
    func numbersThatNoChainBeginsWith(rollup: String, section: String, message: String) {
        let text = "format: rollupsim/1\nname: x\n\(section)\nrollups:\n  \(rollup)\nsteps: []\n"
        let refusal = ScenarioSamples.refusal(of: text)?.rendered ?? "accepted"
        #expect(refusal.contains(message) && refusal.contains("^"), "\(refusal)")
    }

    @Test("Whoever is to advance, and keys of the other mode, are known before a run")
    func advanceWithoutAnybody() {
        let text = """
            format: rollupsim/1
            name: x
            actors: {operator: {l1: 1 ETH}}
            rollups: {nat: {preset: native-reexec, auto: off}}
            steps:
              - seal: {rollup: nat}
                id: b
              - advance: {rollup: nat, block: b}
              - advance: {rollup: nat, block: b}
                by: operator
            """
        let error = ScenarioSamples.refusal(of: text)
        #expect(error?.diagnostics.map(\.message) == ["nobody advances `nat`"])
        #expect(error?.diagnostics.first?.location.line == 8)
    }

    @Test("A misspelt event is found before the run (s6)")
    func misspeltEvent() {
        let refusal = Self.refusal(of: "  - assert: events(nat, \"BlockAdvanced\").count == 1\n")
        #expect(refusal.contains("the contract of a rollup has no event `BlockAdvanced`"), "\(refusal)")
        #expect(refusal.contains("= did you mean `BlockAdded`?") || refusal.contains("expected one of: BlockAdded"))
    }

    @Test(
        "Malformed numbers are told how to be written (amt, expr)",
        arguments: [
            ("1. ETH", "1 ETH"), (".5 ETH", "0.5 ETH"), ("1,000 ETH", "1000 ETH"), ("1_000_000 gwei", "1000000 gwei"),
            ("1 000 ETH", "1000 ETH"), ("1,5 ETH", "1.5 ETH"), ("1e18 wei", "1000000000000000000 wei"),
            ("2.5E-3 ETH", "0.0025 ETH"), ("1/4 ETH", "0.25 ETH"), ("1/3 ETH", "0.333333 ETH"), ("+1 ETH", "1 ETH"),
            ("0x10 wei", "16 wei"), ("1e3 eth", "1000 ETH"),
        ]
    )
    func malformedNumbers(number: String, advice: String) {
        let refusal = Self.refusal(of: "  - deposit: {to: nat, amount: \"\(number)\"}\n    by: alice\n")
        #expect(refusal.contains("= write `\(advice)`: "), "\(refusal)")
        // And what is advised is read.
        let good = "  - deposit: {to: nat, amount: \(advice)}\n    by: alice\n"
        #expect(Self.refusal(of: good) == "accepted")
    }

    @Test(
        "Units and numbers of expressions (expr)",
        arguments: [
            ("1 ETH == 1 eth", "`eth` is no unit", "did you mean `ETH`?"),
            ("60 s == 1 min", "`min` is no unit", "did you mean `m`?"),
            ("max(1 eth) == 1 ETH", "`eth` is no unit", "did you mean `ETH`?"),
            ("1e18 wei == 1 ETH", "`1e18` is no number of the language", "write `1000000000000000000`"),
            ("1_000 == 1000", "`1_000` is no number of the language", "write `1000`"),
            ("1,000 == 1000", "expected an operator or the end, found `,`", "digits are not grouped"),
            ("foo(1) == 2", "undefined function `foo`", "expected one of: block, elapsed, escrow"),
        ]
    )
    func expressions(text: String, message: String, help: String) {
        let refusal = Self.refusal(of: "  - assert: '\(text)'\n")
        #expect(refusal.contains("error: \(message)") && refusal.contains("= \(help)"), "\(refusal)")
    }

    @Test(
        "Data, failures and keys (st, dup)",
        arguments: [
            ("l2_tx: {rollup: nat, to: bob, data: 0x123}", "3 digits are no whole number of bytes", "write `0x0123`"),
            ("l2_tx: {rollup: nat, to: bob, data: 0x12g4}", "`g` is no hexadecimal digit", ""),
            ("l2_tx: {rollup: nat, to: bob, data: \"1234\"}", "found `1234`", "write `0x1234`"),
            (
                "l2_tx: {rollup: nat, to: bob, data: 0x\(String(repeating: "00", count: 131_073))}",
                "`data` can be at most 131072 bytes, found 131073", ""
            ),
            ("deposit: {to: nat, to: nat, amount: 1 ETH}", "key `to` stands in its mapping already", ""),
        ]
    )
    func dataAndKeys(step: String, message: String, help: String) {
        let refusal = Self.refusal(of: "  - \(step)\n    by: alice\n")
        #expect(refusal.contains(message) && refusal.contains(help) && refusal.contains("^"), "\(refusal.prefix(900))")
    }

    @Test("A failure's name that none has lists those that there are")
    func failureNames() {
        func refusal(_ name: String) -> String {
            Self.refusal(of: "  - deposit: {to: nat, amount: 1 ETH}\n    by: alice\n    expect: {reject: \(name)}\n")
        }
        #expect(refusal("Insufficient").contains("= did you mean `InsufficientFunds`?"))
        #expect(refusal("Whatever").contains("= write `any`, or one of: AlreadyKnown, "))
        #expect(refusal("Whatever").contains(", WithdrawalNotSealed, "))
    }

    @Test("A key's second place is found in blocks, braces and quotes")
    func secondPlaces() {
        for (text, place) in [
            ("format: rollupsim/1\nl1:\n  slot: 1s\n  # slot: 2s\n  gas_limit: 60M\n  slot: 3s\n", "6:3"),
            ("format: rollupsim/1\nl1: {slot: 1s,\n  base_fee: 1 gwei, slot: 3s}\n", "3:21"),
            ("format: rollupsim/1\nl1: {slot: \"a, slot: }\", 'slot': 3s}\n", "2:27"),
            ("format: rollupsim/1\nactors: {a: {l1: 1 ETH, l2: {l1: 1 ETH}, l1: 2 ETH}}\n", "2:42"),
        ] {
            let error = ScenarioSamples.refusal(of: text)
            #expect(error?.diagnostics.map(\.code) == [.duplicateKey])
            #expect(error?.rendered.hasPrefix("case.yaml:\(place): error: ") == true, "\(error?.rendered ?? "")")
        }
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
        #expect(report.contains("escrow(nat) is -1 ETH (more was withdrawn than deposited, out of the genesis escrow)"))
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
