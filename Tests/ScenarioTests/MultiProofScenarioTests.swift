import Foundation
import Scenario
import ScenarioTestSupport
import Testing

@Suite("Multi-proof rollups in scenarios")
struct MultiProofScenarioTests {
    private static let options = SimulationOptions(proofs: AttestedProofs())

    private static func text(_ steps: String, rollup: String = "", provers: String = "") -> String {
        """
        format: rollupsim/1
        name: x
        actors: {alice: {l1: 10 ETH}, bob: {l1: 10 ETH}, operator: {l1: 10 ETH}}
        provers:
          vm: {kind: execute}
          com: {kind: attested, signers: [alice, bob], threshold: 2}
          sim: {kind: simulated, operator: bob\(provers)}
        rollups:
          hy: {preset: multi-proof, provers: [vm, com, sim], advancer: operator, guardian: operator, auto: off\(rollup)}
        defaults: {rollup: hy}
        steps:
          - {seal: {}, id: b1}
          - {propose: {block: b1}, id: c1}
        \(steps)
        """
    }

    private static func run(_ steps: String, rollup: String = "", provers: String = "") throws -> ScenarioResult {
        let text = text(steps, rollup: rollup, provers: provers)
        return ScenarioRun.run(try ScenarioDocument(name: "x.yaml", bytes: Array(text.utf8)), options: options)
    }

    private static func refusal(_ steps: String, rollup: String = "", provers: String = "") throws -> String {
        let text = text(steps, rollup: rollup, provers: provers)
        let error = try #require(throws: ScenarioError.self, "\(rollup) \(steps)") {
            try ScenarioDocument(name: "x.yaml", bytes: Array(text.utf8))
        }
        return error.rendered
    }

    @Test(
        "What means nothing is refused where it stands",
        arguments: [
            ("- {advance: {block: b1}}", "`advance` means nothing to `hy`, whose preset is multi-proof"),
            ("- {challenge: {game: c1}, by: alice}", "`challenge` means nothing to `hy`"),
            ("- {submit_proof: {claim: b1, prover: sim}, by: alice}", "a `propose` step is needed"),
            ("- {submit_proof: {claim: c2, prover: sim}, by: alice}", "no step has the id `c2`"),
            ("- {submit_proof: {claim: c1, prover: sin}, by: alice}", "`hy` has no proof system `sin`"),
            ("- {submit_proof: {claim: c1}, by: alice}", "`prover`"),
            ("- {submit_proof: {claim: c1, prover: sim}}", "`by`"),
            ("- {submit_proof: {claim: c1, prover: vm, forged: true}, by: bob}", "nobody can forge one"),
            ("- {challenge_claim: {claim: b1}, by: alice}", "a `propose` step is needed"),
            ("- {challenge_claim: {claim: c1}}", "`by`"),
            ("- {challenge_claim: {claim: c1, bond: much}, by: alice}", "bond"),
            ("- {uphold_claim: {claim: c2}, by: alice}", "no step has the id `c2`"),
            ("- {uphold_claim: {claim: c1, gas: 0.5}, by: alice}", "gas"),
            ("- {expire_claim: {}, by: alice}", "`claim`"),
            ("- {collect_bond: {claim: c1, for: nobody}, by: alice}", "no actor is named `nobody`"),
            ("- {propose: {block: b1, state_of: c1}}", "a `seal` or `activity` step is needed"),
            ("- {set_mode: {to: zk}, by: alice}", "zk"),
            ("- {set_prover: {prover: nobody}, by: alice}", "`hy` has no proof system `nobody`"),
            ("- {prover_outage: {provers: [x], for: 1h}}", "no proof system is named `x`"),
            ("- {prover_outage: {provers: [vm]}}", "`for`"),
            ("- {assert: mode(hy) == zero}", "zero"),
            ("- {assert: claim_status(b1) == pending}", "a `propose` step is needed"),
        ]
    )
    func refusals(_ step: String, _ words: String) throws {
        let text = try Self.refusal("  " + step)
        #expect(text.contains(words), "\(text)")
    }

    @Test(
        "Terms that the contracts would not take are refused",
        arguments: [
            ("proofs: 4", "`proofs` is between 1 and the number of proof systems, 3"), ("proofs: 0", "between 1"),
            ("families: 2", "`families` is between 1 and `proofs`, 1"), ("min_bits: 101", "out of reach"),
            ("fall_back_after: 0s", "at least 1s"), ("init_bond: 0 ETH", "above 0"),
            ("proof_delay: 366d", "at most 365d"), ("challenge_window: 0s", "at least 1s"),
            ("challenge_window: 366d", "at most 365d"), ("mode: optimistic", "mode"), ("max_prove: 1d", "max_prove"),
            ("da: blob", "da: blob"), ("portal: {}", "portal"), ("prover: nobody", "no actor is named `nobody`"),
        ]
    )
    func terms(_ key: String, _ words: String) throws {
        let text = try Self.refusal("", rollup: ", \(key)")
        #expect(text.contains("x.yaml:9:") && text.contains(words), "\(text)")
    }

    @Test(
        "Proof systems that make no sense are refused",
        arguments: [
            (", signers: [alice]", "`signers` is for the kind `attested`"), (", threshold: 1", "`threshold` is for"),
            (", failure_rate: 101%", "percentage"), (", failure_rate: 0.5%", "percentage"),
            (", failure_rate: 5", "percentage"), (", bits: 257", "at most 256"), (", recursive: maybe", "recursive"),
            (", latency: 5", "latency"), (", speed: 1", "speed"),
        ]
    )
    func provers(_ key: String, _ words: String) throws {
        let text = try Self.refusal("", provers: key)
        #expect(text.contains("x.yaml:7:") && text.contains(words), "\(text)")
    }

    @Test(
        "A section is read whole",
        arguments: [
            ("provers: {p: {kind: simulated}}", "lacks the key `operator`"),
            ("provers: {p: {kind: attested}}", "lacks the key `signers`"),
            ("provers: {p: {kind: attested, signers: [a, a]}}", "`a` stands here already"),
            ("provers: {p: {kind: attested, signers: [a], threshold: 2}}", "`threshold` is between 1 and"),
            ("provers: {p: {kind: execute, operator: a}}", "`operator` is for the kind `simulated`"),
            ("provers: {p: {kind: tee}}", "tee"),
            ("rollups: {r: {preset: multi-proof, auto: off}}", "lacks the key `provers`"),
            ("rollups: {r: {preset: multi-proof, provers: [q], auto: off}}", "no proof system is named `q`"),
            ("rollups: {r: {preset: optimistic, provers: [], auto: off}}", "`provers` is for the preset multi-proof"),
            (
                "provers: {p: {kind: execute}}\nrollups: {r: {preset: multi-proof, provers: [p, p], auto: off}}",
                "`p` stands here already"
            ),
        ]
    )
    func sections(_ lines: String, _ words: String) throws {
        let text = "format: rollupsim/1\nname: x\nactors: {a: {}}\n\(lines)\nsteps: []\n"
        let error = try #require(throws: ScenarioError.self) {
            try ScenarioDocument(name: "x.yaml", bytes: Array(text.utf8))
        }
        #expect(error.rendered.contains(words), "\(error.rendered)")
    }

    @Test("A zkVM, a committee and a stand-in agree, each in its own way")
    func systems() throws {
        let result = try Self.run(
            """
              - {submit_proof: {claim: c1, prover: vm}, by: alice, assert: not agreed(c1)}
              - {submit_proof: {claim: c1, prover: com}, by: alice, assert: not agreed(c1)}
              - {finalize_claim: {claim: c1}, by: alice, expect: {revert: proofs missing}}
              - {submit_proof: {claim: c1, prover: sim}, by: alice, assert: agreed(c1)}
              - {finalize_claim: {claim: c1}, by: alice, assert: hy.head.number == 1}
              - {assert: claim_status(c1) == final}
            """,
            rollup: ", proofs: 3"
        )
        #expect(result.verdict == .passed, "\(TextReport(result).text)")
    }

    @Test("What the zkVM has proven of the true block is no proof of a lie about it")
    func lie() throws {
        let result = try Self.run(
            """
              - {propose: {block: b1, tamper: {state_root: flip_bit}}, by: bob, id: lie}
              - {submit_proof: {claim: lie, prover: vm}, by: bob, expect: {revert: execute failed, halt: ExecuteUnproved}}
              - {submit_proof: {claim: lie, prover: com}, by: bob, expect: {reject: NoProof}}
              - {submit_proof: {claim: lie, prover: sim}, by: bob, expect: {reject: NoProof}}
              - {assert: claim_status(lie) == pending}
            """
        )
        #expect(result.verdict == .passed, "\(TextReport(result).text)")
    }

    @Test("Attempts fail as the seed has it, cost their price, and take their time")
    func failures() throws {
        let always = try Self.run(
            """
              - submit_proof: {claim: c1, prover: sim}
                by: alice
                expect: {reject: ProverFailed}
                repeat: 3
              - {assert: proof_cost(hy) == 0.3 ETH}
              - {assert: time_since(c1) >= 30m and time_since(c1) < 31m}
            """,
            provers: ", failure_rate: 100%, price: 0.1 ETH, latency: 10m"
        )
        #expect(always.verdict == .passed, "\(TextReport(always).text)")
        let never = try Self.run(
            "  - {submit_proof: {claim: c1, prover: sim}, by: alice}",
            provers: ", failure_rate: 0%"
        )
        #expect(never.verdict == .passed)
    }

    @Test("An expected failure that succeeds is a failure")
    func strictness() throws {
        let result = try Self.run("  - {submit_proof: {claim: c1, prover: sim}, by: bob, expect: {reject: NoProof}}")
        #expect(result.verdict != .passed)
    }

    @Test("Whoever lacks a right is refused, and modes are no other preset's")
    func rights() throws {
        let result = try Self.run(
            """
              - {set_mode: {to: optimistic}, by: operator, expect: {revert: not operator}}
              - {set_mode: {to: paused}, by: alice, expect: {revert: not guardian}}
              - {set_prover: {prover: sim, bits: 50}, by: operator}
              - {submit_proof: {claim: c1, prover: sim}, by: bob, expect: {revert: too few bits}}
              - {refute_claim: {claim: c1}, by: bob, expect: {revert: claim is true}}
              - {fall_back: {claim: c1}, by: bob, expect: {revert: proofs not late}}
              - {challenge_claim: {claim: c1}, by: bob, expect: {revert: waiting not enough}}
              - {propose: {block: b1, bond: 1 ETH, tamper: {state_root: flip_bit}}, expect: {revert: IncorrectBondAmount}}
              - {reject_claim: {claim: c1}, by: operator, assert: claim_status(c1) == rejected}
            """,
            rollup: ", min_bits: 80"
        )
        #expect(result.verdict == .passed, "\(TextReport(result).text)")
    }

    @Test("Reports say which systems are simulated")
    func trust() throws {
        let document = try ScenarioDocument(name: "x.yaml", bytes: Array(Self.text("").utf8))
        let trust = try #require(document.rollups.first?.trust)
        #expect(trust.contains("SIMULATED, an operator's signature in the place of a proof: sim"))
        #expect(trust.contains("com is the word of 2 of 2 signers"))
        #expect(!trust.contains("vm"))
    }
}
