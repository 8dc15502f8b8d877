/// The scenario around the examples of the reference.
package enum ExampleFrame {
    /// Sections in which examples of steps stand, without `steps`.
    package static let head = sections.map(\.text).joined()

    /// The steps after which examples of expressions have their values.
    package static let history = """
        - deposit: {to: nat, amount: 3 ETH}
          by: alice
          id: dep
        - l2_tx: {rollup: nat, withdraw: 0.5 ETH}
          by: alice
          save: w
        - deploy: {contract: token, on: nat, args: [Dollar, USD, 18, 1000 ETH]}
          by: alice
          save: usd
        - call: {contract: usd, function: transfer, args: [bob, 250 ETH]}
          by: alice
          id: paid
        - seal: {rollup: nat}
          id: b1
        - advance: {rollup: nat, block: b1}
          id: adv1
        - claim: {rollup: nat, withdrawal: w}
          by: alice
        - seal: {rollup: hybrid}
          id: h1
        - propose: {rollup: hybrid, block: h1}
          id: g1
        - seal: {rollup: multi}
          id: m1
        - propose: {rollup: multi, block: m1}
          id: c1
        - prove_claim: {game: g1}
          by: operator
        - resolve: {game: g1}
          by: alice
        - seal: {rollup: governed}
          id: u1
        - propose: {rollup: governed, block: u1, tamper: {state_root: flip_bit}}
        - advance_until: {alert: roots, within: 1h}
        """

    /// A scenario of some steps, each written as an item of a list.
    package static func scenario(steps: String) -> String { head + "steps:\n" + steps + "\n" }

    /// A scenario with some sections in place of the frame's own; without `steps` it has none.
    package static func scenario(sections lines: String) -> String {
        let given = lines.split(separator: "\n").compactMap { line in
            line.first.map { $0 == " " || $0 == "-" } ?? true ? nil : line.prefix { $0 != ":" }
        }
        // Nobody watches rollups that are not there.
        let isWatched = !given.contains("rollups")
        let rest = sections.filter { !given.contains(Substring($0.key)) && ($0.key != "monitors" || isWatched) }.map(
            \.text
        ).joined()
        // The format comes first, whoever gives it.
        let text = given.contains("format") ? lines + "\n" + rest : rest + lines + "\n"
        return given.contains("steps") ? text : text + "steps: []\n"
    }

    private static let sections: [(key: String, text: String)] = [
        ("format", "format: \(ScenarioDocument.format)\n"),
        ("name", "name: example\n"),
        (
            "actors",
            """
            actors:
              alice: {l1: 100 ETH, l2: {nat: 10 ETH, inbox: 10 ETH, op: 10 ETH, val: 10 ETH}}
              bob:
              operator: {l1: 100 ETH}

            """
        ),
        (
            "provers",
            """
            provers:
              sim: {kind: simulated, operator: operator}
              committee: {kind: attested, signers: [alice, bob, operator], threshold: 2}

            """
        ),
        (
            "rollups",
            """
            rollups:
              nat: {preset: native-reexec, advancer: operator, auto: off}
              promised: {preset: native-reexec, sequencer: operator, auto: off}
              inbox: {preset: native-reexec, inbox_delay: 1h, advancer: operator, auto: off}
              proved: {preset: native-proof, advancer: operator, auto: off}
              blobs: {preset: native-proof, da: blob, advancer: operator, auto: off}
              multi:
                preset: multi-proof
                provers: [sim, committee]
                fall_back_after: 12h
                advancer: operator
                operator: operator
                guardian: operator
                auto: off
              hybrid: {preset: zk-dispute-game, advancer: operator, guardian: operator, auto: off}
              governed:
                preset: zk-dispute-game
                advancer: operator
                upgrades: {owner: operator, delay: 10d, council: [alice, operator]}
                auto: off
              pay: {preset: contract-groth16, auto: off}
              val:
                preset: contract-groth16
                da: committee
                committee: {members: [alice, bob, operator], threshold: 2}
                freeze_grace: 1h
                auto: off
              op:
                preset: optimistic
                challenge_window: 1h
                advancer: operator
                portal: {maturity: 2h, guardian: operator}
                auto: off

            """
        ),
        ("monitors", "monitors: {roots: {rollup: governed, rule: wrong_root, every: 10m}}\n"),
        ("contracts", "contracts: {token: {stock: erc20}}\n"),
    ]
}
