import Foundation
import Primitives
import RollupActors
import Scenario
import Testing

@Suite("Scenarios on a ledger of payments")
struct PaymentsScenarioTests {
    private static let head = """
        format: rollupsim/1
        name: x
        actors: {alice: {l1: 10 ETH, l2: {pay: 2 ETH}}, bob: {}, operator: {l1: 10 ETH}}
        rollups: {pay: {preset: contract-groth16, advancer: operator, auto: off}}
        contracts: {token: {stock: erc20}}
        defaults: {rollup: pay}
        steps:

        """

    private static func document(_ steps: String) throws -> ScenarioDocument {
        try ScenarioDocument(name: "x.yaml", bytes: Array((head + steps + "\n").utf8))
    }

    private static func run(_ document: ScenarioDocument) -> ScenarioResult {
        ScenarioRun.run(document, options: SimulationOptions(batchProofs: SimulatedBatchProofs()))
    }

    @Test("Under both presets the same scenario passes with the same balances, at other costs")
    func sameRollupTwoWays() throws {
        let matrix = try #require(try ScenarioFolder.document("same-rollup-two-ways.yaml").matrix)
        let results = matrix.variants.map { Self.run($0.document) }
        #expect(results.count == 2)
        for result in results { #expect(result.verdict == .passed, "\(TextReport(result).text)") }
        let gas = results.map { result in
            result.timeline.filter { $0.verb == "advance" }.compactMap(\.gasUsed)
        }
        #expect(gas[0].count == 2 && gas[1].count == 2)
        for index in 0..<2 { #expect(gas[0][index] > 15_000_000 && gas[1][index] < 2_000_000, "\(gas)") }
    }

    @Test(
        "A verb that the ledger does not know is refused where it stands",
        arguments: [
            ("deploy: {contract: token, on: pay, args: [A, B, 18, 1]}", "deploy"),
            ("send_message: {from: l1, to: pay, receiver: bob}", "send_message"),
            ("activity: {rollup: pay, blocks: 1, rate: 1, senders: [alice]}", "activity"),
        ]
    )
    func foreignVerbs(_ step: String, _ verb: String) throws {
        let by = verb == "activity" ? "" : "\n    by: alice"
        let error = try #require(throws: ScenarioError.self) { try Self.document("  - \(step)\(by)") }
        let refusal = "x.yaml:8:5: error: `\(verb)` means nothing to `pay`, whose preset is contract-groth16"
        #expect(error.rendered.contains(refusal), "\(error.rendered)")
        #expect(error.rendered.contains("its verbs are deposit, l2_tx, seal, advance, claim"), "\(error.rendered)")
    }

    @Test(
        "A key that the ledger does not know is refused where it stands",
        arguments: [
            ("deposit: {amount: 1 ETH, fee: 0.1 ETH}", "`fee` means nothing to `pay`"),
            ("deposit: {amount: 1 ETH, recipient: 0x0000000000000000000000000000000000000001}", "only actors have"),
            ("l2_tx: {to: bob, value: 1 ETH, data: 0x01}", "`data` means nothing to `pay`"),
            ("l2_tx: {to: bob, value: 1 ETH, gas_limit: 1M}", "`gas_limit` means nothing to `pay`"),
            ("l2_tx: {burn_gas: 1M}", "`burn_gas` means nothing to `pay`"),
            ("l2_tx: {to: bob}", "a payment has an amount"),
            ("l2_tx: {to: 0x0000000000000000000000000000000000000001, value: 1 ETH}", "only actors have accounts"),
            ("l2_tx: {withdraw: 1 ETH, to: bob}", "pays withdrawals to whom the account is of"),
        ]
    )
    func foreignKeys(_ step: String, _ refusal: String) throws {
        let error = try #require(throws: ScenarioError.self, "\(step)") {
            try Self.document("  - \(step)\n    by: alice")
        }
        #expect(error.rendered.contains(refusal), "\(error.rendered)")
        #expect(error.rendered.contains("x.yaml:8:"), "\(error.rendered)")
    }

    @Test(
        "What the ledger has not cannot be asked",
        arguments: [
            "l2(pay).head.number == 0", "l2(pay).code_size(alice) == 0 B", "l2(pay).storage(alice, 0) == 0",
            "block(b1).number == 1", "events(pay, \"BlockAdded\").count == 0",
        ]
    )
    func foreignFunctions(_ expression: String) throws {
        let error = try #require(throws: ScenarioError.self, "\(expression)") {
            try Self.document("  - {seal: {}, id: b1}\n  - assert: \(expression)")
        }
        #expect(
            error.rendered.contains("means nothing to `pay`") || error.rendered.contains("has no event"),
            "\(error.rendered)"
        )
    }

    @Test("Keys of rollups on EVM chains are refused, and a batch has bounds")
    func rollupKeys() throws {
        for (key, refusal) in [
            ("l2_gas_limit: 15M", "is for the presets native-reexec, native-proof and optimistic"),
            ("chain_id: 5", "is for the presets native-reexec, native-proof and optimistic"),
            ("challenge_window: 1d", "is for the preset optimistic"), ("batch: 0", "`batch` is between 1 and 16"),
            ("batch: 17", "`batch` is between 1 and 16"),
        ] {
            let text = """
                format: rollupsim/1
                name: x
                rollups: {pay: {preset: contract-groth16, auto: off, \(key)}}
                steps: []
                """
            let error = try #require(throws: ScenarioError.self) {
                try ScenarioDocument(name: "x.yaml", bytes: Array(text.utf8))
            }
            #expect(error.rendered.contains("x.yaml:3:") && error.rendered.contains(refusal), "\(error.rendered)")
        }
    }

    @Test("A damaged proof is refused, its data are taken back, and the batch settles afterwards")
    func damagedProof() throws {
        let result = Self.run(
            try Self.document(
                """
                  - {l2_tx: {to: bob, value: 1 ETH}, by: alice}
                  - {seal: {}, id: b1}
                  - advance: {block: b1, proof: flip_bit}
                    expect: {revert: proof refused}
                    assert:
                      - pay.head.number == 0
                      - events(pay, "BatchesReverted").count == 1
                  - advance: {block: b1}
                    assert:
                      - pay.head.number == 1
                      - l2(pay).balance(bob) == 1 ETH
                """
            )
        )
        #expect(result.verdict == .passed, "\(TextReport(result).text)")
    }

    @Test("A ledger in blobs is settled and derived anew; a blob that does not come is missed by L1's pool")
    func inBlobs() throws {
        let steps = """
              - {l2_tx: {to: bob, value: 1 ETH}, by: alice}
              - {seal: {}, id: b1}
              - {advance: {block: b1, blobs: missing}, expect: {reject: BlobSidecarMissing}}
              - {advance: {block: b1}, id: a, assert: tx(a).blob_gas == 131072}
              - {rebuild: {rollup: pay}, assert: [pay.head.number == 1, l2(pay).balance(bob) == 1 ETH]}
            """
        let text = (Self.head + steps + "\n").replacingOccurrences(
            of: "contract-groth16,",
            with: "contract-groth16, da: blob,"
        )
        let result = Self.run(try ScenarioDocument(name: "x.yaml", bytes: Array(text.utf8)))
        #expect(result.verdict == .passed, "\(TextReport(result).text)")
        let error = try #require(throws: ScenarioError.self) {
            try Self.document("  - {seal: {}, id: b1}\n  - advance: {block: b1, blobs: missing}")
        }
        #expect(error.rendered.contains("`blobs` means nothing to `pay`, whose blocks are in calldata"))
    }

    @Test("A batch out of its turn is refused, and so is a withdrawal that is not there")
    func order() throws {
        let result = Self.run(
            try Self.document(
                """
                  - {l2_tx: {withdraw: 1 ETH}, by: alice, save: w}
                  - {claim: {withdrawal: w}, by: alice, expect: {reject: WithdrawalNotSealed}}
                  - {seal: {}, id: b1}
                  - {l2_tx: {to: bob, value: 1 ETH}, by: alice}
                  - {seal: {}, id: b2}
                  - {advance: {block: b2}, expect: {revert: proof refused}}
                  - {advance: {block: b1}}
                  - {advance: {block: b2}}
                  - {claim: {withdrawal: w}, by: operator, assert: pay.head.number == 2}
                """
            )
        )
        #expect(result.verdict == .passed, "\(TextReport(result).text)")
        let text = TextReport(result).text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(text.contains("the proofs are of a circuit of payments, not of the EVM"))
        #expect(text.contains("simulated proof"))
    }

    @Test("Without anybody who proves, the scenario is impossible")
    func nobodyProves() throws {
        guard case .impossible(let reason) = ScenarioRun.run(try Self.document("  - seal: {}")).verdict else {
            Issue.record("it ran")
            return
        }
        #expect(reason.contains("needs proofs of payments"))
    }

    @Test("An escrow that falls short of the first balances is an insolvency")
    func insolvency() throws {
        var options = SimulationOptions(batchProofs: SimulatedBatchProofs())
        options.escrowShortfall = 1
        let result = ScenarioRun.run(try Self.document("  - seal: {}"), options: options)
        guard case .invariantViolated(let reason) = result.verdict else {
            Issue.record("\(result.verdict)")
            return
        }
        #expect(reason.contains("escrow_solvency"))
    }
}
