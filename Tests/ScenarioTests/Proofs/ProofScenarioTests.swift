import HostAccelerators
import Primitives
import RollupActors
import Scenario
import ScenarioTestSupport
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

    @Test("A release that nobody has is refused before anything runs, and one that the prover lacks when it is needed")
    func unknownRelease() throws {
        let refusal = try #require(throws: ScenarioError.self) {
            try Self.small("  - register_program: {release: 3}\n")
        }
        #expect(refusal.diagnostics.map(\.code) == [.outOfRange])
        #expect(refusal.rendered.contains("`release` asks for release 3 of the program, of which there are 2"))
        let text = """
            format: rollupsim/1
            name: one
            actors: {operator: {l1: 10 ETH}}
            rollups: {nat: {preset: native-proof, advancer: operator, auto: off}}
            steps:
              - register_program: {release: 2}
            """
        let document = try ScenarioDocument(name: "one.yaml", bytes: Array(text.utf8))
        let proofs = AttestedProofs(releases: [Bytes32(UInt256(0xa1))])
        let result = ScenarioRun.run(document, options: SimulationOptions(proofs: proofs))
        #expect(result.verdict == .impossible("line 6: there is no release 2 of the program, only 1"))
    }

    @Test("What becomes of a proof on its way to L1 is told")
    func deliveryOfProofs() throws {
        let result = try Self.small(
            """
              - seal: {rollup: nat}
                id: b1
              - advance: {rollup: nat, block: b1, proof: missing}
                expect: {reject: any}
              - advance: {rollup: nat, block: b1, proof: flip_bit}
                expect: {reject: any}
              - advance: {rollup: nat, block: b1}
            """
        )
        #expect(result.verdict == .passed, "\(TextReport(result).text)")
        let proofs = result.timeline.flatMap {
            $0.effect.details.filter { if case .proof = $0 { true } else { false } }
        }
        let texts = proofs.map(\.description)
        #expect(texts.count == 3 && texts[0].hasSuffix("; L1 does not get it"))
        #expect(
            texts[1].hasSuffix("; one bit of it is flipped on the way to L1") && texts[2].hasSuffix(" bytes of proof")
        )
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

    @Test("Blobs for a rollup whose blocks L1 executes are no scenario, and the reason is told")
    func blobsOfReexecution() throws {
        func rendered(_ rollup: String, _ step: String = "") throws -> String {
            let text = """
                format: rollupsim/1
                name: small
                actors: {operator: {l1: 10 ETH}}
                rollups: {nat: {\(rollup), advancer: operator, auto: off}}
                steps:
                  - {seal: {rollup: nat}, id: b1}
                \(step)
                """
            let error = try #require(throws: ScenarioError.self) {
                try ScenarioDocument(name: "small.yaml", bytes: Array(text.utf8))
            }
            return error.rendered
        }
        let reason = try rendered("preset: native-reexec, da: blob")
        #expect(reason.contains("re-execution needs the block's bytes in EXECUTE's input"))
        #expect(reason.contains("a contract sees a blob's hash alone"))
        let fault = try rendered("preset: native-proof", "  - advance: {rollup: nat, block: b1, blobs: missing}")
        #expect(fault.contains("`blobs` means nothing to `nat`, whose blocks are in calldata"))
    }

    @Test("A rollup in blobs pays blob gas, less calldata, and is derived by a new node")
    func blobs() throws {
        var facts: [(gas: UInt64, transaction: ReportedTransaction)] = []
        for place in ["calldata", "blob"] {
            let result = try Self.small(
                """
                  - l2_tx: {rollup: nat, to: bob, value: 0.01 ETH}
                    by: alice
                    repeat: 40
                  - seal: {rollup: nat}
                    id: b1
                  - advance: {rollup: nat, block: b1}
                  - rebuild: {rollup: nat}
                """,
                rollup: ", da: \(place)"
            )
            #expect(result.verdict == .passed, "\(TextReport(result).text)")
            let transactions = result.timeline.flatMap(\.transactions)
            let settling = try #require(transactions.first { $0.chain == .l1 })
            facts.append((settling.gas.used, settling))
            let csv = try #require(TableFiles.tables([("a", result)]).first { $0.name == "transactions.csv" })
            let rows = csv.text.split(separator: "\r\n")
            #expect(rows[0].hasSuffix(",blob_gas,blob_fee_wei"))
            let row = try #require(rows.first { $0.contains(settling.hash.hex) })
            #expect(row.hasSuffix(place == "blob" ? ",131072,131072" : ",0,0"), "\(row)")
        }
        #expect(facts[0].transaction.blobGas == 0 && facts[1].transaction.blobGas == 131_072)
        #expect(facts[1].transaction.blobFee == 131_072)
        // A dependency costs 30,000; forty transfers are more than 4,000 bytes at 16 gas.
        #expect(facts[1].gas + 20_000 < facts[0].gas)
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
