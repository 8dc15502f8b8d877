import HostAccelerators
import RollupActors
import Scenario
import Testing

/// What the language and the chain do with proofs, with simulated ones in the place of real ones.
@Suite("Scenarios on proofs")
struct ProofScenarioTests {
    private static func run(_ document: ScenarioDocument) -> ScenarioResult {
        ScenarioRun.run(
            document,
            options: SimulationOptions(proofs: AttestedProofs(), batchProofs: SimulatedBatchProofs())
        )
    }

    private static func small(_ steps: String, rollup: String = "") throws -> ScenarioResult {
        let text = """
            format: rollupsim/1
            name: small
            actors: {alice: {l1: 10 ETH, l2: {nat: 2 ETH}}, bob: {}, operator: {l1: 10 ETH}}
            rollups:
              nat: {preset: native-proof, advancer: operator, auto: off\(rollup)}
            steps:

            """
        return run(try ScenarioDocument(name: "small.yaml", bytes: Array((text + steps).utf8)))
    }

    @Test("A scenario on proofs is not run by somebody who makes none")
    func noProver() throws {
        let result = ScenarioRun.run(try ScenarioFolder.document("native-proof-mode.yaml"))
        guard case .impossible(let reason) = result.verdict else {
            Issue.record("\(result.verdict)")
            return
        }
        #expect(reason == "a rollup of this scenario needs proofs, and nobody here makes any")
    }

    @Test("A tampered claim finds no proof, whatever is tampered with")
    func tampering() throws {
        for field in ["gas_used", "receipts_root", "fee_recipient", "prev_randao"] {
            let result = try Self.small(
                """
                  - l2_tx: {rollup: nat, to: bob, value: 1 ETH}
                    by: alice
                  - seal: {rollup: nat}
                    id: b1
                  - advance: {rollup: nat, block: b1, tamper: {\(field): flip_bit}}
                    expect: {halt: ExecuteUnproved, revert: execute failed}
                """
            )
            #expect(result.verdict == .passed, "\(field): \(TextReport(result).text)")
        }
    }

    @Test("Gas rules of proofs are the rollup's own")
    func gasRules() throws {
        var gas: [UInt64] = []
        for rule in ["dependency", "sidecar", "simulated_time"] {
            let result = try Self.small(
                """
                  - seal: {rollup: nat}
                    id: b1
                  - advance: {rollup: nat, block: b1}
                """,
                rollup: ", proof_gas_rule: \(rule)"
            )
            #expect(result.verdict == .passed, "\(TextReport(result).text)")
            gas.append(try #require(result.timeline.last?.effect.gasUsed))
        }
        // The sidecar begins one blob; the simulated time costs 5,000 less than 30,000.
        #expect(gas[1] - gas[0] == 131_072)
        #expect(gas[0] - gas[2] == 5_000)
    }

    @Test("The gas table prices a proved block in both modes, and an executed one in none that needs a proof")
    func gasTable() throws {
        let result = Self.run(try ScenarioFolder.document("native-two-modes.yaml"))
        let rows = try #require(result.gasTable?.rows)
        #expect(rows.map(\.block) == ["e1", "p1"])
        let (executed, proved) = (rows[0].cells, rows[1].cells)
        #expect(executed.map(\.failure) == [nil, "not proved", "not proved", "not proved"])
        let gas = try proved.map { try #require($0.gasUsed, "\(String(describing: $0.failure))") }
        #expect(gas[0] > 15_000_000)
        #expect(gas[2] - gas[1] == 131_072 && gas[1] - gas[3] == 5_000)
    }

    @Test("A release that nobody has is a fault of the scenario")
    func unknownRelease() throws {
        let result = try Self.small("  - register_program: {release: 3}\n")
        guard case .impossible(let reason) = result.verdict else {
            Issue.record("\(result.verdict)")
            return
        }
        #expect(reason.contains("there is no release 3 of the program, only 2"))
    }

    @Test("An advance with a key of the other mode is no scenario, and the key is named")
    func advanceOfTheOtherMode() throws {
        for (preset, key) in [
            ("native-reexec", "program: 1"), ("native-reexec", "proof_of: b1"), ("native-reexec", "proof: missing"),
            ("native-proof", "pad_witness: 1 KiB"),
        ] {
            let text = """
                format: rollupsim/1
                name: small
                actors: {operator: {l1: 10 ETH}}
                rollups: {nat: {preset: \(preset), advancer: operator, auto: off}}
                steps:
                  - {seal: {rollup: nat}, id: b1}
                  - advance: {rollup: nat, block: b1, \(key)}
                """
            let error = try #require(throws: ScenarioError.self, "\(key)") {
                try ScenarioDocument(name: "small.yaml", bytes: Array(text.utf8))
            }
            let name = key.prefix { $0 != ":" }
            #expect(error.rendered.contains("`\(name)` means nothing to `nat`"), "\(error.rendered)")
        }
    }

    @Test("A program that was current before can be made so again")
    func reactivation() throws {
        let result = try Self.small(
            """
              - seal: {rollup: nat}
                id: b1
              - register_program: {release: 2}
              - register_program: {release: 1}
              - advance: {rollup: nat, block: b1, program: 2}
                expect: {revert: wrong verification key}
              - advance: {rollup: nat, block: b1}
                assert:
                  - nat.head.number == 1
            """
        )
        #expect(result.verdict == .passed, "\(TextReport(result).text)")
    }

    @Test("Keys of proofs are refused on a rollup that is executed")
    func keysOfTheOtherMode() throws {
        for key in ["verification_key: follow", "proof_gas_rule: sidecar"] {
            let text = """
                format: rollupsim/1
                name: small
                rollups: {nat: {preset: native-reexec, auto: off, \(key)}}
                steps: [{l1_mine: 1blk}]
                """
            #expect(throws: ScenarioError.self) { try ScenarioDocument(name: "small.yaml", bytes: Array(text.utf8)) }
        }
    }
}
