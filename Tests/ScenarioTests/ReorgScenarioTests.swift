import Primitives
import RollupActors
import Scenario
import ScenarioTestSupport
import Testing

@Suite("Reorgs of L1 in scenarios")
struct ReorgScenarioTests {
    private static let head = """
        format: rollupsim/1
        name: x
        actors:
          alice: {l1: 10 ETH, l2: {nat: 5 ETH, op: 5 ETH, hy: 5 ETH, pay: 2 ETH}}
          bob: {l1: 10 ETH}
          operator: {l1: 10 ETH}
        rollups:
          nat: {preset: native-reexec, advancer: operator, auto: off}
          op: {preset: optimistic, advancer: operator, challenge_window: 1h, portal: {maturity: 1h}, auto: off}
          hy: {preset: zk-dispute-game, advancer: operator, guardian: operator, auto: off}
          pay: {preset: contract-groth16, advancer: operator, auto: off}
        steps:

        """

    private static func document(_ steps: String) throws -> ScenarioDocument {
        try ScenarioDocument(name: "x.yaml", bytes: Array((head + steps + "\n").utf8))
    }

    private static func run(_ document: ScenarioDocument) -> ScenarioResult {
        let options = SimulationOptions(proofs: AttestedProofs(), batchProofs: SimulatedBatchProofs())
        return ScenarioRun.run(document, options: options)
    }

    private static func expectPassed(_ steps: String, sourceLocation: Testing.SourceLocation = #_sourceLocation) throws
    {
        let document = try document(steps)
        let result = run(document)
        #expect(result.verdict == .passed, "\(TextReport(result).text)", sourceLocation: sourceLocation)
        #expect(run(document).traceHash == result.traceHash, sourceLocation: sourceLocation)
    }

    @Test(
        "Every scenario about reorgs and sequencers passes, twice with the same trace",
        arguments: ["native-anchor-reorg", "native-preconf-slash", "native-sequencer-fallback"]
    )
    func scenarios(_ name: String) throws {
        let document = try ScenarioFolder.document("\(name).yaml")
        let (first, second) = (Self.run(document), Self.run(document))
        #expect(first.verdict == .passed, "\(TextReport(first).text)")
        #expect(first.traceHash == second.traceHash)
    }

    @Test("A payment from an optimistic rollup's portal is undone in both of its steps")
    func portal() throws {
        try Self.expectPassed(
            """
              - {l2_tx: {rollup: op, withdraw: 1 ETH}, by: alice, save: w}
              - {seal: {rollup: op}, id: b1}
              - {advance: {rollup: op, block: b1}}
              - {l1_mine: 1blk}
              - {prove_withdrawal: {rollup: op, withdrawal: w}, by: alice}
              - {reorg: {depth: 1, keep: false}}
              - {advance_time: 2h}
              - {finalize_withdrawal: {rollup: op, withdrawal: w}, by: alice, expect: {revert: Unproven}}
              - {prove_withdrawal: {rollup: op, withdrawal: w}, by: alice}
              - {advance_time: 2h}
              - {finalize_withdrawal: {rollup: op, withdrawal: w}, by: alice, id: paid}
              - assert: l1.balance(alice) == 11 ETH ± gas
              - {reorg: {depth: 1}, assert: tx(paid).status == pending}
              - assert: l1.balance(alice) == 10 ETH ± gas
              - {l1_mine: 1blk, assert: tx(paid).status == success}
              - assert: l1.balance(alice) == 11 ETH ± gas
              - {rebuild: {rollup: op}}
            """
        )
    }

    @Test("A game that is undone is none, and the same claim begins another")
    func games() throws {
        try Self.expectPassed(
            """
              - {seal: {rollup: hy}, id: b1}
              - {propose: {rollup: hy, block: b1}, id: g1}
              - {reorg: {depth: 1}}
              - {l1_mine: 1blk, assert: game(g1).number == 1}
              - {challenge: {game: g1}, by: bob}
              - {reorg: {depth: 1, keep: false}}
              - {assert: game(g1).status == Unchallenged}
              - {prove_claim: {game: g1}, by: operator}
              - {resolve: {game: g1}, by: alice}
              - {advance_time: 4d}
              - {close_game: {game: g1}, by: alice, assert: hy.head.number == 1}
              - {reorg: {depth: 2}, assert: hy.head.number == 0}
              - {advance_time: 4d}
              - {close_game: {game: g1}, by: alice, assert: hy.head.number == 1}
              - {rebuild: {rollup: hy}}
            """
        )
        let gone = Self.run(
            try Self.document(
                """
                  - {seal: {rollup: hy}, id: b1}
                  - {propose: {rollup: hy, block: b1}, id: g1}
                  - {reorg: {depth: 1, keep: false}}
                  - {challenge: {game: g1}, by: bob}
                """
            )
        )
        guard case .impossible(let reason) = gone.verdict else {
            Issue.record("\(gone.verdict)")
            return
        }
        #expect(reason.contains("step `g1` has begun no game"))
    }

    @Test("A batch goes with the deposit that it has taken, and its payments wait again")
    func ledger() throws {
        try Self.expectPassed(
            """
              - {l2_tx: {rollup: pay, withdraw: 0.5 ETH}, by: alice, id: out, save: w}
              - {seal: {rollup: pay}, id: p1}
              - {advance: {rollup: pay, block: p1}}
              - {claim: {rollup: pay, withdrawal: w}, by: bob, id: paid}
              - {reorg: {depth: 1}}
              - {l1_mine: 1blk, assert: tx(paid).status == success}
              - {deposit: {to: pay, amount: 1 ETH}, by: bob}
              - {l2_tx: {rollup: pay, to: alice, value: 0.5 ETH}, by: alice, id: again}
              - {seal: {rollup: pay}, id: p2}
              - {reorg: {depth: 1, keep: false}}
              - assert:
                  - tx(again).status == pending
                  - l1.balance(bob) == 10 ETH ± gas
              - {advance: {rollup: pay, block: p2}, expect: {revert: any}}
              - {seal: {rollup: pay}, id: p3}
              - {advance: {rollup: pay, block: p3}}
              - assert: tx(again).status == success
              - {reorg: {depth: 3, keep: false}, assert: pay.head.number == 1}
              - {advance: {rollup: pay, block: p3}, assert: pay.head.number == 2}
              - {rebuild: {rollup: pay}}
            """
        )
    }

    @Test("Fees of undone transactions are nobody's, on L1 and on the L2")
    func fees() throws {
        try Self.expectPassed(
            """
              - {l2_tx: {rollup: nat, to: bob, value: 1 ETH}, by: alice, id: sent}
              - {deposit: {to: nat, amount: 1 ETH}, by: alice}
              - {seal: {rollup: nat}, id: b1}
              - {reorg: {depth: 1, keep: false}}
              - assert:
                  - l1.balance(alice) == 10 ETH
                  - l2(nat).balance(alice) == 5 ETH
                  - tx(sent).status == pending
                  - tx(sent).fee == 0 ETH
              - {seal: {rollup: nat}, id: b2}
              - assert:
                  - l2(nat).balance(alice) == 4 ETH ± gas
                  - l2(nat).balance(bob) == 1 ETH
            """
        )
    }

    @Test("A program that was registered in an undone block is current again from the next one on")
    func registry() throws {
        let text = """
            format: rollupsim/1
            name: x
            actors: {operator: {l1: 10 ETH}}
            rollups: {nat: {preset: native-proof, advancer: operator, auto: off}}
            defaults: {rollup: nat}
            steps:
              - {seal: {}, id: b1}
              - {register_program: {release: 2}}
              - {advance: {block: b1, program: 1}, expect: {revert: wrong verification key}}
              - {reorg: {depth: 2}}
              - {advance: {block: b1, program: 1}, expect: {revert: wrong verification key}}
              - {advance: {block: b1}, assert: nat.head.number == 1}
              - {reorg: {depth: 1}, assert: nat.head.number == 0}
              - {l1_mine: 1blk, assert: nat.head.number == 1}
            """
        let result = Self.run(try ScenarioDocument(name: "x.yaml", bytes: Array(text.utf8)))
        #expect(result.verdict == .passed, "\(TextReport(result).text)")
    }

    @Test(
        "A reorg that cannot be is refused, and changes nothing",
        arguments: [
            ("- {reorg: {depth: 100}}", "ReorgBelowGenesis"),
            ("- {reorg: {depth: 3}}", "ReorgBelowDeployment"),
        ]
    )
    func bounds(_ step: String, _ code: String) throws {
        let steps = "  - {l1_mine: 1blk}\n  - {reorg: {depth: 1}}\n  - {l1_mine: 2blk}\n"
        let failing = Self.run(try Self.document(steps + "  " + step))
        guard case .failed(let problems) = failing.verdict else {
            Issue.record("\(failing.verdict)")
            return
        }
        #expect(problems.contains { $0.contains(code) }, "\(problems)")
        let expecting = step.dropLast() + ", expect: {reject: \(code)}}"
        try Self.expectPassed(steps + "  " + expecting + "\n  - {reorg: {depth: 2}}")
    }

    @Test("A claim that proof systems decide about is undone and made again with its transaction")
    func claims() throws {
        let head = """
            format: rollupsim/1
            name: x
            actors: {operator: {l1: 10 ETH}}
            provers: {stand_in: {kind: simulated, operator: operator}}
            rollups: {mp: {preset: multi-proof, provers: [stand_in], advancer: operator, auto: off}}
            steps:
              - {seal: {rollup: mp}, id: b1}
              - {propose: {rollup: mp, block: b1}, id: c1, assert: claim_status(c1) == pending}
              - {reorg: {depth: 1, keep: true}}
              - {l1_mine: 1blk, assert: claim_status(c1) == pending}

            """
        let proof = "  - {submit_proof: {claim: c1, prover: stand_in}, by: operator}\n"
        func verdict(_ steps: String) throws -> ScenarioResult.Verdict {
            Self.run(try ScenarioDocument(name: "x.yaml", bytes: Array((head + steps).utf8))).verdict
        }
        #expect(try verdict(proof) == .passed)
        let undone = try verdict("  - {reorg: {depth: 1, keep: false}}\n" + proof)
        guard case .impossible(let reason) = undone else {
            Issue.record("\(undone)")
            return
        }
        #expect(reason.contains("step `c1` has made no claim"), "\(reason)")
    }

    @Test("The state that L1 would go on from may be forgotten")
    func forgotten() throws {
        let text = """
            format: rollupsim/1
            name: x
            steps:
              - {l1_mine: 6500blk}
              - {reorg: {depth: 700}, expect: {reject: ReorgStateForgotten}}
              - {reorg: {depth: 200}}
              - {l1_mine: 1blk}
            """
        let result = Self.run(try ScenarioDocument(name: "x.yaml", bytes: Array(text.utf8)))
        #expect(result.verdict == .passed, "\(TextReport(result).text)")
    }

    @Test(
        "Wrong fields are refused where they stand",
        arguments: [
            ("reorg: {}", "`depth`"),
            ("reorg: {depth: 0}", "`depth` expects 1 to 1,000,000, found 0"),
            ("reorg: {depth: 1000001}", "`depth` expects 1 to 1,000,000"),
            ("reorg: {depth: -1}", "depth"),
            ("reorg: {depth: 3blk}", "depth"),
            ("reorg: {depth: 1, keep: maybe}", "`true`, `false`"),
            ("reorg: {depth: 1, kept: true}", "kept"),
            ("reorg: 3", "reorg"),
            ("preconfirm: {rollup: nat, block: b1}", "`preconfirm` needs a sequencer, and `nat` has none"),
            ("preconfirm: {rollup: op, block: b1}", "`preconfirm` means nothing to `op`"),
            ("withdraw_bond: {rollup: nat}", "`withdraw_bond` needs a sequencer, and `nat` has none"),
            ("slash: {promise: b1}", "a `preconfirm` step is needed"),
            ("slash: {against: b1}", "`promise`"),
            ("assert: bond(alice) == 1 ETH", "rollup"),
        ]
    )
    func wrongFields(_ verb: String, _ words: String) throws {
        let by = ["reorg", "preconfirm", "assert"].contains { verb.hasPrefix($0) } ? "" : ", by: alice"
        let steps = "  - {seal: {rollup: nat}, id: b1}\n  - {\(verb)\(by)}"
        let error = try #require(throws: ScenarioError.self) { try Self.document(steps) }
        #expect(error.rendered.contains("x.yaml:14:") && error.rendered.contains(words), "\(error.rendered)")
    }

    @Test(
        "Keys of a sequencer are refused where they mean nothing",
        arguments: [
            ("preset: optimistic, sequencer: alice", "`sequencer` is for the presets native-reexec and native-proof"),
            ("preset: native-reexec, sequencer_bond: 1 ETH", "`sequencer_bond` is for a rollup with a sequencer"),
            ("preset: native-reexec, sequencer: alice, sequencer_bond: 0 ETH", "`sequencer_bond` is above 0"),
            ("preset: native-reexec, sequencer: nobody", "nobody"),
        ]
    )
    func wrongKeys(_ keys: String, _ words: String) throws {
        let text = """
            format: rollupsim/1
            name: x
            actors: {alice: {l1: 1 ETH}}
            rollups: {nat: {\(keys), auto: off}}
            steps: []
            """
        let error = try #require(throws: ScenarioError.self) {
            try ScenarioDocument(name: "x.yaml", bytes: Array(text.utf8))
        }
        #expect(error.rendered.contains("x.yaml:4:") && error.rendered.contains(words), "\(error.rendered)")
    }

    @Test("A promise to one rollup is none to another, whose bond it would burn")
    func otherRollup() throws {
        let text = """
            format: rollupsim/1
            name: x
            actors: {operator: {l1: 10 ETH}, alice: {l1: 10 ETH}}
            rollups:
              one: {preset: native-reexec, sequencer: operator, auto: off}
              two: {preset: native-reexec, sequencer: operator, auto: off, portal: {}}
            steps:
              - {seal: {rollup: one}, id: a}
              - {preconfirm: {rollup: one, block: a}, id: p}
              - {seal: {rollup: two}, id: b}
              - {preconfirm: {rollup: two, block: b}, id: q}
              - {slash: {promise: p, against: q}, by: alice, expect: {revert: not signed by sequencer}}
              - {advance: {rollup: two, block: b}, by: alice, expect: {revert: not sequencer}}
              - {advance: {rollup: two, block: b}, assert: two.head.number == 1}
            """
        let result = Self.run(try ScenarioDocument(name: "x.yaml", bytes: Array(text.utf8)))
        #expect(result.verdict == .passed, "\(TextReport(result).text)")
    }
}
