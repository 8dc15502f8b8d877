import HostAccelerators
import Primitives
import Scenario
import Testing

/// Cases that a new user of the language met and that no run is needed for, each under the name that it had in the
/// trial.
@Suite struct TrialCheckTests {
    /// What `check` says of some steps; "accepted" when it has nothing to say.
    private static func refusal(of steps: String) -> String {
        let text = """
            format: rollupsim/1
            name: trial
            actors: {alice: {l1: 50 ETH, l2: {nat: 2 ETH}}, bob: {}, operator: {l1: 50 ETH}}
            rollups:
              nat: {preset: native-reexec, advancer: operator, auto: off}
            steps:

            """
        return ScenarioSamples.refusal(of: text + steps)?.rendered ?? "accepted"
    }

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
        #expect(refusal.contains("case.yaml:9:") && refusal.contains(message) && refusal.contains("^"), "\(refusal)")
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
            ("foo(1) == 2", "undefined function `foo`", "the nearest of 31 are: fee, bond, gas, l2, max"),
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

    @Test(
        "Gas with which no block includes a transaction is told where success is expected",
        arguments: [
            (
                "l2_tx: {rollup: nat, to: bob, gas_limit: 20000}", "`gas_limit`: no block includes",
                "at least 21,000 gas"
            ),
            (
                "l2_tx: {rollup: nat, to: bob, gas_limit: 16M}", "`gas_limit`: no block includes",
                "at most 15,000,000 gas"
            ),
            ("l2_tx: {rollup: nat, burn_gas: 15M}", "`burn_gas`: no block includes", "at most 15,000,000 gas"),
            ("l2_tx: {rollup: nat, burn_gas: 900M}", "`burn_gas`: no block includes", "at most 15,000,000 gas"),
        ]
    )
    func gasOfTransactions(step: String, message: String, bound: String) {
        let refusal = Self.refusal(of: "  - \(step)\n    by: alice\n")
        #expect(refusal.contains(message) && refusal.contains(bound) && refusal.contains("^"), "\(refusal)")
        #expect(Self.refusal(of: "  - \(step)\n    by: alice\n    expect: {reject: any}\n") == "accepted")
    }

    @Test("Gas of an advance is bound by EIP-7825 and by 21,000")
    func gasOfAdvances() {
        let seal = "  - seal: {rollup: nat}\n    id: b\n"
        for (gas, bound) in [("17M", "at most 16,777,216 gas"), ("20k", "at least 21,000 gas")] {
            let advance = "  - advance: {rollup: nat, block: b, gas: \(gas)}\n"
            #expect(Self.refusal(of: seal + advance).contains(bound))
            #expect(Self.refusal(of: seal + advance + "    expect: {reject: any}\n") == "accepted")
        }
    }
}
